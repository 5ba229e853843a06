"""Threads of projects: which names are one project, and which only look alike."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from graph.derived.chains import report_facts
from graph.derived.project_threads import ProjectLink, ProjectMention, ProjectThreads
from graph.model.report import ReportGraph
from loaders.pipeline import read_report
from ontology.identifiers import Identifiers
from ontology.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "project-names.csv"
JUDGED = Path(__file__).parent / "cases" / "project-links.csv"
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/corpus/reports"
SHIPPED = Path(__file__).resolve().parent.parent / "data/reports"
DRAWN, BAR = 50, 0.95


def cases(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


NAMES = cases(CASES)


def threads(own: tuple[str, ...] = ("重庆市", "重庆")) -> ProjectThreads:
    regions = load_vocabulary().scheme("region")
    return ProjectThreads(
        own,
        frozenset(name for region in regions for name in region.hidden),
        frozenset(name for region in regions for name in region.names),
    )


def mention(name: str, year: int, class_: str = "transport", **other: object) -> ProjectMention:
    places = frozenset(place for place in ("合川", "万州", "黔江", "江北") if place in name)
    made = ProjectMention(f"p/{year}/{name}", "g", f"r/{year}", year, 1, name, class_, "build", True, places)
    return replace(made, **other)  # type: ignore[arg-type]


def links(*mentions: ProjectMention) -> list[ProjectLink]:
    return list(threads().links(mentions))


def test_the_cases_are_all_there() -> None:
    assert len(NAMES) == 20


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case['earlier']}-{case['later']}")
def test_names(case: dict[str, str]) -> None:
    found = links(mention(case["earlier"], 2020, case["class"]), mention(case["later"], 2021, case["class"]))
    assert bool(found) == (case["same"] == "yes"), case["why"]


def test_a_thread_begins_with_its_first_mention() -> None:
    first, second, third = (mention("郑万高铁", year) for year in (2018, 2019, 2021))
    found = links(third, first, second)
    assert [(link.mention.year, link.before.year, link.first.year) for link in found] == [
        (2019, 2018, 2018),
        (2021, 2019, 2018),
    ]


def test_works_long_after_are_others() -> None:
    assert links(mention("果园港", 2010), mention("果园港", 2015)) == []
    assert len(links(mention("果园港", 2010), mention("果园港", 2014))) == 1


def test_programmes_of_the_same_name_are_one_only_for_a_while() -> None:
    years = [mention("国土绿化提升行动", year, "programme") for year in (2018, 2020, 2023)]
    assert [(link.mention.year, link.before.year) for link in links(*years)] == [(2020, 2018)]


def test_what_was_finished_is_not_begun_again() -> None:
    done = mention("果园港", 2020, is_target=False, stage="finish")
    assert links(done, mention("果园港", 2021, stage="start")) == []
    assert len(links(done, mention("果园港", 2021, stage="operate"))) == 1


def test_places_must_agree() -> None:
    one = mention("果园港", 2020, places=frozenset(("a",)))
    assert links(one, mention("果园港", 2021, places=frozenset(("b",)))) == []
    assert len(links(one, mention("果园港", 2021, places=frozenset()))) == 1


def test_two_that_are_equally_alike_are_neither() -> None:
    near = mention("万州新田港", 2020), mention("万州红溪港", 2020, order=2)
    assert links(*near, mention("万州港", 2021)) == []


def test_the_score_is_the_share_of_what_is_common() -> None:
    (link,) = links(mention("万州五桥机场", 2020), mention("万州机场", 2021))
    assert link.score == Decimal("0.80")


def test_the_judged_sample_is_whole_and_good() -> None:
    sample = cases(JUDGED)
    assert len({tuple(each.values()) for each in sample}) == DRAWN
    assert sum(each["verdict"] == "right" for each in sample) / DRAWN >= BAR


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"needs the reports of {CORPUS}, not part of the repository")
def test_what_was_judged_right_is_linked() -> None:
    lost = [each for each in cases(JUDGED) if each["verdict"] == "right" and not _is_linked(each)]
    assert not lost


def _is_linked(case: dict[str, str]) -> bool:
    """In the two reports alone, so that each is read once."""
    both = [fact for file in (case["before_file"], case["file"]) for fact in _facts(file)]
    places = {(link.mention.order, link.before.order) for link in _links(both)}
    return (int(case["offset"]), int(case["before_offset"])) in places


def _links(mentions: list[tuple[tuple[str, ...], ProjectMention]]) -> Iterator[ProjectLink]:
    own = tuple(dict.fromkeys(name for names, _ in mentions for name in names))
    return threads(own).links(each for _, each in mentions)


@cache
def _facts(file: str) -> tuple[tuple[tuple[str, ...], ProjectMention], ...]:
    vocabulary = load_vocabulary()
    shipped = SHIPPED / file
    path = shipped if shipped.is_file() else CORPUS / file
    facts = report_facts(ReportGraph(Identifiers(), read_report(path)), vocabulary)
    return tuple((facts.own_names, project) for project in facts.projects)
