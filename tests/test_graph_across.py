"""Across reports: rules see the facts of each group in the order of years, and write derived statements."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from pyoxigraph import NamedNode

from graph.building import across
from graph.building.across import AcrossRule
from graph.derived.derive import StatementGraph
from graph.model.report import ReportGraph
from graph.n_quads import Pieces
from graph.terms import node
from loaders.records import Extraction, Period
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary
from tests.dataset import dataset
from tests.reports import read_plan


@dataclass(frozen=True)
class Seen:
    government: str
    iri: str


def seen(graph: ReportGraph, vocabulary: Vocabulary) -> Seen:
    return Seen(graph.extraction.metadata.government.name, graph.ids.report)


def chain(
    facts: Sequence[Seen], target: StatementGraph, vocabulary: Vocabulary, identifiers: Identifiers
) -> Iterable[Pieces]:
    for before, after in pairwise(facts):
        inputs = [after.iri, before.iri]
        target.state(after.iri, CN.baseline, NamedNode(before.iri), "baseline-by-indicator", inputs, "前一年")
    return ()


RULE = AcrossRule("seen", seen, lambda facts: facts.government, chain)


def report(name: str, year: int) -> Extraction:
    extraction = read_plan("新建口袋公园10个")
    metadata = replace(extraction.metadata, name=name, covers=Period(year, year))
    return replace(extraction, metadata=metadata)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "RULES", (RULE,))


def test_reports_of_a_group_come_in_the_order_of_years(rules: None) -> None:
    ids = Identifiers()
    quads = dataset([report("b-2024", 2024), report("c-2022", 2022), report("a-2023", 2023)], ids)
    named = {node(CN.basis): [], node(CN.rule): []}  # type: ignore[var-annotated]
    for quad in quads:
        if quad.predicate in named and quad.graph_name == NamedNode(ids.graph("derived")):
            named[quad.predicate].append(quad.object.value)  # type: ignore[union-attr]
    joined = {iri for iri in named[node(CN.basis)] if iri.count("/") == ids.report("b-2024").count("/")}
    assert joined == {ids.report(name) for name in ("a-2023", "b-2024", "c-2022")}


def test_facts_can_be_kept(rules: None) -> None:
    from ontology.vocabulary import load_vocabulary

    graph = ReportGraph(Identifiers(), report("a-2023", 2023))
    facts = across.facts_of(graph, load_vocabulary())
    assert pickle.loads(pickle.dumps(facts)) == facts
    assert [name for name, _ in across.groups(RULE, [facts.member])] == [facts.by_rule["seen"].government]
