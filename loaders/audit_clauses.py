"""Clauses of a plan that became no commitment though they have a verb of promise, and lists that 分别 could not deal out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.commitments import reason_against
from loaders.lexicon import MODALS, VERBS, one_of
from loaders.periods import Calendar
from loaders.reading import Reading
from loaders.records import Extraction, Figure, Span
from loaders.sentences import Stretch, sentences
from loaders.structure import Part, outline

_PROMISE = re.compile(f"{one_of(MODALS)}|{one_of(tuple(verb for verb in VERBS if len(verb) > 1))}")


@dataclass(frozen=True, slots=True)
class Missed:
    """A clause with why it became nothing, and the words that make one expect something."""

    span: Span
    reason: str
    detail: str


def missed_clauses(extraction: Extraction, reading: Reading) -> Iterator[Missed]:
    """Clauses with a verb of promise in a plan that are in no commitment."""
    covered = bytearray(len(extraction.source.text))
    for commitment in extraction.commitments:
        span = commitment.span
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    _, parts = outline(reading, Calendar(extraction.metadata.covers.end))
    for part in parts:
        for clause in _clauses(part) if part.default == "target" else ():
            verb = _PROMISE.search(clause.text)
            span = reading.span(clause.start, clause.end)
            if verb and not any(covered[span.start : span.end]):
                yield Missed(span, _why(part, clause), verb.group())


def _clauses(part: Part) -> Iterator[Stretch]:
    for sentence in part.body:
        yield from sentence.clauses


def _why(part: Part, clause: Stretch) -> str:
    return "no-section" if part.section is None else reason_against(clause.text) or "verb-inside"


def uneven_lists(extraction: Extraction, reading: Reading) -> Iterator[Missed]:
    """Clauses in which 分别 precedes several values that share one subject: the counts differ."""
    for paragraph in reading.paragraphs:
        for sentence in sentences(reading, paragraph.start, paragraph.end):
            for clause in sentence.clauses:
                at = clause.text.find("分别")
                if at < 0:
                    continue
                span = reading.span(clause.start + at, clause.end)
                shared = _shared([figure for figure in extraction.figures if span.holds(figure.span)])
                if shared:
                    yield Missed(reading.span(clause.start, clause.end), "counts-differ", shared)


def _shared(figures: list[Figure]) -> str:
    """The subject that several values have in common, or empty."""
    names = {figure.indicator.name for figure in figures}
    starts = {figure.span.start for figure in figures}
    return names.pop() if len(starts) > 1 and len(names) == 1 else ""
