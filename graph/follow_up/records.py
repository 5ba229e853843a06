"""Follow-up records: an outcome as one flat record for programs and spreadsheets."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from graph.follow_up.followup import Outcome
from loaders.sheets import write_sheet

FIELDS = (
    "report", "indicator", "target_text", "target_start", "status", "actual_report", "actual_text",
    "actual_start", "actual_end", "ratio", "rule",
)  # fmt: skip
FORMATS = ("jsonl", "csv", "xlsx")


def to_record(outcome: Outcome) -> Mapping[str, Any]:
    """The fields in order; None where there is nothing to say.

    `target_text` and `actual_text` are the numbers as printed, with offsets in characters of their kept
    texts; where the later report speaks in words only, `actual_text` is those words. A cited target stands
    in no kept text, and so has no offset.
    """
    target, result, remark = outcome.target, outcome.result, outcome.remark
    words = remark is not None and (result is None or outcome.rule in ("stated-shortfall", "general-claim"))
    actual = remark if words else result
    return {
        "report": target.report,
        "indicator": target.name,
        "target_text": target.text,
        "target_start": target.start if target.start >= 0 else None,
        "status": outcome.status,
        "actual_report": actual.report if actual else None,
        "actual_text": actual.text if actual else None,
        "actual_start": actual.start if actual else None,
        "actual_end": actual.end if actual else None,
        "ratio": float(outcome.ratio) if outcome.ratio is not None else None,
        "rule": outcome.rule,
    }


def write_records(outcomes: Iterable[Outcome], form: str, stream: BinaryIO) -> None:
    """JSON Lines, CSV (UTF-8 with the mark that spreadsheets need) or XLSX."""
    records = map(to_record, outcomes)
    if form == "jsonl":
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        for record in records:
            text.write(json.dumps(record, ensure_ascii=False) + "\n")
        text.flush()
        text.detach()
        return
    rows = ([_cell(record[name]) for name in FIELDS] for record in records)
    write_sheet(stream, f".{form}", FIELDS, rows)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
