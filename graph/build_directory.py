"""The build directory: what a build leaves behind and readers rely on (docs/architecture.md).

A reader opens `current` once and stays with that version, also while the next one takes its place.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ontology.errors import BuildError

FORMAT = 5
"""Of the directory; a reader refuses any other."""

CURRENT = "current"
VERSIONS = "versions"
MANIFEST = "manifest.json"
EXPORTS = "exports"
REMEDY = "build it again with `chengnuo build`"
RETIRED = "retired.jsonl"
DATA_FOLDER, BESIDE_FOLDER = "data", "beside"
"""Partitions as gzipped N-Quads: what the files of the data hold, and what is beside it."""


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """One report of a build."""

    name: str
    title: str
    media_type: str
    """Of the source; the kept text was made from it."""
    encoding: str
    sha256: str
    """Of the source's bytes."""
    characters: int
    """Of the kept text."""
    counts: Mapping[str, int]
    """Records by kind."""
    stale_corrections: Sequence[str]
    """Decisions of reviewers that could not be applied, with file and row."""
    key: str
    """Of its partition: of the source, what was given with it, and the reader's own code."""


@dataclass(frozen=True, slots=True)
class Retired:
    """An identifier that an earlier build made and this one does not."""

    iri: str
    label: str
    """What it was called."""
    successor: str
    """IRI of what took its place; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """What a file was when it was written."""

    sha256: str
    bytes: int

    @classmethod
    def of(cls, path: Path) -> BuiltFile:
        with path.open("rb") as stream:
            return cls(hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build holds."""

    format: int
    version: str
    """Of Chengnuo."""
    reader: str
    """Digest of the code and vocabularies that read the reports."""
    base: str
    triples: int
    graphs: Mapping[str, int]
    """Triples by named graph."""
    reports: tuple[BuiltReport, ...]
    files: Mapping[str, BuiltFile]
    """All files but the store's, by path below the version."""

    def write(self, path: Path) -> None:
        """With a line for each report and file: that is good to read, and written in little time."""
        raw = _members(self)
        members = ",\n".join(f" {_json(name)}: {_in_lines(raw[name])}" for name in sorted(raw))
        path.write_text(f"{{\n{members}\n}}\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Raises BuildError for a manifest that is missing, broken or of another format."""
        try:
            raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if raw["format"] != FORMAT:
                raise BuildError(f"{path}: format {raw['format']}, this version reads {FORMAT}; {REMEDY}")
            reports = tuple(BuiltReport(**report) for report in raw.pop("reports"))
            files = {name: BuiltFile(**file) for name, file in raw.pop("files").items()}
            return cls(**raw, reports=reports, files=files)
        except OSError as error:
            raise BuildError(f"{path}: no graph is here ({error.strerror}); {REMEDY}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BuildError(f"{path}: the manifest is damaged ({error!r}); {REMEDY}") from error


@dataclass(frozen=True, slots=True)
class Build:
    """One version, for reading."""

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, target: Path) -> Build:
        """The current version of a build directory, or a version's own folder.

        Raises BuildError where there is none, or a file is missing or of another size.
        """
        version = current_version(target)
        manifest = Manifest.read(version / MANIFEST)
        for name, file in manifest.files.items():
            if _size(path := f"{version}/{name}") != file.bytes:
                raise BuildError(f"{path}: missing or of another size than when it was built; {REMEDY}")
        build = cls(version, manifest)
        if not build.store_path.is_dir():
            raise BuildError(f"{build.store_path}: the store is missing; {REMEDY}")
        return build

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within it no later build removes this version. The system ends it with the process."""
        with (self.path / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_SH)
            yield

    @property
    def base(self) -> str:
        return self.manifest.base

    @property
    def reports(self) -> tuple[BuiltReport, ...]:
        return self.manifest.reports

    @property
    def written(self) -> datetime:
        """When this copy was written, to the second: a fact of the files, in no byte of the data."""
        return datetime.fromtimestamp(int((self.path / MANIFEST).stat().st_mtime), UTC)

    @property
    def store_path(self) -> Path:
        """Oxigraph's folder: open it read-only."""
        return self.path / "store"

    def partition_paths(self, folder: str) -> list[Path]:
        """All quads as sorted N-Quads, gzipped, by partition: those of `data` or of `beside`."""
        return [self.path / name for name in sorted(self.manifest.files) if name.startswith(f"{folder}/")]

    @property
    def search_path(self) -> Path:
        """A folder of segments."""
        return self.path / "search"

    def explanations_path(self, report: str) -> Path:
        return self.path / "explanations" / f"{report}.sqlite"

    @property
    def layout_path(self) -> Path:
        """Missing where the network is too large to be drawn as a whole."""
        return self.path / "layout.json"

    def export_path(self, filename: str) -> Path:
        """The whole graph as one file (`graph.publishing.export.file_name`)."""
        return self.path / EXPORTS / filename

    def retired(self) -> Mapping[str, Retired]:
        """Identifiers of earlier builds that this one does not make, by IRI."""
        return {each.iri: each for each in read_retired(self.path / RETIRED)}

    def text_path(self, report: str) -> Path:
        return self.path / "texts" / f"{report}.txt"

    def records_path(self, report: str) -> Path:
        return self.path / "records" / f"{report}.jsonl"

    def audit_path(self, report: str) -> Path:
        return self.path / "audits" / f"{report}.jsonl"

    def text(self, report: str) -> str:
        """The kept text of a report, newlines untouched: what all offsets count."""
        return self.text_path(report).read_bytes().decode("utf-8")


def _in_lines(value: Any) -> str:
    if isinstance(value, Mapping):
        lines = ",\n".join(f"  {_json(name)}: {_json(value[name])}" for name in sorted(value))
        return f"{{\n{lines}\n }}"
    if isinstance(value, tuple):
        return "[\n{}\n ]".format(",\n".join(f"  {_json(each)}" for each in value))
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_members)


def _members(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _size(path: str) -> int:
    """Of a file; -1 where there is none. Of thousands: objects of paths would take longer than the rest."""
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return -1


def current_version(target: Path) -> Path:
    """The folder of the version that a build directory has now, or of a version itself."""
    link = target / CURRENT
    return (link if link.exists() else target).resolve()


def versions(target: Path) -> list[Path]:
    """All versions of a build directory: the current one first, then those before, the newest first."""
    current = current_version(target)
    built = {path.parent: path.stat().st_mtime_ns for path in (target / VERSIONS).glob(f"[!.]*/{MANIFEST}")}
    others = sorted(built.keys() - {current}, key=lambda version: built[version], reverse=True)
    return [current, *others]


def is_held(version: Path) -> bool:
    """Whether a process reads this version (`Build.held`)."""
    try:
        with (version / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # without a manifest nobody can read it
        return False
    return False


def read_retired(path: Path) -> list[Retired]:
    """One JSON object a line; nothing where there is no such file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    return [Retired(**json.loads(line)) for line in lines]
