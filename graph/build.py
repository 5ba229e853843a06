"""Build: extractions become a build directory, beside the old one, verified, then swapped in one step.

An interrupted build leaves the old version as it was; what it left half-written is removed by the next.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from graph.build_directory import (
    CURRENT,
    EXPORTS,
    FORMAT,
    MANIFEST,
    RETIRED,
    VERSIONS,
    Build,
    BuiltFile,
    BuiltReport,
    Manifest,
    Retired,
    current_version,
    is_held,
)
from graph.dataset import dataset
from graph.description import Publication, description_quads
from graph.explanations import write_explanations
from graph.export import write_catalogue, write_exports
from graph.quality import Audited
from graph.question_quads import Asked
from graph.search_index import write_search_index
from graph.store import verify_store, write_store
from graph.successors import Edition, edition_before, retire, retired_quads, write_retired
from graph.terms import as_stored
from loaders.audit import to_json as found_to_json
from loaders.jsonl import to_json
from loaders.records import Extraction
from ontology.errors import BuildError
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.publisher import Publisher
from ontology.version import VERSION

Progress = Callable[[str], None]
Artifact = Callable[[Path], None]
"""Writes something more into the version's folder, which `Build.open` can read already."""

_DEFAULT_PUBLISHER = Publisher()
_UNFINISHED = ".unfinished-"
_RECORDS = ("commitments", "figures", "projects", "regions", "organizations", "sections")


def build_graph(
    extractions: Sequence[Extraction],
    target: Path,
    *,
    base: str = DEFAULT_BASE,
    publisher: Publisher = _DEFAULT_PUBLISHER,
    questions: Sequence[Asked] = (),
    artifacts: Sequence[Artifact] = (),
    progress: Progress | None = None,
) -> Build:
    """Makes `target` serve the graph of these reports; returns its new version.

    The description names the publisher and holds the questions.
    Raises BuildError where it cannot be written, two reports share a name, another build is under way,
    or what was written does not hold what it should. Then what `target` served before is served on.
    """
    _refuse_equal_names(extractions)
    try:
        with _locked(target), _unfinished(target) as folder:
            publication = Publication(Identifiers(base), publisher, questions)
            earlier = target / CURRENT
            _write(extractions, folder, publication, earlier, artifacts, progress or (lambda _: None))
            return _publish(target, folder)
    except OSError as error:
        where = error.filename or target
        reason = error.strerror or error  # the store's own errors have no number
        raise BuildError(f"{where}: cannot be written ({reason}); choose another --output") from error


def _refuse_equal_names(extractions: Sequence[Extraction]) -> None:
    names = Counter(extraction.metadata.name for extraction in extractions)
    for name, count in names.items():
        if count > 1:
            raise BuildError(f"{count} reports are called {name!r}: rename their files, names become IRIs")


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One build at a time; the system lets go of the lock also when the process is killed."""
    (target / VERSIONS).mkdir(parents=True, exist_ok=True)
    with (target / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(
                f"{target}: another build is under way; wait for it, or choose another --output"
            ) from error
        yield


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A folder to write a version in. What killed builds left is removed first."""
    for left in (target / VERSIONS).glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=target / VERSIONS))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(
    extractions: Sequence[Extraction],
    folder: Path,
    publication: Publication,
    earlier: Path,
    artifacts: Sequence[Artifact],
    say: Progress,
) -> None:
    say("triples")
    data = dataset(extractions, publication.identifiers)
    say("exports")
    write_exports(folder / EXPORTS, data, publication.identifiers)
    retired = retire(*_editions(earlier, data, publication.identifiers))
    write_retired(folder / RETIRED, retired)
    gone = retired_quads(retired, publication.identifiers)
    say("audit")
    read = [Audited.of(extraction) for extraction in extractions]
    description = description_quads([*data, *gone], read, publication, folder / EXPORTS)
    write_catalogue(folder / EXPORTS, description)
    quads = sorted({*data, *gone, *map(as_stored, description)}, key=str)
    _refuse_shared_triples(quads)
    serialize(quads, folder / "data.nq", format=RdfFormat.N_QUADS)
    say("store")
    write_store(folder / "store", quads)
    say("search index")
    write_search_index(folder / "search.sqlite", data)
    say("explanations")
    write_explanations(folder / "explanations.sqlite", extractions, publication.identifiers)
    for each in read:
        _write_report(folder, each)
    manifest = _manifest(extractions, publication.identifiers.base, quads)
    manifest.write(folder / MANIFEST)
    for artifact in artifacts:
        say(artifact.__name__.replace("write_", ""))
        artifact(folder)
    replace(manifest, files=_files(folder)).write(folder / MANIFEST)


def _editions(
    earlier: Path, data: Sequence[Quad], identifiers: Identifiers
) -> tuple[Edition, Edition, Sequence[Retired]]:
    """The build that is replaced, the one that is made, and what was retired before."""
    before, known = edition_before(earlier, identifiers)
    return before, Edition(data, identifiers), known


def _refuse_shared_triples(quads: Sequence[Quad]) -> None:
    """Each triple is in one graph only."""
    shared = [triple for triple, count in Counter(quad.triple for quad in quads).items() if count > 1]
    if shared:
        raise BuildError(f"{len(shared)} triples are in two graphs, such as {shared[0]}: report this fault")


def _write_report(folder: Path, read: Audited) -> None:
    extraction = read.extraction
    name = extraction.metadata.name
    for parent in ("texts", "records", "audits"):
        (folder / parent).mkdir(exist_ok=True)
    (folder / "texts" / f"{name}.txt").write_bytes(extraction.source.text.encode())
    with (folder / "records" / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
        for record in extraction.records():
            stream.write(json.dumps(to_json(record, extraction), ensure_ascii=False) + "\n")
    with (folder / "audits" / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
        for found in read.findings:
            stream.write(json.dumps(found_to_json(found), ensure_ascii=False) + "\n")


def _manifest(extractions: Sequence[Extraction], base: str, quads: Sequence[Quad]) -> Manifest:
    graphs = Counter(str(quad.graph_name)[1:-1] for quad in quads)
    reports = tuple(
        BuiltReport(
            extraction.metadata.name,
            extraction.metadata.title,
            extraction.source.media_type,
            extraction.source.encoding,
            extraction.source.sha256,
            len(extraction.source.text),
            {kind: len(getattr(extraction, kind)) for kind in _RECORDS},
            extraction.stale_corrections,
        )
        for extraction in extractions
    )
    return Manifest(FORMAT, VERSION, base, len(quads), dict(sorted(graphs.items())), reports, {})


def _files(folder: Path) -> dict[str, BuiltFile]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: BuiltFile.of(path)
        for name, path in names.items()
        if name != MANIFEST and not name.startswith("store/")
    }


def _publish(target: Path, folder: Path) -> Build:
    """Verifies the version, names it by its content and lets `current` point to it."""
    verify_store(Build.open(folder))
    version = _vacant(target / VERSIONS / BuiltFile.of(folder / MANIFEST).sha256[:12])
    folder.rename(version)
    before = current_version(target)
    link = target / f"{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(version.relative_to(target))
    link.replace(target / CURRENT)
    for old in (target / VERSIONS).iterdir():
        if old.resolve() not in (version.resolve(), before) and not is_held(old):
            shutil.rmtree(old, ignore_errors=True)
    return Build.open(target)


def _vacant(path: Path) -> Path:
    """The path, or where the same was built before, the path with a number."""
    candidates = (path.with_name(f"{path.name}-{number}") for number in range(2, 1000))
    return path if not path.exists() else next(each for each in candidates if not each.exists())
