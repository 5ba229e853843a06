"""Inferred leads to judge without the rule: `python -m benchmarks.agencies ../shared/corpus/reports`.

Prints a table with an empty verdict for each lead that a seeded draw takes from the reports of a folder and
the shipped one. tests/cases/agency-leads.csv is such a table, judged; docs/agencies.md tells its figures.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import click

from graph.derived.derive import StatementGraph, derive
from graph.derived.infer import Lead, leads
from graph.model.report import ReportGraph
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests/cases/agency-leads.csv"
SHIPPED = ROOT / "data/reports/chongqing-2023.txt"
COLUMNS = ("report", "start", "end", "agency", "verdict")
VERDICTS = {"right": True, "wrong": False}
_WORDS_AROUND = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """An inferred lead as a person judged it from the passage, without the rule."""

    report: str
    start: int
    end: int
    agency: str
    """Local name of the department."""
    right: bool


def judged() -> list[Judged]:
    """The judged table, in its order."""
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        return [
            Judged(row["report"], int(row["start"]), int(row["end"]), row["agency"], VERDICTS[row["verdict"]])
            for row in csv.DictReader(stream)
        ]


def inferred(extraction: Extraction) -> Iterator[Lead]:
    """The leads of one report."""
    identifiers, vocabulary = Identifiers(), load_vocabulary()
    graph = ReportGraph(identifiers, extraction)
    areas = derive(graph, StatementGraph(identifiers, "derived", CN.DerivedStatement), vocabulary)
    yield from leads(graph, areas, vocabulary)


def wilson(right: int, drawn: int, z: float = 1.96) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson 1927).

    >>> [round(end, 3) for end in wilson(98, 100)]
    [0.93, 0.994]
    """
    share, square = right / drawn, z * z
    middle = (share + square / (2 * drawn)) / (1 + square / drawn)
    half = z * sqrt(share * (1 - share) / drawn + square / (4 * drawn * drawn)) / (1 + square / drawn)
    return middle - half, middle + half


@click.command()
@click.argument("reports", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seed", default=7, show_default=True)
@click.option("--count", default=100, show_default=True)
def sample(reports: Path, seed: int, count: int) -> None:
    """Draws leads to judge from the reports of Chongqing in a folder and from the shipped one."""
    drawn = [
        (lead, extraction)
        for path in [*sorted(reports.glob("chongqing-*.txt")), SHIPPED]
        for extraction in [read_report(path)]
        for lead in inferred(extraction)
    ]
    chosen = sorted(random.Random(seed).sample(range(len(drawn)), count))
    writer = csv.writer(sys.stdout)
    writer.writerow((*COLUMNS, "name", "words", "around"))
    for lead, extraction in (drawn[at] for at in chosen):
        span, text = lead.commitment.span, extraction.source.text
        around = text[max(0, span.start - _WORDS_AROUND) : span.end + _WORDS_AROUND].replace("\n", " ")
        name = lead.agency.labels["zh"]
        agency = lead.agency.iri.rpartition("/")[2]
        writer.writerow((extraction.metadata.name, span.start, span.end, agency, "", name, span.text, around))


if __name__ == "__main__":
    sample()
