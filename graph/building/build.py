"""Build: reports become a build directory, beside the old one, verified, then swapped in one step.

An interrupted build leaves the old version as it was. Reports that it had read are not read again by the
next; what it left half-written is removed.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.build_directory import REMEDY, Build, BuiltFile, current_version
from graph.building.assembly import Artifact, Assembly, assemble
from graph.building.collection import collect
from graph.building.new_version import new_version, publish
from graph.building.partition import Partition
from graph.building.reading import UNFINISHED, reader_digest
from graph.building.report_partition import write_report_partition
from graph.building.version_store import VersionStore
from graph.progress import Progress, silent
from graph.publishing.description import Publication
from graph.publishing.question_quads import Asked
from loaders.records import Extraction
from ontology.errors import BuildError
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.publisher import Publisher

Read = Callable[[Path], Iterable[Partition]]
"""Gives the partitions of all reports, each as soon as it is there; the folder is where those of earlier
builds are, and new ones go."""

_DEFAULT_PUBLISHER = Publisher()
_CACHE = "partitions"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left behind."""

    build: Build
    notes: tuple[str, ...] = ()
    """What was left out, and which reports are versions of one."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a graph is built, whatever its reports."""

    base: str = DEFAULT_BASE
    publisher: Publisher = _DEFAULT_PUBLISHER
    """Whom the description names."""
    questions: Sequence[Asked] = ()
    """That the description holds."""
    artifacts: Sequence[Artifact] = ()
    exports: Sequence[str] = ()
    """Formats to write; empty for those that suit the size."""
    progress: Progress = silent


def build_graph(
    extractions: Sequence[Extraction],
    target: Path,
    *,
    base: str = DEFAULT_BASE,
    publisher: Publisher = _DEFAULT_PUBLISHER,
    questions: Sequence[Asked] = (),
    artifacts: Sequence[Artifact] = (),
    progress: Progress = silent,
) -> Build:
    """Makes `target` serve the graph of these extractions; returns its new version.

    Raises BuildError as `build_partitions` does, and where two reports share a name.
    """
    _refuse_equal_names(extractions)
    manner = Manner(base, publisher, questions, artifacts, (), progress)

    def partitions(cache: Path) -> Iterator[Partition]:
        for extraction in extractions:
            yield _partition_of(extraction, cache, Identifiers(base))

    return build_partitions(partitions, target, manner).build


def build_partitions(read: Read, target: Path, manner: Manner, opened: Build | None = None) -> Built:
    """Makes `target` serve the graph of the partitions that `read` gives. Who has opened the version that it
    serves now may say so: there may be another by now.

    Raises BuildError where it cannot be written, another build is under way, or what was written does not
    hold what it should. Then what `target` served before is served on, and partitions that were read are
    kept.
    """
    with new_version(target) as folder:
        cache, before = target / _CACHE, _before(target, opened)
        alike = before if _was_read_alike(before, manner.base) else None
        with closing(VersionStore(folder, alike)) as store:
            _remove_unfinished(cache)
            collection = collect(_stored(read(cache), store))
            publication = Publication(Identifiers(manner.base), manner.publisher, manner.questions)
            made_with = (publication, manner.artifacts, manner.exports, manner.progress)
            assembly = Assembly(target, before, cache, *made_with)
            made = assemble(assembly, collection.partitions, folder, store)
        build = publish(target, folder, made.manifest)
        _forget(cache, made.held)
        return Built(build, collection.notes)


def _stored(found: Iterable[Partition], store: VersionStore) -> Iterator[Partition]:
    for partition in found:
        store.found(partition.files())
        yield partition


def _before(target: Path, opened: Build | None) -> Build | None:
    """The version that is replaced, unless it is damaged."""
    try:
        return opened if opened and opened.path == current_version(target) else Build.open(target)
    except BuildError:
        return None


def _was_read_alike(before: Build | None, base: str) -> bool:
    """Whether a version may have partitions in common with what is built now."""
    return before is not None and before.base == base and before.manifest.reader == reader_digest()


def kept_partitions(build: Build, target: Path) -> list[Partition]:
    """The partitions of the reports that a build directory serves, to build upon.

    Raises BuildError where they were read by another version of Chengnuo, or are gone.
    """
    if build.manifest.reader != reader_digest():
        raise BuildError(f"{target}: its reports were read by another version of Chengnuo; {REMEDY}")
    cache = target / _CACHE
    return [Partition.open(f"reports/{each.name}", cache / each.name / each.key) for each in build.reports]


def _partition_of(extraction: Extraction, cache: Path, identifiers: Identifiers) -> Partition:
    """Of what was read already: its key is made of what was written."""
    name = extraction.metadata.name
    folder = cache / name / f"{UNFINISHED}{name}"
    folder.mkdir(parents=True)
    write_report_partition(folder, extraction, identifiers)
    files = sorted(path for path in folder.iterdir() if path.suffix != ".pickle")
    content = "".join(f"{path.name} {BuiltFile.of(path).sha256}\n" for path in files)
    key = hashlib.sha256(content.encode()).hexdigest()[:32]
    if not (kept := cache / name / key).is_dir():
        folder.rename(kept)
    return Partition.open(f"reports/{name}", kept)


def _refuse_equal_names(extractions: Sequence[Extraction]) -> None:
    names = Counter(extraction.metadata.name for extraction in extractions)
    for name, count in names.items():
        if count > 1:
            raise BuildError(f"{count} reports are called {name!r}: rename their files, names become IRIs")


def _remove_unfinished(cache: Path) -> None:
    for left in cache.glob(f"*/{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _forget(cache: Path, held: Sequence[Path]) -> None:
    """Removes what the current version is not made of; versions before it have their files themselves."""
    kept = set(held)
    for folder in cache.glob("*/*"):
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)
    for name in cache.iterdir():
        if not any(name.iterdir()):
            name.rmdir()
