"""Validation: is a build what it says it is, and does its graph hold what every graph must?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build
from graph.checking.checks import CHECKS, Evidence, changed_files, store_check
from graph.checking.findings import Finding
from graph.checking.shapes import violations
from graph.n_quads import read_gzipped
from graph.publishing.export import read_quads
from ontology.identifiers import VOCABULARY_BASE, Identifiers

SAMPLE = 50
"""Reports to which SHACL is applied: all of so many, of more a random choice that is the same each time."""

_REPORTS = "reports/"


def validate(build: Build) -> list[Finding]:
    """Faults first, then notes; no fault means that the build is sound."""
    if changed := sorted(changed_files(build)):
        return changed
    if len(build.reports) <= SAMPLE:
        return check(build, list(read_quads(build)))
    return sorted(set(_by_partition(build)))


def check(build: Build, quads: Sequence[Quad]) -> list[Finding]:
    """The same for quads that are not yet, or no longer, those of the build."""
    evidence = Evidence(build, quads)
    own = [finding for each in (store_check, *CHECKS) for finding in each(evidence)]
    return sorted({*own, *violations(quads)})


def _by_partition(build: Build) -> Iterator[Finding]:
    """One report in memory at a time, with what is no single report's."""
    partitions = _partitions(build)
    whole = {name: list(_read(files)) for name, files in partitions.items() if not name.startswith(_REPORTS)}
    shared = [quad for quads in whole.values() for quad in quads]
    described = {quad.subject.value for quad in shared if isinstance(quad.subject, NamedNode)}
    wanted = _pointed_to(build, shared) - described
    reports = {f"{_REPORTS}{report.name}": report for report in build.reports}
    chosen = set(random.Random(SAMPLE).sample(sorted(reports), SAMPLE))
    yield Finding(
        "note", "shacl", build.path.name, f"SHACL is applied to {SAMPLE} of {len(reports)} reports."
    )
    store, found = Store.read_only(str(build.store_path)), 0
    for name, report in reports.items():
        quads = list(_read(partitions[name]))
        found += len(quads)
        alone = replace(build, manifest=replace(build.manifest, reports=(report,)))
        evidence = Evidence(alone, quads, described)
        wanted -= evidence.subjects
        for each in CHECKS:
            yield from each(evidence)
        yield from _in_store(build, store, report.name, quads)
        if name in chosen:
            yield from violations([*whole["vocabulary"], *whole.get("divisions", ()), *quads])
    for iri in sorted(wanted):
        yield Finding("fault", "dangling-link", iri, "Nothing is said of it, though something points to it.")
    missing = sum(quad not in store for quad in shared)
    if missing or found + len(shared) != len(store):
        counts = f"{len(store)} triples, the partitions {found + len(shared)}"
        message = f"The store holds {counts}; {missing} that no report states are missing."
        yield Finding("fault", "store", build.store_path.name, message)


def _pointed_to(build: Build, quads: Sequence[Quad]) -> set[str]:
    """What is pointed to under our bases."""
    bases = (build.base, VOCABULARY_BASE)
    objects = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
    return {iri for iri in objects if iri.startswith(bases)}


def _in_store(build: Build, store: Store, report: str, quads: Sequence[Quad]) -> Iterator[Finding]:
    graph = NamedNode(Identifiers(build.base).graph(report))
    held = set(store.quads_for_pattern(None, None, None, graph))
    own = {quad for quad in quads if quad.graph_name == graph}
    different = len(held ^ own) + sum(quad not in store for quad in quads if quad.graph_name != graph)
    if different:
        message = f"The store and the partition differ in {different} triples."
        yield Finding("fault", "store", report, message)


def _partitions(build: Build) -> Mapping[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for folder in (DATA_FOLDER, BESIDE_FOLDER):
        for path in build.partition_paths(folder):
            name = path.relative_to(build.path / folder).as_posix().removesuffix(".nq.gz")
            found.setdefault(name, []).append(path)
    return found


def _read(files: Sequence[Path]) -> Iterator[Quad]:
    for path in files:
        yield from read_gzipped(path)
