"""The audit: what the reader saw in a report and did not understand, each with the reason. Nothing is lost silently.

Every digit of the text is in a figure or in the audit; docs/audit.md tells what the reasons mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from loaders.audit_clauses import missed_clauses, uneven_lists
from loaders.audit_numbers import unread_numbers
from loaders.reading import Reading, read
from loaders.records import Extraction, Span

AuditKind = Literal["number", "clause", "indicator", "list"]

CONTEXT = 16
"""Characters of the kept text before and after that `context` shows."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Something seen and not understood."""

    span: Span
    kind: AuditKind
    """A number in no figure, a clause in no commitment, an indicator in no vocabulary, or an uneven list."""
    reason: str
    """A reason of audit_reasons.toml."""
    detail: str = ""
    """The verb of a clause, the name of an indicator, the subject of a list."""

    @property
    def context(self) -> str:
        """The words around it; 【】 marks it, white space and the middle of what is long are left out."""
        text, start, end = self.span.source.text, self.span.start, self.span.end
        before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
        shown = self.span.text
        if len(shown) > 4 * CONTEXT:
            shown = f"{shown[: 2 * CONTEXT]}…{shown[-CONTEXT:]}"
        return "".join(f"{before}【{shown}】{after}".split())


def audit(extraction: Extraction) -> tuple[Audit, ...]:
    """Everything seen and not understood, in the order of the text."""
    found = sorted(_found(extraction, read(extraction.source)), key=lambda each: (each.span.start, each.kind))
    return tuple(found)


def _found(extraction: Extraction, reading: Reading) -> Iterator[Audit]:
    for number in unread_numbers(extraction, reading):
        yield Audit(number.span, "number", number.reason)
    for clause in missed_clauses(extraction, reading):
        yield Audit(clause.span, "clause", clause.reason, clause.detail)
    for uneven in uneven_lists(extraction, reading):
        yield Audit(uneven.span, "list", uneven.reason, uneven.detail)
    for figure in extraction.figures:
        if figure.indicator.concept is None:
            yield Audit(figure.span, "indicator", "no-concept", figure.indicator.name)


def to_json(found: Audit) -> dict[str, Any]:
    """The public format, described in docs/audit.md."""
    return {
        "audit": found.kind,
        "start": found.span.start,
        "end": found.span.end,
        "text": found.span.text,
        "reason": found.reason,
        "detail": found.detail,
        "context": found.context,
    }


@dataclass(frozen=True, slots=True)
class Summary:
    """How much of a report was understood."""

    counts: dict[tuple[AuditKind, str], int]
    """Findings by kind and reason, most first."""
    digits: int
    """Digits in the text."""
    digits_in_figures: int
    digits_unknown: int
    """Digits of numbers whose reason is unknown, or that count something by no classifier known."""

    def lines(self) -> Iterator[str]:
        """The summary in words, for people."""
        for (kind, reason), count in self.counts.items():
            yield f"{count:6} {kind} {reason}"
        yield (
            f"{self.digits} digits: {_percent(self.digits_in_figures, self.digits)} in figures, "
            f"{_percent(self.digits_unknown, self.digits)} not understood"
        )


def summary(extraction: Extraction, found: tuple[Audit, ...]) -> Summary:
    """Counts of an audit. Digits are decimal digits of any width."""
    counts = Counter((each.kind, each.reason) for each in found)
    return Summary(
        dict(sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))),
        _digits(extraction.source.text),
        sum(_digits(text) for text in _figure_texts(extraction)),
        sum(_digits(each.span.text) for each in found if each.reason in ("unknown", "no-classifier")),
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "0.0%"


def _figure_texts(extraction: Extraction) -> Iterator[str]:
    """The characters of all figures, each once."""
    end = 0
    for figure in sorted(extraction.figures, key=lambda figure: figure.span.start):
        yield extraction.source.text[max(figure.span.start, end) : figure.span.end]
        end = max(end, figure.span.end)


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)
