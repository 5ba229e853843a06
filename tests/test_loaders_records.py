"""Records: none can be built unless its text stands at its offsets; the public format names them all."""

from __future__ import annotations

import json

import pytest

from loaders.jsonl import to_json
from loaders.records import Span
from ontology.errors import SpanError
from tests.reports import kept, read_plan


@pytest.mark.parametrize(("start", "end", "text"), [(0, 2, "错的"), (3, 2, ""), (-2, 0, "报告"), (0, 99, "工作报告")])
def test_a_span_proves_itself(start: int, end: int, text: str) -> None:
    with pytest.raises(SpanError, match="example-2024"):
        Span(kept("工作报告"), start, end, text)


def test_every_record_has_a_public_form() -> None:
    extraction = read_plan("支持万州区建设万州机场扩建等项目，认真落实市委部署，完成投资20亿元")
    rows = [to_json(record, extraction) for record in extraction.records()]
    assert {row["record"] for row in rows} == {"figure", "project", "region", "organization", "commitment"}
    for row in rows:
        assert extraction.source.text[row["start"] : row["end"]] == row["text"]
        json.dumps(row, ensure_ascii=False)
