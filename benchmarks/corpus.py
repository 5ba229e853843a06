"""Reads every report of a corpus in one process and writes what came of it to docs/corpus.md.

    python -m benchmarks.corpus [--corpus FOLDER] [--output FILE]

FOLDER holds `reports/*.txt` and `SOURCES.tsv` (columns file, place, level, year, …).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.corpus_page import page
from benchmarks.corpus_reading import Reading, Source, measure

ROOT = Path(__file__).resolve().parent.parent
NICENESS = 10
LEVELS = {"municipality(province-level)": "province", "city": "prefecture"}
"""Levels of SOURCES.tsv that count as another: its cities are prefecture-level or sub-provincial."""


def sources(corpus: Path) -> Iterator[Source]:
    """What SOURCES.tsv says of each report, in the order of the file."""
    with (corpus / "SOURCES.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            level = LEVELS.get(row["level"], row["level"])
            yield Source(corpus / "reports" / row["file"], row["place"], level, int(row["year"]))


def hand_read() -> frozenset[str]:
    """Files whose growth target a person has read."""
    with (ROOT / "tests/cases/growth-targets.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["file"] for row in csv.DictReader(file))


@click.command()
@click.option("--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=ROOT.parent / "shared/corpus", help="Folder with reports/ and SOURCES.tsv.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path),
              default=ROOT / "docs/corpus.md", help="Page to write.")
def main(corpus: Path, output: Path) -> None:
    """Read all reports of CORPUS and write the table of what was found."""
    os.nice(NICENESS)
    readings: list[Reading] = []
    with click.progressbar(list(sources(corpus)), label="Reading reports", show_pos=True) as progress:
        readings.extend(measure(source) for source in progress)
    output.write_text(page(readings, hand_read()), encoding="utf-8")
    failed = sum(1 for reading in readings if reading.error)
    click.echo(f"{len(readings)} reports, {failed} of them unreadable: {output}")


if __name__ == "__main__":
    main()
