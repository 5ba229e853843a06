"""Governments over the years: which reports are of one, by the division on the report's date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.records import ReportMetadata
from ontology.divisions import Division, divisions
from ontology.succession import Succession, successions
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Governed:
    """A territory as one report names it."""

    iri: str
    """What `cn:territory` of the report leads to."""
    name: str
    report: str
    """IRI of the report."""
    year: int
    division: Division | None
    """Of the table, by name and date; None where it has none of that name, or several."""


@dataclass(frozen=True, slots=True)
class Former:
    """A territory of one report that was another's before, as the table of divisions has it."""

    later: Governed
    earlier: Governed
    succession: Succession


def division_of(metadata: ReportMetadata, vocabulary: Vocabulary) -> Division | None:
    """The division that a report's government governs; None where its name leads to none or several.

    The vocabulary's own concept gives the code; a name alone must be that of one division on the day.
    """
    concept = metadata.area.concept
    code = vocabulary.get(concept).notation if concept and _is_listed(metadata, vocabulary) else ""
    year = metadata.covers.start
    date = metadata.delivered or (f"{year:04}-01-01" if year else None)
    found = [each for each in _called(metadata.area.name, vocabulary) if each.valid_on(date)]
    fitting = [each for each in found if not code or each.code == code]
    return fitting[0] if len(fitting) == 1 else None


def _is_listed(metadata: ReportMetadata, vocabulary: Vocabulary) -> bool:
    return metadata.area.concept in {region.iri for region in vocabulary.scheme("region")}


def _called(name: str, vocabulary: Vocabulary) -> list[Division]:
    """Divisions of a name, also behind that of the one that they lie in (重庆市綦江区)."""
    found = list(_by_name().get(name, ()))
    for parent in vocabulary.scheme("region"):
        rest = name.removeprefix(parent.labels["zh"])
        if parent.notation and rest != name:
            found += [each for each in _by_name().get(rest, ()) if parent.notation in each.parents]
    return found


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions():
        found[division.name].append(division)
    return {name: tuple(bearers) for name, bearers in found.items()}


def government_key(metadata: ReportMetadata, vocabulary: Vocabulary) -> str:
    """The same for reports of one government; one whose government is not known for certain stands alone.

    Divisions that the table tells apart are certain, whatever they were called before, and so are concepts
    of the vocabulary.
    """
    division = division_of(metadata, vocabulary)
    if division is not None:
        return _latest(division).iri
    if _is_listed(metadata, vocabulary):
        assert metadata.area.concept is not None
        return metadata.area.concept
    return f"report:{metadata.name}"


def family_key(metadata: ReportMetadata, vocabulary: Vocabulary) -> str:
    """The same for reports of one government and of those that were merged into it."""
    division = division_of(metadata, vocabulary)
    return _latest(division, merged=True).iri if division else government_key(metadata, vocabulary)


def _latest(division: Division, *, merged: bool = False) -> Division:
    """The division that it became, itself where the table has none, or several."""
    later = [each.later for each in _successions() if each.earlier == division and (each.continues or merged)]
    return _latest(later[0], merged=merged) if len(later) == 1 else division


def formers(governed: Iterable[Governed]) -> Iterator[Former]:
    """Each two territories that the table knows as later and earlier: the first report of the later with the
    last of the earlier."""
    reports: dict[Division, list[Governed]] = defaultdict(list)
    for each in governed:
        if each.division is not None:
            reports[each.division].append(each)
    for succession in _successions():
        if succession.earlier in reports and succession.later in reports:
            later = min(reports[succession.later], key=lambda one: (one.year, one.report))
            earlier = max(reports[succession.earlier], key=lambda one: (one.year, one.report))
            if earlier.iri != later.iri:
                yield Former(later, earlier, succession)


@cache
def _successions() -> tuple[Succession, ...]:
    return tuple(successions())
