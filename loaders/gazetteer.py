"""Gazetteer: where names of the vocabulary stand in a reading.

spaCy's PhraseMatcher over single characters, so that token indices are character offsets. (spaCy's own Chinese
tokenizer takes quadratic time and merges white space.) It is imported where the first text is read: that takes as
long as to read a report, and much is done without reading any.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.spans import without_overlaps

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@cache
def _vocab() -> Vocab:
    """One for all, so that every gazetteer reads the same Doc."""
    from spacy.vocab import Vocab

    return Vocab()


class _Numbers(dict[str, int]):
    """spaCy's number of each character."""

    def __missing__(self, character: str) -> int:
        number = self[character] = _vocab().strings.add(character)
        return number


_NUMBERS = _Numbers()


class Characters:
    """A text as the gazetteers read it: made once, because that costs more than finding names in it."""

    def __init__(self, text: str) -> None:
        from spacy.tokens import Doc

        self.text = text
        # Numbers instead of words: to look up the text of every character takes thrice the time.
        numbers: list[Any] = list(map(_NUMBERS.__getitem__, text))
        self.document = Doc(_vocab(), words=numbers, spaces=[False] * len(text))


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
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(_vocab())
        self._matcher.add("name", [_document(name) for name in sorted(set(names)) if name])

    def find(self, characters: Characters) -> list[Match]:
        """Matches in the order of the text; of those that overlap, the longest, then the first."""
        text, found = characters.text, self._matcher(characters.document)
        return without_overlaps(Match(start, end, text[start:end]) for _, start, end in found)
