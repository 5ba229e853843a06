"""What reports of one government say together: projects, steps of goals, and territories of other names."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Quad
from rdflib.namespace import RDF, RDFS

from graph.checking.validate import validate
from graph.terms import node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from tests.chains_build import chains_build, extractions
from tests.dataset import dataset


@cache
def quads() -> tuple[Quad, ...]:
    return tuple(dataset(extractions(), Identifiers()))


def labels(predicate: object) -> list[str]:
    """Of the derived statements with a predicate."""
    subjects = {
        quad.subject
        for quad in quads()
        if quad.predicate == node(RDF.predicate) and quad.object == node(predicate)
    }
    return sorted(
        quad.object.value  # type: ignore[union-attr]
        for quad in quads()
        if quad.subject in subjects and quad.predicate == node(RDFS.label)
    )


def test_a_project_goes_on_under_another_form_of_its_name() -> None:
    assert labels(CN.continuesProject) == [
        "“果园港”（2022年报告）与“果园港”（2021年报告）是同一项目，相似度 1",
        "“渝昆高铁”（2022年报告）与“渝昆高速铁路”（2021年报告）是同一项目，相似度 0.95",
        "“渝昆高铁”（2024年报告）与“渝昆高铁”（2022年报告）是同一项目，相似度 1",
    ]


def test_yearly_results_are_steps_toward_the_goal_of_the_plan() -> None:
    assert labels(CN.stepToward) == [
        "2021年结果 70.3% → 2025年目标 73%",
        "2023年结果 71.7% → 2025年目标 73%",
    ]


def test_a_renamed_territory_is_continued_and_a_merged_one_is_not() -> None:
    assert labels(CN.formerTerritory) == ["襄阳市（420600）前为襄樊市（420600，至2011年）"]
    assert labels(CN.mergedTerritory) == ["重庆市綦江区（500110）前为綦江县（500222，至2011年）"]


def test_scores_and_inputs_are_told() -> None:
    scored = {quad.subject for quad in quads() if quad.predicate == node(CN.score)}
    bases = [quad for quad in quads() if quad.predicate == node(CN.basis) and quad.subject in scored]
    assert len(scored) == 3 and len(bases) == 6


def test_the_graph_is_sound() -> None:
    assert [finding for finding in validate(chains_build()) if finding.severity == "fault"] == []
