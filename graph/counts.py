"""Counts: how much a set of quads holds, by class and property, for its description.

The counts of a whole are added up from those of its partitions: their subjects are disjoint, so that
everything adds up but the objects, of which hashes are kept.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.n_quads import Pieces
from graph.terms import TYPE

Hashes = NDArray[np.uint64]

_TYPE = str(TYPE)
_EMPTY = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Counts:
    """True counts of one union of graphs; IRIs are in the order of their names."""

    triples: int = 0
    subjects: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    """Instances of each class."""
    properties: Mapping[str, int] = field(default_factory=dict)
    """Triples with each property."""
    of_class: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Triples with each property whose subject is an instance of the class."""
    examples: Mapping[str, str] = field(default_factory=dict)
    """Of each class the instance whose IRI comes first."""
    hashes: Hashes = field(default_factory=lambda: _EMPTY, compare=False, repr=False)
    """Of the objects, each once, sorted: 64 bits, so that among ten million a clash is unlikely."""

    @property
    def objects(self) -> int:
        """Different objects."""
        return len(self.hashes)

    @classmethod
    def of(cls, quads: Iterable[Pieces]) -> Counts:
        """Of quads of which no two say the same triple."""
        said: dict[str, list[str]] = defaultdict(list)
        classes: dict[str, list[str]] = defaultdict(list)
        objects = set()
        for subject, predicate, value, _ in quads:
            said[subject].append(predicate)
            objects.add(value)
            if predicate == _TYPE:
                classes[value].append(subject)
        return cls(
            triples=sum(map(len, said.values())),
            subjects=len(said),
            classes={_iri(name): len(classes[name]) for name in sorted(classes)},
            properties=_named(Counter(chain.from_iterable(said.values()))),
            of_class={
                _iri(name): _named(Counter(chain.from_iterable(map(said.__getitem__, classes[name]))))
                for name in sorted(classes)
            },
            examples={_iri(name): _iri(min(classes[name])) for name in sorted(classes)},
            hashes=np.sort(np.fromiter(map(_hash, objects), dtype=np.uint64)),
        )

    @classmethod
    def sum(cls, parts: Sequence[Counts]) -> Counts:
        """Of the union of partitions."""
        classes, properties = Counter[str](), Counter[str]()
        of_class: dict[str, Counter[str]] = defaultdict(Counter)
        examples: dict[str, str] = {}
        for part in parts:
            classes.update(part.classes)
            properties.update(part.properties)
            for name, counted in part.of_class.items():
                of_class[name].update(counted)
            for name, example in part.examples.items():
                examples[name] = min(example, examples.get(name, example))
        return cls(
            triples=sum(part.triples for part in parts),
            subjects=sum(part.subjects for part in parts),
            classes=_sorted(classes),
            properties=_sorted(properties),
            of_class={name: _sorted(of_class[name]) for name in sorted(of_class)},
            examples=dict(sorted(examples.items())),
            hashes=_distinct(np.concatenate([_EMPTY, *(part.hashes for part in parts)])),
        )

    def to_json(self) -> Mapping[str, Any]:
        """All but the hashes."""
        return {
            "triples": self.triples, "subjects": self.subjects, "classes": self.classes,
            "properties": self.properties, "of_class": self.of_class, "examples": self.examples,
        }  # fmt: skip


def _distinct(hashes: Hashes) -> Hashes:
    """Each once, sorted, which spends those given; numpy's own `unique` takes thirty times as long."""
    hashes.sort(kind="stable")  # runs that are in order already are merged, in an eighth of the time
    first = np.ones(len(hashes), dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _iri(piece: str) -> str:
    return piece[1:-1]


def _named(counts: Counter[str]) -> dict[str, int]:
    return _sorted(Counter({_iri(name): number for name, number in counts.items()}))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
