"""How far what is read agrees with the annotations made by hand: writes data/quality/agreement.csv.

Run as `python -m benchmarks.agreement`, or `make quality`. Rows of a report whose text or annotations are not
there are kept as they were, and said to be.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.publishing.agreement import AGREEMENT, COLUMNS, read_agreement
from loaders.jsonl import to_json
from loaders.pipeline import read_report
from loaders.scoring import score
from ontology.settings import ROOT

_SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with the folder of its annotations."""

    name: str
    text: Path
    annotations: Path

    @property
    def is_here(self) -> bool:
        return self.text.is_file() and self.annotations.is_dir()


ANNOTATED = (
    Annotated("chongqing-2023", ROOT / "data/reports/chongqing-2023.txt", ROOT / "tests/gold/dev"),
    Annotated("guizhou-2022", _SHARED / "corpus/reports/guizhou-2022.txt", _SHARED / "gold/guizhou-2022"),
)


def measured(annotated: Annotated) -> Iterator[dict[str, str]]:
    """One row for each kind of record."""
    extraction = read_report(annotated.text)
    records = [to_json(record, extraction) for record in extraction.records()]
    for kind, found in score(annotated.annotations, extraction.source.text, records).items():
        shares = (found.precision, found.recall, found.f1, found.strict_f1)
        counts = (str(found.gold), str(found.predicted))
        cells = (annotated.name, kind, *counts, *(f"{share:.3f}" for share in shares))
        yield dict(zip(COLUMNS, cells, strict=True))


def main() -> None:
    known = [row.cells() for row in read_agreement()] if AGREEMENT.is_file() else []
    rows: list[dict[str, str]] = []
    for annotated in ANNOTATED:
        if annotated.is_here:
            rows += measured(annotated)
        else:
            print(f"{annotated.name}: not here, its rows are kept")
            rows += [row for row in known if row["report"] == annotated.name]
    AGREEMENT.parent.mkdir(exist_ok=True)
    with AGREEMENT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
