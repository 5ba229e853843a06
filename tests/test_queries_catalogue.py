"""Every question and view: its header, its parameters, its text; binding."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery

from ontology.errors import QuestionError
from ontology.namespaces import CN
from queries.catalogue import QUESTIONS, TOPICS, VIEWS, Question, by_topic, questions, read_question, views
from queries.guard import inspect
from queries.limits import Limits
from queries.parameters import TYPES

PASSAGE = "https://w3id.org/chengnuo/def/passage"
EVERY = {**questions(), **views()}
each = pytest.mark.parametrize("question", EVERY.values(), ids=EVERY)

HOSTILE = (
    '"',
    "'",
    "\\",
    '"} # ',
    '" } UNION { ?s ?p "',
    "\n}\nSELECT * {",
    "x\\u0022 }",
    "?x",
    "{ UNDEF }",
    "\x00",
)


def test_all_files_are_read() -> None:
    assert len(questions()) == len(list(QUESTIONS.glob("*.rq"))) >= 30
    assert len(views()) == len(list(VIEWS.glob("*.rq")))
    assert not questions().keys() & views().keys(), "one name, one query"


def test_every_question_has_a_topic() -> None:
    assert list(by_topic()) == list(TOPICS)
    assert all(by_topic().values())
    assert sorted(one.name for those in by_topic().values() for one in those) == sorted(questions())


@each
def test_header(question: Question) -> None:
    assert set(question.title) == set(question.description) == {"zh", "en"}
    assert all((*question.title.values(), *question.description.values()))
    for parameter in question.parameters:
        assert set(parameter.label) == {"zh", "en"}
        assert parameter.type in TYPES
        assert parameter.example


@each
def test_is_sparql_1_1_as_it_stands(question: Question) -> None:
    """rdflib knows no extensions; the engine does."""
    prepareQuery(question.sparql)
    pyoxigraph.Store().query(question.sparql)
    assert inspect(question.sparql, Limits()).form == question.form


@each
def test_columns_are_ascii_and_rows_are_ordered(question: Question) -> None:
    if question.form != "select":
        return
    answer = pyoxigraph.Store().query(question.sparql)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert all(variable.value.isascii() and variable.value.isalnum() for variable in answer.variables)
    assert "\nORDER BY " in question.sparql


@pytest.mark.parametrize("text", HOSTILE)
def test_binding_escapes(text: str) -> None:
    question = views()["statements-quoting"]
    bound = question.bind({"words": [pyoxigraph.Literal(text)]})
    store = pyoxigraph.Store()
    subject, quote = (
        pyoxigraph.NamedNode("urn:s"),
        pyoxigraph.NamedNode("https://w3id.org/chengnuo/def/quote"),
    )
    other = pyoxigraph.NamedNode("urn:other")
    store.add(pyoxigraph.Quad(subject, quote, pyoxigraph.Literal(f"before {text} after")))
    store.add(pyoxigraph.Quad(other, quote, pyoxigraph.Literal("other")))
    passage, its = pyoxigraph.NamedNode(PASSAGE), pyoxigraph.NamedNode("urn:passage")
    for statement in (subject, other):
        store.add(pyoxigraph.Quad(statement, passage, its))
    answer = store.query(bound)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    assert [solution["statement"] for solution in answer] == [subject]


def test_binding_leaves_open_what_is_not_given() -> None:
    bound = questions()["projects"].bind({"stage": [pyoxigraph.NamedNode("urn:build")]})
    assert "VALUES ?stage { <urn:build> }" in bound
    assert "VALUES ?region" not in bound, "what might be anything keeps planners from using an index"


def test_a_default_stands_for_what_is_not_given() -> None:
    question = questions()["policy-areas"]
    assert f"VALUES ?report {{ <{CN.allReports}> }}" in question.bind({})
    assert "VALUES ?report { <urn:r> }" in question.bind({"report": [pyoxigraph.NamedNode("urn:r")]})


def test_binding_several_terms() -> None:
    bound = questions()["commitments-of-region"].bind(
        {"region": [pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:b")]}
    )
    assert "VALUES ?region { <urn:a> <urn:b> }" in bound


def test_missing_and_unknown_parameters() -> None:
    question = questions()["commitments-of-region"]
    with pytest.raises(QuestionError, match="'region' is missing, such as 渝东北"):
        question.bind({})
    with pytest.raises(QuestionError, match="no parameter 'regions'; it has region"):
        question.bind({"regions": [pyoxigraph.NamedNode("urn:a")]})


BROKEN = {
    "no title": ('#+ description.zh = "x"\n\nASK {}', "title"),
    "not TOML": ("#+ title\n\nASK {}", "Expected"),
    "no query": ('#+ title.zh = "x"\n', "SELECT"),
    "a parameter without its line": (
        '#+ title.zh = "x"\n#+ description.zh = "x"\n'
        '#+ [parameters.p]\n#+ type = "iri"\n#+ label.zh = "x"\n\nASK {}',
        r"VALUES \?p",
    ),
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=reason) as raised:
        read_question(path)
    assert str(path) in str(raised.value)
