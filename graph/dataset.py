"""The dataset: everything that a build says, in named graphs, sorted."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from graph.chains import derive_chains, report_facts
from graph.derive import StatementGraph, derive
from graph.divisions import division_quads
from graph.follow_up_quads import follow_up_quads
from graph.infer import infer
from graph.report import ReportGraph
from graph.responsibility import write_responsibilities
from graph.trajectories import trajectories
from graph.vocabulary import vocabulary_quads
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary


def dataset(extractions: Sequence[Extraction], identifiers: Identifiers) -> list[Quad]:
    """All quads in the order of their N-Quads: the same extractions give the same list."""
    vocabulary = load_vocabulary()
    derived = StatementGraph(identifiers, "derived", CN.DerivedStatement)
    inferred = StatementGraph(identifiers, "inferred", CN.InferredStatement)
    quads = set(vocabulary_quads(identifiers, extractions))
    quads.update(division_quads(identifiers, extractions, vocabulary))
    facts = []
    reports = [ReportGraph(identifiers, extraction) for extraction in extractions]
    for report in reports:
        areas = derive(report, derived, vocabulary)
        trajectories(report, derived, vocabulary)
        infer(report, areas, inferred, vocabulary)
        quads.update(write_responsibilities(identifiers, report, derived))
        facts.append(report_facts(report, vocabulary))
        quads.update(report.quads())
    derive_chains(facts, derived, vocabulary)
    quads.update(follow_up_quads(reports, derived, vocabulary, identifiers))
    return sorted({*quads, *derived.writer.quads, *inferred.writer.quads}, key=str)
