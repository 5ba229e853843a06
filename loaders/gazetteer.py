"""Gazetteer: where names of the vocabulary stand in a reading.

spaCy's PhraseMatcher over single characters, so that token indices are character offsets. (spaCy's own Chinese
tokenizer takes quadratic time and merges white space.)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from loaders.spans import without_overlaps

_VOCAB = Vocab()
"""One for all, so that every gazetteer reads the same Doc."""


class _Numbers(dict[str, int]):
    """spaCy's number of each character."""

    def __missing__(self, character: str) -> int:
        number = self[character] = _VOCAB.strings.add(character)
        return number


_NUMBERS = _Numbers()


class Characters:
    """A text as the gazetteers read it: made once, because that costs more than finding names in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Numbers instead of words: to look up the text of every character takes thrice the time.
        numbers: list[Any] = list(map(_NUMBERS.__getitem__, text))
        self.document = Doc(_VOCAB, words=numbers, spaces=[False] * len(text))


@cache  # places have the same names in most reports
def _document(name: str) -> Doc:
    return Characters(name).document


class Match(NamedTuple):
    """A name at reading offsets `start` to `end` (exclusive)."""

    start: int
    end: int
    name: str


class Gazetteer:
    """Finds names, longest first, without overlaps."""

    def __init__(self, names: Iterable[str]) -> None:
        self._matcher = PhraseMatcher(_VOCAB)
        self._matcher.add("name", [_document(name) for name in sorted(set(names)) if name])

    def find(self, characters: Characters) -> list[Match]:
        """Matches in the order of the text; of those that overlap, the longest, then the first."""
        text, found = characters.text, self._matcher(characters.document)
        return without_overlaps(Match(start, end, text[start:end]) for _, start, end in found)
