"""Linking: the vocabulary's concept for the name of an indicator, by rule and with the rule's reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from loaders.lexicon import ADVERBS, VERBS, one_of, words
from loaders.records import Named
from ontology.vocabulary import Concept, Vocabulary

Reason = Literal["name", "scope", "ending"]
SCORES: Mapping[Reason, float] = MappingProxyType({"name": 1.0, "scope": 0.9, "ending": 0.7})
"""How sure a link is: its very name, its name without words of scope, a name that only ends so."""

_QUOTES = str.maketrans("", "", "“”‘’")
_SCOPE = re.compile(
    r"^(?:全社会|全体|城乡|年|当年|本年|规模以上|规上|限额以上|限上|全市|全省|全区|全县|全州|新增|新建|新|省级|市级|国家级|各类|其中|我市|我省|本市|本地(?=生)|市内|市域|全[市省区州])"
)
_AIM = re.compile(r"^.*目标(?:定)?(?:建议)?(?:为|是|:|：)|(?:的)?(?:预期)?(?:目标|速度)定?$")
_ENDING = re.compile(r"(?:建设|新增|总数|数量|总量|个数|总数量|任务|目标|增幅|增速|水平|规模)$")
_SHARE = re.compile(r"占(?:全部|全市|全省|全国)?[^、和，]{0,12}?(?:的)?(?:比重|比例|比)$")
_PART_OF = re.compile(r"(?<=..)占[^、和，占]{2,16}$")
_WORK = re.compile(
    r"(?:改造提升|提升改造|升级改造|改造|工程|建设|启动|竣工|开工|治理|整治|盘活|实施|抓好|提升|新建|改建|扩建|改扩建|完成|组织|推进|引进|培育|争创"
    r"|打造|创建|认定|投用|办好|突出|完善|开通|提质|安装|铺设|筹集|清理|发放|推广|抓实|续建|建成|举办|建立|组建|申报|支持|扶持|布局|对接|开发|改善|规范|深入|加强|优化|增设|认证|落地|升级|设立|开展|收购|改扩建|提供|发展|申创|投入使用)$"
)
_DONE = re.compile(rf"(?:{one_of(words(' '.join(verb for verb in VERBS if len(verb) > 1)))}|{one_of(words(' '.join(word for word in ADVERBS if len(word) > 1)))}|工作|任务|问题|支持|力度|综合|全部|一期|二期|三期|期工程|面积|标准化|信息化|规范化|现代化|智能化|产业化|早日|进度|更新|维修|新改建|提标|开复工|入库|惠及|受益|各|等|一批)$")
"""What else may stand behind a thing; tried only where its name as it stands says nothing."""
_DEED = re.compile(one_of(words("进行 实现 达到 完成 建成 加快 按 基本 全部 全面 正式 顺利 尽快 大修 报批 增资 启动 开工 改造 提升 建设 推进 治理 拓展 落户 联网 升级 入选 通过 转型 列入 获评 增加 优化")))
"""What is done with a thing goes on to the end of the name: 示范村 of 示范村全部达到省级标准."""
_SERVICE = re.compile(one_of(words("提供 进行 实施 发放 配送 配备 开展 安装 免费 适配 接受 享受 购买 参加 纳入")))
"""What is done for people: 残疾人 of 残疾人提供托养服务."""
_ITEM = re.compile(r"、|以及|和(?!谐|美|平)|及(?!其|格)|与")
_COVERS = re.compile(r"等[^、和及与]{2,}$|^[^和及与]*(?:项目|工程|活动|任务|行动)$")
"""A last noun that is said of all before it: 文化站、文化馆等项目."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
_QUOTED = re.compile(r"“[^”]*”|（[^）]*）|《[^》]*》")
_IS_WORK = re.compile(r"(?:项目|任务|企业|资金|人才|团队|基地)$")
_MIN_ENDING = 4
"""A name of a concept that is shorter does not tell what ends with it."""

