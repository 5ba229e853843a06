"""Partitions: a large build is checked report by report, several at once, each by a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build
from graph.checking.checks import CHECKS, Evidence
from graph.checking.findings import Finding
from graph.checking.shapes import violations
from graph.n_quads import read_gzipped
from graph.progress import Progress, counted
from ontology.identifiers import VOCABULARY_BASE, Identifiers

_REPORTS = "reports/"


@dataclass(frozen=True, slots=True)
class _Shared:
    """What is no single report's: read once by each process."""

    build: Build
    store: Store
    files: Mapping[str, Sequence[Path]]
    """Of each partition."""
    quads: Mapping[str, Sequence[Quad]]
    """Of each partition but those of reports."""
    described: frozenset[str]
    """IRIs of which these quads say something."""
    wanted: frozenset[str]
    """IRIs that they point to, of which a report must say something."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What came of one report."""

    findings: Sequence[Finding]
    triples: int
    described: frozenset[str]
    """Of those that are wanted."""


def check_partitions(build: Build, sample: int, say: Progress) -> Iterator[Finding]:
    """What the checks say of each report, and of all that is no single report's; SHACL is applied to `sample`
    reports, a random choice that is the same each time."""
    names = [report.name for report in build.reports]
    chosen = set(random.Random(sample).sample(sorted(names), sample))
    yield Finding("note", "shacl", build.path.name, f"SHACL is applied to {sample} of {len(names)} reports.")
    shared, path, triples = _shared(build.path), build.path, 0
    wanted = set(shared.wanted)
    # A fork would copy the engine's locks, but not the threads that hold them.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        longest_first = sorted(names, key=lambda name: name not in chosen)
        futures = [pool.submit(_check_report, path, name, name in chosen) for name in longest_first]
        for future in counted(as_completed(futures), len(futures), "reports checked", say):
            checked = future.result()
            triples += checked.triples
            wanted -= checked.described
            yield from checked.findings
    for iri in sorted(wanted):
        yield Finding("fault", "dangling-link", iri, "Nothing is said of it, though something points to it.")
    own = [quad for quads in shared.quads.values() for quad in quads]
    missing = sum(quad not in shared.store for quad in own)
    if missing or triples + len(own) != len(shared.store):
        counts = f"{len(shared.store)} triples, the partitions {triples + len(own)}"
        message = f"The store holds {counts}; {missing} that no report states are missing."
        yield Finding("fault", "store", build.store_path.name, message)


@cache
def _shared(path: Path) -> _Shared:
    build = Build.open(path)
    files = _files(build)
    quads = {name: list(_read(each)) for name, each in files.items() if not name.startswith(_REPORTS)}
    own = [quad for each in quads.values() for quad in each]
    described = {quad.subject.value for quad in own if isinstance(quad.subject, NamedNode)}
    bases = (build.base, VOCABULARY_BASE)
    objects = {quad.object.value for quad in own if isinstance(quad.object, NamedNode)}
    wanted = {iri for iri in objects if iri.startswith(bases)} - described
    store = Store.read_only(str(build.store_path))
    return _Shared(build, store, files, quads, frozenset(described), frozenset(wanted))


def _check_report(path: Path, name: str, with_shapes: bool) -> _Checked:
    shared = _shared(path)
    quads = list(_read(shared.files[f"{_REPORTS}{name}"]))
    reports = tuple(report for report in shared.build.reports if report.name == name)
    alone = replace(shared.build, manifest=replace(shared.build.manifest, reports=reports))
    evidence = Evidence(alone, quads, shared.described)
    findings = [finding for check in CHECKS for finding in check(evidence)]
    findings += _in_store(shared, name, quads)
    if with_shapes:
        vocabulary = (*shared.quads["vocabulary"], *shared.quads.get("divisions", ()))
        findings += violations([*vocabulary, *quads])
    return _Checked(findings, len(quads), shared.wanted & evidence.subjects)


def _in_store(shared: _Shared, report: str, quads: Sequence[Quad]) -> Iterator[Finding]:
    graph = NamedNode(Identifiers(shared.build.base).graph(report))
    held = set(shared.store.quads_for_pattern(None, None, None, graph))
    own = {quad for quad in quads if quad.graph_name == graph}
    others = (quad for quad in quads if quad.graph_name != graph)
    different = len(held ^ own) + sum(quad not in shared.store for quad in others)
    if different:
        message = f"The store and the partition differ in {different} triples."
        yield Finding("fault", "store", report, message)


def _files(build: Build) -> Mapping[str, Sequence[Path]]:
    found: dict[str, list[Path]] = {}
    for folder in (DATA_FOLDER, BESIDE_FOLDER):
        for path in build.partition_paths(folder):
            name = path.relative_to(build.path / folder).as_posix().removesuffix(".nq.gz")
            found.setdefault(name, []).append(path)
    return found


def _read(files: Sequence[Path]) -> Iterator[Quad]:
    for path in files:
        yield from read_gzipped(path)
