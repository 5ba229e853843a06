"""Remarks: what a report says of itself in words: which indicators fell short, and which lists of matters are done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from graph.model.indicator_names import core
from loaders.quantities import chinese_number
from loaders.records import Extraction
from ontology.vocabulary import Vocabulary

MATTERS = re.compile(r"实事|民生工程|惠民工程|民生项目|民心工程")
"""What a report promises as a numbered list, and then says to be done."""
_SENTENCE = re.compile(r"[^。；;！\n]+")
_FALLS_SHORT = re.compile(r"未|没有|低于")
_SIGN = re.compile(r"未|没有|低于|实事|工程|项目")
_SHORT = re.compile(
    r"(?P<what>[^：:]*?)(?:等)?(?:\d{1,2}[项个])?(?:主要|部分|经济|预期|少数|个别)*(?:指标|目标)?的?(?:增速|增幅|增长速度|增长)?(?:虽|均|略|仍|都|也|还|、)*"
    r"(?:(?:未能?|没有能?|尚未)(?:如期)?(?:完成|达到|实现|达)|低于)(?:到)?(?P<aim>(?:年初|年度|全年|去年|既定|预期|报告|人代会|计划|确定|预定|预计|设定|提出|的)*(?:目标|预期|预计|计划|任务))"
)
_PLAN = re.compile(r"十[一二三四五]五|规划|五年")
_LEAD = re.compile(
    r"^.*(?:仍有|还有|尚有|其中|包括|除|如|因素影响|影响|去年|今年|上年|我市|我省|全市|全省|但|由于|20\d\d年|指标中)[，的]?"
)
_ITEM = re.compile(r"、|和(?!谐)|及|与|以及|，")
_COUNT = re.compile(
    r"(?:(?P<digits>\d{1,3})|(?P<words>[一二三四五六七八九十]{1,3}))[件项个](?:以上)?(?:重点|省定|市定|为民|惠民|市人大代表票决|民心)*"
)
_DONE = re.compile(
    rf"[^，。；]{{0,24}}(?:{MATTERS.pattern})[^，。；]{{0,14}}(?:完成|办结|办成|落实|兑现|落地|见效|实施到位)[^，。；]{{0,6}}"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a review that judge, without a number that could be compared."""

    report: str
    kind: Literal["unmet", "done"]
    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    """Indicators that fell short, by their IRIs."""
    names: tuple[str, ...] = ()
    """The same by their cores."""
    count: Decimal | None = None
    """How many matters are said to be done."""
    iri: str = ""
    """In the graph; empty where none is made."""


def remarks_of(extraction: Extraction, vocabulary: Vocabulary) -> tuple[Remark, ...]:
    """All remarks of a report's review, in the order of the text."""
    return tuple(_remarks(extraction, vocabulary))


def _remarks(extraction: Extraction, vocabulary: Vocabulary) -> Iterator[Remark]:
    source, name = extraction.source, extraction.metadata.name
    for sentence in _SENTENCE.finditer(source.text):
        text = sentence.group()
        if not _SIGN.search(text):
            continue
        section = extraction.section_at(sentence.start())
        if section is not None and section.default == "target" and not _FALLS_SHORT.search(text):
            continue
        if short := _short(text, vocabulary):
            concepts, names = short
            start, end = _trimmed(text, sentence.start())
            yield Remark(name, "unmet", start, end, source.text[start:end], concepts, names)
        elif section is None or section.default == "actual":
            for done in _DONE.finditer(text):
                start, end = _trimmed(done.group(), sentence.start() + done.start())
                words = source.text[start:end]
                yield Remark(name, "done", start, end, words, count=_count(words))


def _short(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Indicators that a sentence says to have fallen short of the year's target; None where it names none."""
    match = _SHORT.search("".join(text.split())) if _FALLS_SHORT.search(text) else None
    if match is None or _PLAN.search(match["what"]) or _PLAN.search(match["aim"]):
        return None
    listed = [_LEAD.sub("", each) for each in _ITEM.split(match["what"])]
    known = vocabulary.names("indicator")
    found = {}
    for each in reversed(listed):
        concept = known.get(each) or known.get(core(each)) or known.get(f"{core(each)}增长")
        if concept is None:
            break
        found[core(each)] = concept.iri
    return (tuple(sorted(set(found.values()))), tuple(sorted(found))) if found else None


def _count(claim: str) -> Decimal | None:
    """The number of matters: 15件民生实事, 十件实事."""
    match = _COUNT.search("".join(claim.split()))
    if match is None:
        return None
    return Decimal(match["digits"]) if match["digits"] else Decimal(chinese_number(match["words"]))


def _trimmed(text: str, start: int) -> tuple[int, int]:
    left = len(text) - len(text.lstrip())
    return start + left, start + len(text.rstrip())
