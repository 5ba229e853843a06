"""Our scores equal those of tests/gold/score.py, on perfect, damaged and missing records."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.scoring import FILES, JsonRecord, score
from ontology.errors import DocumentError

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests/gold/dev"
REPORT = ROOT / "data/reports/chongqing-2023.txt"


def kept_text() -> str:
    return REPORT.read_bytes().decode("utf-8-sig")


def perfect() -> list[dict[str, object]]:
    """The annotations themselves, as if they had been extracted."""
    starts = [0]
    for line in kept_text().split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    records = []
    for kind, stem in FILES.items():
        for row in (GOLD / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines():
            annotation = json.loads(row)
            offset = starts[annotation["line"] - 1]
            moved = {"start": annotation["start"] + offset, "end": annotation["end"] + offset}
            records.append({**annotation, **moved, "record": kind})
    return records


def damaged(seed: int) -> list[dict[str, object]]:
    """Some records lost, doubled, moved or with a wrong field."""
    chance = random.Random(seed)
    records = []
    for record in perfect():
        changed = dict(record)
        for field in ("value", "indicator", "type", "canonical", "stage", "period"):
            if field in changed and chance.random() < 0.2:
                changed[field] = chance.choice(["", None, "人均", "增加值", 3, changed[field]])
        end = record["end"]
        assert isinstance(end, int)
        changed["end"] = end + chance.choice([0, 0, 0, 1, 3])
        records += [changed] * chance.choice([0, 1, 1, 1, 2])
    return records


def reference(records: list[dict[str, object]], folder: Path) -> dict[str, dict[str, float]]:
    predictions = folder / "predictions.jsonl"
    predictions.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    script = [sys.executable, *map(str, (ROOT / "tests/gold/score.py", GOLD, REPORT, predictions)), "--json"]
    answer = subprocess.run(script, capture_output=True, check=True, text=True)
    return json.loads(answer.stdout)  # type: ignore[no-any-return]


def ours(records: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    return {
        kind: {
            "gold": found.gold,
            "predicted": found.predicted,
            "P": found.precision,
            "R": found.recall,
            "F1": found.f1,
            "strictF1": found.strict_f1,
            **found.fields(),
        }
        for kind, found in score(GOLD, kept_text(), records).items()
    }


@pytest.mark.parametrize("seed", range(4))
def test_equals_the_reference(seed: int, tmp_path: Path) -> None:
    records = damaged(seed)
    expected, found = reference(records, tmp_path), ours(records)
    assert found.keys() == expected.keys()
    for kind, row in expected.items():
        assert found[kind] == pytest.approx(row), kind


def test_equals_the_reference_without_records(tmp_path: Path) -> None:
    assert ours([]) == reference([], tmp_path)


def test_annotations_score_one_against_themselves() -> None:
    for kind, found in score(GOLD, kept_text(), perfect()).items():
        assert (found.f1, found.strict_f1) == (1.0, 1.0), kind
        assert found.errors() == []


def test_errors_name_what_differs() -> None:
    records: list[JsonRecord] = [
        {**record, "canonical": "别处"} if number == 0 else record
        for number, record in enumerate(row for row in perfect() if row["record"] == "region")
    ]
    lines = score(GOLD, kept_text(), records[:-1])["region"].errors()
    assert [line.split()[0] for line in lines] == ["MISSED", "WRONG"]
    assert "'别处'" in lines[1]


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"coverage\.json"):
        score(tmp_path, kept_text(), [])


def test_annotations_of_another_report_are_an_error() -> None:
    with pytest.raises(DocumentError, match="but the report has 1 lines"):
        score(GOLD, "短文", [])
