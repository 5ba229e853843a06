"""Spans in the order of a text: which to keep where they overlap, and which lie inside a stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from loaders.records import Record, Span


class _Stretched(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Stretched)
_R = TypeVar("_R", bound=Record)


def without_overlaps(found: Iterable[_S]) -> list[_S]:
    """In the order of the text; of those that overlap, the longest, then the first.

    Time and memory grow with the text, not with the pairs of what was found in it.
    """
    best = sorted(found, key=lambda each: (each.start - each.end, each.start))
    occupied = bytearray(max((each.end for each in best), default=0))
    chosen: list[_S] = []
    for each in best:
        if not any(occupied[each.start : each.end]):
            occupied[each.start : each.end] = b"\x01" * (each.end - each.start)
            chosen.append(each)
    return sorted(chosen, key=lambda each: each.start)


class SpanIndex(Generic[_R]):
    """Records of one report, found by where they stand in the kept text."""

    def __init__(self, records: Iterable[_R]) -> None:
        self._records = sorted(records, key=lambda record: record.span.start)
        self._starts = [record.span.start for record in self._records]

    def inside(self, start: int, end: int) -> Sequence[_R]:
        """Records that lie wholly between two offsets, in the order of the text."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [record for record in self._records[first:last] if record.span.end <= end] if last > first else ()

    def holds(self, span: Span) -> bool:
        """Whether a span lies wholly inside one of the records, which must not overlap."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._records[before - 1].span.holds(span)
