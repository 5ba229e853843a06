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

from graph.n_quads import Pieces
from graph.terms import TYPE, GraphWriter, concept, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

GRAPH = "summary"
"""Name of the graph of closures and counts."""

_TYPE, _REGION_TYPE = str(TYPE), str(node(CN.regionType))
_WHOLE, _PARTLY = str(node(CN.partOfRegion)), str(node(CN.partlyIn))
_PLACES = tuple(str(node(class_)) for class_ in (CN.Region, CN.Layout, CN.JoinedName))
_ZONE = str(concept("region-type", "cooperation-zone"))
_PARENT, _SECTION, _COMMITMENT = (str(node(name)) for name in (CN.parentSection, CN.section, CN.Commitment))
_SUBJECT, _PREDICATE, _OBJECT = (str(node(name)) for name in (RDF.subject, RDF.predicate, RDF.object))
_REIFIED = (_SUBJECT, _PREDICATE, _OBJECT)
_POLICY_AREA = str(node(CN.policyArea))

Links = Mapping[str, frozenset[str]]


def region_closure(quads: Iterable[Pieces], identifiers: Identifiers) -> set[Pieces]:
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
            writer.add(place[1:-1], node(CN.within), NamedNode(region[1:-1]))
        for region in set(touched) - inside:
            writer.add(place[1:-1], node(CN.partlyWithin), NamedNode(region[1:-1]))
    return writer.quads


def _places(quads: Iterable[Pieces]) -> tuple[set[str], Links, Links, frozenset[str]]:
    """All places, their links to what they are part of, those to what they are partly in, and the zones."""
    places: set[str] = set()
    whole: dict[str, set[str]] = defaultdict(set)
    partly: dict[str, set[str]] = defaultdict(set)
    zones: set[str] = set()
    for subject, predicate, value, _ in quads:
        if predicate == _TYPE:
            if value in _PLACES:
                places.add(subject)
        elif predicate in (_WHOLE, _PARTLY):
            (whole if predicate == _WHOLE else partly)[subject].add(value)
            places |= {subject, value}
        elif predicate == _REGION_TYPE and value == _ZONE:
            zones.add(subject)
    return places, _frozen(whole), _frozen(partly), frozenset(zones)


def area_closure(quads: Iterable[Pieces], identifiers: Identifiers) -> set[Pieces]:
    """Policy areas of all headings above each commitment, and that of the nearest.

    From what a report states and what is derived from it: each section has the area of the nearest heading.
    """
    above: dict[str, str] = {}
    section_of: dict[str, str] = {}
    commitments: list[str] = []
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value, _ in quads:
        if predicate == _PARENT:
            above[subject] = value
        elif predicate == _SECTION:
            section_of[subject] = value
        elif predicate == _TYPE:
            if value == _COMMITMENT:
                commitments.append(subject)
        elif predicate in _REIFIED:
            parts[subject][predicate] = value
    areas = _areas_of_sections(parts)
    writer = GraphWriter(identifiers.graph(GRAPH))
    for commitment in sorted(commitments):
        for section in _upwards(section_of.get(commitment), above):
            for area in areas.get(section, ()):
                writer.add(commitment[1:-1], node(CN.underArea), NamedNode(area[1:-1]))
        for area in areas.get(section_of.get(commitment, ""), ()):
            writer.add(commitment[1:-1], node(CN.nearestArea), NamedNode(area[1:-1]))
    return writer.quads


def _areas_of_sections(statements: Mapping[str, Mapping[str, str]]) -> Links:
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements.values():
        if statement.get(_PREDICATE) == _POLICY_AREA and len(statement) == len(_REIFIED):
            found[statement[_SUBJECT]].add(statement[_OBJECT])
    return _frozen(found)


def _upwards(section: str | None, above: Mapping[str, str]) -> Iterator[str]:
    while section is not None:
        yield section
        section = above.get(section)


def _frozen(links: Mapping[str, set[str]]) -> Links:
    return {name: frozenset(values) for name, values in links.items()}
