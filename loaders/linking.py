"""Linking: the vocabulary's concept for the name of an indicator, by rule and with the rule's reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from loaders.records import Named
from loaders.wordings import candidates, members, readings, says_what_is_done, without_aim
from ontology.errors import VocabularyError
from ontology.vocabulary import Concept, Vocabulary

Reason = Literal["name", "scope", "ending", "head"]
SCORES: Mapping[Reason, float] = MappingProxyType({"name": 1.0, "scope": 0.9, "ending": 0.7, "head": 0.5})
"""How sure a link is: its very name, its name without words of scope, a name that only ends so, a wider class."""
GROUP = "IndicatorGroup"
"""Class of concepts that stand for many indicators: a figure linked to one is of the class, and compares to none."""

_SHARE_DONE = "做到或占到的比例"
"""The class of 80%以上的行政村达到标准: how many of the things do it."""
_QUOTES = str.maketrans("", "", "“”‘’")
_MIN_ENDING = 4
"""A name of a concept that is shorter does not tell what ends with it."""

_MONEY, _SHARES, _PEOPLE, _MASS, _TIME, _CLASS = "money", "share", "people", "mass", "time", "class"
_KINDS = {
    "元": _MONEY, "元/亩": _MONEY, "元/平方米": _MONEY, "美元": _MONEY, "欧元": _MONEY, "港元": _MONEY, "%": _SHARES, "‰": _SHARES, ":1": _SHARES,
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
_ANIMALS = ("头", "羽", "匹", "尾")
"""Never units of projects: 200万头生猪养殖项目 counts pigs."""
_HOUSEHOLDS = ("户", "例")
"""Units of things and of people alike."""
_EXTENTS = ("亩", "公顷", "公里", "米", "平方米", "平方公里", "立方米", "万方", "方")
_LENGTHS, _VOLUMES, _POWER = ("公里", "米"), ("立方米", "万方", "方"), ("千瓦", "千瓦时", "兆瓦", "吉瓦")
_THINGS = ("个", "处", "项", "件", "家", "所", "座")
"""Classifiers that stand for one another."""
_MACHINES = ("台", "辆", "套", "艘", "架", "列", "部", "台套")
_LOOSEST = ("个", "处", "项", "件")
_PIECES = ("条", "次", "场", "场次", "块", "宗", "栋", "幢", "段", "片", "种", "批", "批次", "口", "间", "类", "对", "台", "套")
"""What is counted of a group whose own unit is a general one."""
_LOOSE = (_COUNT, _PHYSICAL, _AREA, _SHARES, _PEOPLE, _MASS, _TIME, _CLASS)
"""Kinds in which a concept's own names serve as endings: 国家级高新技术企业, not 民营工业投资."""
_MODIFIER = 2
"""Characters of a member that is no thing of its own: 供水、供热、供气管网 are all 管网."""
_LONGEST_NAME = 100
"""Characters; the longest of 300 reports has 77. What is longer is a text without punctuation, not a name."""


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
        """Raise VocabularyError where an ending stands for two concepts whose units are of one kind."""
        self._names = vocabulary.names("indicator")
        units = {unit.iri: unit.notation for unit in vocabulary.scheme("unit")}
        self._kinds: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self._endings: dict[tuple[str, str], Concept] = {}
        self._heads: dict[tuple[str, str], Concept] = {}
        for concept in vocabulary.scheme("indicator"):
            unit = self._units[concept.iri] = units.get(concept.links.get("unit", ("",))[0], "")
            kind = self._kinds[concept.iri] = _kind_of_concept(unit)
            table = self._heads if GROUP in concept.types else self._endings
            for ending in _endings_of(concept, kind):
                other = table.setdefault((kind, ending), concept)
                if other is not concept:
                    raise VocabularyError(f"the ending {ending!r} stands for <{other.iri}> and <{concept.iri}>")
        self._longest = max((len(ending) for _, ending in (*self._endings, *self._heads)), default=0)
        self._broader = {
            concept.iri: vocabulary.get(concept.links["broader"][0])
            for concept in vocabulary.scheme("indicator") if "broader" in concept.links
        }  # fmt: skip

    def read(self, name: str, unit: str, measure: str) -> tuple[Named, Link | None]:
        """The name with the IRI of its concept, if there is one, and the link that found it."""
        bare = without_aim(name)
        found = self.link(bare, unit, measure)
        return Named(bare, found.concept.iri if found else None), found

    def link(self, name: str, unit: str, measure: str) -> Link | None:
        """By the name itself, without words of scope, or by its ending where the units are of one kind.

        Last, by the wider class that its head noun names, or that is said of all that it lists.
        """
        if len(name) > _LONGEST_NAME:
            return None
        bare = name.translate(_QUOTES)
        for index, candidate in enumerate(candidates(name, bare)):
            # 经济增长6%: where growth makes the name, it is part of it.
            concept = self._names.get(candidate) or (measure == "growth" and self._names.get(f"{candidate}增长"))
            if concept and self._suits(concept, unit, measure):
                return Link(concept, "head" if GROUP in concept.types else "scope" if index > 1 else "name")
        if found := self._by_its_end(bare, unit, measure):
            return found
        done = unit == "%" and measure == "share" and says_what_is_done(bare)
        return Link(self._names[_SHARE_DONE], "head") if done and _SHARE_DONE in self._names else None

    def _by_its_end(self, name: str, unit: str, measure: str) -> Link | None:
        """合作社和家庭农场 100家 is of neither, but of what is wider than both."""
        concept = self._by_ending(name, unit, measure, self._endings)
        head = None if concept else self._by_ending(name, unit, measure, self._heads)
        others = [each for each in members(name)[:-1] if len(each) > _MODIFIER]
        listed = {found.iri for other in others if (found := self._by_ending(other, unit, measure, self._endings))}
        if concept and listed <= {concept.iri}:
            return Link(concept, "ending")
        if concept:
            head = self._wider([concept.iri, *sorted(listed)])
        elif head and not all(self._is_in(iri, head) for iri in listed):
            head = None
        return Link(head, "head") if head else None

    def _wider(self, iris: Sequence[str]) -> Concept | None:
        """The concept that all of these have above them, or that is one of them and above the others."""
        first, *others = ([iri, *(each.iri for each in self._above(iri))] for iri in iris)
        common = next((iri for iri in first if all(iri in other for other in others)), None)
        return next((each for iri in iris for each in self._above(iri) if each.iri == common), None)

    def _is_in(self, iri: str, group: Concept) -> bool:
        return any(each.iri == group.iri for each in self._above(iri))

    def _above(self, iri: str) -> Iterator[Concept]:
        """The concepts above one, the nearest first."""
        while broader := self._broader.get(iri):
            yield broader
            iri = broader.iri

    def _is_of_group(self, concept: Concept, unit: str, measure: str, length: int) -> bool:
        """Whether a group counts in this unit: stricter than for other concepts, whose names say more."""
        if GROUP not in concept.types:
            return True
        if _is_rate(unit, measure):
            return length > 1
        usual, kind = self._units[concept.iri], self._kinds[concept.iri]
        if usual == unit:
            return True
        if usual in _EXTENTS:
            return unit in _EXTENTS and (unit in _LENGTHS) == (usual in _LENGTHS) and unit not in _VOLUMES
        if usual in _MACHINES and unit in _MACHINES:
            return True
        if kind in _PHYSICAL_KINDS:
            return unit in _THINGS or (usual in _LOOSEST and unit in _PIECES)
        return _KINDS.get(unit) == kind and unit not in _POWER

    def _suits(self, concept: Concept, unit: str, measure: str) -> bool:
        """Whether a figure in this unit can be of the concept: money is no count, a rate of change fits any."""
        kind = self._kinds[concept.iri]
        things = (_COUNT, _PHYSICAL, _AREA, _PEOPLE)
        return _is_rate(unit, measure) or kind in _kinds(unit) or (kind in things and _kinds(unit)[0] in things)

    def _by_ending(
        self, name: str, unit: str, measure: str, table: Mapping[tuple[str, str], Concept]
    ) -> Concept | None:
        """By the longest ending, in the first reading of the name that has one."""
        kinds = _kinds_of_rates(unit) if _is_rate(unit, measure) else _kinds(unit)
        share, people = kinds == (_SHARES,), _PEOPLE in kinds
        # Money and shares are of the deed, not of the thing.
        thing = not {_MONEY, _SHARES} & set(kinds)
        shortest = 0 if table is self._heads else 1  # a head may be one character (站, 村)
        for text in dict.fromkeys(readings(name, share=share, thing=thing, people=people)):
            for length in range(min(len(text), self._longest), shortest, -1):
                for kind in kinds:
                    concept = table.get((kind, text[-length:]))
                    if concept and _same_base(name, concept) and self._is_of_group(concept, unit, measure, length):
                        return concept
        return None


