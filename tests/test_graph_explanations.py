"""Explanations: every property that a rule set, by the IRI of its statement; read back as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.build_directory import Build
from graph.building.build import build_graph
from graph.model.explanations import PROPERTIES
from graph.publishing.export import read_quads
from graph.terms import TYPE
from loaders.pipeline import read_report
from loaders.records import Extraction
from loaders.review import FIELDS
from ontology.errors import BuildError
from ontology.identifiers import VOCABULARY_BASE
from ontology.namespaces import CN
from queries.explanations import explanations

TINY = Path(__file__).resolve().parent / "cases/tiny/tiny-2024.txt"
STATEMENTS = set(map(str, (CN.Figure, CN.Project, CN.RegionMention, CN.OrganizationMention, CN.Commitment)))


@pytest.fixture(scope="module")
def tiny() -> Extraction:
    return read_report(TINY)


@pytest.fixture(scope="module")
def build(tiny: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_graph([tiny], tmp_path_factory.mktemp("explained"))


def test_each_statement_of_the_graph_has_its_reasons(build: Build, tiny: Extraction) -> None:
    stated = {
        str(quad.subject)[1:-1]
        for quad in read_quads(build)
        if quad.predicate == TYPE and str(quad.object)[1:-1] in STATEMENTS
    }
    found = {iri: explanations(build, iri) for iri in stated}
    assert all(found.values())
    assert sum(map(len, found.values())) == sum(len(record.because) for record in tiny.records())
    assert sum(len(each) for each in found.values()) > 50


def test_reasons_are_of_the_words_of_the_kept_text(build: Build, tiny: Extraction) -> None:
    said = {(why.span.start, why.span.end, why.rule) for record in tiny.records() for why in record.because}
    for subject in {str(quad.subject)[1:-1] for quad in read_quads(build)}:
        for why in explanations(build, subject):
            notation = why.rule.removeprefix(f"{VOCABULARY_BASE}id/reading-rule/")
            assert (why.start, why.end, notation) in said


def test_every_field_that_a_rule_sets_becomes_a_property() -> None:
    for kind, fields in PROPERTIES.items():
        assert set(fields) - {"relation", "list"} == set(FIELDS[kind.__name__.lower()]) - {"upper"}


def test_other_things_have_none(build: Build) -> None:
    assert explanations(build, f"{VOCABULARY_BASE}id/indicator/gdp") == ()


def test_a_table_that_cannot_be_read_is_told(build: Build, tmp_path: Path) -> None:
    copy = replace(build, path=tmp_path)
    copy.explanations_path("tiny-2024").parent.mkdir()
    copy.explanations_path("tiny-2024").write_bytes(b"no database")
    with pytest.raises(BuildError, match="the explanations cannot be read"):
        explanations(copy, f"{build.base}id/tiny-2024/figure/x")
