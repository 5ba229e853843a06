"""Lengths: the longest sentences and clauses that are read whole, so that no text takes more than its share of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_SENTENCE, MAX_CLAUSE = 3000, 800
"""Thrice and twice what the longest of 1,195 reports have: 955 and 351 characters."""
_MARK = re.compile(r"[，；：、,;:](?!\d)")
_NUMERALS = r"\d.,%一二两三四五六七八九十百千万亿"
_NUMBER = re.compile(f"[{_NUMERALS}]+")
_NEAR = 12
"""Characters around a number that may belong to it: its unit, and what it measures."""
_AWAY = re.compile(f"[^{_NUMERALS}]{{{2 * _NEAR}}}")


def pieces(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Where pieces of at most `most` characters start and end; a shorter text is one piece, an empty one none.

    A text that goes on for longer (brackets that nobody closes, no punctuation at all) is cut behind a mark,
    else away from numbers, and never inside one: a number longer than `most` stays whole.

    >>> list(pieces("建设五个项目，完成投资", 8)), list(pieces("1" * 20, 8))
    ([(0, 7), (7, 11)], [(0, 20)])
    """
    start = 0
    while len(text) - start > most:
        end = _cut(text, start, most)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _cut(text: str, start: int, most: int) -> int:
    for mark in reversed(list(_MARK.finditer(text, start, start + most))):
        return mark.end()
    for away in reversed(list(_AWAY.finditer(text, start, start + most))):
        return away.start() + _NEAR
    *_, number = _NUMBER.finditer(text, start, start + most)
    whole = _NUMBER.match(text, start)
    return number.start() if number.start() > start or whole is None else whole.end()
