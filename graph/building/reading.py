"""Reading: a report's file becomes its partition, once, in whichever process or machine does the work.

A partition's folder is named after everything that it depends on, and appears when it is whole: so work
that is done is found again after a crash, and two workers that do the same do no harm.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from graph.building.report_partition import write_report_partition
from loaders.corrections import apply_corrections, corrections_file, corrections_of
from loaders.documents import report_name
from loaders.metadata import metadata_beside
from loaders.pipeline import read_report
from loaders.records import Extraction
from loaders.responsibilities import read_responsibilities, responsibilities_file
from ontology.errors import ChengnuoError, DocumentError
from ontology.garbage import without_collection
from ontology.identifiers import Identifiers
from ontology.settings import CORRECTIONS, RESPONSIBILITIES, TARGETS, Settings
from ontology.vocabulary import load_vocabulary

UNFINISHED = ".unfinished-"
_CHECKOUT = Path(__file__).resolve().parents[2]
_CODE = ("ontology", "loaders", "graph")
_CODE_SUFFIXES = (".py", ".ttl", ".csv", ".toml")


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """What a worker needs to know to read one report."""

    path: Path
    given: Mapping[str, str]
    """Metadata from a table, by field; the text and the file beside it fill what is not given."""
    name: str
    """What the report is called in IRIs."""
    base: str
    settings: Settings
    folder: Path
    """Of the partition, which other workers see as well."""
    key: str
    """Of everything that the partition depends on."""
    reader: str
    """Digest of the code that shall read it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task."""

    task: ReadingTask
    error: str = ""
    """Why the report could not be read; empty where its partition is there."""
    fatal: bool = False
    """The fault is not the report's: others would meet it as well."""
    warnings: tuple[str, ...] = field(default=())


def reading_task(
    path: Path, given: Mapping[str, str], base: str, settings: Settings, partitions: Path
) -> ReadingTask:
    """The task of reading one report; raises DocumentError where the file cannot be read."""
    name = given.get("name") or metadata_beside(path).get("name") or report_name(path)
    key = hashlib.sha256()
    beside = (
        path.with_suffix(".toml"),
        corrections_file(CORRECTIONS, name),
        responsibilities_file(RESPONSIBILITIES, name),
    )
    for part in (_bytes(path), *(each.read_bytes() if each and each.is_file() else b"" for each in beside)):
        key.update(hashlib.sha256(part).digest())
    limits = (settings.source_mib, settings.source_characters)
    key.update(json.dumps([name, path.suffix, base, sorted(given.items()), limits, reader_digest()]).encode())
    digest = key.hexdigest()[:32]
    return ReadingTask(path, given, name, base, settings, partitions / name / digest, digest, reader_digest())


@without_collection()
def read_partition(task: ReadingTask) -> Outcome:
    """Reads a report into its partition, unless that is there; never raises what one report may cause."""
    if reader_digest() != task.reader:
        return Outcome(task, "a worker has another version of Chengnuo: give all the same", fatal=True)
    if task.folder.is_dir():
        return Outcome(task)
    try:
        extraction = _read(task)
    except ChengnuoError as error:
        return Outcome(task, str(error))
    except Exception as error:  # a fault of ours on one report must not lose the work on all others
        return Outcome(task, f"{task.path}: cannot be read ({error!r}): report this fault")
    try:
        with new_partition(task.folder) as folder:
            write_report_partition(folder, extraction, Identifiers(task.base))
    except OSError as error:
        where = error.filename or task.folder
        return Outcome(task, f"{where}: cannot be written ({error.strerror})", fatal=True)
    return Outcome(task, warnings=extraction.warnings)


@contextmanager
def new_partition(folder: Path) -> Iterator[Path]:
    """Where to write a partition that shall be found in `folder`, and is, once it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    try:
        unfinished.chmod(0o755)
        yield unfinished
        if not folder.is_dir():  # another worker may have been as quick
            unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@cache
def reader_digest() -> str:
    """Of all that decides what becomes of reports: code, vocabularies, cited targets."""
    digest = hashlib.sha256()
    for folder in (*_CODE, TARGETS.relative_to(_CHECKOUT).as_posix()):
        for path in sorted((_CHECKOUT / folder).rglob("*")):
            if path.suffix in _CODE_SUFFIXES:
                digest.update(f"{path.relative_to(_CHECKOUT).as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _read(task: ReadingTask) -> Extraction:
    extraction = read_report(task.path, settings=task.settings, given=task.given)
    if extraction.unclear:
        raise DocumentError("; ".join(extraction.unclear))
    name, vocabulary = extraction.metadata.name, load_vocabulary()
    if decided := corrections_of(CORRECTIONS, name):
        extraction = apply_corrections(extraction, decided, vocabulary)
    if table := responsibilities_file(RESPONSIBILITIES, name):
        found = read_responsibilities(table, extraction.metadata, vocabulary)
        extraction = replace(extraction, responsibilities=found)
    return extraction


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check the path") from error
