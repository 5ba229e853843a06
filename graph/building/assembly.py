"""Assembly: partitions become a version of a build directory, with store, exports, search index and manifest.

What an earlier version has already is not made again: where few partitions differ, the store and the search
index share its files, and only the difference is written.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from graph.build_directory import (
    BESIDE_FOLDER,
    CURRENT,
    DATA_FOLDER,
    EXPORTS,
    FORMAT,
    MANIFEST,
    RETIRED,
    Build,
    BuiltFile,
    Manifest,
)
from graph.building.partition import BESIDE, Partition, write_partition
from graph.building.reading import reader_digest
from graph.building.report_partition import KEPT, built_report, covered
from graph.building.search_index import Searched, change_search_index, write_search_index
from graph.building.shared_partitions import shared_partitions
from graph.building.store import verify_store
from graph.building.successors import Version, retired_quads, retired_since, write_retired
from graph.building.total_tree import TotalTree
from graph.building.totals import Totals
from graph.building.version_store import KNOWN_LAST, VersionStore
from graph.counts import Counts
from graph.n_quads import Pieces, as_quads
from graph.progress import Progress
from graph.publishing.dataset_record import DataFile
from graph.publishing.description import Publication, Whole, description_quads
from graph.publishing.export import FORMATS, exported_files, write_catalogue, write_exports
from graph.terms import as_stored
from ontology.identifiers import Identifiers
from ontology.version import VERSION

Artifact = Callable[[Path], None]
"""Writes something more into the version's folder, which `Build.open` can read already."""

WHOLE_TRIPLES = 3_000_000
"""Of a build of which all exports are made, uncompressed and from memory, and the whole network is drawn."""
_CATALOGUED = 100
"""Reports whose provenance and quality the catalogue's files hold; of more only the graph tells them."""
_REPORTS = "reports/"


@dataclass(frozen=True, slots=True)
class Assembly:
    """What a version is made of, and how."""

    target: Path
    """The build directory."""
    before: Build | None
    """The version that is replaced, unless it is damaged."""
    cache: Path
    """Where partitions are kept between builds."""
    publication: Publication
    artifacts: Sequence[Artifact]
    exports: Sequence[str]
    """Formats; empty for what suits the size."""
    say: Progress


@dataclass(frozen=True, slots=True)
class Assembled:
    """A version that is whole."""

    manifest: Manifest
    """As it is written in the folder."""
    held: Sequence[Path]
    """Folders of the cache that it is made of."""


def assemble(
    assembly: Assembly, reports: Sequence[Partition], folder: Path, store: VersionStore
) -> Assembled:
    """Writes the version into the folder, where only its store is under way, and verifies it."""
    say, before, identifiers = assembly.say, assembly.before, assembly.publication.identifiers
    say("partitions")
    known = _linked(reports, folder)
    store.reports_known(known)
    of_reports = TotalTree.over(reports, assembly.cache)
    shared = [*shared_partitions(reports, of_reports, assembly.cache, identifiers)]
    trees = (of_reports, TotalTree.over(shared, assembly.cache))
    partitions = [*shared, *reports]
    known |= _linked(shared, folder)
    store.known(known)
    say("exports")
    with ThreadPoolExecutor() as beside_us:  # of many reports they copy and sort, which leaves Python to us
        exporting = beside_us.submit(_write_exports, assembly, folder, partitions)
        counting = beside_us.submit(lambda: Totals.sum([part for tree in trees for part in tree.parts()]))
        retired = _write_retired(assembly, Version(folder, known), partitions)
        counts, exported = counting.result().counts, exporting.result()
    known |= {f"{EXPORTS}/{Path(each.path).name}": each.file for each in exported}
    say("description")
    whole = _whole(partitions, reports, counts, retired, identifiers)
    beside = _described(assembly, folder, whole, exported, reports, retired)
    known |= _linked(beside, folder)
    for partition in beside:
        shutil.rmtree(partition.folder)
    store.settle(known)
    say("search index")
    _write_search_index(folder, partitions, store.changed_from)
    manifest = _manifest(partitions, beside, identifiers.base, _files(folder, known, before))
    manifest.write(folder / MANIFEST)
    say("store")
    store.wait()
    if assembly.artifacts and manifest.triples <= WHOLE_TRIPLES:
        manifest = _with_artifacts(assembly, folder, manifest)
    if not store.changed_from:  # else all that was changed in it was looked up
        verify_store(Build(folder, manifest))
    held = [*(each.folder for each in partitions), *(path for tree in trees for path in tree.folders())]
    return Assembled(manifest, held)


def _with_artifacts(assembly: Assembly, folder: Path, manifest: Manifest) -> Manifest:
    for artifact in assembly.artifacts:
        assembly.say(artifact.__name__.replace("write_", ""))
        artifact(folder)
    manifest = replace(manifest, files=_files(folder, manifest.files, assembly.before))
    manifest.write(folder / MANIFEST)
    return manifest


def _write_search_index(folder: Path, partitions: Sequence[Partition], earlier: Build | None) -> None:
    """What can be of the earlier version is taken from there."""
    searched = [Searched(each.name, each.digest, each.search_rows) for each in partitions]
    if earlier:
        change_search_index(earlier.search_path, folder / "search", searched)
    else:
        write_search_index(folder / "search", searched)


