"""Matching: the results of later reports that are about the same as a target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.follow_up.stated import Stated
from graph.model.indicator_names import (
    alike,
    contrast,
    core,
    is_generic,
    is_measure,
    near,
    shared_topic,
    signature,
)
from loaders.wordings import members

_RELATIVE = re.compile(
    r"(?:高于|低于|快于|好于|超过|高出|比|较)[^，。；]{0,16}(?:高|低|多|少|平均|预期|目标)?[^，。；]{0,4}$"
)


_HEAD, _CONTEXT, _OWN, _FEW = 2, 60, 16, 3
"""Characters: by how many a name's head is found; how far before a bare head its thing may stand; before a number, its
own head; of a name that says too little."""

_CONDITION = re.compile(r"(?:以上|以下|以内|及以上)的?[\u4e00-\u9fff]")
"""A noun behind a number and 以上 tells which things are meant: 投资5000万元以上项目."""
_AVERAGE = re.compile(r"年均|年平均|五年来?[，]?(?:累计|共|新增)|[两三四五]年(?:平均|累计|新增)")
_AVERAGED = 16
"""Characters before a number that tell that it is of several years."""
_AIMED = re.compile(r"(?:以上|以内|左右)?的?(?:年度|预期|既定|年初|全年|规划|控制)*(?:目标|任务|计划数)")
"""What stands behind a number that a result is held against: 完成40万套的目标任务."""


PARTIAL = ("joint-result", "part-result")
"""Matches of more than the target, or of a part of it: nothing to hold it against."""


@dataclass(frozen=True, slots=True)
class Match:
    """A result with the rule by which it is of the same indicator."""

    result: Stated
    rule: str


class Results:
    """Results of a government's reports, found by what they count; made once for all its targets."""

    def __init__(self, results: Iterable[Stated]) -> None:
        self._by_signature: dict[str, list[Stated]] = defaultdict(list)
        self._by_member: dict[str, list[Stated]] = defaultdict(list)
        self._by_concept: dict[str, list[Stated]] = defaultdict(list)
        self._by_whole: dict[str, list[Stated]] = defaultdict(list)
        self._by_head: dict[str, list[Stated]] = defaultdict(list)
        for result in results:
            self._by_signature[signature(result.core)].append(result)
            self._by_head[result.core[-_HEAD:]].append(result)
            listed = members(result.core)
            for member in {core(each) for each in listed} if len(listed) > 1 else ():
                self._by_member[member].append(result)
            if result.whole:
                self._by_whole[result.whole].append(result)
            if result.concept and result.own:
                self._by_concept[result.concept].append(result)

    def of(self, target: Stated) -> list[Match]:
        """Those of the same indicator and area that cover the target's period, in the order of reports and text."""
        found: dict[tuple[str, int, str], Match] = {}
        for match in self._same(target):
            if _fits(target, match.result):
                found.setdefault((match.result.report, match.result.start, match.result.name), match)
        return [match for _, match in sorted(found.items())]

    def _same(self, target: Stated) -> Iterator[Match]:
        if is_generic(target.core):
            yield from self._in_context(target) if is_measure(target.core) else ()
            return
        if target.concept and target.own:
            for result in self._by_concept.get(target.concept, ()):
                if not is_generic(result.core) and _of_one_concept(target, result):
                    yield Match(result, "same-concept")
            for result in self._by_whole.get(target.concept, ()):
                yield Match(result, "part-result")
        for result in self._by_signature.get(signature(target.core), ()):
            if _one_thing(target, result) and _says_enough(target, result):
                yield Match(result, "same-name")
        for result in self._by_head.get(target.core[-_HEAD:], ()):
            # 总里程 in a sentence of 高速公路 answers 高速公路通车里程.
            if is_measure(result.core) and _tells_of(target.core, result.core, result.before):
                yield Match(result, "name-in-context")
            elif near(target.core, result.core) and _one_thing(target, result):
                yield Match(result, "near-name")
        for result in self._by_member.get(target.core, ()):
            yield Match(result, "joint-result")

    def _in_context(self, target: Stated) -> Iterator[Match]:
        """A target whose name says too little: 运营里程 in a sentence of 轨道交通."""
        for result in self._by_head.get(target.core[-_HEAD:], ()):
            if _tells_of(result.core, target.core, target.before) or (
                result.core == target.core
                and result.name == target.name
                and shared_topic(_topic(target), _topic(result))
            ):
                yield Match(result, "name-in-context")


def _topic(figure: Stated) -> str:
    """The words before it without its own name, which tells nothing of what it is about."""
    return figure.before.replace(figure.name, "，")


def _of_one_concept(target: Stated, result: Stated) -> bool:
    if target.family:
        return alike(target.core, result.core)
    return not contrast(target.core, result.core)


def _one_thing(target: Stated, result: Stated) -> bool:
    """Whether the vocabulary does not tell apart two names of the same words."""
    return target.concept is None or result.concept is None or target.concept == result.concept


def _says_enough(target: Stated, result: Stated) -> bool:
    """A core of a few characters is one thing only in the same name: 建制村 are many things."""
    return len(target.core) > _FEW or target.name == result.name or (target.own and result.own)


def _tells_of(whole: str, head: str, before: str) -> bool:
    """Whether the words before a bare head hold what a whole name says more, and since then no other such head."""
    more, noun = whole.removesuffix(head), head[-_HEAD:]
    if min(len(head), len(more)) < 2 or not whole.endswith(head):
        return False
    own = before.rfind(noun, max(len(before) - _OWN, 0))
    _, said, since = before[-_CONTEXT : own if own >= 0 else None].rpartition(more)
    return bool(said) and noun not in since


def _fits(target: Stated, result: Stated) -> bool:
    return (
        result.areas == target.areas
        and result.period.end == target.period.end
        and result.unit != "pp"
        and not _AIMED.match(result.after)
        and not _CONDITION.match(result.after)
        and (target.parts == 1 or result.part == target.part)
        and not (_RELATIVE.search(result.before) and result.measure == "change")
    )


def same_period(target: Stated, result: Stated) -> bool:
    """The same year; for a target of each of several years, or an amount in all of them, several years."""
    in_all = target.measure in ("flow", "change") and target.period.end > target.year
    of_years = result.measure not in ("level", "share") and _AVERAGE.search(result.before[-_AVERAGED:])
    several = result.period.start < result.period.end or bool(of_years)
    return target.period.end == result.period.end and several == (target.period.each_year or in_all)


def best(target: Stated, matches: Sequence[tuple[Match, str]]) -> tuple[Match, str] | None:
    """The match that answers a target best, with what forbids to compare the two.

    Comparable before others, the target's own period and measure, its own words, the earlier.
    """
    return min(
        matches,
        key=lambda pair: (
            pair[0].result.report,
            bool(pair[1]),
            not same_period(target, pair[0].result),
            pair[0].rule in PARTIAL,
            pair[0].rule == "near-name",
            pair[0].result.measure != target.measure,
            pair[0].result.name != target.name,
            pair[0].result.start,
        ),
        default=None,
    )
