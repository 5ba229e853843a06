"""Statements as marks in the text of a report: nested where they are, split where they cross."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

PRIVATE = re.compile("[\ue000-\uf8ff]+")
"""Code points without a meaning, which some sources hold where a font had an ornament."""

_HEADING_MARGIN = 12
"""Characters (numbers, dashes, stops) that a line may have beside its heading and be nothing else."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement or bare passage: its characters `start` to `end` (exclusive) of the kept text."""

    iri: str
    group: str
    """Of viz.groups; empty for a passage that no statement is made of, which is an anchor and no more."""
    start: int
    end: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Characters that belong to the innermost statement around them, if there is one."""

    text: str
    statement: Mark | None = None
    first: bool = False
    """They are the first that belong to it."""
    private: bool = False
    """They are private-use code points, which no font draws alike."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark or, where it crosses another or a paragraph's end, a part of it."""

    mark: Mark
    anchor: int | None
    """The offset that links lead to; None where something before has it already."""
    parts: tuple[Part, ...]


Part: TypeAlias = Words | Marked


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank."""

    anchor: int | None
    lead: tuple[Part, ...]
    """Words at its beginning that are a heading within the paragraph."""
    parts: tuple[Part, ...]
    level: int
    """Of the heading that it is, 0 for other paragraphs."""


@dataclass(slots=True)
class Marker:
    """Marks one text; each offset is an anchor once."""

    text: str
    marks: Sequence[Mark]
    headings: Mapping[int, tuple[int, str]]
    """Level and title by offset."""
    _anchors: set[int] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The lines of the text with their marks."""
        ordered = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        for line in re.finditer(r"[^\n]*\S[^\n]*", self.text):
            start, end = line.span()
            inside = [mark for mark in ordered if mark.start < end and mark.end > start]
            level, title = self.headings.get(start, (0, ""))
            whole = bool(level) and len(line[0].strip()) <= len(title) + _HEADING_MARGIN
            begin = start if whole or not level else self._end_of(title, start)
            anchor = self._anchor(start) if level else None
            lead = self._nest(start, begin, inside, None)
            yield Paragraph(anchor, lead, self._nest(begin, end, inside, None), level if whole else 0)

    def _nest(self, start: int, end: int, marks: Sequence[Mark], around: Mark | None) -> tuple[Part, ...]:
        """The characters `start` to `end` as words and marks; marks come by start, the longer first."""
        parts: list[Part] = []
        position, rest = start, list(marks)
        while rest:
            mark = rest.pop(0)
            first, last = max(mark.start, position), min(mark.end, end)
            if first >= last:
                continue
            parts += self._words(position, first, around)
            inside = [other for other in rest if other.start < last]
            anchor = self._anchor(first) if first == mark.start else None
            statement = mark if mark.iri and mark.group else around
            parts.append(Marked(mark, anchor, self._nest(first, last, inside, statement)))
            rest = [other for other in rest if other.end > last]
            position = last
        return (*parts, *self._words(position, end, around))

    def _words(self, start: int, end: int, statement: Mark | None) -> Iterator[Words]:
        position = start
        for match in (*PRIVATE.finditer(self.text, start, end), None):
            stop = match.start() if match else end
            if stop > position:
                yield Words(self.text[position:stop], statement, self._begins(statement))
            if match:
                yield Words(match[0], statement, private=True)
                position = match.end()

    def _begins(self, statement: Mark | None) -> bool:
        if statement is None or statement.iri in self._begun:
            return False
        self._begun.add(statement.iri)
        return True

    def _anchor(self, offset: int) -> int | None:
        if offset in self._anchors:
            return None
        self._anchors.add(offset)
        return offset

    def _end_of(self, title: str, start: int) -> int:
        """The end of a heading inside a paragraph, with the mark that closes it."""
        found = self.text.find(title, start, start + len(title) + _HEADING_MARGIN)
        return found + len(title) + 1 if found >= 0 else start
