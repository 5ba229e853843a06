"""Counts: how much a set of quads holds, by class and property, for its description."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.terms import TYPE


@dataclass(frozen=True, slots=True)
class Counts:
    """True counts of one union of graphs; IRIs are in the order of their names."""

    triples: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    """Instances of each class."""
    properties: Mapping[str, int]
    """Triples with each property."""
    of_class: Mapping[str, Mapping[str, int]]
    """Triples with each property whose subject is an instance of the class."""
    examples: Mapping[str, str]
    """Of each class the instance whose IRI comes first."""

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Counts:
        triples = {quad.triple for quad in quads}
        classes: dict[str, set[str]] = defaultdict(set)
        for triple in triples:
            if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
                classes[triple.object.value].add(str(triple.subject))
        classes_of: dict[str, list[str]] = defaultdict(list)
        for name, instances in classes.items():
            for instance in instances:
                classes_of[instance].append(name)
        of_class: dict[str, Counter[str]] = defaultdict(Counter)
        for triple in triples:
            for name in classes_of[str(triple.subject)]:
                of_class[name][triple.predicate.value] += 1
        return cls(
            len(triples),
            len({triple.subject for triple in triples}),
            len({triple.object for triple in triples}),
            {name: len(classes[name]) for name in sorted(classes)},
            _sorted(Counter(triple.predicate.value for triple in triples)),
            {name: _sorted(of_class[name]) for name in sorted(of_class)},
            {name: min(instances)[1:-1] for name, instances in classes.items()},
        )


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
