"""Closures: what follows from chains of links, written out so that no question has to walk them.

Derived, and in a graph of their own: `cn:within` and `cn:partlyWithin` from `cn:partOfRegion` and
`cn:partlyIn`,
`cn:underArea` and `cn:nearestArea` from the policy areas of all headings above a commitment. Questions
over many reports would else
follow `cn:partOfRegion*` from every place, which costs Oxigraph 30 and Virtuoso up to 300 times as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from graph.n_quads import Pieces, Said
from graph.terms import TYPE, GraphWriter, concept, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

GRAPH = "summary"
"""Name of the graph of closures and counts."""

_TYPE, _REGION_TYPE = str(TYPE), str(node(CN.regionType))
_WHOLE, _PARTLY = str(node(CN.partOfRegion)), str(node(CN.partlyIn))
_PLACES = frozenset(str(node(class_)) for class_ in (CN.Region, CN.Layout, CN.JoinedName))
_ZONE = str(concept("region-type", "cooperation-zone"))
_PARENT, _SECTION, _COMMITMENT = (str(node(name)) for name in (CN.parentSection, CN.section, CN.Commitment))
_SUBJECT, _PREDICATE, _OBJECT = (str(node(name)) for name in (RDF.subject, RDF.predicate, RDF.object))
_POLICY_AREA = str(node(CN.policyArea))

Links = Mapping[str, frozenset[str]]


def region_closure(said: Said, identifiers: Identifiers) -> set[Pieces]:
    """What lies in what, wholly or in part, for all places of what is said; each place lies within itself.

    A cooperation zone lies partly where one of its members lies. What lies wholly in a place is not
    also partly there.
    """
    places, whole, partly, zones = _places(said)
    members = defaultdict(set)
    for links in (whole, partly):
        for member, regions in links.items():
            for zone in regions & zones:
                members[zone].add(member)

    @cache
    def within(place: str) -> frozenset[str]:
        return frozenset((place,)).union(*map(within, whole.get(place, ())))

    writer = GraphWriter(identifiers.graph(GRAPH))
    for place in sorted(places):
        inside = within(place)
        touched = [each for lies in inside for part in partly.get(lies, ()) for each in within(part)]
        touched += [each for member in members.get(place, ()) for each in within(member)]
        for region in inside:
            writer.add(place[1:-1], node(CN.within), NamedNode(region[1:-1]))
        for region in set(touched) - inside:
            writer.add(place[1:-1], node(CN.partlyWithin), NamedNode(region[1:-1]))
    return writer.quads


def _places(said: Said) -> tuple[set[str], Links, Links, frozenset[str]]:
    """All places, their links to what they are part of, those to what they are partly in, and the zones."""
    whole, partly = (_links(said.get(predicate, ())) for predicate in (_WHOLE, _PARTLY))
    places = {subject for subject, value in said.get(_TYPE, ()) if value in _PLACES}
    for links in (whole, partly):
        places = places.union(links, *links.values())
    zones = frozenset(subject for subject, value in said.get(_REGION_TYPE, ()) if value == _ZONE)
    return places, whole, partly, zones


def area_closure(said: Said, identifiers: Identifiers) -> set[Pieces]:
    """Policy areas of all headings above each commitment, and that of the nearest.

    From what a report states and what is derived from it: each section has the area of the nearest heading.
    """
    above, section_of = (dict(said.get(predicate, ())) for predicate in (_PARENT, _SECTION))
    areas = _areas_of_sections(said)
    writer = GraphWriter(identifiers.graph(GRAPH))
    for commitment in sorted(subject for subject, value in said.get(_TYPE, ()) if value == _COMMITMENT):
        for section in _upwards(section_of.get(commitment), above):
            for area in areas.get(section, ()):
                writer.add(commitment[1:-1], node(CN.underArea), NamedNode(area[1:-1]))
        for area in areas.get(section_of.get(commitment, ""), ()):
            writer.add(commitment[1:-1], node(CN.nearestArea), NamedNode(area[1:-1]))
    return writer.quads


def _areas_of_sections(said: Said) -> Links:
    subjects, objects = (dict(said.get(part, ())) for part in (_SUBJECT, _OBJECT))
    statements = [iri for iri, predicate in said.get(_PREDICATE, ()) if predicate == _POLICY_AREA]
    return _links((subjects[iri], objects[iri]) for iri in statements if iri in subjects and iri in objects)


def _upwards(section: str | None, above: Mapping[str, str]) -> Iterator[str]:
    while section is not None:
        yield section
        section = above.get(section)


def _links(pairs: Iterable[tuple[str, str]]) -> Links:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {name: frozenset(values) for name, values in found.items()}
