"""Areas: which part of the government's territory a figure is about, where its clause begins with a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.lexicon import METRIC, VERBS, one_of
from loaders.places import Places
from loaders.reading import Reading
from loaders.records import Named, Region, Span
from loaders.sentences import Stretch
from loaders.spans import SpanIndex
from loaders.subjects import PREDICATES
from ontology.vocabulary import Vocabulary

_OPENING = re.compile(r"(?:其中|同时|今年|全年|去年|[和与及])?")
_JOINS = re.compile(r"[、和与及]")
_OWN_PART = re.compile(r"[省市区县州盟](?:本级|直)|市(?:辖)?区|县城|(?:主|中心)?城区")
_SAYS = re.compile(rf"[“\d]|{one_of(PREDICATES)}|{one_of(tuple(verb for verb in VERBS if len(verb) > 1))}")
_MEASURES = re.compile(r"[\u4e00-\u9fff]{2,14}")


@dataclass(frozen=True, slots=True)
class Area:
    """Regions with the words that name them."""

    regions: tuple[Named, ...]
    span: Span


class AreaReader:
    """Finds the areas of clauses in one report; `regions` are the places that it mentions."""

    def __init__(
        self, reading: Reading, own: Named, places: Places, regions: Sequence[Region], vocabulary: Vocabulary
    ) -> None:
        self._reading = reading
        self._own = own
        self._places = places
        self._regions = SpanIndex(regions)
        self._indicators = vocabulary.names("indicator")

    def of(self, clause: Stretch) -> Area | None:
        """The places with which a clause begins and of which it says something; None where they are no area of it.

        中心城区新增7桥5隧 is of 中心城区; 长江流域禁捕 and 北京企业投资 are of no part of the territory, and what
        a place only begins (万州机场旅客) is of no place.
        """
        opening = _OPENING.match(clause.text)
        start = clause.start + (opening.end() if opening else 0)
        offsets = self._reading.offsets
        found: list[Region] = []
        for mention in self._regions.inside(offsets[clause.start], offsets[clause.end - 1] + 1):
            if mention.span.start != offsets[start]:
                break
            found.append(mention)
            start += len(mention.span.words)
            if not (start < clause.end and _JOINS.match(self._reading.text, start)):
                break
            start += 1
        regions = tuple(named for mention in found for named in mention.regions)
        if not regions or self._own in regions[:1] or not self._is_said(clause, start):
            return None
        if self._own not in regions and not all(each.concept and self._places.inside(each.concept) for each in regions):
            return None
        return Area(regions, Span.of(self._reading.source, found[0].span.start, found[-1].span.end))

    def are_places(self, names: Sequence[str]) -> bool:
        """Whether all names are those of places, or of what the government keeps itself (州直, 市本级)."""
        return all(name in self._places.names or _OWN_PART.fullmatch(name) for name in names)

    def named(self, names: Sequence[str], start: int, end: int) -> Area:
        """The area of a figure whose own words, at these reading offsets, are but names of places."""
        concepts = ((name, self._places.names.get(name)) for name in names)
        regions = (Named(concept.labels["zh"], concept.iri) if concept else Named(name) for name, concept in concepts)
        return Area(tuple(regions), self._reading.span(start, end))

    def _is_said(self, clause: Stretch, start: int) -> bool:
        """Whether the words behind the places are a verb, a number or an indicator."""
        rest = clause.text[start - clause.start :]
        if _SAYS.match(rest):
            return True
        measured = _MEASURES.match(rest)
        longest = len(measured.group()) if measured else 0
        return any(rest[:end] in self._indicators or METRIC.match(rest[:end]) for end in range(2, longest + 1))
