"""The benchmark of questions: which reports it builds, and an engine whose queries it ends."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.questions import chosen_files
from benchmarks.questions_page import Measured, Size, page
from benchmarks.rdflib_engine import Rdflib
from ontology.errors import QueryError

ALL = "SELECT * WHERE { ?s ?p ?o }"
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?d && ?a = ?l) }"


def files(*names: str) -> list[Path]:
    return [Path(f"{name}.txt") for name in names]


def test_reports_of_the_same_government_come_first() -> None:
    others = files("a-2001", "a-2002", "b-2001", "city-2001", "c-2001", "d-2001")
    assert chosen_files(files("city-2002"), others, 4) == files("city-2002", "city-2001", "a-2001", "b-2001")


@pytest.mark.parametrize(("count", "found"), [(1, 1), (2, 2), (3, 3), (6, 6), (9, 6), (None, 6)])
def test_as_many_reports_as_asked_for(count: int | None, found: int) -> None:
    others = files("a-2001", "city-2001", "c-2001", "d-2001", "e-2001")
    chosen = chosen_files(files("city-2002"), others, count)
    assert len(chosen) == len(set(chosen)) == found


def test_rdflib_answers_after_a_query_that_was_ended(tmp_path: Path) -> None:
    quads = tmp_path / "data.nq"
    quads.write_text("".join(f"<urn:s{n}> <urn:p> <urn:o> <urn:g{n % 2}> .\n" for n in range(40)))
    with closing(Rdflib(quads, seconds=0.5)) as rdflib:
        with pytest.raises(QueryError, match=r"0\.5 s"):
            rdflib.ask(ENDLESS)
        assert len(json.loads(rdflib.ask(ALL))["results"]["bindings"]) == 40
        assert rdflib.memory_bytes() > 2**20


def test_page_names_what_is_slower_than_wanted() -> None:
    seconds = {"embedded": [0.4], "Oxigraph server": [0.39], "Virtuoso": [0.1], "rdflib": [8.0]}
    asked = [Measured("projects", {"embedded": 3}, seconds)]
    text = page([Size(100, 10, {"embedded": 5, "rdflib": 9}, {"rdflib": 1.0}, {}, asked, load=1.0)])
    assert "* over 1.1 × Oxigraph server: none" in text
    assert "* over 3 × Virtuoso: `projects`" in text
    assert "* rdflib takes 20 times as long on the median question" in text
