"""The dataset: everything that a report says, as quads of named graphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.building.vocabulary import graph_quads
from graph.derived.closure import area_closure, region_closure
from graph.derived.derive import StatementGraph, derive
from graph.derived.infer import infer
from graph.derived.summaries import Counted, count, count_quads
from graph.derived.trajectories import trajectories
from graph.model.report import ReportGraph
from graph.n_quads import Pieces, by_predicate, joined
from graph.tasks.responsibility import write_responsibilities
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ReportQuads:
    """What is made of one report, by the graph that it is in."""

    report: ReportGraph
    stated: set[Pieces]
    table: set[Pieces]
    """Of the table that breaks it down."""
    derived: set[Pieces]
    inferred: set[Pieces]
    graph: set[Pieces]
    """What the vocabulary's graph says of the report's."""
    summary: set[Pieces]
    """Closures and counts."""
    counts: Mapping[Counted, int]


def report_quads(extraction: Extraction, identifiers: Identifiers, vocabulary: Vocabulary) -> ReportQuads:
    """All that a report states, and what follows from it alone."""
    derived, inferred = derived_graph(identifiers), inferred_graph(identifiers)
    report = ReportGraph(identifiers, extraction)
    areas = derive(report, derived, vocabulary)
    trajectories(report, derived, vocabulary)
    infer(report, areas, inferred, vocabulary)
    table = write_responsibilities(identifiers, report, derived)
    described = graph_quads(identifiers, extraction)
    stated = report.quads
    said = by_predicate(stated)
    closure = area_closure(joined(said, by_predicate(derived.writer.quads)), identifiers)
    closure |= region_closure(said, identifiers)
    counts = count(joined(said, by_predicate(closure)))
    summary = closure | count_quads(counts, report.ids.report, identifiers)
    return ReportQuads(
        report, stated, table, derived.writer.quads, inferred.writer.quads, described, summary, counts
    )


def derived_graph(identifiers: Identifiers) -> StatementGraph:
    return StatementGraph(identifiers, "derived", CN.DerivedStatement)


def inferred_graph(identifiers: Identifiers) -> StatementGraph:
    return StatementGraph(identifiers, "inferred", CN.InferredStatement)
