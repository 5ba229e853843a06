"""Relations: targets without a number, set by comparison (居民收入增长快于经济增长)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.lexicon import METRIC
from loaders.linking import IndicatorLinker
from loaders.measures import Comparator
from loaders.records import Named, Relation

_WORDS: dict[str, Comparator] = {
    "不低于": ">=", "不高于": "<=", "不超过": "<=", "不慢于": ">=",
    "快于": ">", "高于": ">", "大于": ">", "超过": ">", "好于": ">", "优于": ">", "低于": "<", "小于": "<", "慢于": "<",
}  # fmt: skip
_STANDARD = r"[^，、\d“”]{0,14}?(?:平均|水平|增速|增幅|增长|增长速度|速度|全国|全省|全市|全区|全州|国家|面上|上年|去年|同期|经济|总值|GDP|收入|生产率)"
_COMPARES = re.compile(
    rf"(?P<subject>[^，、：“”\d]{{2,24}}?)(?:力争|继续|持续|保持|始终|明显|稳定|达到或|达到并|均|要){{0,3}}"
    rf"(?P<word>{'|'.join(_WORDS)})(?P<standard>{_STANDARD})$"
)
_KEEPS_STEP = re.compile(
    rf"(?P<subject>[^，、：“”\d]{{2,24}}?)(?P<grows>增长|增速|增幅)?(?:与|和|同)(?P<standard>{_STANDARD}|经济发展)"
    r"(?:保持|实现){0,2}(?P<word>基本|大体|总体)?(?:保持|实现)?(?:同步|持平|相当)(?:增长|提高|提升)?$"
)
_SIGN = re.compile("于|超过|同步|持平|相当")
"""One of these stands in every relation: few clauses need a closer look."""
_OPENING = re.compile(r"^(?:确保|力争|争取|努力|实现|保持|推动|促进|使|让|坚持|全市|全省|全区|我市|我省|全年|今年|加快|稳步|全面|继续)+")
_GROWTH = re.compile(r"(?:增长|增速|增幅|增长速度|涨幅|降幅)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A relation with the rule that read it, and where its words stand in the clause."""

    relation: Relation
    rule: str
    start: int
    end: int


def relation_of(clause: str, linker: IndicatorLinker) -> Found | None:
    """What a clause compares with what; None where it compares no quantities.

    The subject must be an indicator: one of the vocabulary, or a noun phrase that ends as one does.
    """
    match = (_COMPARES.search(clause) or _KEEPS_STEP.search(clause)) if _SIGN.search(clause) else None
    if match is None:
        return None
    subject = _OPENING.sub("", match["subject"])
    name = _GROWTH.sub("", subject) or subject
    grows = name != subject or match.re is _KEEPS_STEP
    indicator, link = linker.read(name, "%", "growth" if grows else "share")
    if not subject or not (link or METRIC.search(name)):
        return None
    if link and link.reason == "ending":  # says less of what no unit confirms
        indicator = Named(indicator.name)
    rule = "relation-in-step" if match.re is _KEEPS_STEP else "relation-compared"
    start = match.start() + len(match["subject"]) - len(subject)
    return Found(Relation(_comparator(match), indicator, match["standard"]), rule, start, match.end())


def _comparator(match: re.Match[str]) -> Comparator:
    if match.re is _KEEPS_STEP:
        return "~" if match["word"] else "="
    return _WORDS[match["word"]]
