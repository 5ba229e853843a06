"""Sentences and clauses of a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.lengths import MAX_CLAUSE, MAX_SENTENCE, pieces
from loaders.reading import Reading
from loaders.verbs import Head, head

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”）]?")
_OPENS, _CLOSES = "（(“《", "）)”》"
_MARK = re.compile(f"[，；：。！？,;:!?{_OPENS}{_CLOSES}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Reading offsets and text of a sentence or clause."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause(Stretch):
    """A clause with the verb that it begins with, if it does."""

    head: Head | None


@dataclass(frozen=True, slots=True)
class Sentence(Stretch):
    """A sentence with its final mark."""

    clauses: tuple[Clause, ...]
    """What stands between ，；：。 in it; brackets and quotes are kept whole."""


@lru_cache(maxsize=1024)  # an audit asks three times for each paragraph
def sentences(reading: Reading, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences between two reading offsets."""
    found = (
        (match.start() + first, match.group()[first:last])
        for match in _SENTENCE.finditer(reading.text, start, end)
        for first, last in pieces(match.group(), MAX_SENTENCE)
    )
    return tuple(Sentence(at, at + len(text), text, tuple(_clauses(at, text))) for at, text in found)


def _clauses(start: int, text: str) -> Iterator[Clause]:
    done = 0
    for cut in _cuts(text):
        for first, last in pieces(text[done:cut], MAX_CLAUSE):
            part = text[done + first : done + last]
            yield Clause(start + done + first, start + done + last, part, head(part))
        done = cut + 1


def _cuts(text: str) -> Iterator[int]:
    """Positions of clause marks outside brackets and quotes, and the end."""
    depth = 0
    for mark in _MARK.finditer(text):
        if mark.group() in _CLOSES:
            depth = max(depth - 1, 0)
        elif mark.group() in _OPENS:
            depth += 1
        elif depth == 0 and not _is_ratio(text, mark.start()):
            yield mark.start()
    yield len(text)


def _is_ratio(text: str, position: int) -> bool:
    """2.3:1, 9:30 and 1,000: a mark between digits cuts nothing."""
    return text[position] in ",:" and text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
