"""Checks that no shape can express.

Files against the manifest, the store against the data, quotes against texts, links against what they
point to, triples against the graph that they are in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib.namespace import SKOS

from graph.build_directory import Build, BuiltFile
from graph.checking.findings import Finding
from graph.terms import TYPE, node
from ontology.identifiers import VOCABULARY_BASE, Identifiers
from ontology.namespaces import CN, OA
from ontology.vocabulary import vocabulary_files

TERMS = f"{VOCABULARY_BASE}def/"
_GRAPH_OF = {CN.DerivedStatement: "derived", CN.InferredStatement: "inferred"}


class Evidence:
    """What the checks look at: a build and all its quads, or those of some of its reports."""

    def __init__(self, build: Build, quads: Sequence[Quad], described: Container[str] = frozenset()) -> None:
        """`described` are IRIs of which something is said beyond these quads."""
        self.build = build
        self.quads = quads
        self.described = described

    @cached_property
    def subjects(self) -> set[str]:
        return {quad.subject.value for quad in self.quads if isinstance(quad.subject, NamedNode)}

    def values(self, predicate: object) -> dict[str, NamedNode | Literal]:
        """The value of a property by subject; the last of several, since shapes count them."""
        wanted = node(predicate)
        return {
            quad.subject.value: quad.object
            for quad in self.quads
            if quad.predicate == wanted
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
        }


def changed_files(build: Build) -> Iterator[Finding]:
    """Files that are not those of the manifest: then nothing else can be trusted."""
    for name, file in build.manifest.files.items():
        if BuiltFile.of(build.path / name) != file:
            yield Finding("fault", "checksum", name, "The file is not as it was built.")


def store_check(evidence: Evidence) -> Iterator[Finding]:
    held = set(Store.read_only(str(evidence.build.store_path)))
    different = len(held ^ set(evidence.quads))
    if different:
        where = evidence.build.store_path.name
        yield Finding("fault", "store", where, f"The store and the partitions differ in {different} triples.")


def _one_graph(evidence: Evidence) -> Iterator[Finding]:
    for triple, count in Counter(quad.triple for quad in evidence.quads).items():
        if count > 1:
            yield Finding("fault", "one-graph", str(triple), f"The triple is in {count} graphs.")


def _names(evidence: Evidence) -> Iterator[Finding]:
    """No blank nodes; every IRI in ASCII."""
    for quad in evidence.quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, BlankNode):
                yield Finding("fault", "blank-node", quad.predicate.value, "A blank node: give it an IRI.")
            elif isinstance(term, NamedNode) and not term.value.isascii():
                yield Finding("fault", "ascii-iri", term.value, "The IRI is not in ASCII.")


def _terms(evidence: Evidence) -> Iterator[Finding]:
    """Every class and property of ours is one of the ontology's."""
    known = {triple.subject for triple in parse(path=vocabulary_files()[0], format=RdfFormat.TURTLE)}
    used = {quad.predicate for quad in evidence.quads} | {
        quad.object for quad in evidence.quads if quad.predicate == TYPE
    }
    for term in used - known:
        if isinstance(term, NamedNode) and term.value.startswith(TERMS):
            yield Finding("fault", "unknown-term", term.value, "The ontology has no such class or property.")


def _links(evidence: Evidence) -> Iterator[Finding]:
    """Whatever is pointed to under our bases is described."""
    bases = (evidence.build.base, VOCABULARY_BASE)
    for quad in evidence.quads:
        target = quad.object
        if not isinstance(target, NamedNode) or not target.value.startswith(bases):
            continue
        if target.value not in evidence.subjects and target.value not in evidence.described:
            message = f"Nothing is said of it, though {quad.subject} points to it by {quad.predicate}."
            yield Finding("fault", "dangling-link", target.value, message)


def _places(evidence: Evidence) -> Iterator[Finding]:
    """Every selector and every quote is what stands in the text."""
    build = evidence.build
    texts = {f"{build.base}id/{report.name}": build.text(report.name) for report in build.reports}
    starts, ends = evidence.values(OA.start), evidence.values(OA.end)
    exact, quotes = evidence.values(OA.exact), evidence.values(CN.quote)
    for passage, report in evidence.values(CN.report).items():
        position, quote = f"{passage}#position", f"{passage}#quote"
        if position not in starts or position not in ends or report.value not in texts:
            continue
        found = texts[report.value][int(starts[position].value) : int(ends[position].value)]
        for stated in (exact.get(quote), quotes.get(passage)):
            if stated is not None and stated.value != found:
                yield Finding("fault", "quote", passage, f"Says {stated.value!r}, the text has {found!r}.")


def _quoted_passages(evidence: Evidence) -> Iterator[Finding]:
    """A statement quotes its passage."""
    quotes = evidence.values(CN.quote)
    for statement, passage in evidence.values(CN.passage).items():
        if statement in quotes and quotes.get(passage.value) != quotes[statement]:
            yield Finding("fault", "statement-quote", statement, "The quote is not that of its passage.")


def _text_lengths(evidence: Evidence) -> Iterator[Finding]:
    lengths = evidence.values(CN.characterCount)
    for report in evidence.build.reports:
        stated = lengths.get(f"{evidence.build.base}id/{report.name}/text")
        found = len(evidence.build.text(report.name))
        if stated is not None and stated.value != str(found):
            message = f"{stated.value} characters stated, {found} kept."
            yield Finding("fault", "text-size", report.name, message)


def _statement_graphs(evidence: Evidence) -> Iterator[Finding]:
    """What is derived or inferred is in the graph for it."""
    identifiers = Identifiers(evidence.build.base)
    for class_, name in _GRAPH_OF.items():
        graph = node(identifiers.graph(name))
        for quad in evidence.quads:
            if quad.predicate == TYPE and quad.object == node(class_) and quad.graph_name != graph:
                yield Finding("fault", "wrong-graph", str(quad.subject), f"Belongs into {graph}.")


def _periods(evidence: Evidence) -> Iterator[Finding]:
    """No period ends before it starts; SPARQL and so SHACL do not order years."""
    ends = evidence.values(CN.endYear)
    for horizon, start in evidence.values(CN.startYear).items():
        if horizon in ends and int(ends[horizon].value) < int(start.value):
            message = f"Starts in {start.value}, ends in {ends[horizon].value}."
            yield Finding("fault", "period-order", horizon, message)


def _stale_corrections(evidence: Evidence) -> Iterator[Finding]:
    """What reviewers decided and the build could not apply: the graph is not as they want it."""
    for report in evidence.build.reports:
        for stale in report.stale_corrections:
            yield Finding("fault", "stale-correction", report.name, stale)


def _local_concepts(evidence: Evidence) -> Iterator[Finding]:
    """Names that no vocabulary has, kept as the text has them."""
    uses: dict[str, int] = defaultdict(int)
    for quad in evidence.quads:
        if isinstance(quad.object, NamedNode):
            uses[quad.object.value] += 1
    names = evidence.values(SKOS.prefLabel)
    for report in evidence.build.reports:
        for kind in ("indicator", "region", "organization", "unit"):
            start = f"{evidence.build.base}id/{report.name}/{kind}/"
            for iri in sorted(names):
                if iri.startswith(start):
                    message = f"{names[iri].value}: no {kind} of the vocabulary, used {uses[iri]} times."
                    yield Finding("note", "local-concept", iri, message)


CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    _one_graph, _names, _terms, _links, _places, _quoted_passages, _text_lengths,
    _statement_graphs, _periods, _stale_corrections, _local_concepts,
)  # fmt: skip
