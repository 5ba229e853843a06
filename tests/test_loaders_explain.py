"""Explain: which statements stand at an offset, and what each field of them was read by."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.corrections import apply_corrections, read_corrections
from loaders.explain import REVIEWED, explain, to_json
from loaders.records import Extraction
from loaders.review import review_rows
from loaders.sheets import write_sheet
from ontology.errors import DocumentError
from ontology.vocabulary import load_vocabulary
from tests.reports import read_plan

VOCABULARY = load_vocabulary()


@pytest.fixture(scope="module")
def plan() -> Extraction:
    return read_plan("力争地区生产总值增长6%左右")


def test_the_shortest_statement_comes_first(plan: Extraction) -> None:
    found = explain(plan, plan.source.text.index("6%"), VOCABULARY)
    assert [each.kind for each in found] == ["figure", "commitment"]
    reasons = {(reason.field, reason.rule): reason for reason in found[0].reasons}
    about = reasons["comparator", "comparator-about-behind"]
    assert (about.value, about.span.text) == ("~", "左右")
    assert reasons["strength", "strength-modal"].span.text == "力争"
    assert reasons["indicator", "name-before"].means == "数前的名词短语，去掉谓词和副词"


def test_as_plain_values(plan: Extraction) -> None:
    figure = to_json(explain(plan, plan.source.text.index("6%"), VOCABULARY)[0])
    assert figure["text"] == "6%"
    assert figure["reasons"][0] == {
        "field": "value", "value": "6", "rule": "number-plain", "start": figure["start"], "end": figure["end"],
        "means": VOCABULARY.by_notation("reading-rule", "number-plain").labels["zh"],
    }  # fmt: skip


def test_nothing_is_explained_where_nothing_is_stated(plan: Extraction) -> None:
    assert explain(plan, 0, VOCABULARY) == () or explain(plan, 0, VOCABULARY)[0].kind == "organization"


def test_an_offset_outside_the_text_is_refused(plan: Extraction) -> None:
    last = len(plan.source.text) - 1
    with pytest.raises(DocumentError, match=f"offset {last + 1} is outside the text; give one from 0 to {last}"):
        explain(plan, last + 1, VOCABULARY)


def test_what_a_reviewer_set_has_a_name_instead_of_a_rule(plan: Extraction, tmp_path: Path) -> None:
    (row,) = (row for row in review_rows(plan, VOCABULARY, ("figure",)))
    row |= {"decision": "change", "comparator": ">=", "reviewer": "Li", "date": "2024-02-01", "reason": "原文更正"}
    sheet = tmp_path / "example-2024.csv"
    with sheet.open("wb") as stream:
        write_sheet(stream, ".csv", tuple(row), [list(row.values())])
    corrected = apply_corrections(plan, read_corrections(sheet), VOCABULARY)
    reasons = explain(corrected, plan.source.text.index("6%"), VOCABULARY)[0].reasons
    by_field = {reason.field: reason for reason in reasons}
    assert (by_field["comparator"].rule, by_field["comparator"].means) == (REVIEWED, "Li 2024-02-01: 原文更正")
    assert by_field["measure"].rule == "measure-growth"
