"""Explanations: which reading rule set each property of a statement, and on which words, beside the graph.

They tell how a statement was read, not what the report says, and are more than all statements together:
so they are a table of their own for each report. `queries/explanations.py` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rdflib import URIRef
from rdflib.namespace import RDFS

from graph.new_database import new_database
from loaders.records import Commitment, Extraction, Figure, Item, Organization, Project, Record, Region
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary

_SCHEMA = """
    CREATE TABLE name (id INTEGER PRIMARY KEY, iri TEXT);
    CREATE TABLE reason (
        statement TEXT, position INTEGER, property INTEGER, rule INTEGER, start INTEGER, "end" INTEGER,
        PRIMARY KEY (statement, position)
    ) WITHOUT ROWID;
"""

PROPERTIES: Mapping[type[Record], Mapping[str, URIRef]] = MappingProxyType({
    Figure: {
        "value": CN.value, "unit": CN.unit, "kind": CN.figureKind, "indicator": CN.indicatorText,
        "concept": CN.indicator, "measure": CN.measure, "comparator": CN.comparator, "period": CN.horizon,
        "region": CN.refArea, "strength": CN.strength,
    },
    Project: {
        "name": RDFS.label, "action": CN.action, "stage": CN.stage, "kind": CN.figureKind,
        "class": CN.projectClass,
    },
    Region: {"canonical": CN.mentionsRegion},
    Organization: {"canonical": CN.mentionsOrganization, "type": CN.organizationType},
    Commitment: {
        "action": CN.action, "type": CN.commitmentKind, "period": CN.horizon, "relation": CN.relation,
    },
    Item: {"number": CN.itemNumber, "list": CN.announcedBy},
})  # fmt: skip
"""The property of a statement that each field of a record becomes."""


def write_explanations(path: Path, extraction: Extraction, iris: Mapping[int, str]) -> None:
    """Writes `reason`, a row for each reason in the order of the record's fields, with the IRIs that it
    names; `iris` has that of each record by the record's identity."""
    rows = sorted(_rows(extraction, iris))
    numbers = {iri: number for number, iri in enumerate(sorted({iri for row in rows for iri in row[2:4]}), 1)}
    with new_database(path, _SCHEMA) as connection:
        connection.executemany("INSERT INTO name VALUES (?, ?)", [(n, iri) for iri, n in numbers.items()])
        connection.executemany(
            "INSERT INTO reason VALUES (?, ?, ?, ?, ?, ?)",
            [(key, at, numbers[one], numbers[rule], *place) for key, at, one, rule, *place in rows],
        )


def statement_key(iri: str) -> str:
    """What a statement is called inside its report: the last two parts of its IRI.

    >>> statement_key("https://w3id.org/chengnuo/id/tiny-2024/figure/abc")
    'figure/abc'
    """
    return "/".join(iri.rsplit("/", 2)[-2:])


def _rows(extraction: Extraction, iris: Mapping[int, str]) -> Iterator[tuple[str, int, str, str, int, int]]:
    rules = {rule.notation: rule.iri for rule in load_vocabulary().scheme("reading-rule")}
    for record in extraction.by_kind():
        statement, properties = statement_key(iris[id(record)]), PROPERTIES[type(record)]
        for position, reason in enumerate(record.because):
            property_ = str(properties[reason.field])
            yield statement, position, property_, rules[reason.rule], reason.span.start, reason.span.end
