"""Project threads: mentions of one project in several reports of one government, by name, place and kind.

A wrong link is worse than a missing one. A name must tell its project from all others (a place, a line, a
number, a quoted name, or a facility's own name); what tells parts of works apart (phases, sections, runways)
must be the same; a name may only lack characters that the other has, in at most two places.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

THRESHOLD = Decimal("0.75")
"""Least score of a link."""
_LONGEST_GAP = 4
"""Years between two mentions of works; more and they may be works anew."""
_LONGEST_GAP_OF_PROGRAMMES = 2
_EQUAL_BUT_FOR_FORM = Decimal("0.95")
_TAIL = 2
"""Characters at the end, which say what kind of thing it is, that both names must have."""

_QUOTED = re.compile(r"“([^”]{3,})”")
_DROPPED = re.compile(r"[“”‘’《》〈〉()（）\s·・,，。]")
_OWN_SECTION = re.compile(r"[（(][^（）()]{0,6}段[)）]$")
_FORMS = (
    ("高速公路", "高速"), ("高速铁路", "高铁"), ("国际机场", "机场"), ("轨道交通", "轨道"),
    ("水利枢纽工程", "水利枢纽"),
)  # fmt: skip
_ENDINGS = re.compile(r"(?:建设工程|建设项目|工程项目|工程|项目|建设)$")
_DIGITS = {character: str(number) for number, character in enumerate("零一二三四五六七八九十")}
_NUMBERED = re.compile(r"([一二三四五六七八九十])(?=期|号线|号桥|标段|批|机组)")
_PART = re.compile(
    r"第?[\d一二三四五六七八九十]+(?:期|号线|号桥|跑道|标段|批|机组|年|市区)|T\d[A-Z]?|[东西南北中](?:线|段|环|延伸)"
    r"|复线|二线|支线|连接线|扩能|改扩建|扩建|改造|迁建|新建|延伸|延长|前期|配套|首|主体|枢纽|综合|[市区县]级|\d+"
)
"""What tells works of one name apart: both names have the same of these, or they are not the same works."""
_NUMBERED_LINE = re.compile(r"\d+号线")
_FACILITY = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{2,})(?:水库|电站|电厂|大桥|隧道|机场|码头|港|航电枢纽|实验室|博物馆|图书馆|科学城|智创生态城|国际新城"
    r"|湿地公园|体育馆|综合馆|大学|学院|医院|水利枢纽|科学中心)$"
)
_COMMON = re.compile(
    r"^(?:[跨穿过][江河山海湖城]|大中小型|大型|中型|小型|通用|换乘|物流|骨干|重点|国家|市级|省级|区级|县级|区县|各类|综合|新建|农村|城市|抽水蓄能|公立|民办"
    r"|[三二一甲级]+|国际|现代|旅游|邮轮|母|枢纽|信息|数据|支线|职业|高等|应用|一流|高水平|全国|中央|儿童|妇幼|中医|传染病|人民|区域|技工|大)+$"
)
"""Words that many facilities share: 跨江大桥 and 重点实验室 are kinds, no names."""
_OVER_RIVER = re.compile(r"^[\u4e00-\u9fff]{1,2}[江河](?:特大桥|大桥|桥|隧道)$")
"""A river has many bridges."""
_LINE = re.compile(r"(?P<ends>[\u4e00-\u9fff]{2,4}?)(?:中线)?(?:城际铁路|市域铁路|高铁|铁路|高速|城际)$")
_SHORTEST_PROGRAMME = 6


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project as one report names it."""

    iri: str
    government: str
    """The same for reports of one government (`graph.derived.governments.government_key`)."""
    report: str
    year: int
    """Whose work the report plans."""
    order: int
    """Place in the report."""
    name: str
    class_: str
    stage: str
    is_target: bool
    places: frozenset[str]
    """Of the regions that its words name, without the government's own territory."""


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """A mention, the one before it that is the same project, and the first of the thread."""

    mention: ProjectMention
    before: ProjectMention
    first: ProjectMention
    score: Decimal
    """1 for the same name, 0.95 for the same but for its form, else the share of characters in common."""