_MONEY, _SHARES, _PEOPLE, _MASS, _TIME, _CLASS = "money", "share", "people", "mass", "time", "class"
_KINDS = {
    "元": _MONEY, "美元": _MONEY, "欧元": _MONEY, "港元": _MONEY, "%": _SHARES, "‰": _SHARES, ":1": _SHARES,
    "人": _PEOPLE, "人次": _PEOPLE, "吨": _MASS, "斤": _MASS, "公斤": _MASS, "千瓦": _MASS, "千瓦时": _MASS, "吉瓦": _MASS,
    "兆瓦": _MASS, "吨标准煤": _MASS, "标箱": _MASS, "年": _TIME, "岁": _TIME, "天": _TIME, "工作日": _TIME, "小时": _TIME,
    "分钟": _TIME, "个月": _TIME, "类": _CLASS,
}  # fmt: skip
_COUNT, _PHYSICAL, _AREA = "count", "physical", "area"
_PHYSICAL_KINDS = (_COUNT, _PHYSICAL)
_GENERAL = ("个", "项", "件")
"""Units of indicators that count things only; those of 所, 座, 公里, 亩 take any physical unit (学校 in 平方米)."""
_AREAS = ("亩", "公顷", "平方米")
"""Units of indicators that count nothing: 造林 in 亩 is not measured in 个."""
_HOUSEHOLDS = ("户", "例")
"""Units of things and of people alike."""
_EXTENTS = ("亩", "公顷", "公里", "米", "平方米", "平方公里", "立方米", "万方", "方")
_LOOSE = (_COUNT, _PHYSICAL, _AREA, _SHARES, _PEOPLE, _MASS, _TIME, _CLASS)
"""Kinds in which a concept's own names serve as endings: 国家级高新技术企业, not 民营工业投资."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept with the reason for it."""

    concept: Concept
    reason: Reason

    @property
    def score(self) -> float:
        return SCORES[self.reason]


