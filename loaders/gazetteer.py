"""Gazetteer: where names of the vocabulary stand in a reading.

spaCy's PhraseMatcher over single characters, so that token indices are character offsets. (spaCy's own Chinese
tokenizer takes quadratic time and merges white space.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Match:
    """A name at reading offsets `start` to `end` (exclusive)."""

    start: int
    end: int
    name: str


class Gazetteer:
    """Finds names, longest first, without overlaps."""

    def __init__(self, names: Iterable[str]) -> None:
        self._language = spacy.blank("zh")
        self._matcher = PhraseMatcher(self._language.vocab)
        self._matcher.add("name", [self.document(name) for name in sorted(set(names)) if name])

    def document(self, text: str) -> Doc:
        """One token a character."""
        return Doc(self._language.vocab, words=list(text), spaces=[False] * len(text))

    def find(self, text: str) -> Iterator[Match]:
        """Matches in the order of the text; of those that overlap, the longest, then the first."""
        taken_until = 0
        found = [(start, end) for _, start, end in self._matcher(self.document(text))]
        best = sorted(found, key=lambda match: (match[0] - match[1], match[0]))
        chosen: list[tuple[int, int]] = []
        occupied = bytearray(len(text))
        for start, end in best:
            if not any(occupied[start:end]):
                occupied[start:end] = b"\x01" * (end - start)
                chosen.append((start, end))
        for start, end in sorted(chosen):
            assert start >= taken_until
            taken_until = end
            yield Match(start, end, text[start:end])
