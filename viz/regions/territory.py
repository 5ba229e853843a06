"""The regions of a report's territory as its government lays them out: clusters, divisions, other places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ontology.identifiers import VOCABULARY_BASE
from queries.results import Table, Term
from viz.current import Site

_TYPE = VOCABULARY_BASE + "id/region-type/"
_DIVISIONS = ("prefecture", "county")
_LOWER = ("township", "village")


@dataclass(slots=True)
class Place:
    """A region, what it holds, and what it is called on a map."""

    iri: str
    name: str
    short: str
    """The shortest of its Chinese names."""
    type: str
    """Notation of its region type: county, cluster, zone …"""
    code: str = ""
    """GB/T 2260; empty for what is no division."""
    is_cluster: bool = False
    """Of a layout that was valid on the day of the report."""
    children: list[Place] = field(default_factory=list)

    @property
    def is_division(self) -> bool:
        return self.type in _DIVISIONS

    def divisions(self) -> Iterator[Place]:
        """The uppermost divisions inside: of a province its prefectures, not their counties."""
        for child in self.children:
            if child.is_division:
                yield child
            else:
                yield from child.divisions()


@dataclass(frozen=True, slots=True)
class Territory:
    """The territory as a tree of clusters and divisions, and the other places in it."""

    root: Place
    others: tuple[Place, ...]
    """Zones, sites, rivers and the like, which the tree has no room for."""

    def divisions(self) -> list[Place]:
        return list(self.root.divisions())

    def clusters(self) -> list[Place]:
        """Those that stand directly below the territory."""
        return [place for place in self.root.children if place.is_cluster]

    def within(self, iri: str) -> Place | None:
        """The place with this IRI in the tree."""
        waiting = [self.root]
        while waiting:
            place = waiting.pop()
            if place.iri == iri:
                return place
            waiting += place.children
        return None


def territory(here: Site, report: str) -> Territory | None:
    """The territory of a report; None where the vocabulary does not know it."""
    places, holders = _read(here.service.ask("region-tree", report=report))
    shown = {
        iri for iri, place in places.items() if place.is_cluster or place.is_division or not holders[iri]
    }
    roots = [iri for iri in places if not holders[iri]]
    if not roots:
        return None
    for iri in places:
        above = holders[iri] & shown
        if iri in shown and above:
            places[max(above, key=lambda each: (len(holders[each] & shown), each))].children.append(
                places[iri]
            )
    others = (place for iri, place in places.items() if iri not in shown and place.type not in _LOWER)
    return Territory(places[roots[0]], tuple(others))


def _read(table: Table) -> tuple[dict[str, Place], dict[str, set[str]]]:
    """Each place once, and the IRIs of all that hold it."""
    places: dict[str, Place] = {}
    holders: dict[str, set[str]] = {}
    for row in table:
        iri = str(row["region"])
        place = places.setdefault(iri, _place(row))
        place.short = min(
            (place.short, str(row["shortName"] or place.name)), key=lambda name: (len(name), name)
        )
        within = holders.setdefault(iri, set())
        if row["within"] is not None:
            within.add(str(row["within"]))
    return places, holders


def _place(row: Mapping[str, Term | None]) -> Place:
    name = str(row["name"])
    kind = str(row["type"]).removeprefix(_TYPE)
    return Place(str(row["region"]), name, name, kind, str(row["code"] or ""), row["layout"] is not None)
