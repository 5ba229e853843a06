"""Counts, precomputed: how many statements of each kind a report has, and all reports together.

Derived, as `cn:Count` in the graph of closures: a question that counts reads some hundred of them,
however many reports there are. One that lists reports reads the `cn:Totals` of each.
Every statement belongs to one report, so the counts of reports add up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from graph.derived.closure import GRAPH
from graph.n_quads import Pieces, Said
from graph.terms import TYPE, GraphWriter, concept, integer, node
from ontology.identifiers import Identifiers, digest
from ontology.namespaces import CN

_KINDS = {
    str(node(class_)): str(node(kind))
    for class_, kind in (
        (CN.Commitment, CN.commitmentKind),
        (CN.Figure, CN.figureKind),
        (CN.Project, CN.stage),
    )
}
"""Classes that are counted by kind, and the property that gives the kind. A project may have a
`cn:figureKind` too."""
_OTHERS = (CN.Section, CN.RegionMention, CN.OrganizationMention, CN.LivelihoodItem)
_TOTALS = (
    (CN.commitmentCount, CN.Commitment, ""),
    (CN.figureCount, CN.Figure, ""),
    (CN.targetCount, CN.Figure, str(concept("figure-kind", "target"))[1:-1]),
    (CN.projectCount, CN.Project, ""),
    (CN.regionMentionCount, CN.RegionMention, ""),
    (CN.organizationMentionCount, CN.OrganizationMention, ""),
)
"""Property, class and kind; the totals of all kinds where that is empty."""
_COUNTED = {*_KINDS, *(str(node(class_)) for class_ in _OTHERS)}
_TYPE, _UNDER_AREA = str(TYPE), str(node(CN.underArea))


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What a number is of."""

    class_: str
    kind: str = ""
    area: str = ""
    """Of a commitment: one of those above it."""


def count(said: Said) -> Counter[Counted]:
    """Statements of one report by class and kind, commitments by kind and area too, from all that is
    said of it."""
    values = {class_: dict(said.get(property, ())) for class_, property in _KINDS.items()}
    areas: dict[str, set[str]] = defaultdict(set)
    for subject, value in said.get(_UNDER_AREA, ()):
        areas[subject].add(value[1:-1])
    found: Counter[Counted] = Counter()
    for subject, class_ in said.get(_TYPE, ()):
        if class_ in _COUNTED:
            kind = values.get(class_, {}).get(subject, "")
            for area in ("", *areas.get(subject, ())):
                found[Counted(class_[1:-1], kind[1:-1], area)] += 1
    return found


def count_quads(counts: Mapping[Counted, int], scope: str, identifiers: Identifiers) -> set[Pieces]:
    """The counts of a report, or of all reports (`cn:allReports`), as triples."""
    writer = GraphWriter(identifiers.graph(GRAPH))
    totals = f"{identifiers.base}id/count/{digest(scope)}"
    writer.add(totals, TYPE, node(CN.Totals))
    writer.add(totals, node(CN.countedIn), NamedNode(scope))
    for property, class_, kind in _TOTALS:
        writer.add(totals, node(property), integer(_number(counts, str(class_), kind)))
    for counted, number in counts.items():
        iri = f"{identifiers.base}id/count/{digest(scope, counted.class_, counted.kind, counted.area)}"
        writer.add(iri, TYPE, node(CN.Count))
        writer.add(iri, node(CN.countedIn), NamedNode(scope))
        writer.add(iri, node(CN.countOf), NamedNode(counted.class_))
        writer.add(iri, node(CN.number), integer(number))
        if counted.kind:
            writer.add(iri, node(CN.countedKind), NamedNode(counted.kind))
        if counted.area:
            writer.add(iri, node(CN.countedArea), NamedNode(counted.area))
    return writer.quads


def _number(counts: Mapping[Counted, int], class_: str, kind: str) -> int:
    """Of statements of a class, and of a kind where one is given."""
    chosen = (each for each in counts if each.class_ == class_ and not each.area)
    return sum(counts[each] for each in chosen if kind in ("", each.kind))


def total(counts: Iterable[Mapping[Counted, int]]) -> Counter[Counted]:
    """All reports together."""
    found: Counter[Counted] = Counter()
    for each in counts:
        found.update(each)
    return found


def to_rows(counts: Mapping[Counted, int]) -> list[list[str | int]]:
    """As JSON has it, in order."""
    return [[each.class_, each.kind, each.area, counts[each]] for each in sorted(counts)]


def from_rows(rows: Iterable[Sequence[Any]]) -> Mapping[Counted, int]:
    return {Counted(class_, kind, area): number for class_, kind, area, number in rows}
