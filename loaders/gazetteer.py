"""Gazetteer: where names of the vocabulary stand in a reading.

spaCy's PhraseMatcher over single characters, so that token indices are character offsets. (spaCy's own Chinese
tokenizer takes quadratic time and merges white space.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from loaders.spans import without_overlaps

_CHARACTERS = Vocab()
"""Shared by all gazetteers, so that one Doc serves them all."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name at reading offsets `start` to `end` (exclusive)."""

    start: int
    end: int
    name: str


class Gazetteer:
    """Finds names, longest first, without overlaps."""

    def __init__(self, names: Iterable[str]) -> None:
        self._matcher = PhraseMatcher(_CHARACTERS)
        self._matcher.add("name", [_document(name) for name in sorted(set(names)) if name])

    def find(self, text: str) -> Iterator[Match]:
        """Matches in the order of the text; of those that overlap, the longest, then the first."""
        found = self._matcher(_last_document(text))
        yield from without_overlaps(Match(start, end, text[start:end]) for _, start, end in found)


def _document(text: str) -> Doc:
    """One token a character."""
    return Doc(_CHARACTERS, words=list(text), spaces=[False] * len(text))


@lru_cache(maxsize=1)
def _last_document(text: str) -> Doc:
    """Of the report that is being read: several gazetteers look through it in turn."""
    return _document(text)
