"""Explanations: which reading rule set each property of a statement, and on which words, beside the graph.

They tell how a statement was read, not what the report says, and are more than all statements together:
so they are a table of their own. `queries/explanations.py` reads it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from rdflib import URIRef
from rdflib.namespace import RDFS

from graph.identity import ReportIdentifiers
from loaders.records import Commitment, Extraction, Figure, Item, Organization, Project, Record, Region
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary

_SCHEMA = """
    CREATE TABLE explanation (
        statement TEXT, position INTEGER, property TEXT, rule TEXT, start INTEGER, "end" INTEGER,
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


def write_explanations(path: Path, extractions: Iterable[Extraction], identifiers: Identifiers) -> None:
    """Writes `explanation`: one row for each reason, in the order of the record's fields."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        for extraction in extractions:
            rows = _rows(extraction, ReportIdentifiers(identifiers, extraction))
            connection.executemany("INSERT INTO explanation VALUES (?, ?, ?, ?, ?, ?)", rows)


def _rows(extraction: Extraction, ids: ReportIdentifiers) -> Iterator[tuple[str, int, str, str, int, int]]:
    rules = {rule.notation: rule.iri for rule in load_vocabulary().scheme("reading-rule")}
    for record in extraction.by_kind():
        statement = ids.statement(record)
        for position, reason in enumerate(record.because):
            property_ = str(PROPERTIES[type(record)][reason.field])
            yield statement, position, property_, rules[reason.rule], reason.span.start, reason.span.end
