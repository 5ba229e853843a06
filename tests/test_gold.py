"""What is read from the shipped report agrees with the annotations: a score below its bar is a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.jsonl import to_json
from loaders.pipeline import read_report
from loaders.scoring import Agreement, score

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data/reports/chongqing-2023.txt"

F1_BARS = {"figure": 0.98, "project": 0.85, "commitment": 0.95}
STRICT_BARS = {"figure": 0.95, "region": 0.95, "organization": 0.90, "commitment": 0.88}


@pytest.fixture(scope="module")
def agreements() -> dict[str, Agreement]:
    extraction = read_report(REPORT)
    records = [to_json(record, extraction) for record in extraction.records()]
    return score(ROOT / "tests/gold/dev", extraction.source.text, records)


def test_every_kind_is_annotated(agreements: dict[str, Agreement]) -> None:
    counts = {kind: found.gold for kind, found in agreements.items()}
    assert counts == {"figure": 136, "project": 114, "region": 100, "organization": 43, "commitment": 191}


@pytest.mark.parametrize(("kind", "bar"), F1_BARS.items())
def test_f1(kind: str, bar: float, agreements: dict[str, Agreement]) -> None:
    assert agreements[kind].f1 >= bar, f"see chengnuo score tests/gold/dev {REPORT} --errors {kind}"


@pytest.mark.parametrize(("kind", "bar"), STRICT_BARS.items())
def test_strict_f1(kind: str, bar: float, agreements: dict[str, Agreement]) -> None:
    assert agreements[kind].strict_f1 >= bar, f"see chengnuo score tests/gold/dev {REPORT} --errors {kind}"
