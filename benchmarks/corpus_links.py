"""Links of indicators: how many, in the half the vocabulary was grown on and in the other; how many right."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loaders.records import Figure

JUDGED = Path(__file__).resolve().parent.parent / "tests/cases/indicator-links.csv"
"""A sample of linked targets of held-back reports, each judged in its passage."""


def is_held_back(place: str) -> bool:
    """Whether names, endings and rules were not sought in the reports of a place.

    Drawn by the place and not by the report, so that no wording of a government is in both halves.

    >>> is_held_back("重庆市"), is_held_back("贵州省")
    (True, False)
    """
    return int(sha256(place.encode()).hexdigest(), 16) % 2 == 1


@dataclass(frozen=True, slots=True)
class Links:
    """How many figures are linked, and how many distinct names of a report."""

    figures: int = 0
    linked: int = 0
    names: int = 0
    names_linked: int = 0

    def __add__(self, other: Links) -> Links:
        return Links(
            self.figures + other.figures, self.linked + other.linked,
            self.names + other.names, self.names_linked + other.names_linked,
        )  # fmt: skip


def links(figures: Sequence[Figure]) -> Links:
    """Counts over the figures of one report."""
    all_of_them = [figure.indicator for figure in figures]
    linked = [indicator for indicator in all_of_them if indicator.concept]
    names, names_linked = ({each.name for each in some} for some in (all_of_them, linked))
    return Links(len(all_of_them), len(linked), len(names), len(names_linked))


@dataclass(frozen=True, slots=True)
class Judged:
    """A linked target: where it stands, its name, the local name of its concept, whether that is right."""

    file: str
    offset: int
    value: str
    name: str
    concept: str
    right: bool


def judged() -> Iterator[Judged]:
    """The sample that was judged, in the order of the file."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            right = {"right": True, "wrong": False}[row["verdict"]]
            yield Judged(row["file"], int(row["offset"]), row["value"], row["name"], row["concept"], right)
