"""Identifiers are made from what a thing is, and nothing else."""

from __future__ import annotations

import doctest

import pytest

from ontology import identifiers
from ontology.identifiers import DEFAULT_BASE, VOCABULARY_BASE, Identifiers, digest, normalise


def test_examples_in_docstrings() -> None:
    failed, attempted = doctest.testmod(identifiers)
    assert attempted and not failed


@pytest.mark.parametrize(("one", "other"), [
    ("增长6%以上", "增长６％以上"),
    ("增长6%以上", "增长6%\r\n以上"),
    ("增长6%以上", "增长\u30006%\u00a0以上"),
])
def test_layout_and_width_never_change_an_identifier(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    ids = Identifiers()
    assert ids.part("r", "figure", "一", one) == ids.part("r", "figure", "一", other)


def test_a_digest_is_fixed_for_ever() -> None:
    """Published IRIs depend on it: a change here breaks every link to them."""
    assert digest("到2027年地区生产总值迈上4万亿元台阶", "0") == "3z7w64d6urugngdd"


def test_parts_that_differ_get_other_identifiers() -> None:
    ids = Identifiers()
    made = {
        ids.part("r", "figure", "一", "60万人"), ids.part("r", "figure", "二", "60万人"),
        ids.part("r", "passage", "一", "60万人"), ids.part("s", "figure", "一", "60万人"),
        ids.part("r", "figure", "一60万人"), ids.part("r", "figure", "一", "60万人", "1"),
    }
    assert len(made) == 6 and all(iri.isascii() for iri in made)


def test_paths_are_those_of_the_architecture() -> None:
    ids = Identifiers("http://example.org/cq/")
    assert ids.graph("vocabulary") == "http://example.org/cq/id/graph/vocabulary"
    assert ids.report("chongqing-2023") == "http://example.org/cq/id/chongqing-2023"
    assert ids.named("r", "horizon", "2018-2022") == "http://example.org/cq/id/r/horizon/2018-2022"
    assert ids.statement("derived", "a").startswith("http://example.org/cq/id/derived/")
    assert Identifiers().base == DEFAULT_BASE == VOCABULARY_BASE


@pytest.mark.parametrize("base", ["example.org/", "https://example.org", "https://例.org/", "https://example.org/#a/",
                                  "https://example.org/?q=/", "https://example.org/ a/", "urn:x/"])
def test_a_base_that_cannot_serve_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="give an absolute"):
        Identifiers(base)
