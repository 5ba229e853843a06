"""The pages of the site with the shipped report, each in the forms that people open it in."""

from __future__ import annotations

PAGES = (
    "/",
    "/report/chongqing-2023",
    "/report/chongqing-2023?unread=1",
    "/report/chongqing-2023/audit",
    "/network",
    "/network?view=all",
    "/projects",
    "/projects?region=万州",
    "/regions",
    "/regions?region=主城都市区&with=两群",
    "/regions?region=璧山",
    "/agencies",
    "/agencies?agency=重庆市科学技术局",
    "/indicators",
    "/indicators/gdp",
    "/chains",
    "/chains?indicator=地区生产总值&measure=水平",
    "/ranking",
    "/follow-up",
    "/follow-up?year=2022",
    "/questions",
    "/questions/targets-by-year",
    "/questions/commitments-of-region?region=万州",
    "/sparql",
    "/download",
    "/catalog",
    "/quality",
    "/search?q=口袋公园",
    "/doc/region/cn-500101",
    "/doc/def/Figure",
    "/doc/def/",
)

NO_PAGES = {
    *("api.description", "api.question", "api.questions", "questions.as_csv", "questions.as_json"),
    *("network.data", "network.found", "network.node", "network.as_csv", "network.as_turtle"),
    *("download.file", "portal.file", "portal.void", "quality.download", "editor.terms"),
    *("entity.term", "entity.thing", "home.icon", "home.report", "home.robots"),
    *("health.healthy", "health.ready", "chengnuo.static"),
}
"""Endpoints that answer something else than a page: data, files, fragments, redirections."""
