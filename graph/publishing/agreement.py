"""Agreement with annotations made by hand, as `make quality` measured it: data/quality/agreement.csv."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation

from ontology.errors import BuildError
from ontology.settings import ROOT

AGREEMENT = ROOT / "data/quality/agreement.csv"
_REMEDY = "write it anew by `make quality`"
COLUMNS = ("report", "record", "annotated", "read", "precision", "recall", "f1", "strict_f1")


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Agreement of one kind of record in one report; shares from 0 to 1."""

    report: str
    record: str
    annotated: int
    """Annotations of the kind."""
    read: int
    """Records on annotated lines."""
    precision: Decimal
    recall: Decimal
    f1: Decimal
    strict_f1: Decimal

    def cells(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}

    def shares(self) -> dict[str, Decimal]:
        """By the last part of the metric's notation."""
        return {
            "precision": self.precision, "recall": self.recall, "f1": self.f1, "strict-f1": self.strict_f1,
        }  # fmt: skip


def read_agreement() -> tuple[AgreementRow, ...]:
    """All rows; raises BuildError, naming file and line, where the file is missing or one is wrong."""
    try:
        with AGREEMENT.open(encoding="utf-8", newline="") as stream:
            return tuple(_row(number, cells) for number, cells in enumerate(csv.DictReader(stream), 2))
    except OSError as error:
        raise BuildError(f"{AGREEMENT}: cannot be read ({error.strerror}); {_REMEDY}") from error


def _row(line: int, cells: dict[str, str]) -> AgreementRow:
    try:
        shares = [Decimal(cells[name]) for name in COLUMNS[4:]]
        counts = (int(cells["annotated"]), int(cells["read"]))
        return AgreementRow(cells["report"], cells["record"], *counts, *shares)
    except (KeyError, ValueError, TypeError, InvalidOperation) as error:
        raise BuildError(f"{AGREEMENT}: line {line}: {error!r}; {_REMEDY}") from error
