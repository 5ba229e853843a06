"""Store update: the store of a version, made out of the version before where that is less work."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build, BuiltFile, Manifest
from graph.building.store import change_store
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

_ALWAYS_ANEW = 300_000
"""Triples of a store that is written in seconds, and then in its best order."""
_CHANGED_SHARE = 0.1
"""Of the bytes of all partitions: where more are in those that differ, the store is written anew."""
_REPORTS = "/reports/"


def can_be_built_upon(before: Build, manifest: Manifest) -> bool:
    """Whether this version's store is made sooner out of the one before, because they differ in little."""
    come, _ = _differences(before.manifest, manifest)
    changed = sum(manifest.files[name].bytes for name in come)
    whole = sum(file.bytes for file in _partitions(manifest).values())
    few = changed <= _CHANGED_SHARE * whole
    return few and before.base == manifest.base and manifest.triples > _ALWAYS_ANEW


def change_version_store(folder: Path, manifest: Manifest, earlier: Build) -> bool:
    """Writes the store of the version in `folder` out of the earlier one, if that can be."""
    identifiers = Identifiers(manifest.base)
    come, gone = _differences(earlier.manifest, manifest)
    names = {Path(name).name.removesuffix(".nq.gz") for name in (*come, *gone) if _REPORTS in name}
    replaced = [identifiers.graph(name) for name in sorted(names)]
    files = [earlier.path / name for name in gone], [folder / name for name in come]
    try:
        change_store(earlier, folder / "store", *files, replaced)
    except BuildError:  # the earlier one may be damaged; a full disk is met again
        shutil.rmtree(folder / "store", ignore_errors=True)
        return False
    return True


def stored_files(folder: Path, manifest: Manifest) -> dict[str, Path]:
    """The files of the version in `folder` that its store holds, by their names, in order."""
    return {name: folder / name for name in sorted(_partitions(manifest))}


def _differences(earlier: Manifest, manifest: Manifest) -> tuple[list[str], list[str]]:
    """Files of partitions that come, and those that go; what is changed does both."""
    old, new = _partitions(earlier), _partitions(manifest)
    come = [name for name in new if old.get(name) != new[name]]
    return come, [name for name in old if new.get(name) != old[name]]


def _partitions(manifest: Manifest) -> Mapping[str, BuiltFile]:
    folders = (f"{DATA_FOLDER}/", f"{BESIDE_FOLDER}/")
    return {name: file for name, file in manifest.files.items() if name.startswith(folders)}
