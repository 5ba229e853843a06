"""Shared partitions: what is no single report's, each made anew only when what it depends on has changed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.building import across
from graph.building.partition import Partition, write_partition
from graph.building.reading import new_partition, reader_digest
from graph.building.report_partition import membership, read_facts
from graph.building.total_tree import TotalTree
from graph.building.vocabulary import vocabulary_quads
from graph.derived.closure import region_closure
from graph.derived.summaries import count_quads
from graph.model.divisions import division_quads
from graph.n_quads import Pieces, by_predicate
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary


def shared_partitions(
    reports: Sequence[Partition], totals: TotalTree, cache: Path, identifiers: Identifiers
) -> Iterator[Partition]:
    """Vocabulary, divisions that the reports name, and what the reports of each group say together.

    `totals` are those of the reports.
    """
    vocabulary, base = load_vocabulary(), identifiers.base

    @functools.cache
    def words() -> set[Pieces]:
        return vocabulary_quads(identifiers)

    def its_closure() -> set[Pieces]:
        return region_closure(by_predicate(words()), identifiers)

    yield _made(cache, "vocabulary", (base,), words, its_closure)
    named = sorted({iri for report in reports for iri in report.about["divisions"]})
    divisions = partial(division_quads, identifiers, named, vocabulary)

    def inside() -> set[Pieces]:
        subjects = {subject for subject, *_ in divisions()}
        closure = region_closure(by_predicate(words(), divisions()) if subjects else {}, identifiers)
        return {quad for quad in closure if quad[0] in subjects}

    yield _made(cache, "divisions", (base, *named), divisions, inside)
    digests = (base, *sorted(report.folder.name for report in reports))
    yield _made(cache, "counts", digests, _nothing, lambda: _counts(totals, identifiers))
    by_name = {report.folder.parent.name: report for report in reports}
    members = [membership(report) for report in reports]
    for rule in across.RULES:
        for group, together in across.groups(rule, members):
            held = [by_name[member.report] for member in together]
            key = (base, *(each.folder.name for each in held))
            quads = partial(_together, rule, held, identifiers)
            yield _made(cache, f"across/{_digest(rule.name, group)[:16]}", key, quads)


def _together(rule: across.AcrossRule, held: Sequence[Partition], identifiers: Identifiers) -> set[Pieces]:
    return across.group_quads(rule, map(read_facts, held), identifiers, load_vocabulary())


def _counts(totals: TotalTree, identifiers: Identifiers) -> set[Pieces]:
    return count_quads(totals.statements(), str(CN.allReports), identifiers)


def _nothing() -> Iterable[Pieces]:
    return ()


def _made(
    cache: Path,
    name: str,
    key: Sequence[str],
    quads: Callable[[], Iterable[Pieces]],
    beside: Callable[[], Iterable[Pieces]] = _nothing,
) -> Partition:
    """A partition that depends on its key and our code only, from the cache or made anew."""
    folder = _folder(cache, name, key)
    if not folder.is_dir():
        with new_partition(folder) as unfinished:
            write_partition(unfinished, quads(), beside(), {})
    return Partition.open(name, folder)


def _folder(cache: Path, name: str, key: Sequence[str]) -> Path:
    return cache / f"_{name.replace('/', '-')}" / _digest(reader_digest(), *key)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
