"""Labels in both languages, and the group that a class belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build_directory import Build
from ontology.identifiers import VOCABULARY_BASE
from queries.service import QueryService
from viz.labels import Label, Labels, last_part

REGION = VOCABULARY_BASE + "id/region/cn-500101"


@pytest.fixture(scope="module")
def service(shipped_build: Path) -> Iterator[QueryService]:
    with QueryService(Build.open(shipped_build)) as service:
        yield service


def test_names_in_both_languages(service: QueryService) -> None:
    label = Labels(service).one(REGION)
    assert (label.text("zh"), label.text("en")) == ("万州区", "Wanzhou District")
    assert label.group == "region"


def test_one_question_for_many_and_none_for_those_known(
    service: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, iris = (
        Labels(service),
        [f"{VOCABULARY_BASE}id/region/cn-5001{number:02}" for number in range(1, 31)],
    )
    first = labels.of(iris)
    monkeypatch.setattr(service, "ask", lambda *_, **__: pytest.fail("asked again"))
    assert labels.of(iris) == first


def test_what_is_unknown_is_called_by_its_iri(service: QueryService) -> None:
    label = Labels(service).one("https://example.org/terms#Thing")
    assert label == Label("https://example.org/terms#Thing", "", "")
    assert (label.text("zh"), label.group) == ("Thing", "other")


@pytest.mark.parametrize(
    ("zh", "en", "language", "text", "of"),
    [("区", "", "en", "区", "zh"), ("", "area", "zh", "area", "en"), ("区", "area", "en", "area", "en")],
)
def test_the_other_language_stands_in(zh: str, en: str, language: str, text: str, of: str) -> None:
    label = Label("https://example.org/x", zh, en)
    assert (label.text(language), label.text_language(language)) == (text, of)


def test_last_part() -> None:
    assert [last_part(iri) for iri in ("https://e.org/a/b/", "https://e.org/#c", "x")] == ["b", "c", "x"]
