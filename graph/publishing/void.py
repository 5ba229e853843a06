"""VoID: how much the dataset holds, by class, property and named graph, and how to reach it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import VOID

from graph.counts import Counts
from graph.publishing.export import FORMATS
from graph.terms import LABEL, TYPE, Add, chinese, english, integer, node
from ontology.identifiers import VOCABULARY_BASE, Identifiers, digest
from ontology.namespaces import CN
from ontology.prefixes import PREFIXES

_EXAMPLES = (CN.Report, CN.Commitment, CN.Figure, CN.Project, CN.Indicator, CN.Region)
"""Classes of which the dataset names one instance to look at."""


class VoidWriter:
    """Writes what VoID says of the dataset."""

    def __init__(self, add: Add, identifiers: Identifiers) -> None:
        self._add = add
        self._identifiers = identifiers
        self.dataset = identifiers.published("dataset")

    def write(
        self, counts: Counts, inside: Mapping[str, int], outside: Mapping[str, int], files: Sequence[str]
    ) -> None:
        """`counts` are of what the files hold; triples by named graph are `inside` the files or `outside`.

        The graphs of single reports are not among them: `graph.publishing.report_description` writes these.
        """
        self._add(self.dataset, TYPE, node(VOID.Dataset))
        self._write_access(files)
        self._write_totals(counts)
        self._write_graphs(inside, outside)
        for name, entities in counts.classes.items():
            self._write_class(name, entities, counts.of_class[name])
        for name, triples in counts.properties.items():
            part = self._property(self.dataset, name, triples)
            self._add(self.dataset, node(VOID.propertyPartition), NamedNode(part))

    def _count(self, subject: str, property: object, value: int) -> None:
        self._add(subject, node(property), integer(value))

    def _write_access(self, files: Sequence[str]) -> None:
        for path in files:
            self._add(self.dataset, node(VOID.dataDump), NamedNode(self._identifiers.address(path)))
        endpoint = NamedNode(self._identifiers.address("sparql"))
        self._add(self.dataset, node(VOID.sparqlEndpoint), endpoint)
        for format in FORMATS.values():
            self._add(self.dataset, node(VOID.feature), NamedNode(format.syntax.iri))
        for base in dict.fromkeys((self._identifiers.base, VOCABULARY_BASE)):
            self._add(self.dataset, node(VOID.uriSpace), Literal(f"{base}id/"))

    def _write_totals(self, counts: Counts) -> None:
        self._count(self.dataset, VOID.triples, counts.triples)
        self._count(self.dataset, VOID.distinctSubjects, counts.subjects)
        self._count(self.dataset, VOID.distinctObjects, counts.objects)
        self._count(self.dataset, VOID.classes, len(counts.classes))
        self._count(self.dataset, VOID.properties, len(counts.properties))
        for class_ in map(str, _EXAMPLES):
            if class_ in counts.examples:
                self._add(self.dataset, node(VOID.exampleResource), NamedNode(counts.examples[class_]))
        used = (*counts.classes, *counts.properties)
        for namespace in PREFIXES.values():
            if any(iri.startswith(namespace) for iri in used):
                self._add(self.dataset, node(VOID.vocabulary), NamedNode(namespace))

    def _write_graphs(self, inside: Mapping[str, int], outside: Mapping[str, int]) -> None:
        """Named graphs with their sizes; those of the files are parts of the dataset."""
        for graph, triples in sorted({**inside, **outside}.items()):
            self._add(graph, TYPE, node(VOID.Dataset))
            self._count(graph, VOID.triples, triples)
            if graph in inside:
                self._add(self.dataset, node(VOID.subset), NamedNode(graph))

    def _write_class(self, name: str, entities: int, properties: Mapping[str, int]) -> None:
        part = f"{self.dataset}/class/{digest(name)}"
        self._add(self.dataset, node(VOID.classPartition), NamedNode(part))
        self._add(part, TYPE, node(VOID.Dataset))
        self._label(part, "类", "class", name)
        self._add(part, node(VOID["class"]), NamedNode(name))
        self._count(part, VOID.entities, entities)
        self._count(part, VOID.triples, sum(properties.values()))
        for property, triples in properties.items():
            inner = self._property(part, property, triples)
            self._add(part, node(VOID.propertyPartition), NamedNode(inner))

    def _property(self, whole: str, name: str, triples: int) -> str:
        part = f"{whole}/property/{digest(name)}"
        self._add(part, TYPE, node(VOID.Dataset))
        self._label(part, "属性", "property", name)
        self._add(part, node(VOID.property), NamedNode(name))
        self._count(part, VOID.triples, triples)
        return part

    def _label(self, part: str, zh: str, en: str, name: str) -> None:
        short = shortened(name)
        self._add(part, LABEL, chinese(f"{zh} {short} 的分区"))
        self._add(part, LABEL, english(f"Partition of {en} {short}"))


def shortened(iri: str) -> str:
    """With a prefix, where there is one.

    >>> shortened("http://www.w3.org/ns/prov#Activity")
    'prov:Activity'
    """
    fitting = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    return f"{fitting[0]}:{iri.removeprefix(PREFIXES[fitting[0]])}" if fitting else iri
