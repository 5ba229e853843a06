"""One report in any guise gives the very same records, each with its words at its offsets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.documents import FORMATS
from loaders.jsonl import to_json
from loaders.pipeline import read_report
from loaders.records import Extraction
from tests.sources import PAGES, REPORT, TEXT, docx, wrapped

_OFFSETS = ("start", "end", "period_evidence", "list_evidence")
_INDENT = "\u3000\u3000"
WRAPPED = {f"{width}{'-indented' * bool(indent)}": (width, indent) for width in (30, 38, 76) for indent in ("", _INDENT)}

TEXTS: Mapping[str, Callable[[], bytes]] = {
    "crlf": lambda: TEXT.replace("\n", "\r\n").encode(),
    "cr": lambda: TEXT.replace("\n", "\r").encode(),
    "wrapped-crlf": lambda: wrapped(38, _INDENT, "\r\n").encode(),
    "form-feeds": lambda: TEXT.replace("\n\n", "\n\x0c\n").encode(),
    "soft-hyphens": lambda: TEXT.replace("亿", "\u200b亿").replace("工程", "工\xad程").encode(),
    **{f"wrapped-{name}": lambda how=how: wrapped(*how).encode() for name, how in WRAPPED.items()},  # type: ignore[misc]
    **{
        encoding: lambda encoding=encoding: TEXT.encode(encoding)  # type: ignore[misc]
        for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")
    },
}
WORD: Mapping[str, Callable[[], bytes]] = {
    "paragraphs": docx,
    "line-by-line": lambda: docx(tuple(wrapped(38, _INDENT).splitlines())),
}
GUISES = {
    f"{name}{suffix}": make
    for suffix, guises in ((".txt", TEXTS), (".html", PAGES), (".docx", WORD))
    for name, make in guises.items()
}


@cache
def shipped() -> Extraction:
    return read_report(REPORT)


def records(extraction: Extraction) -> list[dict[str, Any]]:
    """All fields but offsets; words without the line breaks and marks inside them."""
    found = []
    for record in extraction.records():
        fields = to_json(record, extraction)
        assert fields["text"] == extraction.source.text[fields["start"] : fields["end"]]
        because = [(why.field, why.rule, why.span.words) for why in record.because]
        same = {name: value for name, value in fields.items() if name not in _OFFSETS}
        found.append(same | {"text": record.span.words, "because": because})
    return found


@pytest.mark.parametrize("guise", GUISES)
def test_a_report_in_any_guise_gives_the_same_records(guise: str, tmp_path: Path) -> None:
    file = tmp_path / guise
    file.write_bytes(GUISES[guise]())
    extraction = read_report(file)
    assert records(extraction) == records(shipped())
    read, expected = extraction.metadata, shipped().metadata
    assert replace(read, name=expected.name, source=expected.source) == expected
    assert extraction.source.media_type == FORMATS[file.suffix].media_type
    titles = [(section.level, section.title, section.default) for section in extraction.sections]
    assert titles == [(section.level, section.title, section.default) for section in shipped().sections]


def test_all_guises_were_tried() -> None:
    assert (len(TEXTS), len(PAGES), len(WORD)) == (17, 15, 2)
    assert set(FORMATS) - {".htm"} == {Path(guise).suffix for guise in GUISES}
