"""IRIs and the pages that describe them."""

from __future__ import annotations

import pytest

from ontology.identifiers import VOCABULARY_BASE
from viz.addresses import Addresses

OWN = "https://data.example.org/reports/"
HERE = Addresses(OWN)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (OWN + "id/x-2024", "/doc/x-2024"),
        (OWN + "id/x-2024/passage/abc#position", "/doc/x-2024/passage/abc#position"),
        (VOCABULARY_BASE + "id/region/yuxi", "/doc/region/yuxi"),
        (VOCABULARY_BASE + "def/", "/doc/def/"),
        (VOCABULARY_BASE + "def/Figure", "/doc/def/Figure"),
        (OWN + "def/Figure", None),
        ("http://www.w3.org/2004/02/skos/core#Concept", None),
    ],
)
def test_paths(iri: str, path: str | None) -> None:
    assert HERE.path(iri) == path
    if path:
        assert iri in HERE.candidates(path.removeprefix("/doc/"))


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "urn:x", "//evil.example/"])
def test_no_link_leads_to_another_scheme(iri: str) -> None:
    assert HERE.link(iri) is None


def test_reports_by_name() -> None:
    assert HERE.report_name(HERE.report_iri("x-2024")) == "x-2024"
