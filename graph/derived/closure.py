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

from pyoxigraph import NamedNode, Quad
from rdflib.namespace import RDF

from graph.terms import TYPE, GraphWriter, concept, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

GRAPH = "summary"
"""Name of the graph of closures and counts."""

_WHOLE, _PARTLY = node(CN.partOfRegion), node(CN.partlyIn)
_PLACES = (node(CN.Region), node(CN.Layout), node(CN.JoinedName))
_ZONE = concept("region-type", "cooperation-zone")

Links = Mapping[str, frozenset[str]]


def region_closure(quads: Iterable[Quad], identifiers: Identifiers) -> set[Quad]:
    """What lies in what, wholly or in part, for all places of these quads; each place lies within itself.

    A cooperation zone lies partly where one of its members lies. What lies wholly in a place is not
    also partly there.
    """
    places, whole, partly, zones = _places(quads)
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
            writer.add(place, node(CN.within), NamedNode(region))
        for region in set(touched) - inside:
            writer.add(place, node(CN.partlyWithin), NamedNode(region))
    return writer.quads


def _places(quads: Iterable[Quad]) -> tuple[set[str], Links, Links, frozenset[str]]:
    """All places, their links to what they are part of, those to what they are partly in, and the zones."""
    places: set[str] = set()
    whole: dict[str, set[str]] = defaultdict(set)
    partly: dict[str, set[str]] = defaultdict(set)
    zones: set[str] = set()
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not (isinstance(subject, NamedNode) and isinstance(value, NamedNode)):
            continue
        if quad.predicate in (_WHOLE, _PARTLY):
            (whole if quad.predicate == _WHOLE else partly)[subject.value].add(value.value)
            places |= {subject.value, value.value}
        elif quad.predicate == TYPE and value in _PLACES:
            places.add(subject.value)
        elif quad.predicate == node(CN.regionType) and value == _ZONE:
            zones.add(subject.value)
    return places, _frozen(whole), _frozen(partly), frozenset(zones)


def area_closure(quads: Iterable[Quad], identifiers: Identifiers) -> set[Quad]:
    """Policy areas of all headings above each commitment, and that of the nearest.

    From what a report states and what is derived from it: each section has the area of the nearest heading.
    """
    above: dict[str, str] = {}
    section_of: dict[str, str] = {}
    commitments: list[str] = []
    parts: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)):
            continue
        subject, value = quad.subject.value, quad.object.value
        if quad.predicate == node(CN.parentSection):
            above[subject] = value
        elif quad.predicate == node(CN.section):
            section_of[subject] = value
        elif quad.predicate == TYPE and quad.object == node(CN.Commitment):
            commitments.append(subject)
        elif quad.predicate in _REIFIED:
            parts[subject][quad.predicate] = value
    areas = _areas_of_sections(parts)
    writer = GraphWriter(identifiers.graph(GRAPH))
    for commitment in sorted(commitments):
        for section in _upwards(section_of.get(commitment), above):
            for area in areas.get(section, ()):
                writer.add(commitment, node(CN.underArea), NamedNode(area))
        for area in areas.get(section_of.get(commitment, ""), ()):
            writer.add(commitment, node(CN.nearestArea), NamedNode(area))
    return writer.quads


_REIFIED = (node(RDF.subject), node(RDF.predicate), node(RDF.object))


def _areas_of_sections(statements: Mapping[str, Mapping[NamedNode, str]]) -> Links:
    found: dict[str, set[str]] = defaultdict(set)
    subject, predicate, value = _REIFIED
    for statement in statements.values():
        if statement.get(predicate) == str(CN.policyArea) and len(statement) == len(_REIFIED):
            found[statement[subject]].add(statement[value])
    return _frozen(found)


def _upwards(section: str | None, above: Mapping[str, str]) -> Iterator[str]:
    while section is not None:
        yield section
        section = above.get(section)


def _frozen(links: Mapping[str, set[str]]) -> Links:
    return {name: frozenset(values) for name, values in links.items()}