class IndicatorLinker:
    """Finds the concepts of indicators; made once for a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = vocabulary.names("indicator")
        units = {unit.iri: unit.notation for unit in vocabulary.scheme("unit")}
        self._kinds: dict[str, str] = {}
        self._endings: dict[tuple[str, str], Concept] = {}
        for concept in vocabulary.scheme("indicator"):
            kind = self._kinds[concept.iri] = _kind_of_concept(units.get(concept.links.get("unit", ("",))[0], ""))
            for ending in _endings_of(concept, kind):
                self._endings.setdefault((kind, ending), concept)
        self._longest = max((len(ending) for _, ending in self._endings), default=0)

    def read(self, name: str, unit: str, measure: str) -> tuple[Named, Link | None]:
        """The name with the IRI of its concept, if there is one, and the link that found it."""
        bare = _AIM.sub("", name) or name
        found = self.link(bare, unit, measure)
        return Named(bare, found.concept.iri if found else None), found

    def link(self, name: str, unit: str, measure: str) -> Link | None:
        """By the name itself, without words of scope, or by its ending where the units are of one kind."""
        bare = name.translate(_QUOTES)
        for index, candidate in enumerate(_candidates(name, bare)):
            # 经济增长6%: where growth makes the name, it is part of it.
            concept = self._names.get(candidate) or (measure == "growth" and self._names.get(f"{candidate}增长"))
            if concept and self._suits(concept, unit, measure):
                return Link(concept, "scope" if index > 1 else "name")
        concept = self._by_ending(bare, unit, measure)
        return Link(concept, "ending") if concept and self._is_one(bare, concept, unit, measure) else None

    def _is_one(self, name: str, concept: Concept, unit: str, measure: str) -> bool:
        """Whether no member of a list is another concept: 合作社和家庭农场 100家 is of neither."""
        if _COVERS.search(name):
            return True
        *others, _ = _ITEM.split(_QUOTED.sub(lambda quoted: "“" * len(quoted.group()), name))
        start = 0
        for other in others:
            text = name[start : start + len(other)]
            found = self._by_ending(text, unit, measure) if text else None
            if found and found is not concept:
                return False
            start += len(other) + len(_ITEM.match(name, start + len(other)).group())
        return True

    def _suits(self, concept: Concept, unit: str, measure: str) -> bool:
        """Whether a figure in this unit can be of the concept: money is no count, a rate of change fits any."""
        kind = self._kinds[concept.iri]
        things = (_COUNT, _PHYSICAL, _AREA, _PEOPLE)
        return _is_rate(unit, measure) or kind in _kinds(unit) or (kind in things and _kinds(unit)[0] in things)

    def _by_ending(self, name: str, unit: str, measure: str) -> Concept | None:
        """What is worked on says more than the work: 老旧小区改造工程 is of 老旧小区; of projects the work says more."""
        kinds = _kinds_of_rates(unit) if _is_rate(unit, measure) else _kinds(unit)
        thing = _without_work(name)
        texts = (name, thing) if _IS_WORK.search(thing) else (thing, name)
        done = (_IN_BRACKETS.sub("", name), *_without_what_is_done(name), *_before_deeds(name, kinds))
        if kinds == (_SHARES,):
            done = (_PART_OF.sub("占比", name), *done)
        for text in dict.fromkeys((*texts, _ENDING.sub("", name), _SHARE.sub("占比", name), *done)):
            for length in range(min(len(text), self._longest), 1, -1):
                for kind in kinds:
                    concept = self._endings.get((kind, text[-length:]))
                    if concept and _same_base(name, concept):
                        return concept
        return None


@cache
def linker(vocabulary: Vocabulary) -> IndicatorLinker:
    return IndicatorLinker(vocabulary)


def _candidates(name: str, bare: str) -> Iterator[str]:
    yield name
    yield bare
    for text in (bare, _ENDING.sub("", bare)):
        yield text
        while text != (text := _SCOPE.sub("", text)):
            yield text
    yield _SHARE.sub("占比", bare)


def _endings_of(concept: Concept, kind: str) -> Iterator[str]:
    yield from (ending.translate(_QUOTES) for ending in concept.hidden)
    if kind in _LOOSE:
        yield from (name.translate(_QUOTES) for name in concept.names if len(name) >= _MIN_ENDING)


def _kind_of_concept(unit: str) -> str:
    if unit in _AREAS:
        return _AREA
    return _COUNT if unit in _GENERAL else _KINDS.get(unit, _PHYSICAL)


def _kinds(unit: str) -> tuple[str, ...]:
    """Kinds of indicator that a figure in this unit may have."""
    if unit in _EXTENTS:
        return (_PHYSICAL, _AREA)
    if unit in _HOUSEHOLDS:
        return (*_PHYSICAL_KINDS, _PEOPLE)
    return (_KINDS[unit],) if unit in _KINDS else _PHYSICAL_KINDS


def _kinds_of_rates(unit: str) -> tuple[str, ...]:
    """Percentage points are the change of a share; anything else may grow by a rate."""
    return (_SHARES,) if unit == "pp" else (_MONEY, *_PHYSICAL_KINDS, _AREA, _PEOPLE, _MASS, _TIME, _SHARES, _CLASS)


def _without_work(name: str) -> str:
    """The name without the work done on it: 改造, 建设, 启动 …; the name itself where nothing else is left."""
    while (work := _WORK.search(name)) and work.start() >= 2:
        name = name[: work.start()]
    return name


def _without_what_is_done(name: str) -> Iterator[str]:
    """The name with fewer and fewer words behind the thing."""
    while (done := _DONE.search(name)) and done.start() >= 2:
        name = name[: done.start()]
        yield name


def _before_deeds(name: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """What stands before each deed, the longest first; money and shares are of the deed, not of the thing."""
    if not {_MONEY, _SHARES} & set(kinds):
        deeds = [*_DEED.finditer(name, 2), *(_SERVICE.finditer(name, 2) if _PEOPLE in kinds else ())]
        yield from (name[:start] for start in sorted((deed.start() for deed in deeds), reverse=True))


def _is_rate(unit: str, measure: str) -> bool:
    """Whether the value is a rate of change, which any quantity may have."""
    return unit == "×" or (measure in ("growth", "change") and unit in ("%", "pp"))


def _same_base(name: str, concept: Concept) -> bool:
    """What is per head is no total."""
    heads = ["人均" in text for text in concept.names]
    return (any(heads) if "人均" in name else not all(heads)) or concept.links.get("unit", ("",))[0].endswith("percent")
