"""Tables: one for each kind of statement, a row for each, for those who read CSV and not RDF."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF, RDFS, SKOS

from graph.terms import TYPE
from ontology.namespaces import CN, OA

SEPARATOR = " | "
"""Between several values of one cell, which are in the order of their characters."""

_LABEL = (SKOS.prefLabel, RDFS.label)
"""The Chinese name; SKOS's where there are both."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a path of properties leads to from the statement; without a path the statement itself."""

    name: str
    about: str
    path: tuple[Any, ...] = ()
    type: str = "string"
    """A type of Frictionless' table schema."""


@dataclass(frozen=True, slots=True)
class Table:
    """The statements of one class."""

    name: str
    about: str
    class_: Any
    columns: tuple[Column, ...]


_IRI = Column("iri", "The statement: its identifier in the graph.")
_POSITION = (CN.passage, OA.hasSelector)
_STATED = (
    _IRI,
    Column("report", "The report that states it.", (CN.report,)),
    Column("section", "Title of the section that it stands in.", (CN.section, _LABEL)),
    Column("quote", "The words of the report, unchanged.", (CN.quote,)),
    Column("start", "Where they begin in the kept text, in characters.", (*_POSITION, OA.start), "integer"),
    Column("end", "Where they end, exclusive.", (*_POSITION, OA.end), "integer"),
)
_HORIZON = (
    Column("start_year", "First year of its horizon.", (CN.horizon, CN.startYear), "year"),
    Column("end_year", "Last year of its horizon.", (CN.horizon, CN.endYear), "year"),
    Column("each_year", "Whether it holds for each year of it.", (CN.horizon, CN.eachYear), "boolean"),
    Column("horizon_rule", "How the horizon was read.", (CN.horizonRule, SKOS.notation)),
)
_REGIONS = (
    Column("regions", "Regions that its words name.", (CN.mentionsRegion,)),
    Column("region_names", "Their names.", (CN.mentionsRegion, _LABEL)),
)
_ORGANIZATIONS = (
    Column("organizations", "Organizations that its words name.", (CN.mentionsOrganization,)),
    Column("organization_names", "Their names.", (CN.mentionsOrganization, _LABEL)),
)
_KIND = Column("kind", "target or actual.", (CN.figureKind, SKOS.notation))

TABLES = (
    Table(
        "commitments",
        "What the government says that it will do or reach.",
        CN.Commitment,
        (
            *_STATED,
            Column("kind", "Kind of commitment.", (CN.commitmentKind, SKOS.notation)),
            Column("action", "The verb.", (CN.action,)),
            *_HORIZON,
            *_REGIONS,
            *_ORGANIZATIONS,
            Column("figures", "Figures in its words.", (CN.hasFigure,)),
            Column("projects", "Projects in its words.", (CN.hasProject,)),
        ),
    ),
    Table(
        "figures",
        "Quantities: results and targets.",
        CN.Figure,
        (
            *_STATED,
            _KIND,
            Column("indicator", "What is measured.", (CN.indicator,)),
            Column("indicator_name", "Its name.", (CN.indicator, _LABEL)),
            Column("indicator_text", "What the report calls it.", (CN.indicatorText,)),
            Column("measure", "level, share, growth, change or flow.", (CN.measure, SKOS.notation)),
            Column("comparator", "How the quantity stands to the value.", (CN.comparator, SKOS.notation)),
            Column("value", "The number, in its unit.", (CN.value,), "number"),
            Column("upper_value", "The other end of a range.", (CN.upperValue,), "number"),
            Column("unit", "The unit, as records write it.", (CN.unit, (SKOS.notation, *_LABEL))),
            Column("verbatim", "The number as printed.", (CN.verbatim,)),
            Column("strength", "Words such as 力争 and 确保.", (CN.strength,)),
            Column("areas", "Regions that it is about.", (CN.refArea,)),
            Column("area_names", "Their names.", (CN.refArea, _LABEL)),
            *_HORIZON,
        ),
    ),
    Table(
        "projects",
        "Projects and programmes.",
        CN.Project,
        (
            *_STATED,
            Column("name", "What it is called.", (_LABEL,)),
            _KIND,
            Column("class", "Class of project.", (CN.projectClass, SKOS.notation)),
            Column("stage", "Its stage.", (CN.stage, SKOS.notation)),
            Column("action", "The verb.", (CN.action,)),
            *_REGIONS,
            *_ORGANIZATIONS,
        ),
    ),
    Table("region-mentions", "Where a region is named.", CN.RegionMention, (*_STATED, *_REGIONS)),
    Table(
        "organization-mentions",
        "Where an organization is named.",
        CN.OrganizationMention,
        (
            *_STATED,
            *_ORGANIZATIONS,
            Column("type", "Type of organization.", (CN.organizationType, SKOS.notation)),
        ),
    ),
    Table(
        "derived-statements",
        "What follows by a rule from what is stated.",
        CN.DerivedStatement,
        (
            _IRI,
            Column("subject", "What it is about.", (RDF.subject,)),
            Column("predicate", "The property.", (RDF.predicate,)),
            Column("object", "Its value.", (RDF.object,)),
            Column("rule", "The rule.", (CN.rule,)),
            Column("basis", "What it was derived from.", (CN.basis,)),
        ),
    ),
)

_Values = Mapping[tuple[str, str], Sequence[str]]


def write_tables(quads: Iterable[Quad]) -> Iterator[tuple[Table, bytes]]:
    """Each table as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets want.

    Rows are in the order of report and place, texts as they are.
    """
    values = _values(quads)
    instances: dict[str, list[str]] = defaultdict(list)
    for (subject, property), objects in values.items():
        if property == TYPE.value:
            for class_ in objects:
                instances[class_].append(subject)
    for table in TABLES:
        rows = [
            {column.name: _cell(values, subject, column) for column in table.columns}
            for subject in instances[str(table.class_)]
        ]
        yield table, _csv(table, sorted(rows, key=_place))


def _values(quads: Iterable[Quad]) -> _Values:
    """Values of each property of each subject in order; of a label in several languages only the Chinese."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and value.language not in (None, "zh"):
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(value, NamedNode | Literal):
            found[quad.subject.value, quad.predicate.value].add(value.value)
    return {key: sorted(objects) for key, objects in found.items()}


def _cell(values: _Values, subject: str, column: Column) -> str:
    reached = [subject]
    for step in column.path:
        reached = [value for node in reached for value in _step(values, node, step)]
    return SEPARATOR.join(reached)


def _step(values: _Values, node: str, step: Any) -> Sequence[str]:
    """The values of a property, or of the first of several that has any."""
    for property in step if isinstance(step, tuple) else (step,):
        if found := values.get((node, str(property))):
            return found
    return ()


def _place(row: Mapping[str, str]) -> tuple[str, int, str]:
    return row.get("report", ""), int(row.get("start", "0")), row["iri"]


def _csv(table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in table.columns])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
