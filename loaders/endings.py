"""Endings, sought no farther from a text's end than they can reach, and words at its end or at a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Ending:
    """A pattern for the end of a text.

    To search every text from its start for what can only stand at its end would be a tenth of all reading.

    >>> Ending(r"增长(?:率|速度)?", reach=4).search("地区生产总值增长率").start()
    6
    """

    def __init__(self, pattern: str, *, reach: int) -> None:
        """`reach`: the characters that the pattern takes at most."""
        self.pattern = re.compile(f"(?:{pattern})$")
        self.reach = reach

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text, len(text) - self.reach)  # what is negative is 0

    def match(self, text: str) -> re.Match[str] | None:
        """The whole text, where it is such an ending."""
        return self.pattern.match(text)


class OpeningWord:
    """One of many words at a place of a text, the longest; looked up, where a pattern would try each of hundreds."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted(set(map(len, self._words)), reverse=True)

    def at(self, text: str, position: int) -> str:
        """The word; empty where there is none.

        >>> OpeningWord(("改造提升", "改造")).at("要改造提升老旧小区", 1)
        '改造提升'
        """
        for length in self._lengths:
            if (word := text[position : position + length]) in self._words:
                return word
        return ""


class EndingWord:
    """One of many words at the end of a text, the longest; looked up, where a pattern would try each of hundreds."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted(set(map(len, self._words)), reverse=True)

    def before(self, text: str) -> str | None:
        """What stands before the word; None where the text ends with none.

        >>> EndingWord(("改造提升", "提升")).before("老旧小区改造提升")
        '老旧小区'
        """
        for length in self._lengths:
            if text[-length:] in self._words:
                return text[:-length]
        return None
