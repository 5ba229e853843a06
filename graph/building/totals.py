"""Totals: how much a partition holds, or several together, in two files of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from graph.counts import Counts
from graph.derived.summaries import Counted, from_rows, to_rows, total
from ontology.errors import BuildError

_NUMBERS, _HASHES = "totals.json", "objects.u64"


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Raises BuildError for what the reading of something kept raises where that is not whole."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(
            f"{folder}: what was kept is damaged ({error!r}); remove it and build again"
        ) from error


@dataclass(frozen=True, slots=True)
class Totals:
    """Of disjoint sets of statements they add up."""

    counts: Counts
    """Of what the files of the data hold."""
    statements: Mapping[Counted, int] = field(default_factory=dict)
    """Of reports, by kind."""

    @classmethod
    def sum(cls, parts: Sequence[Totals]) -> Totals:
        return cls(Counts.sum([part.counts for part in parts]), total(part.statements for part in parts))

    @classmethod
    def read(cls, folder: Path) -> Totals:
        """What was written there. Raises BuildError where it is damaged."""
        with damage_told(folder):
            raw = json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))
            hashes = np.fromfile(folder / _HASHES, dtype=np.uint64)
            return cls(replace(Counts(**raw["counts"]), hashes=hashes), from_rows(raw["statements"]))

    @classmethod
    def read_statements(cls, folder: Path) -> Mapping[Counted, int]:
        """Without what takes memory; raises as `read` does."""
        with damage_told(folder):
            return from_rows(json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))["statements"])

    def write(self, folder: Path) -> None:
        """The same totals give the same bytes."""
        raw = {"counts": self.counts.to_json(), "statements": to_rows(self.statements)}
        (folder / _NUMBERS).write_text(json.dumps(raw, ensure_ascii=False) + "\n", encoding="utf-8")
        self.counts.hashes.tofile(folder / _HASHES)
