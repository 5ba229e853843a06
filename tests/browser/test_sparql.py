"""The query editor: examples, completion, errors, and every view of an answer."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from queries.catalogue import questions
from tests.browser.accessibility import serious_violations
from tests.browser.visit import SIZES, Visit, Visitor
from tests.unanswered import SHIPPED

_PREFIXES = """PREFIX cn: <https://w3id.org/chengnuo/def/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ANSWERS = {
    "table": "SELECT ?figure ?quote WHERE { ?figure a cn:Figure ; cn:quote ?quote } LIMIT 80",
    "graph": "CONSTRUCT WHERE { ?commitment cn:mentionsOrganization ?organization }",
    "chart": """SELECT ?areaName (COUNT(?commitment) AS ?commitments) WHERE {
      ?commitment cn:policyArea/skos:prefLabel ?areaName
      FILTER(LANG(?areaName) = "zh") } GROUP BY ?areaName""",
    "map": """SELECT ?region ?regionName ?lat ?long WHERE {
      ?region wgs84:lat ?lat ; wgs84:long ?long ; skos:prefLabel ?regionName
      FILTER(LANG(?regionName) = "zh") }""",
}
"""A query for each view."""
DRAWN = {
    "table": ".yasr table tbody tr",
    "graph": ".sparql-graph[data-nodes] canvas",
    "chart": ".sparql-bar rect",
    "map": "a.sparql-point circle",
}
LATITUDE_FIRST = "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(29.5 106.5)"
MADE_UP = {
    "years become a line": (
        'SELECT * { VALUES (?year ?n) { ("2023"^^xsd:gYear 3) ("2021"^^xsd:gYear 1.5) } }',
        "chart",
        ".sparql-view polyline",
        "2021",
    ),
    "a point in WKT": (
        'SELECT ?name ?at { VALUES (?name ?at) { ("渝" "POINT(106.5 29.5)"^^geo:wktLiteral) } }',
        "map",
        "g.sparql-point",
        "106.4°E",
    ),
    "a point in WKT with a reference system": (
        f'SELECT ?name ?at {{ VALUES (?name ?at) {{ ("渝" "{LATITUDE_FIRST}"^^geo:wktLiteral) }} }}',
        "map",
        "g.sparql-point",
        "106.4°E",
    ),
    "markup in a chart": (
        'SELECT * { VALUES (?name ?n) { ("<img src=x onerror=alert(1)>" 2) } }',
        "chart",
        ".sparql-bar",
        "<img src=x onerror=alert(1)>",
    ),
    "markup in a map": (
        'SELECT * { VALUES (?name ?lat ?long) { ("<b>" 29.5 106.5) } }',
        "map",
        ".sparql-point",
        "<b>",
    ),
    "markup in a table": (
        'SELECT * { VALUES ?name { "<img src=x onerror=alert(1)>" } }',
        "table",
        ".yasr td",
        "<img src=x",
    ),
    "no link to run a script": (
        "SELECT * { VALUES ?thing { <javascript:alert(1)> } }",
        "table",
        ".yasr td span",
        "javascript:alert(1)",
    ),
}
"""A query, the view, what is drawn, and what the picture says."""
HINT = ".CodeMirror-hint"


def opened(visit: Visit, query: str, view: str = "", lang: str = "zh") -> Visit:
    """The editor with a query; with a view also its answer."""
    visit.open(f"/sparql?lang={lang}#query={quote(query)}{f'&view={view}' if view else ''}")
    visit.page.locator("#run:enabled").wait_for()
    return visit


def text(visit: Visit) -> str:
    return str(visit.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))


def typed(visit: Visit, query: str) -> None:
    """Types at ¦, the rest of the query being there."""
    opened(visit, query.partition("¦")[0])
    visit.page.evaluate(
        "const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(e.lineCount(), 0)"
    )
    visit.page.keyboard.type(query.partition("¦")[2])


def views(visit: Visit) -> list[str]:
    """Names of the views that are offered."""
    return visit.page.locator(".yasr_btnGroup button:visible").all_inner_texts()


@pytest.mark.slow
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ANSWERS)
def test_a_view_is_drawn(visit: Visitor, view: str, lang: str, width: int) -> None:
    here = opened(
        visit(width=width, color_scheme="dark" if lang == "en" else "light"),
        _PREFIXES + ANSWERS[view],
        view,
        lang,
    )
    here.page.locator(DRAWN[view]).first.wait_for()
    beyond = here.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0
    assert serious_violations(here.page) == []
    assert here.is_clean(), (here.errors, here.strangers)


