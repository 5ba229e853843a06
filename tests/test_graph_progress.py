"""Progress: told now and then, with rate and time left."""

from __future__ import annotations

from collections.abc import Iterator

from graph.progress import counted


def test_counts_rate_and_time_left_are_told_every_few_seconds() -> None:
    seconds: Iterator[float] = iter(range(0, 1000, 2))
    told: list[str] = []
    assert list(counted("abcdefgh", 8, "reports read", told.append, clock=lambda: next(seconds))) == list(
        "abcdefgh"
    )
    assert told == [
        "3 of 8 reports read, 0.5 a second, 0:10 left",
        "6 of 8 reports read, 0.5 a second, 0:04 left",
        "8 reports read in 0:18",
    ]


def test_one_thing_needs_no_progress() -> None:
    told: list[str] = []
    assert list(counted("a", 1, "reports read", told.append)) == ["a"]
    assert told == []
