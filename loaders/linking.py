"""Linking: the vocabulary's concept for the name of an indicator, by rule and with the rule's reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from loaders.records import Named
from loaders.unit_kinds import (
    AREA,
    CLASS,
    ENERGY,
    MASS,
    MONEY,
    PEOPLE,
    PHYSICAL_KINDS,
    POWER,
    SHARES,
    THINGS,
    TIME,
    is_of_group,
    is_rate,
    kind_of_indicator,
    kinds_of,
    kinds_of_rates,
)  # fmt: skip
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

_LOOSE = (*PHYSICAL_KINDS, AREA, SHARES, PEOPLE, MASS, POWER, ENERGY, TIME, CLASS)
"""Kinds in which a concept's own names serve as endings: 国家级高新技术企业, not 民营工业投资."""
_OF_COUNTRY, _OF_CITY = ("农村", "农民", "农户"), ("城市", "城镇", "城区")
_RURAL = re.compile(r"[农乡村牧]")
_URBAN = re.compile(r"城[市镇区]|市区|街道|办公|机关|校")
_GOVERNED = ("自治区", "城区", "市区", "县区", "地区", "辖区", "）区")
"""Areas of governments, which measure nothing."""
_EACH = re.compile(r"(?:全[省市州县区]|支持)?(?:每个?|各)[县市区镇乡村旗（）、街道]+|[省市州县区镇乡村、]+各.{0,3}$")
"""每个县（市、区）建设, 市县各打造: who does it, which is not what is counted."""
_MULTIPLIED = ("企业", "项目")
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
            kind = self._kinds[concept.iri] = kind_of_indicator(unit)
            table = self._heads if GROUP in concept.types else self._endings
            for ending in _endings_of(concept, kind):
                other = table.setdefault((kind, ending), concept)
                if other is not concept:
                    raise VocabularyError(f"the ending {ending!r} stands for <{other.iri}> and <{concept.iri}>")
        self._known = frozenset(ending for _, ending in (*self._endings, *self._heads))
        immaterial = (MONEY, SHARES, PEOPLE, TIME, CLASS)
        self._other_words = frozenset(word for kind, word in (*self._endings, *self._heads) if kind in immaterial)
        lengths: dict[str, set[int]] = {}
        for ending in self._known:
            lengths.setdefault(ending[-1], set()).add(len(ending))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}
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
        head = None if concept or _EACH.match(name) else self._by_ending(name, unit, measure, self._heads)
        others = [each for each in members(name)[:-1] if len(each) > _MODIFIER]
        listed = {found.iri for other in others if (found := self._of_member(other, unit, measure))}
        if concept and listed <= {concept.iri}:
            return Link(concept, "ending")
        if concept:
            head = self._wider([concept.iri, *sorted(listed)])
        elif head and not all(self._is_in(iri, head) for iri in listed):
            head = None
        return Link(head, "head") if head else None

    def _of_member(self, name: str, unit: str, measure: str) -> Concept | None:
        concept = self._names.get(name)
        if concept and GROUP not in concept.types and self._suits(concept, unit, measure):
            return concept
        return self._by_ending(name, unit, measure, self._endings)

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

    def _rank(self, concept: Concept, ending: str, unit: str, measure: str) -> bool:
        """Whether a concept comes last of those with one ending: the first has the unit; firms multiply in number."""
        if is_rate(unit, measure):
            return self._kinds[concept.iri] == MONEY and ending.endswith(_MULTIPLIED)
        return self._units[concept.iri] != unit

    def _counts_in(self, concept: Concept, unit: str, measure: str, length: int) -> bool:
        """Whether a concept counts in this unit: stricter for groups than for others, whose names say more."""
        usual, kind = self._units[concept.iri], self._kinds[concept.iri]
        if GROUP not in concept.types:
            return usual != "平方公里" or unit not in THINGS
        if is_rate(unit, measure):
            return length > 1 and kind not in PHYSICAL_KINDS
        return is_of_group(unit, usual, one_character=length == 1)

    def _suits(self, concept: Concept, unit: str, measure: str) -> bool:
        """Whether a figure in this unit can be of the concept: money is no count, a rate of change fits any."""
        kind = self._kinds[concept.iri]
        things = (*PHYSICAL_KINDS, AREA, PEOPLE)
        return is_rate(unit, measure) or kind in kinds_of(unit) or (kind in things and kinds_of(unit)[0] in things)

    def _is_of_a_longer_word(self, text: str) -> bool:
        """Whether the last character is but the end of a word that means something else: 例 in 比例, 区 in 自治区."""
        lengths = range(2, min(len(text), self._longest) + 1)
        return text.endswith(_GOVERNED) or any(text[-length:] in self._other_words for length in lengths)

    def _by_ending(
        self, name: str, unit: str, measure: str, table: Mapping[tuple[str, str], Concept]
    ) -> Concept | None:
        """By the longest ending, in the first reading of the name that has one."""
        kinds = kinds_of_rates(unit) if is_rate(unit, measure) else kinds_of(unit)
        share, people = kinds == (SHARES,), PEOPLE in kinds
        # Money and shares are of the deed, not of the thing.
        thing = not {MONEY, SHARES} & set(kinds)
        shortest = 0 if table is self._heads else 1  # a head may be one character (站, 村)
        for text in dict.fromkeys(readings(name, share=share, thing=thing, people=people)):
            for length in self._lengths.get(text[-1:], ()):
                if not shortest < length <= len(text) or (ending := text[-length:]) not in self._known:
                    continue
                found = [concept for kind in kinds if (concept := table.get((kind, ending)))]
                if len(found) > 1:
                    found.sort(key=lambda concept: self._rank(concept, ending, unit, measure))
                for each in found:
                    concept = each if _same_area(name, each) else self._broader.get(each.iri)
                    if concept and _same_base(name, concept) and self._counts_in(concept, unit, measure, length):
                        return concept if length > 1 or not self._is_of_a_longer_word(text) else None
        return None


@cache
def linker(vocabulary: Vocabulary) -> IndicatorLinker:
    return IndicatorLinker(vocabulary)


def _endings_of(concept: Concept, kind: str) -> Iterator[str]:
    yield from (ending.translate(_QUOTES) for ending in concept.hidden)
    if kind in _LOOSE and GROUP not in concept.types:
        yield from (name.translate(_QUOTES) for name in concept.names if len(name) >= _MIN_ENDING)


def _same_base(name: str, concept: Concept) -> bool:
    """What is per head is no total."""
    heads = ["人均" in text for text in concept.names]
    return (any(heads) if "人均" in name else not all(heads)) or concept.links.get("unit", ("",))[0].endswith("percent")


def _same_area(name: str, concept: Concept) -> bool:
    """What is of the country is not of the city, where both say so."""
    own = concept.names[0]
    if own.startswith(_OF_COUNTRY):
        return not _URBAN.search(name) or _RURAL.search(name) is not None
    return not own.startswith(_OF_CITY) or not _RURAL.search(name) or "城" in name
