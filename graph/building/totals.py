"""Totals: how much a partition holds, or several together, in two files of a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from graph.counts import Counts
from graph.derived.summaries import Counted, from_rows, to_rows, total

_NUMBERS, _HASHES = "totals.json", "objects.u64"


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
        """What was written there. Raises OSError, ValueError or TypeError where it is damaged."""
        raw = json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))
        counts = replace(Counts(**raw["counts"]), hashes=np.fromfile(folder / _HASHES, dtype=np.uint64))
        return cls(counts, from_rows(raw["statements"]))

    @classmethod
    def read_statements(cls, folder: Path) -> Mapping[Counted, int]:
        """Without what takes memory; raises as `read` does."""
        return from_rows(json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))["statements"])

    def write(self, folder: Path) -> None:
        """The same totals give the same bytes."""
        raw = {"counts": self.counts.to_json(), "statements": to_rows(self.statements)}
        (folder / _NUMBERS).write_text(json.dumps(raw, ensure_ascii=False) + "\n", encoding="utf-8")
        self.counts.hashes.tofile(folder / _HASHES)
