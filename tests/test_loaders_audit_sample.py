"""A hundred numbers that became no figure, drawn without choice from 50 reports: does the reason hold?

Judged by hand in their sentences; `tests/cases/audit-reasons.csv` names report, offset, reason and verdict.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from loaders.audit import audit
from loaders.audit_reasons import load_reasons
from loaders.pipeline import read_report

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared/corpus/reports"
BAR = 95

with (ROOT / "tests/cases/audit-reasons.csv").open(encoding="utf-8", newline="") as file:
    SAMPLE = list(csv.DictReader(file))


def test_the_reasons_hold() -> None:
    assert len(SAMPLE) == 100
    assert {row["reason"] for row in SAMPLE} <= load_reasons().labels.keys()
    assert sum(row["verdict"] == "right" for row in SAMPLE) >= BAR


@pytest.mark.slow
@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"needs the reports of {REPORTS}, which are not in the repository")
def test_the_right_ones_are_still_told() -> None:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in SAMPLE:
        if row["verdict"] == "right":
            rows[row["file"]].append(row)
    lost = []
    for name, judged in rows.items():
        told = {(found.span.start, found.span.text): found.reason for found in audit(read_report(REPORTS / name))}
        lost += [row for row in judged if told.get((int(row["offset"]), row["number"])) != row["reason"]]
    assert not lost
