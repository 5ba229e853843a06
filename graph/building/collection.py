"""Collection: which partitions make a build, when some files are the same report, and some are two versions
of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.building.partition import Partition
from ontology.errors import BuildError

_SHOWN = 5
"""Differing figures that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The partitions of a build, by name."""

    partitions: tuple[Partition, ...]
    notes: tuple[str, ...]
    """What was left out, and where two reports are versions of one."""


def collect(found: Iterable[Partition]) -> Collection:
    """Raises BuildError where two reports of different content have one name."""
    by_name: dict[str, Partition] = {}
    for partition in found:
        other = by_name.setdefault(partition.name, partition)
        if other.folder != partition.folder:
            name = partition.name.partition("/")[2]
            raise BuildError(f"2 reports are called {name!r}: rename their files, names become IRIs")
    ordered = [by_name[name] for name in sorted(by_name)]
    same = dict(_same(ordered))
    kept = tuple(partition for partition in ordered if partition.name not in same)
    notes = [
        f"{_short(one)} is the same report as {_short(other)}, and left out" for one, other in same.items()
    ]
    return Collection(kept, (*notes, *_versions(kept)))


def _same(partitions: Sequence[Partition]) -> Iterator[tuple[str, str]]:
    """Reports of the same words as one that comes before them by name."""
    first: dict[str, str] = {}
    for partition in partitions:
        other = first.setdefault(partition.about["words"], partition.name)
        if other != partition.name:
            yield partition.name, other


def _versions(partitions: Sequence[Partition]) -> Iterator[str]:
    """Reports of one government for one year: both are kept, and what one has and not the other is told."""
    groups: dict[tuple[str, int], list[Partition]] = defaultdict(list)
    for partition in partitions:
        if partition.about["government"] and partition.about["year"]:
            groups[partition.about["government"], partition.about["year"]].append(partition)
    for (government, year), (first, *others) in sorted(groups.items()):
        for other in others:
            one, two = set(first.about["figures"]), set(other.about["figures"])
            told = "; ".join(
                f"only in {_short(each.name)}: {_some(sorted(mine - theirs))}"
                for each, mine, theirs in ((first, one, two), (other, two, one))
                if mine - theirs
            )
            versions = f"{_short(first.name)} and {_short(other.name)} are versions of {government} {year}"
            yield f"{versions}, both kept; {told or 'their figures are the same'}"


def _some(figures: Sequence[str]) -> str:
    more = len(figures) - _SHOWN
    return f"{len(figures)} figures ({', '.join(figures[:_SHOWN])}{f' and {more} more' if more > 0 else ''})"


def _short(name: str) -> str:
    return name.partition("/")[2]
