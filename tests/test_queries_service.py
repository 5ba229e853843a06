"""All questions to one build: answers by hand, names and codes for parameters, descriptions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pyoxigraph
import pytest

from ontology.errors import QueryForbidden, QuestionError
from queries.catalogue import questions, views
from queries.limits import Limits
from queries.media_types import CSV, N_TRIPLES, TURTLE
from queries.service import QueryService
from tests.query_build import REGION, TINY, tiny_build
from tests.unanswered import SMALL


@pytest.fixture(scope="module")
def service() -> Iterator[QueryService]:
    with QueryService(tiny_build()) as service:
        yield service


def ends(values: tuple[str, ...]) -> list[str]:
    """The last part of IRIs, as a set in order."""
    return sorted({value.rsplit("/", 1)[-1] for value in values})


TABLES = {
    name: query for name, query in {**questions(), **views()}.items() if query.form in ("select", "ask")
}


@pytest.mark.parametrize("name", TABLES)
def test_every_question_answers_something(service: QueryService, name: str) -> None:
    example = {
        parameter.name: parameter.example for parameter in TABLES[name].parameters if parameter.required
    }
    if name in ("about", "quotes"):
        example = {"iri": TINY + "figure/gdp"}
    table = service.ask(name, **example)
    assert (len(table) > 0) == (name not in SMALL)
    assert len({tuple(map(str, row.values())) for row in table}) == len(table), "rows are distinct"


def test_region_includes_what_lies_inside(service: QueryService) -> None:
    table = service.ask("commitments-of-region", region="渝东北三峡库区城镇群")
    assert [(str(row["quote"]), str(row["placeName"]), str(row["basis"])) for row in table] == [
        ("建设万州机场二期", "万州区", "stated"),
        ("发展生态旅游", "渝东北三峡库区城镇群", "derived"),
        ("整治云上村人居环境", "云上村", "stated"),
        ("在开州举办柑橘节", "开州区", "stated"),
        ("推进万达开示范区和达州合作", "万达开川渝统筹发展示范区", "stated"),
    ]


def test_partial_members_are_flagged(service: QueryService) -> None:
    table = service.ask("commitments-of-region", region="成渝地区双城经济圈")
    extent = {str(row["placeName"]): str(row["extent"]) for row in table}
    assert extent == {
        "万州区": "whole",
        "云上村": "whole",
        "成渝地区双城经济圈": "whole",
        "开州区": "part",
        "达州市": "part",
        "万达开川渝统筹发展示范区": "part",
    }


def test_xiushan_is_found_in_its_own_cluster_only(service: QueryService) -> None:
    for cluster, expected in (("渝东南", ["xiushan"]), ("渝东北", []), ("一区", [])):
        found = ends(service.ask("commitments-of-region", region=cluster).column("commitment"))
        assert ("xiushan" in found) == bool(expected)


SAME_REGION = ("万州区", "万州", "500101", REGION + "cn-500101", " 万州区 ", "Wanzhou District")


@pytest.mark.parametrize("value", SAME_REGION)
def test_names_codes_and_iris(service: QueryService, value: str) -> None:
    assert ends(service.ask("commitments-of-region", region=value).column("place")) == [
        "cloud",
        "cn-500101",
        "wandakai",
    ]


def test_local_concepts_have_names_too(service: QueryService) -> None:
    assert ends(service.ask("commitments-of-region", region="云上村").column("commitment")) == ["village"]
    assert ends(service.ask("targets-of-indicator", indicator="就业").column("figure")) == ["jobs"]


def test_joined_name_stands_for_each_region(service: QueryService) -> None:
    sparql = service.sparql("commitments-of-region", region="川渝")
    assert f"VALUES ?region {{ <{REGION}cn-500000> <{REGION}cn-510000> }}" in sparql
    assert service.sparql("commitments-of-region", region="四川省|重庆市").count("<" + REGION) == 2


def test_unknown_name_lists_near_ones(service: QueryService) -> None:
    with pytest.raises(QuestionError, match=r"region: no region is called '万洲区'; near it: .*万州区"):
        service.ask("commitments-of-region", region="万洲区")
    with pytest.raises(QuestionError, match="no region is called"):
        service.ask("commitments-of-region", region='"} # <script>')
    with pytest.raises(QuestionError, match="year: '二七' is no year"):
        service.ask("targets-by-year", year="二七")
    with pytest.raises(QuestionError, match="no question is called 'project'; there is projects"):
        service.ask("project")
    with pytest.raises(QuestionError, match="no parameter 'colour'"):
        service.ask("projects", colour="red")
    with pytest.raises(QuestionError, match="no statement holds the words"):
        service.ask("statement-passages", statement="没有这句话")


def test_target_with_baseline_and_horizon(service: QueryService) -> None:
    (row,) = service.ask("targets-of-indicator", indicator="GDP")
    assert {name: str(row[name]) for name in ("comparator", "verbatim", "endYear", "horizonRuleName")} == {
        "comparator": ">=",
        "verbatim": "4万亿元",
        "endYear": "2027",
        "horizonRuleName": "写明",
    }
    assert (str(row["baselineVerbatim"]), str(row["baselineYear"])) == ("2.91万亿元", "2022")
    assert str(row["impliedAnnualGrowth"]) == "6.57"


def test_yearly_targets_hold_in_each_year(service: QueryService) -> None:
    assert ends(service.ask("targets-by-year", year="2027").column("figure")) == ["gdp", "jobs"]
    assert ends(service.ask("targets-by-year", year="2025").column("figure")) == ["jobs"]
    assert len(service.ask("targets-by-year", year="2022")) == 0, "a result is no target"


def test_commitments_without_quantity(service: QueryService) -> None:
    assert "gdp" not in ends(service.ask("commitments-without-quantity").column("commitment"))
    rural = service.ask("commitments-without-quantity", area="农业农村", kind="measure")
    assert ends(rural.column("commitment")) == ["village", "xiushan"]


def test_projects_by_stage_class_and_region(service: QueryService) -> None:
    assert ends(
        service.ask("projects", region="渝东北", stage="在建", **{"class": "transport"}).column("project")
    )
    assert len(service.ask("projects", region="渝东南")) == 0
    assert len(service.ask("projects", stage="finish")) == 0


def test_what_concerns_the_circle(service: QueryService) -> None:
    table = service.ask("chengdu-chongqing-circle")
    assert [(str(row["reason"]), str(row["placeName"])) for row in table] == [
        ("both", "四川省"),
        ("circle", "成渝地区双城经济圈"),
        ("across", "达州市"),
        ("zone", "万达开川渝统筹发展示范区"),
    ]


def test_one_district_beside_two_clusters(service: QueryService) -> None:
    table = service.ask("one-district-two-clusters")
    counts = {
        (str(row["clusterName"]), str(row["kindName"])): int(str(row["commitments"]))
        for row in table
        if str(row["commitments"]) != "0"
    }
    assert counts == {
        ("渝东北三峡库区城镇群", "项目"): 1,
        ("渝东北三峡库区城镇群", "措施"): 1,
        ("渝东北三峡库区城镇群", "活动"): 1,
        ("渝东南武陵山区城镇群", "措施"): 1,
    }
    assert len(set(table.column("cluster"))) == 3, "a cluster of which nothing is said is there too"


def test_agencies_stated_and_inferred(service: QueryService) -> None:
    table = service.ask("agencies", agency="重庆市交通局")
    assert [(str(row["basis"]), str(row["ruleName"] or "")) for row in table] == [
        ("inferred", "按领域和职能用语推断主管部门"),
        ("stated", ""),
    ]
    assert ends(service.ask("agencies", basis="明写").column("commitment")) == ["wanzhou"]


def test_policy_areas(service: QueryService) -> None:
    rows = {
        (str(row["policyAreaName"]), str(row["kindName"])): str(row["commitments"])
        for row in service.ask("policy-areas")
    }
    assert rows["农业农村", "措施"] == "2"
    assert rows["区域协调", "定量"] == "1"


def test_passages_of_stated_and_derived(service: QueryService) -> None:
    stated = service.ask("statement-passages", statement="迈上4万亿元")
    assert [(str(row["role"]), str(row["exact"])) for row in stated] == [
        ("statement", "到2027年地区生产总值迈上4万亿元"),
        ("horizon", "2027年"),
    ]
    derived = service.ask("statement-passages", statement=TINY.removesuffix("tiny/") + "derived/baseline")
    assert [(str(row["role"]), str(row["exact"])) for row in derived] == [
        ("input", "4万亿元"),
        ("input", "2.91万亿元"),
    ]


def test_empty_values_are_not_given(service: QueryService) -> None:
    assert service.ask("projects", region="", stage=" ") == service.ask("projects")


def test_answers_are_kept(service: QueryService) -> None:
    assert service.ask("projects") is service.ask("projects")


def test_describe_equals_describe(service: QueryService) -> None:
    iri = REGION + "cn-500101"
    described = service.describe(iri, N_TRIPLES)
    assert described == service.evaluate(f"DESCRIBE <{iri}>", media_type=N_TRIPLES).body
    turtle = service.describe(iri)
    assert turtle is not None
    assert len(list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))) == len(
        described.splitlines()
    )


@pytest.mark.parametrize("iri", ["https://w3id.org/chengnuo/id/nothing", "no IRI", "", "<>"])
def test_nothing_to_describe(service: QueryService, iri: str) -> None:
    assert service.describe(iri) is None


def test_evaluate(service: QueryService) -> None:
    assert service.evaluate("SELECT (1 AS ?x) {}", media_type=CSV).body == b"x\r\n1\r\n"
    assert service.evaluate("CONSTRUCT WHERE { ?s ?p ?o }").media_type == TURTLE
    with pytest.raises(QueryForbidden):
        service.evaluate("SELECT * { SERVICE ?s { ?s ?p ?o } }")


def test_graph_questions_are_no_tables(service: QueryService) -> None:
    with pytest.raises(QuestionError, match="triples"):
        service.ask("describe", iri="urn:a")
    assert b"sparql-service-description#Service" in service.graph("service-description", endpoint="urn:a")


def test_evaluator_imports_little() -> None:
    """A killed evaluator is replaced in a tenth of a second."""
    code = "import sys, queries.evaluator; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rdflib", "spacy", "flask", "numpy", "networkx", "asyncio"} & set(modules)


def test_a_question_for_everything_asks_for_a_report_where_many_are_loaded() -> None:
    with QueryService(tiny_build(), Limits(reports_at_once=0)) as many:
        with pytest.raises(QuestionError, match="targets-by-year: 1 reports are loaded; choose by report"):
            many.ask("targets-by-year", year="2027")
        for name in ("tiny", "小报告", "重庆市", TINY.rstrip("/")):
            assert len(many.ask("targets-by-year", year="2027", report=name)) == 2
        with pytest.raises(QuestionError, match="no report is called 'tinny'; there is tiny"):
            many.ask("targets-by-year", year="2027", report="tinny")
