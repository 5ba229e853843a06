"""What stands where: choosing among overlaps, and finding records by their place."""

from __future__ import annotations

from loaders.gazetteer import Match
from loaders.records import KeptText, Named, Region, Span
from loaders.spans import SpanIndex, without_overlaps

TEXT = KeptText("a", "0123456789", "utf-8", "")


def region(start: int, end: int) -> Region:
    return Region(Span.of(TEXT, start, end), (Named("x"),))


def test_of_those_that_overlap_the_longest_stays_then_the_first() -> None:
    found = [Match(0, 2, "a"), Match(1, 4, "b"), Match(6, 8, "c"), Match(7, 9, "d"), Match(4, 6, "e")]
    assert [match.name for match in without_overlaps(found)] == ["b", "e", "c"]
    assert without_overlaps(list[Match]()) == []


def test_of_equal_spans_the_first_found_stays() -> None:
    assert [match.name for match in without_overlaps([Match(0, 2, "a"), Match(0, 2, "b")])] == ["a"]


def test_records_inside_a_stretch() -> None:
    records = [region(0, 2), region(2, 5), region(2, 4), region(5, 6)]
    index = SpanIndex(records)
    assert list(index.inside(2, 5)) == records[1:3]
    assert list(index.inside(1, 4)) == [records[2]]
    assert list(index.inside(6, 10)) == []


def test_a_span_held_by_a_record() -> None:
    index = SpanIndex([region(5, 8), region(1, 3)])
    held = [(1, 3), (2, 3), (5, 6), (6, 8)]
    assert all(index.holds(Span.of(TEXT, *each)) for each in held)
    assert not any(index.holds(Span.of(TEXT, *each)) for each in [(0, 1), (0, 2), (2, 4), (3, 5), (7, 9)])
