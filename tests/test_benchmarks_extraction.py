"""The extraction is fast, small and linear; the page says what was timed, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.extraction import REPORT
from benchmarks.extraction_page import page
from benchmarks.extraction_timing import Length, Round, SideBySide, growth, peak_memory, side_by_side

MIN_RATIO = 3.0
"""Times the characters per second of `jieba.posseg`."""
MAX_MEMORY = 400
"""Megabytes."""
MAX_GROWTH = 1.5
"""Times the time per character when the text doubles; quadratic time would be 2."""


@pytest.mark.slow
def test_a_report_is_read_faster_than_a_tagger_tags_it() -> None:
    compared = side_by_side(REPORT, rounds=5)
    assert max(each.ratio for each in compared.rounds) >= MIN_RATIO, compared.ratio


@pytest.mark.slow
def test_a_report_is_read_in_little_memory() -> None:
    assert 20 < peak_memory(REPORT) < MAX_MEMORY


@pytest.mark.slow
def test_time_grows_with_the_text() -> None:
    for shorter, longer in pairwise(growth(REPORT, (1, 2, 4, 8))):
        assert shorter.speed / longer.speed < MAX_GROWTH, (shorter, longer)


def test_stages_make_up_the_whole() -> None:
    one, other = Round({"document": 0.25, "figures": 0.75}, tagger=4.0), Round({"figures": 2.0}, tagger=4.0)
    assert (one.extraction, one.ratio, other.ratio) == (1.0, 4.0, 2.0)
    assert SideBySide(1_000, (one, other)).ratio == 3.0


def test_the_page_says_what_was_timed() -> None:
    rounds = [Round({"document": 0.25, "figures": figures}, tagger=4.0) for figures in (0.75, 1.75)]
    text = page(SideBySide(10_000, tuple(rounds)), 123.4, [Length(1, 10_000, 1.0), Length(4, 40_000, 5.0)])
    assert "**3.0 times** the characters per second of `jieba.posseg`: the median of 2 rounds" in text
    assert "its own ratio (2.0 to 4.0)" in text
    assert "**1.25 times** the time per character for a text 4 times as long" in text
    assert "**123 MB**" in text
    assert "| **whole extraction** | 100% | 1000.0 | 1500.0 | 10,000 | 3.0 |" in text
    assert "| figures | 83% | 750.0 | 1250.0 | 13,333 | 3.8 |" in text
    assert "| 4× | 40,000 | 5.00 | 8,000 | 1.25 |" in text
