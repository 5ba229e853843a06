"""Total tree: the totals of all partitions, added up in a tree whose sums are kept between builds.

Partitions are spread over its branches by their names, so that of thousands only the sums above those that
changed are added up anew. The sum of all is not kept: it is another each time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.building.partition import Partition
from graph.building.reading import new_partition, reader_digest
from graph.building.totals import Totals
from graph.derived.summaries import Counted, total

_FEW = 24
"""Partitions that are added up at once; of more the sums of up to 16 branches are."""


@dataclass(frozen=True, slots=True)
class TotalTree:
    """One sum, over partitions or over other sums."""

    folder: Path | None
    """Where it is kept, named after what it is made of; None for the sum of all."""
    branches: Sequence[TotalTree]
    partitions: Sequence[Partition]
    """Where there are no branches."""

    @classmethod
    def over(cls, partitions: Sequence[Partition], cache: Path, depth: int = 0) -> TotalTree:
        """The tree of these partitions; nothing is added up yet."""
        branches: dict[str, list[Partition]] = defaultdict(list)
        if len(partitions) > _FEW:
            for each in partitions:
                branches[hashlib.sha256(each.name.encode()).hexdigest()[depth]].append(each)
        made_of = sorted(f"{each.name} {each.digest}" for each in partitions)
        key = hashlib.sha256("\n".join((reader_digest(), *made_of)).encode()).hexdigest()[:32]
        found = [cls.over(branches[digit], cache, depth + 1) for digit in sorted(branches)]
        folder = cache / "_totals" / key if depth else None
        return cls(folder, found, () if found else partitions)

    def totals(self) -> Totals:
        """The sum, from where it is kept or added up and kept."""
        if self.folder and self.folder.is_dir():
            return Totals.read(self.folder)
        found = Totals.sum([*self.parts()])
        if self.folder:
            with new_partition(self.folder) as unfinished:
                found.write(unfinished)
        return found

    def parts(self) -> Iterator[Totals]:
        """What it is the sum of."""
        yield from (each.totals() for each in self.branches)
        yield from (each.totals() for each in self.partitions)

    def statements(self) -> Mapping[Counted, int]:
        """What of it counts statements; nothing is kept."""
        if self.folder and self.folder.is_dir():
            return Totals.read_statements(self.folder)
        of_branches = [each.statements() for each in self.branches]
        return total([*of_branches, *(each.statements() for each in self.partitions)])

    def folders(self) -> Iterator[Path]:
        """Of all sums that are kept."""
        if self.folder:
            yield self.folder
        for each in self.branches:
            yield from each.folders()
