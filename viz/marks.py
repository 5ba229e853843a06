"""Statements as marks in the text of a report: nested where they are, split where they cross."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_PRIVATE = re.compile("[\ue000-\uf8ff]+")
"""Code points without a meaning, which some sources hold where a font had an ornament."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: its characters `start` to `end` (exclusive) of the kept text."""

    iri: str
    group: str
    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """Characters that belong to the innermost mark around them."""

    text: str
    private: bool = False
    """They are private-use code points, which no font draws alike."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark or, where it crosses another or a paragraph's end, a part of it."""

    mark: Mark
    start: int
    parts: tuple[Part, ...]


Part: TypeAlias = Words | Marked


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank."""

    start: int
    parts: tuple[Part, ...]
    level: int
    """Of the heading that it is, 0 for other paragraphs."""
    lead: str
    """Words at its beginning that are a heading within the paragraph."""


def paragraphs(text: str, marks: Sequence[Mark], headings: dict[int, tuple[int, str]]) -> Iterator[Paragraph]:
    """The lines of a text with their marks; `headings` has level and title by offset."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = line.span()
        inside = [mark for mark in ordered if mark.start < end and mark.end > start]
        level, title = headings.get(start, (0, ""))
        whole = level and len(line[0].strip()) <= len(title) + 12
        lead = text[start : _end_of(title, text, start)] if level and not whole else ""
        begin = start + len(lead)
        yield Paragraph(start, nest(text, begin, end, inside), level if whole else 0, lead)


def nest(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Part, ...]:
    """The characters `start` to `end` as words and marks; marks come by start, the longer first."""
    parts: list[Part] = []
    position, rest = start, list(marks)
    while rest:
        mark = rest.pop(0)
        first, last = max(mark.start, position), min(mark.end, end)
        if first >= last:
            continue
        parts += _words(text[position:first])
        inside = [other for other in rest if other.start < last]
        parts.append(Marked(mark, first, nest(text, first, last, inside)))
        rest = [other for other in rest if other.end > last]
        position = last
    return (*parts, *_words(text[position:end]))


def _words(text: str) -> Iterator[Words]:
    position = 0
    for match in _PRIVATE.finditer(text):
        if match.start() > position:
            yield Words(text[position : match.start()])
        yield Words(match[0], private=True)
        position = match.end()
    if position < len(text):
        yield Words(text[position:])


def _end_of(title: str, text: str, start: int) -> int:
    """The end of a heading inside a paragraph, with the mark that closes it."""
    found = text.find(title, start, start + len(title) + 12)
    return found + len(title) + 1 if found >= 0 else start