@pytest.mark.parametrize("case", MADE_UP)
def test_values_are_drawn_as_they_are(visit: Visitor, case: str) -> None:
    query, view, drawn, says = MADE_UP[case]
    here = opened(visit(), _PREFIXES + query, view)
    here.page.locator(drawn).first.wait_for()
    assert says in str(here.page.locator(".yasr_results").text_content())
    assert not here.page.locator('.yasr_results img, .yasr_results a[href^="javascript"]').count()
    assert here.is_clean(), (here.errors, here.strangers)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "part", ["", "ASK {}&view=table", "SELECT { &view=table", "SELECT * {} &view=response"]
)
def test_nobody_is_shut_out(visit: Visitor, part: str, scheme: str) -> None:
    """First sight, truth, error and raw answer."""
    here = visit(color_scheme=scheme)
    query, _, view = part.partition("&view=")
    opened(here, query, view) if part else here.open("/sparql")
    here.page.locator(".yasr_results > *" if part else "#run:enabled").first.wait_for()
    assert serious_violations(here.page) == []


def test_views_are_offered_where_columns_allow_them(visit: Visitor) -> None:
    offered = {}
    for view in ANSWERS:
        here = opened(visit(), _PREFIXES + ANSWERS[view], "table")
        here.page.locator(DRAWN["table"]).first.wait_for()
        offered[view] = views(here)
    assert offered == {
        "table": ["表格", "原始应答"],
        "graph": ["表格", "网络图", "原始应答"],
        "chart": ["表格", "图表", "原始应答"],
        "map": ["表格", "图表", "地图", "原始应答"],
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(questions().keys() - SHIPPED))
def test_an_example_runs(visit: Visitor, name: str) -> None:
    """It is put into the editor, answers something, and the address then leads to it."""
    here = visit()
    here.open("/sparql?lang=en")
    here.page.locator("#run:enabled").wait_for()
    here.page.locator(f'[data-example="{name}"]').click()
    here.page.locator("#run").click()
    here.page.locator(DRAWN["table"]).first.wait_for()
    assert not here.page.locator("td.dt-empty").count()
    assert "query=" + quote(text(here), safe="!*'()") in here.page.url
    assert here.is_clean(), (here.errors, here.strangers)


def test_examples_are_filtered(visit: Visitor) -> None:
    here = visit()
    here.open("/sparql")
    shown = here.page.locator("#examples-list [data-words]:visible")
    assert shown.count() == len(questions())
    here.page.locator("#examples-filter").fill("机构 职责")
    assert shown.locator("a").all_inner_texts() == ["机构及其职责"]
    here.page.locator("#examples-filter").fill("zzz")
    assert shown.count() == 0 and here.page.locator("#examples-none").is_visible()


COMPLETED = {
    "a property by its prefix": (
        _PREFIXES + "SELECT * WHERE { ?s ¦cn:horizonR",
        "cn:horizonRule",
        "时限依据",
    ),
    "a property by its name": (_PREFIXES + "SELECT * WHERE { ?s ¦horizonr", "cn:horizonRule", "时限依据"),
    "a property by its Chinese name": (
        _PREFIXES + "SELECT * WHERE { ?s ¦时限依",
        "cn:horizonRule",
        "how the horizon",
    ),
    "a property by its IRI": (
        "SELECT * WHERE { ?s ¦<https://w3id.org/chengnuo/def/horizonR",
        "cn:horizonRule",
        "",
    ),
    "a class": (_PREFIXES + "SELECT * WHERE { ?s a ¦cn:Comm", "cn:Commitment", "承诺"),
    "a class by its Chinese name": ("SELECT * WHERE { ?s a ¦承诺", "cn:Commitment", "Commitment"),
    "a class of another vocabulary": ("SELECT * WHERE { ?s a ¦skos:Conc", "skos:Concept", "个实例"),
}


@pytest.mark.parametrize("case", COMPLETED)
def test_terms_are_completed(visit: Visitor, case: str) -> None:
    """With their names, and the prefix is declared."""
    query, term, name = COMPLETED[case]
    here = visit()
    typed(here, query)
    hint = here.page.locator(HINT, has_text=term).first
    hint.wait_for()
    assert name in hint.inner_text()
    hint.click()
    assert term in text(here)
    assert f"PREFIX {term.partition(':')[0]}: <" in text(here)
    assert here.is_clean(), (here.errors, here.strangers)


def test_a_prefix_is_declared_when_it_is_typed(visit: Visitor) -> None:
    here = visit()
    typed(here, "SELECT * WHERE { ?s ¦oa:")
    here.until("document.querySelector('.CodeMirror').CodeMirror.getValue().startsWith('PREFIX oa:')")
    assert "<http://www.w3.org/ns/oa#>" in text(here)


def test_an_error_shows_its_place(visit: Visitor) -> None:
    here = opened(visit(), "SELECT * WHERE {\n  ?s ?p ?o }}", "table")
    message = here.page.locator(".errorResult")
    message.get_by_role("button").click()
    assert "line 2" in message.inner_text()
    place = here.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor().line")
    assert place == 1


def test_things_of_this_site_lead_to_their_pages(visit: Visitor) -> None:
    here = opened(visit(), _PREFIXES + ANSWERS["table"], "table", "en")
    link = here.page.locator(".yasr td a").first
    link.wait_for()
    assert str(link.get_attribute("href")).startswith("/doc/chongqing-2023/figure/")
    assert str(link.get_attribute("href")).endswith("?lang=en")