class ProjectThreads:
    """Finds the links among the mentions of one government; `own` are the names of its territory, and
    `abbreviations` the characters that stand for places in names of lines."""

    def __init__(
        self, own: Sequence[str], abbreviations: frozenset[str], place_names: frozenset[str]
    ) -> None:
        longest_first = sorted((re.escape(name) for name in own), key=len, reverse=True)
        self._own = re.compile(rf"^(?:{'|'.join([*longest_first, '全市', '我市', '全省', '我省'])})(?=..)")
        self._own_section = re.compile(rf"(?:{'|'.join([*longest_first, '市内', '境内'])})段$")
        self._abbreviations = abbreviations
        self._place_names = place_names

    def links(self, mentions: Iterable[ProjectMention]) -> Iterator[ProjectLink]:
        """Links in the order of the reports; each mention has at most one."""
        first: dict[str, ProjectMention] = {}
        by_tail: dict[str, list[tuple[str, ProjectMention]]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda one: (one.year, one.report, one.order, one.iri)):
            core = self.core(mention.name)
            if not self.is_proper(mention, core):
                continue
            earlier = by_tail[core[-_TAIL:]]
            best = self._best(mention, core, earlier, first)
            if best is not None:
                score, before = best
                first[mention.iri] = first.get(before.iri, before)
                yield ProjectLink(mention, before, first[mention.iri], score)
            earlier.append((core, mention))

    def core(self, name: str) -> str:
        """The name without what reports write now and leave out then.

        >>> threads = ProjectThreads(("重庆市", "重庆"), frozenset(), frozenset())
        >>> threads.core("重庆轨道交通十号线二期工程"), threads.core("郑万高速铁路重庆段")
        ('轨道10号线2期', '郑万高铁')
        """
        name = _DROPPED.sub("", _OWN_SECTION.sub("", unicodedata.normalize("NFKC", name)))
        for long, short in _FORMS:
            name = name.replace(long, short)
        name = _NUMBERED.sub(lambda match: _DIGITS[match[1]] if match[1] != "十" else "10", name)
        for pattern in (self._own, self._own_section, _ENDINGS):
            shorter = pattern.sub("", name)
            name = shorter if len(shorter) >= _TAIL + 1 else name
        return name

    def is_proper(self, mention: ProjectMention, core: str) -> bool:
        """Whether the name tells one project from all others of its government."""
        if mention.class_ == "event" or len(core) <= _TAIL or core in self._place_names:
            return False
        if _OVER_RIVER.match(core):
            return False
        if mention.class_ == "programme":
            return len(core) >= _SHORTEST_PROGRAMME
        if (line := _LINE.search(core)) and not mention.places:
            return all(character in self._abbreviations for character in line["ends"])
        facility = _FACILITY.search(core)
        return bool(
            (mention.places and not _is_only_kind(core))
            or _QUOTED.search(mention.name)
            or _NUMBERED_LINE.search(core)
            or (facility and not _COMMON.match(facility["own"]))
        )

    def _best(
        self,
        mention: ProjectMention,
        core: str,
        earlier: Sequence[tuple[str, ProjectMention]],
        first: dict[str, ProjectMention],
    ) -> tuple[Decimal, ProjectMention] | None:
        """The best of those that may be the same; None where two threads are equally good."""
        found = [
            (score, other)
            for other_core, other in earlier
            if (score := self._score(mention, core, other, other_core)) >= THRESHOLD
        ]
        if not found:
            return None
        best = max(score for score, _ in found)
        fitting = [other for score, other in found if score == best]
        if len({first.get(other.iri, other).iri for other in fitting}) > 1:
            return None
        # Of the mentions in the latest report the first: the text names it there before it names it again.
        latest = max(other.year for other in fitting)
        return best, next(other for other in fitting if other.year == latest)

    def _score(self, mention: ProjectMention, core: str, other: ProjectMention, other_core: str) -> Decimal:
        """0 where they cannot be the same."""
        is_programme = mention.class_ == "programme"
        gap = _LONGEST_GAP_OF_PROGRAMMES if is_programme else _LONGEST_GAP
        if mention.year - other.year > gap or _is_anew(mention, other):
            return Decimal(0)
        if not (mention.places <= other.places or other.places <= mention.places):
            return Decimal(0)
        if mention.name == other.name:
            return Decimal(1)
        if core == other_core:
            return _EQUAL_BUT_FOR_FORM
        if is_programme or mention.class_ != other.class_ or _parts(core) != _parts(other_core):
            return Decimal(0)
        return _likeness(core, other_core)


def _is_only_kind(core: str) -> bool:
    facility = _FACILITY.search(core)
    return bool(facility and _COMMON.match(facility["own"]))


def _is_anew(mention: ProjectMention, other: ProjectMention) -> bool:
    """Works that were finished and are begun: another phase, whatever the name."""
    was_finished = not other.is_target and other.stage in ("finish", "operate")
    return was_finished and mention.is_target and mention.stage in ("plan", "start", "build")


def _parts(core: str) -> tuple[str, ...]:
    return tuple(sorted(_PART.findall(core)))


def _likeness(core: str, other: str) -> Decimal:
    """Characters in common of all, where one name is the other with at most two gaps, and both end alike."""
    short, long = sorted((core, other), key=len)
    if short[-_TAIL:] != long[-_TAIL:] or _gaps(short, long) > 2:
        return Decimal(0)
    return (Decimal(2 * len(short)) / (len(short) + len(long))).quantize(Decimal("0.01"))


def _gaps(short: str, long: str) -> int:
    """How many runs of characters the longer has and the shorter lacks; too many where it is no part.

    >>> _gaps("万州机场", "万州五桥机场"), _gaps("渝万高铁", "渝西高铁") > 9
    (1, True)
    """
    gaps, place, was_gap = 0, 0, False
    for character in long:
        if place < len(short) and short[place] == character:
            place, was_gap = place + 1, False
        elif not was_gap:
            gaps, was_gap = gaps + 1, True
    return gaps if place == len(short) else len(long) + 10
