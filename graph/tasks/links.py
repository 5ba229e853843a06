"""Task links: which commitments a task of a responsibility table is about, by its place or by its words.

A link under the threshold is not made but told, with the words that come nearest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from loaders.records import Task

THRESHOLD = Decimal("0.8")
"""Least score of a link."""
_SHORTEST = 6
"""Characters: fewer are too often part of other clauses."""
_LEAST_SHARED = 0.5
"""Share of the shorter text's pairs of characters below which no score can reach the threshold."""
_SHORTEST_RUN = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAYS_NOTHING = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as tasks are compared with it."""

    iri: str
    words: str
    start: int
    end: int
    due: int | None
    """Last year of its horizon."""


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A task and a commitment that it is about."""

    task: Task
    promise: Promise
    score: Decimal
    rule: Literal["task-by-place", "task-by-text"]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A task that is about no commitment for certain."""

    task: Task
    reason: Literal["no commitment is alike", "under the threshold", "several places have these words"]
    score: Decimal
    """Of the commitment that comes nearest; 0 where none does."""
    nearest: str
    """Its words."""


class TaskLinker:
    """Compares the tasks of a table with the commitments of one report."""

    def __init__(self, report: str, text: str, promises: Iterable[Promise]) -> None:
        self._report = report
        self._text = text
        self._promises = tuple(promises)
        self._plain = [plain(promise.words) for promise in self._promises]
        self._by_pair: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self._plain):
            for pair in _pairs(words):
                self._by_pair[pair].add(number)

    def links(self, task: Task) -> list[TaskLink] | Unlinked:
        """The commitments of a task; why there is none where there is none."""
        if placed := self._placed(task):
            return placed
        scored = sorted(self._scored(task), key=lambda pair: (-pair[0], self._promises[pair[1]].start))
        if not scored:
            return Unlinked(task, "no commitment is alike", Decimal(0), "")
        best, nearest = scored[0][0], self._promises[scored[0][1]].words
        if best < THRESHOLD:
            return Unlinked(task, "under the threshold", best, nearest)
        links = [
            TaskLink(task, promise, score, "task-by-text")
            for score, promise in self._told_apart(task, [each for each in scored if each[0] >= THRESHOLD])
        ]
        return links or Unlinked(task, "several places have these words", best, nearest)

    def _placed(self, task: Task) -> list[TaskLink]:
        """By the place that the table itself gives, if the words there stand in the task."""
        if task.place is None or task.place[0] != self._report:
            return []
        _, start, end = task.place
        words = plain(self._text[start:end])
        if not words or words not in plain(task.text):
            return []
        found = [each for each in self._promises if start <= each.start and each.end <= end]
        return [TaskLink(task, promise, Decimal(1), "task-by-place") for promise in found]

    def _scored(self, task: Task) -> Iterator[tuple[Decimal, int]]:
        words = plain(task.text)
        shared: Counter[int] = Counter()
        for pair in _pairs(words):
            shared.update(self._by_pair.get(pair, ()))
        for number, count in sorted(shared.items()):
            shorter = min(len(words), len(self._plain[number])) - 1
            if count >= _LEAST_SHARED * shorter and (score := likeness(words, self._plain[number])):
                yield score, number

    def _told_apart(
        self, task: Task, scored: Sequence[tuple[Decimal, int]]
    ) -> Iterator[tuple[Decimal, Promise]]:
        """Commitments inside the task's words, or the one around them; of equal words the one due then."""
        words = plain(task.text)
        inside = [each for each in scored if len(self._plain[each[1]]) <= len(words)]
        chosen = inside or [each for each in scored if each[0] == scored[0][0]]
        by_words: Mapping[str, list[tuple[Decimal, Promise]]] = defaultdict(list)
        for score, number in chosen:
            by_words[self._plain[number]].append((score, self._promises[number]))
        if not inside and len(by_words) > 1:
            return
        years = {int(year) for year in _YEAR.findall(task.deadline)}
        for same in by_words.values():
            due = same if len(same) == 1 else [each for each in same if each[1].due in years]
            if len(due) == 1:
                yield due[0]


def plain(text: str) -> str:
    """What two copies of one sentence have in common: no punctuation, no space, one form of a character.

    >>> plain("城镇新增就业６０万人以上；")
    '城镇新增就业60万人以上'
    """
    return _SAYS_NOTHING.sub("", unicodedata.normalize("NFKC", text))


def likeness(task: str, promise: str) -> Decimal:
    """Share of the shorter text that the longer has in order, in runs; 0 where its numbers are not there.

    >>> likeness(plain("完成交通投资1100亿元"), plain("完成交通投资1100亿元、水利投资390亿元"))
    Decimal('1.00')
    >>> likeness(plain("完成交通投资1200亿元"), plain("完成交通投资1100亿元"))
    Decimal('0')
    """
    short, long = sorted((task, promise), key=len)
    if len(short) < _SHORTEST or Counter(_NUMBER.findall(short)) - Counter(_NUMBER.findall(long)):
        return Decimal(0)
    if len(short) == len(long) and Counter(_NUMBER.findall(long)) != Counter(_NUMBER.findall(short)):
        return Decimal(0)
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks if block.size >= _SHORTEST_RUN)
    return (Decimal(common) / len(short)).quantize(Decimal("0.01"))


def _pairs(words: str) -> set[str]:
    return {first + second for first, second in pairwise(words)}
