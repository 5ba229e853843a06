"""Successors: an identifier that a build no longer makes is not lost, but leads to what took its place.

What took its place is told by what can be compared, never by likeness alone: statements and passages of one
kind whose places in the same text overlap, a concept that all statements that named another now name in its
stead, a derived statement whose parts moved. What has no such successor is gone, and that is recorded too.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, RETIRED, BuiltFile, Retired, read_retired
from graph.n_quads import Pieces, read_gzipped
from graph.terms import LABEL, TYPE, XSD, GraphWriter, chinese, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN, OA, SD

ENOUGH = 0.5
"""Least share of two passages' common characters in all their characters."""

_LATEST = ("derived", "inferred")
_OTHER_GRAPHS = ("vocabulary", "description", "retired")
_PARTS = tuple(map(str, (RDF.subject, RDF.predicate, RDF.object)))


@dataclass(frozen=True, slots=True)
class Thing:
    """What of a thing is compared."""

    iri: str
    kind: str
    """The path between report and digest: figure, passage, indicator, …; `derived` and `inferred` alike."""
    report: str
    label: str
    start: int
    end: int
    """Its place in the text; -1 for what has none."""
    claim: tuple[str, ...]
    """Subject, predicate and object of a derived or inferred statement."""


class Edition:
    """The things of one build, or of one partition of it, by IRI."""

    def __init__(
        self,
        quads: Iterable[Quad],
        identifiers: Identifiers,
        others: Callable[[], Container[str]] = frozenset,
    ) -> None:
        """`others` gives the IRIs of which something is said beyond these quads, by the vocabulary."""
        self._others = others
        self._base = f"{identifiers.base}id/"
        self._said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        said = [quad for quad in quads if isinstance(quad.subject, NamedNode)]
        for quad in said:
            if isinstance(quad.object, NamedNode | Literal):
                self._said[quad.subject.value][quad.predicate.value].append(quad.object.value)  # type: ignore[union-attr]
        self._own = _things(said, identifiers)

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """All that the reports and their rules say something of, in the order of the IRIs."""
        return {iri: self._thing(iri) for iri in sorted(self._own)}

    @cached_property
    def uses(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By which thing and property each IRI is named."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for iri in sorted(self._own):
            for property, values in self._said[iri].items():
                for value in values:
                    found[value].append((iri, property))
        return found

    def says_something_of(self, iri: str) -> bool:
        return iri in self._said or iri in self._others()

    def values(self, iri: str, property: str) -> set[str]:
        return set(self._sorted(iri, property))

    def text(self, report: str) -> str:
        """The checksum of a report's source."""
        return self._one(f"{self._base}{report}/text", CN.sha256)

    def _thing(self, iri: str) -> Thing:
        report, _, rest = iri.removeprefix(self._base).partition("/")
        claim = tuple(self._one(iri, part) for part in _PARTS)
        kind = report if report in _LATEST else rest.partition("/")[0]
        label = self._one(iri, RDFS.label)
        return Thing(iri, kind, report, label, *self._place(iri), claim if all(claim) else ())

    def _place(self, iri: str) -> tuple[int, int]:
        position = f"{self._one(iri, CN.passage) or iri}#position"
        start, end = self._one(position, OA.start), self._one(position, OA.end)
        return (int(start), int(end)) if start and end else (-1, -1)

    def _one(self, iri: str, property: object) -> str:
        return next(iter(self._sorted(iri, str(property))), "")

    def _sorted(self, iri: str, property: str) -> Sequence[str]:
        said = self._said.get(iri)
        return sorted(said.get(property, ())) if said else ()


def _things(quads: Iterable[Quad], identifiers: Identifiers) -> set[str]:
    """What the reports and their rules say something of."""
    not_own = {identifiers.graph(name) for name in _OTHER_GRAPHS}
    iris = {quad.subject.value for quad in quads if quad.graph_name.value not in not_own}  # type: ignore[union-attr]
    return {iri for iri in iris if iri.startswith(f"{identifiers.base}id/") and "#" not in iri}


def retire(before: Edition, after: Edition, known: Iterable[Retired]) -> list[Retired]:
    """All identifiers that once were and are no more, by IRI; `known` are those of the build before.

    What was retired and is there again is no longer retired; who followed one that is gone follows on.
    """
    lost = [thing for iri, thing in before.things.items() if iri not in after.things]
    followed = dict(_placed(lost, before, after))
    followed.update(_used(lost, followed, before, after))
    followed.update(_claimed(lost, followed, after))
    retired = {thing.iri: Retired(thing.iri, thing.label, followed.get(thing.iri, "")) for thing in lost}
    for each in known:
        if each.iri not in after.things and each.iri not in retired:
            onward = retired[each.successor].successor if each.successor in retired else each.successor
            retired[each.iri] = replace(each, successor=onward)
    return [retired[iri] for iri in sorted(retired)]


def _placed(lost: Sequence[Thing], before: Edition, after: Edition) -> Iterator[tuple[str, str]]:
    """By place: the thing of the same kind whose passage has most in common with it."""
    candidates: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in after.things.values():
        if thing.start >= 0:
            candidates[thing.report, thing.kind].append(thing)
    for thing in lost:
        if thing.start >= 0 and before.text(thing.report) == after.text(thing.report):
            near = candidates[thing.report, thing.kind]
            best = max(near, key=lambda each, thing=thing: _common(thing, each), default=None)  # type: ignore[misc]
            if best and _common(thing, best) >= ENOUGH:
                yield thing.iri, best.iri


def _common(one: Thing, other: Thing) -> float:
    """The share of common characters in all that the two passages cover."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def _used(
    lost: Sequence[Thing], placed: Mapping[str, str], before: Edition, after: Edition
) -> Iterator[tuple[str, str]]:
    """By use: the one thing that all statements that named it name in its stead."""
    for thing in lost:
        if thing.start < 0 and not thing.claim:
            instead = {
                value
                for user, property in before.uses.get(thing.iri, ())
                for value in after.values(placed.get(user, user), property) - before.values(user, property)
                if after.says_something_of(value)
            }
            if len(instead) == 1:
                yield thing.iri, instead.pop()


def _claimed(lost: Sequence[Thing], followed: Mapping[str, str], after: Edition) -> Iterator[tuple[str, str]]:
    """By content: a derived statement that says the same of what took its subject's and object's place."""
    claims = {(thing.kind, *thing.claim): thing.iri for thing in after.things.values() if thing.claim}
    for thing in lost:
        if thing.claim:
            moved = tuple(followed.get(part, part) for part in thing.claim)
            if (thing.kind, *moved) in claims:
                yield thing.iri, claims[(thing.kind, *moved)]


@dataclass(frozen=True, slots=True)
class Version:
    """Where a version is, and its files by their names there."""

    folder: Path
    files: Mapping[str, BuiltFile]


def retired_since(
    before: Version, now: Version, identifiers: Identifiers, others: Callable[[], Container[str]]
) -> list[Retired]:
    """All identifiers that once were and are no more, when one version takes the place of another.

    `others` gives the IRIs that the vocabulary describes, where they are asked for. Partitions that are the
    same as before are not looked at. A version that is damaged is as none.
    """
    try:
        retired = read_retired(before.folder / RETIRED)
        was_made, is_made = _partitions(before), _partitions(now)
        for name in sorted(was_made.keys() | is_made.keys()):
            old, new = was_made.get(name, {}), is_made.get(name, {})
            if old and old != new:
                was = Edition(_quads(before.folder, old), identifiers, others)
                retired = retire(was, Edition(_quads(now.folder, new), identifiers, others), retired)
            elif retired and not old:
                there_again = _things(_quads(now.folder, new), identifiers)
                retired = [each for each in retired if each.iri not in there_again]
        return retired
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error):
        return []


def _partitions(version: Version) -> Mapping[str, Mapping[str, BuiltFile]]:
    """The files of each partition that says something of reports."""
    found: dict[str, dict[str, BuiltFile]] = defaultdict(dict)
    for name, file in version.files.items():
        folder, _, partition = name.partition("/")
        if folder in (DATA_FOLDER, BESIDE_FOLDER) and "/" in partition:
            found[partition][name] = file
    return found


def _quads(folder: Path, names: Iterable[str]) -> Iterator[Quad]:
    for name in sorted(names, reverse=True):  # the data before what is beside it
        yield from read_gzipped(folder / name)


def write_retired(path: Path, retired: Iterable[Retired]) -> None:
    """One JSON object a line."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in retired)
    path.write_text("".join(lines), encoding="utf-8")


def retired_quads(retired: Sequence[Retired], identifiers: Identifiers) -> set[Pieces]:
    """The same as triples, without the classes that they had: no question shall count them."""
    writer = GraphWriter(identifiers.graph("retired"))
    if retired:
        writer.add(writer.graph.value, TYPE, node(SD.NamedGraph))
        writer.add(writer.graph.value, LABEL, chinese("停用标识图"))
        comment = chinese("先前各版有过、现已停用的标识，及其后继。")
        writer.add(writer.graph.value, node(RDFS.comment), comment)
    for each in retired:
        writer.add(each.iri, node(OWL.deprecated), Literal("true", datatype=NamedNode(f"{XSD}boolean")))
        if each.label:
            writer.add(each.iri, LABEL, chinese(each.label))
        if each.successor:
            writer.add(each.iri, node(DCTERMS.isReplacedBy), NamedNode(each.successor))
    return writer.quads
