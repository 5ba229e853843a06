"""Areas across the border of a territory: economic circles, metropolitan areas, cooperation zones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology.identifiers import VOCABULARY_BASE
from queries.results import Term
from viz.current import Site
from viz.regions.territory import Place, Territory

_TYPE = VOCABULARY_BASE + "id/region-type/"
_REGION = VOCABULARY_BASE + "id/region/"
_ORDER = ("city-cluster", "metropolitan-area", "cooperation-zone")


@dataclass(slots=True)
class Member:
    """A division, or a cluster of divisions, that belongs to an area."""

    place: Place
    is_whole: bool
    """False where only a part of it belongs."""
    is_home: bool
    """It lies in the report's own territory."""
    without: list[str] = field(default_factory=list)
    """IRIs of what of it does not belong."""


@dataclass(slots=True)
class Area:
    """One such area with its members: those of the territory first, then by code."""

    iri: str
    type: str
    members: dict[str, Member] = field(default_factory=dict)

    def home(self) -> list[Member]:
        """Those in the report's own territory."""
        return [member for member in self.members.values() if member.is_home]

    def provinces(self) -> dict[str, list[Member]]:
        """Those of elsewhere, by the IRI of their province."""
        found: dict[str, list[Member]] = {}
        for member in self.members.values():
            if not member.is_home:
                found.setdefault(f"{_REGION}cn-{member.place.code[:2]}0000", []).append(member)
        return found

    def divisions(self) -> list[Place]:
        """Members as divisions: clusters resolved into theirs."""
        places = [each.place for each in self.members.values()]
        return [one for place in places for one in (place.divisions() if place.is_cluster else (place,))]

    @property
    def partial(self) -> set[str]:
        """IRIs of the members of which only a part belongs."""
        return {iri for iri, member in self.members.items() if not member.is_whole}


def areas_across(here: Site, report: str, home: Territory) -> list[Area]:
    """The areas in which the territory of a report has members, circles first."""
    found: dict[str, Area] = {}
    for row in here.service.ask("cross-border-areas", report=report):
        area = found.setdefault(str(row["area"]), Area(str(row["area"]), _notation(row["type"])))
        iri = str(row["member"])
        if iri not in area.members:
            is_home = str(row["home"]) == "true"
            area.members[iri] = Member(_place(row, home), str(row["extent"]) == "whole", is_home)
        if row["without"] is not None:
            area.members[iri].without.append(str(row["without"]))
    return sorted(found.values(), key=lambda area: (_ORDER.index(area.type), -len(area.members), area.iri))


def _place(row: Mapping[str, Term | None], home: Territory) -> Place:
    """As the territory has it, or a place of elsewhere."""
    iri, name, code = str(row["member"]), str(row["memberName"]), str(row["memberCode"] or "")
    kind = "prefecture" if code.endswith("00") else "county"
    short = name[:-1] if len(name) > 2 and name[-1] in "市区县州" else name
    return home.within(iri) or Place(iri, name, short, kind, code)


def _notation(iri: Term | None) -> str:
    return str(iri or "").removeprefix(_TYPE)
