"""The questions on the shipped report, against rows read in its text by hand (tests/cases/questions)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from graph.build_directory import Build
from queries.catalogue import questions
from queries.service import QueryService

CASES = Path(__file__).parent / "cases" / "questions"
REPORT = Path(__file__).parent.parent / "data" / "reports" / "chongqing-2023.txt"
QUOTES = ("quote", "exact")
LONGEST_SECONDS = 5.0
"""Ten times what the slowest question takes on a machine with nothing else to do."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """What one question answers to some values; `rows` is the whole answer, in these columns."""

    question: str
    checked: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...] | None
    contains: tuple[Row, ...]
    forbidden: tuple[Row, ...]
    distinct: bool
    """Rows that differ only in columns left out count once."""

    @classmethod
    def of(cls, question: str, entry: dict[str, Any]) -> Case:
        def rows(name: str) -> tuple[Row, ...]:
            return tuple(tuple(row) for row in entry.get(name, ()))

        return cls(
            question,
            entry["checked"],
            entry["parameters"],
            tuple(entry["columns"]),
            rows("rows") if "rows" in entry else None,
            rows("contains"),
            rows("forbidden"),
            entry.get("distinct", False),
        )

    def __str__(self) -> str:
        return f"{self.question}({','.join(self.parameters.values())})"


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield Case.of(path.stem, entry)


ALL = tuple(read_cases())


@pytest.fixture(scope="module")
def service(shipped_build: Path) -> Iterator[QueryService]:
    with QueryService(Build.open(shipped_build)) as service:
        yield service


def test_every_question_has_cases() -> None:
    assert {case.question for case in ALL} == set(questions())
    assert len(ALL) >= 80


@pytest.mark.parametrize("case", ALL, ids=str)
def test_expected_words_stand_where_they_should(case: Case) -> None:
    """The cases prove themselves: each quote is what the text has at its offset."""
    text = REPORT.read_text(encoding="utf-8-sig")
    quote = next((name for name in case.columns if name in QUOTES), None)
    for row in (*(case.rows or ()), *case.contains, *case.forbidden):
        cells = dict(zip(case.columns, row, strict=True))
        if quote and "start" in cells:
            start = int(cells["start"])
            assert text[start : start + len(cells[quote])] == cells[quote], row


@pytest.mark.parametrize("case", ALL, ids=str)
def test_answer(service: QueryService, case: Case) -> None:
    began = perf_counter()
    table = service.ask(case.question, **case.parameters)
    assert perf_counter() - began < LONGEST_SECONDS
    found = Counter(zip(*(table.column(name) for name in case.columns), strict=True))
    if case.distinct:
        found = Counter(set(found))
    if case.rows is not None:
        expected = Counter(case.rows)
        assert (sorted(expected - found), sorted(found - expected)) == ([], []), "missing, not expected"
    assert not [row for row in case.contains if row not in found], "missing"
    assert not [row for row in case.forbidden if row in found], "forbidden"


CLUSTERS = ("主城都市区", "渝东北三峡库区城镇群", "渝东南武陵山区城镇群")


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_numbers_of_a_cluster_are_those_of_its_commitments(service: QueryService, cluster: str) -> None:
    """Two questions, one truth: distinct clauses that name the cluster or a place in it."""
    counted = sum(
        int(str(row["commitments"]))
        for row in service.ask("one-district-two-clusters")
        if str(row["clusterName"]) == cluster
    )
    named = {
        str(row["commitment"])
        for row in service.ask("commitments-of-region", region=cluster)
        if (str(row["extent"]), str(row["basis"])) == ("whole", "stated") and str(row["kindName"]) != "小标题"
    }
    assert counted == len(named)


def test_counts_are_those_of_the_statements(service: QueryService) -> None:
    """What was counted at the build is what a count finds now."""
    (report,) = service.ask("reports-counted")
    by_class = {
        str(row["class"]).rpartition("/")[2]: int(str(row["statements"]))
        for row in service.ask("statements-proven")
    }
    for column, name in {"commitments": "Commitment", "figures": "Figure", "projects": "Project"}.items():
        assert int(str(report[column])) == by_class[name]
    kinds = service.ask("commitments-by-kind", report="chongqing-2023")
    assert kinds == service.ask("commitments-by-kind"), "one report is all there are"
    assert sum(map(int, kinds.column("commitments"))) == by_class["Commitment"]
    listed = service.ask("commitments-without-quantity", kind="direction", area="农业农村")
    counted = {(row["policyAreaName"], row["kindName"]): row for row in service.ask("policy-areas")}
    assert counted
    assert len(set(listed.column("commitment"))) > 0


def test_nothing_that_is_inferred_is_stated(service: QueryService) -> None:
    rows = {basis: service.ask("agencies", basis=basis) for basis in ("stated", "inferred")}
    assert not any(row["rule"] for row in rows["stated"])
    assert all(row["rule"] and row["ruleName"] for row in rows["inferred"])


_ORDERED_BY = r"\?(?:by([A-Z])(\w*)|(\w+))"


@pytest.mark.parametrize("name", questions())
def test_order_leaves_nothing_to_chance(service: QueryService, name: str) -> None:
    """What a question is ordered by tells all its rows apart, so that every store gives one order."""
    question = questions()[name]
    table = service.ask(name, **{each.name: each.example for each in question.parameters if each.required})
    order = question.sparql.rpartition("ORDER BY")[2]
    # ?byReport is made of ?report, since the query puts rows in order by it sooner.
    keys = [key or f"{initial.lower()}{rest}" for initial, rest, key in re.findall(_ORDERED_BY, order)]
    assert len(set(zip(*map(table.column, keys), strict=True))) == len(table)


def test_what_has_a_name_is_named(service: QueryService) -> None:
    """No column of names is empty beside its IRI."""
    for name, question in questions().items():
        values = {each.name: each.example for each in question.parameters if each.required}
        for row in service.ask(name, **values):
            unnamed = [
                each
                for each, term in row.items()
                if term is not None and row.get(f"{each}Name", term) is None
            ]
            assert not unnamed, (name, row)


@pytest.mark.parametrize("region", ["武隆区", "渝东南武陵山区城镇群", "渝东北|渝东南", "重庆市", "两江新区"])
def test_numbers_of_a_region_are_those_of_what_holds_for_it(service: QueryService, region: str) -> None:
    """Each commitment is counted once, under the nearest way in which it concerns the region."""
    reaches = ("itself", "inside", "overlap", "cluster", "partial", "territory", "beyond")
    nearest: dict[str, str] = {}
    for row in service.ask("holds-for-region", region=region):
        commitment, reach = str(row["commitment"]), str(row["reach"])
        nearest[commitment] = min(reach, nearest.get(commitment, reach), key=reaches.index)
    counted: Counter[str] = Counter()
    for row in service.ask("region-counts", region=region):
        counted[str(row["reach"])] += int(str(row["commitments"]))
    assert counted == Counter(nearest.values())
    assert sum(counted.values()) > 30


def test_two_questions_count_what_names_a_region_alike(service: QueryService) -> None:
    for region in ("万州区", "武隆区", "中心城区", "渝东南武陵山区城镇群"):
        rows = service.ask("regions")
        inside = sum(int(str(row["commitments"])) for row in rows if str(row["regionName"]) == region)
        named = {
            str(row["commitment"])
            for row in service.ask("holds-for-region", region=region)
            if str(row["reach"]) in ("itself", "inside") and str(row["basis"]) == "stated"
        }
        assert inside == len(named) > 0
