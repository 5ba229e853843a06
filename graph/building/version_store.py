"""Version store: the store of a version that is being made, out of the one before where that is less work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build, BuiltFile
from graph.building.store import StoreChange, StoreLoading
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

KNOWN_LAST = ("description", "retired")
"""Partitions that are made when all others are."""

_ALWAYS_ANEW = 300_000
"""Triples of a store that is written in seconds, and then in its best order."""
_CHANGED_SHARE = 0.1
"""Of the bytes of all partitions: where more are in those that differ, the store is written anew."""
_FOLDERS = (f"{DATA_FOLDER}/", f"{BESIDE_FOLDER}/")
_REPORTS = tuple(f"{folder}reports/" for folder in _FOLDERS)
_LAST = {f"{folder}{name}.nq.gz" for folder in _FOLDERS for name in KNOWN_LAST}

_Files = Mapping[str, BuiltFile]


class VersionStore:
    """Under way, in a process of its own, as soon as there is something to do; ended where the build is.

    Files are those of a version by their names; what is no partition of it is passed over.
    """

    def __init__(self, folder: Path, before: Build | None) -> None:
        """`before` is a version that may have partitions in common with the one in the folder."""
        self._folder, self._before = folder, before
        self._files: _Files = {}
        self._loading = StoreLoading(folder / "store")
        large = before and before.manifest.triples > _ALWAYS_ANEW
        self._change = StoreChange(before, folder / "store") if before and large else None

    def close(self) -> None:
        """Ends what is under way still."""
        self._loading.close()
        if self._change:
            self._change.close()

    @property
    def changed_from(self) -> Build | None:
        """The version out of whose store it is made, if it is."""
        return self._before if self._change else None

    def found(self, files: Mapping[str, Path]) -> None:
        """There is a partition. Where there is nothing to build upon it is loaded at once: that takes nearly
        as long as reading, and one core. Raises BuildError where it cannot be."""
        if not self._before:
            self._loading.add(files)

    def reports_known(self, files: _Files) -> None:
        """Those of reports are in the folder. Raises BuildError where they cannot be loaded."""
        if self._change and self._before and not _differ_in_little(self._before.manifest.files, files):
            self._load_instead(self._change)
        self._known(files, lambda name: name.startswith(_REPORTS))

    def known(self, files: _Files) -> None:
        """All but the last are. Raises BuildError where they cannot be loaded."""
        self._known(files, lambda name: not name.startswith(_REPORTS) and name not in _LAST)

    def _known(self, files: _Files, chosen: Callable[[str], bool]) -> None:
        if self._change:
            self._tell(self._change, files, chosen)
        else:
            self._loading.add(self._partitions(files))

    def settle(self, files: _Files) -> None:
        """The store shall hold the partitions of these files. Raises BuildError where it cannot be."""
        self._files = files
        if self._change:
            self._tell(self._change, files, lambda name: name in _LAST)
        else:
            self._loading.settle(self._partitions(files))

    def wait(self) -> None:
        """Returns when it does; raises BuildError where it cannot be written."""
        if self._change:
            try:
                self._change.finish()
            except BuildError:  # the earlier one may be damaged; a full disk is met again
                self._load_instead(self._change)
                self._loading.settle(self._partitions(self._files))
        self._loading.wait()

    def _load_instead(self, change: StoreChange) -> None:
        change.close()
        self._change = None
        shutil.rmtree(self._folder / "store", ignore_errors=True)

    def _tell(self, change: StoreChange, files: _Files, chosen: Callable[[str], bool]) -> None:
        """What comes and what goes; what is changed does both."""
        assert self._before
        old, new = (dict(_partitions(each)) for each in (self._before.manifest.files, files))
        names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        changed = [name for name in names if chosen(name)]
        of_reports = (name for name in changed if name.startswith(_REPORTS))
        reports = {Path(name).name.removesuffix(".nq.gz") for name in of_reports}
        graphs = [Identifiers(self._before.base).graph(report) for report in sorted(reports)]
        gone = [self._before.path / name for name in changed if name in old]
        with suppress(BuildError):  # it is told at the end
            change.change(graphs, gone, [self._folder / name for name in changed if name in new])

    def _partitions(self, files: _Files) -> dict[str, Path]:
        return {name: self._folder / name for name, _ in sorted(_partitions(files))}


def _differ_in_little(old: _Files, new: _Files) -> bool:
    partitions = list(_partitions(new))
    changed = sum(file.bytes for name, file in partitions if old.get(name) != file)
    return changed <= _CHANGED_SHARE * sum(file.bytes for _, file in partitions)


def _partitions(files: _Files) -> Iterator[tuple[str, BuiltFile]]:
    return ((name, file) for name, file in files.items() if name.startswith(_FOLDERS))
