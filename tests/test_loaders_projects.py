"""Projects: named works split out of lists, with stage and class."""

from __future__ import annotations

import pytest

from tests.reports import read_plan


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "力争启动建设渝宜高铁、黔江至吉首高铁等项目",
            [("渝宜高铁", "start", "transport"), ("黔江至吉首高铁", "start", "transport")],
        ),
        (
            "开工中心城区至永川、南川等2条市域铁路和7号线一期、17号线一期等2条城市轨道",
            [("中心城区至永川", "start", "transport"), ("南川", "start", "transport"),
             ("7号线一期", "start", "transport"), ("17号线一期", "start", "transport")],
        ),
        (
            "重点推进万州、涪陵、江津天然气发电等项目",
            [("万州", "build", "energy"), ("涪陵", "build", "energy"), ("江津天然气发电", "build", "energy")],
        ),
        ("深入开展抓项目促投资专项行动", [("抓项目促投资专项行动", "operate", "programme")]),
        ("基本建成万州机场航站楼扩建等项目", [("万州机场航站楼扩建", "finish", "transport")]),
        ("实施一批重大项目", []),
        ("加快制造业数字化转型", []),
        ("建设“山城有信”平台", [("“山城有信”平台", "build", "digital")]),
    ],
)  # fmt: skip
def test_projects_of_a_clause(clause: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(p.span.text, p.stage, p.project_class) for p in read_plan(clause).projects] == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("重点推进万州、涪陵、江津天然气发电等项目", ["万州天然气发电", "涪陵天然气发电", "江津天然气发电"]),
        ("开工中心城区至永川、南川等2条市域铁路", ["中心城区至永川市域铁路", "中心城区至南川市域铁路"]),
        ("加强意识形态基础工程建设", ["意识形态基础工程"]),
        ("推动能源、交通、优势企业等项目建设", []),
        ("严厉打击电信诈骗等犯罪活动", []),
        ("办好香港、日本等招商项目", []),
    ],
)
def test_names_restored_from_the_list(clause: str, expected: list[str]) -> None:
    assert [p.name for p in read_plan(clause).projects] == expected