def _linked(partitions: Iterable[Partition], folder: Path) -> dict[str, BuiltFile]:
    """The partitions' files as files of the version: the same ones, since nobody ever changes them."""
    linked: dict[str, BuiltFile] = {}
    made: set[str] = set()
    for partition in partitions:
        files = partition.files()
        if partition.name.startswith(_REPORTS):
            report = partition.name.removeprefix(_REPORTS)
            kept = {f"{kind}/{report}{suffix}": name for name, (kind, suffix) in KEPT.items()}
            files |= {path: partition.folder / name for path, name in kept.items()}
        for path, file in files.items():
            if (parent := path.rpartition("/")[0]) not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            os.link(file, f"{folder}/{path}")  # of thousands: no more objects of paths than there are
            linked[path] = partition.built_files[file.name]
    return linked


def _write_exports(assembly: Assembly, folder: Path, partitions: Sequence[Partition]) -> list[DataFile]:
    whole = sum(partition.triples for partition in partitions) <= WHOLE_TRIPLES
    formats = assembly.exports or (tuple(FORMATS) if whole else ("nquads",))
    files = sorted((folder / DATA_FOLDER).rglob("*.nq.gz"))
    write_exports(folder / EXPORTS, files, formats, compressed=not whole)
    exported = exported_files(folder / EXPORTS)
    return [DataFile(name, f"download/{path.name}", BuiltFile.of(path)) for name, path in exported.items()]


def _write_retired(assembly: Assembly, now: Version, partitions: Sequence[Partition]) -> set[Pieces]:
    identifiers = assembly.publication.identifiers

    @cache
    def described() -> set[str]:
        return {iri for each in partitions if "/" not in each.name for iri in _subjects(each)}

    retired = retired_since(_replaced(assembly), now, identifiers, described)
    write_retired(now.folder / RETIRED, retired)
    return retired_quads(retired, identifiers)


def _replaced(assembly: Assembly) -> Version:
    """Of one whose manifest cannot be relied upon, the files that are there."""
    if assembly.before:
        return Version(assembly.before.path, assembly.before.manifest.files)
    folder = assembly.target / CURRENT
    files = (path for kind in (DATA_FOLDER, BESIDE_FOLDER) for path in (folder / kind).rglob("*.nq.gz"))
    return Version(folder, {path.relative_to(folder).as_posix(): BuiltFile.of(path) for path in files})


def _subjects(partition: Partition) -> Iterator[str]:
    for quad in partition.quads():
        yield quad.subject.value  # type: ignore[union-attr]


def _described(
    assembly: Assembly,
    folder: Path,
    whole: Whole,
    exported: Sequence[DataFile],
    reports: Sequence[Partition],
    retired: set[Pieces],
) -> list[Partition]:
    """What is known when all else is: the description, and what is no more."""
    identifiers = assembly.publication.identifiers
    description = description_quads(whole, assembly.publication, exported)
    catalogue = set(as_quads(description))
    if len(reports) <= _CATALOGUED:
        graph = identifiers.graph("description")
        quads = (quad for report in reports for quad in report.quads(BESIDE))
        catalogue |= {quad for quad in quads if quad.graph_name.value == graph}  # type: ignore[union-attr]
    write_catalogue(folder / EXPORTS, catalogue)
    found = []
    for name, beside in zip(KNOWN_LAST, (set(map(as_stored, description)), retired), strict=True):
        target = folder / f".{name}"
        target.mkdir()
        write_partition(target, (), beside, {})
        found.append(Partition.open(name, target))
    return found


def _whole(
    partitions: Sequence[Partition],
    reports: Sequence[Partition],
    counts: Counts,
    retired: set[Pieces],
    identifiers: Identifiers,
) -> Whole:
    graphs = _graphs(partitions)
    description = identifiers.graph("description")
    single = {identifiers.graph(report.name.removeprefix(_REPORTS)) for report in reports}
    outside = {identifiers.graph("inferred"): graphs.get(identifiers.graph("inferred"), 0)}
    outside |= {identifiers.graph("retired"): len(retired)}
    inside = {name: n for name, n in graphs.items() if name not in {*single, *outside, description}}
    return Whole(
        [covered(each) for each in reports], counts, inside, {name: n for name, n in outside.items() if n}
    )


def _graphs(partitions: Iterable[Partition]) -> dict[str, int]:
    graphs = Counter[str]()
    for partition in partitions:
        graphs.update(partition.graphs)
    return dict(sorted(graphs.items()))


def _manifest(
    partitions: Sequence[Partition],
    beside: Sequence[Partition],
    base: str,
    files: Mapping[str, BuiltFile],
) -> Manifest:
    graphs = _graphs([*partitions, *beside])
    reports = tuple(built_report(each) for each in partitions if each.name.startswith(_REPORTS))
    return Manifest(FORMAT, VERSION, reader_digest(), base, sum(graphs.values()), graphs, reports, files)


def _files(folder: Path, known: Mapping[str, BuiltFile], before: Build | None) -> dict[str, BuiltFile]:
    """All files but the manifest and the store's; what is known, or the same as before, is not read."""
    found = {}
    for root, _, names in os.walk(folder):
        within = "" if root == str(folder) else f"{Path(root).relative_to(folder).as_posix()}/"
        for name in (f"{within}{name}" for name in names):
            if name in known:
                found[name] = known[name]
            elif name != MANIFEST and not name.startswith(("store/", ".")):
                path = folder / name
                found[name] = _as_before(path, name, before) or BuiltFile.of(path)
    return dict(sorted(found.items()))


def _as_before(path: Path, name: str, before: Build | None) -> BuiltFile | None:
    file = before.manifest.files.get(name) if before else None
    return file if file and before and path.samefile(before.path / name) else None
