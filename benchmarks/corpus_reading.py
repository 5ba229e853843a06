"""One report of the corpus, read: how much was found in it, and what gives reason to doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus_links import Links, links
from loaders.audit import audit, summary
from loaders.headline import annual_growth_target
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Source:
    """A report with what the corpus says of it."""

    path: Path
    place: str
    level: str
    year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of one report; all are 0 where `error` says why it could not be read."""

    source: Source
    characters: int = 0
    figures: int = 0
    targets: int = 0
    target_links: Links = field(default=Links())
    """Links of the targets; `linked` of them have an indicator of the vocabulary."""
    figure_links: Links = field(default=Links())
    """Links of all figures."""
    commitments: int = 0
    digits: int = 0
    unknown_digits: int = 0
    """Digits that are in no figure and for which the audit knows no reason."""
    growth_targets: int = 0
    area: str = ""
    """The area read from the text where it is not that of the corpus, else empty."""
    year: int = 0
    """The year read from the text."""
    error: str = ""

    @property
    def linked(self) -> int:
        """Targets whose indicator the vocabulary has."""
        return self.target_links.linked

    def per_10000(self, count: int) -> float:
        """The count for 10,000 characters of the report."""
        return 10_000 * count / self.characters if self.characters else 0.0


def measure(source: Source) -> Reading:
    """Reads a report; whatever stops it becomes the reading's error and never hides the other reports."""
    try:
        return _counted(source, read_report(source.path))
    except Exception as error:  # a benchmark reports every failure, foreseen or not
        return Reading(source, error=f"{type(error).__name__}: {error}")


def _counted(source: Source, extraction: Extraction) -> Reading:
    digits = summary(extraction, audit(extraction))
    targets = [figure for figure in extraction.figures if figure.kind == "target"]
    return Reading(
        source,
        characters=len(extraction.source.text),
        figures=len(extraction.figures),
        targets=len(targets),
        target_links=links(targets),
        figure_links=links(extraction.figures),
        commitments=len(extraction.commitments),
        digits=digits.digits,
        unknown_digits=digits.digits_unknown,
        growth_targets=len(annual_growth_target(extraction)),
        area=_other_area(extraction, source),
        year=extraction.metadata.covers.end,
    )


def _other_area(extraction: Extraction, source: Source) -> str:
    area = extraction.metadata.area
    place = load_vocabulary().by_name("region", source.place)
    same = area.name == source.place or (place is not None and place.iri == area.concept)
    return "" if same else area.name or "无"
