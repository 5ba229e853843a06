"""Places: which names mean a place in a report, by whose report it is and when it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from loaders.gazetteer import Characters, Gazetteer, Match
from loaders.records import Named
from ontology import divisions
from ontology.divisions import Division
from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import Concept, Vocabulary

_CODE = re.compile(r"/cn-(\d{6})(?:-\d{4})?$")
_LOCAL_TYPES = frozenset(("county", "cluster", "site", "township", "village", "zone"))


class Places:
    """The names of places in the reports on one area of one date."""

    def __init__(self, vocabulary: Vocabulary, area: Named, date: str | None) -> None:
        self._vocabulary = vocabulary
        self._area = area
        self._date = date
        own = _names_in(vocabulary, area.concept)
        code = (vocabulary.get(area.concept).notation if area.concept else "") or divisions.code_of(area.name) or ""
        self._code = re.sub(r"(?:0000|00)$", "", code)
        found = divisions.names_for(code, date) if code else {}
        self.names: Mapping[str, Concept | None] = MappingProxyType(
            {name: self._concept(division) for name, division in found.items() if name not in own} | own
        )
        self._near = Gazetteer(name for name in self.names if name not in divisions.national_names())

    def find(self, characters: Characters) -> Iterator[Match]:
        """Matches of all names; those of names near and far may overlap."""
        yield from self._near.find(characters)
        for match in _national().find(characters):
            if match.name in self.names:
                yield match

    def inside(self, iri: str) -> bool:
        """Whether a region lies in the area, and is not the area itself."""
        if division := _CODE.search(iri):
            return bool(self._code) and division[1].startswith(self._code) and iri != self._area.concept
        return _lies_in(self._vocabulary, self._vocabulary.get(iri), self._area.concept)

    def elsewhere(self, name: str) -> Concept | None:
        """The only place in China called so, for where the words say that it is a place."""
        division = divisions.by_short_name(name, self._date)
        return self._concept(division) if division else None

    def _concept(self, division: Division | None) -> Concept | None:
        if division is None:
            return None
        known = self._vocabulary.by_name("region", division.name)
        return known if known and known.notation == division.code else division_concept(division)


@lru_cache(maxsize=16)
def places(vocabulary: Vocabulary, area: Named, date: str | None) -> Places:
    """The places for reports on an area, made once."""
    return Places(vocabulary, area, date)


@cache
def _national() -> Gazetteer:
    return Gazetteer(divisions.national_names())


@cache
def division_concept(division: Division) -> Concept:
    """A division that the vocabulary files leave to the table, as a concept of the regions."""
    return Concept(
        iri=division.iri,
        scheme="region",
        notation=division.code,
        labels=MappingProxyType({"zh": division.name, "en": division.english}),
        aliases=(division.short,) if division.short else (),
        hidden=(),
        types=("Region",),
        links=MappingProxyType({"regionType": (f"{VOCABULARY_BASE}id/region-type/{division.level}",)}),
    )


def _names_in(vocabulary: Vocabulary, area: str | None) -> dict[str, Concept]:
    """Names valid in a report on `area`: short names of places below the prefecture only inside their own area.

    江北 and 中心城区 mean Chongqing's in Chongqing; elsewhere only the full official name does.
    """
    names: dict[str, Concept] = {}
    for name, concept in vocabulary.names("region").items():
        types = {vocabulary.get(iri).notation for iri in concept.links.get("regionType", ())}
        local = bool(types & _LOCAL_TYPES)
        if not local or _lies_in(vocabulary, concept, area) or (name == concept.labels["zh"] and len(name) > 4):
            names[name] = concept
    return names


def _lies_in(vocabulary: Vocabulary, concept: Concept, area: str | None) -> bool:
    """Whether a region is `area` or lies inside it, through any number of regions."""
    reached, waiting = set[str](), [concept.iri]
    while waiting:
        iri = waiting.pop()
        if iri == area:
            return True
        if iri not in reached:
            reached.add(iri)
            links = vocabulary.get(iri).links
            waiting += [*links.get("partOfRegion", ()), *links.get("overlaps", ()), *links.get("partlyIn", ())]
    return False


def unambiguous_signs(vocabulary: Vocabulary) -> dict[str, Concept]:
    """Signs that stand for one region only: 宜 may be 宜昌 or 宜宾, and a wrong place is worse than none."""
    bearers: dict[str, list[Concept]] = {}
    for concept in vocabulary.scheme("region"):
        for sign in concept.hidden:
            bearers.setdefault(sign, []).append(concept)
    return {sign: concepts[0] for sign, concepts in bearers.items() if len(concepts) == 1}