@cache
def linker(vocabulary: Vocabulary) -> IndicatorLinker:
    return IndicatorLinker(vocabulary)


def _endings_of(concept: Concept, kind: str) -> Iterator[str]:
    yield from (ending.translate(_QUOTES) for ending in concept.hidden)
    if kind in _LOOSE and GROUP not in concept.types:
        yield from (name.translate(_QUOTES) for name in concept.names if len(name) >= _MIN_ENDING)


def _kind_of_concept(unit: str) -> str:
    if unit in _AREAS:
        return _AREA
    return _COUNT if unit in _GENERAL else _KINDS.get(unit, _PHYSICAL)


def _kinds(unit: str) -> tuple[str, ...]:
    """Kinds of indicator that a figure in this unit may have."""
    if unit in _EXTENTS:
        return (_PHYSICAL, _AREA)
    if unit in _ANIMALS:
        return (_PHYSICAL,)
    if unit in _HOUSEHOLDS:
        return (*_PHYSICAL_KINDS, _PEOPLE)
    return (_KINDS[unit],) if unit in _KINDS else _PHYSICAL_KINDS


def _kinds_of_rates(unit: str) -> tuple[str, ...]:
    """Percentage points are the change of a share; anything else may grow by a rate."""
    return (_SHARES,) if unit == "pp" else (_MONEY, *_PHYSICAL_KINDS, _AREA, _PEOPLE, _MASS, _TIME, _SHARES, _CLASS)


def _is_rate(unit: str, measure: str) -> bool:
    """Whether the value is a rate of change, which any quantity may have."""
    return unit == "×" or (measure in ("growth", "change") and unit in ("%", "pp"))


def _same_base(name: str, concept: Concept) -> bool:
    """What is per head is no total."""
    heads = ["人均" in text for text in concept.names]
    return (any(heads) if "人均" in name else not all(heads)) or concept.links.get("unit", ("",))[0].endswith("percent")
