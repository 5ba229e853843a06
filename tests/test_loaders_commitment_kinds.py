"""Kinds of commitments: the cases of cases/commitments.jsonl, each a whole clause of a plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reports import read_plan

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/commitments.jsonl").read_text("utf-8").splitlines()]


def test_no_case_is_lost() -> None:
    assert len(CASES) == 32


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_kind_and_action_of_a_clause(case: dict[str, str]) -> None:
    (found,) = [c for c in read_plan(case["text"]).commitments if c.span.text == case["text"]]
    assert (found.action, found.type) == (case["action"], case["type"])
