"""New version: written in a folder beside those that are served, then named by its content and served.

What was killed before that left nothing but a folder that the next one removes.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.build_directory import (
    CURRENT,
    MANIFEST,
    VERSIONS,
    Build,
    BuiltFile,
    Manifest,
    current_version,
    is_held,
)
from ontology.errors import BuildError

_UNFINISHED = ".unfinished-"


@contextmanager
def new_version(target: Path) -> Iterator[Path]:
    """A folder to write a version in, while nobody else writes one.

    Raises BuildError where another build is under way, or something cannot be written.
    """
    try:
        with _locked(target), _unfinished(target) as folder:
            yield folder
    except OSError as error:
        where = error.filename or target
        reason = error.strerror or error
        raise BuildError(f"{where}: cannot be written ({reason}); choose another folder") from error


def publish(target: Path, folder: Path, manifest: Manifest) -> Build:
    """Names the version by its content, which its manifest tells, and lets `current` point to it."""
    version = _vacant(target.resolve() / VERSIONS / BuiltFile.of(folder / MANIFEST).sha256[:12])
    folder.rename(version)
    before = current_version(target)
    link = target / f"{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(version.relative_to(target.resolve()))
    link.replace(target / CURRENT)
    for old in (target / VERSIONS).iterdir():
        if old.resolve() not in (version, before) and not is_held(old):
            shutil.rmtree(old, ignore_errors=True)
    return Build(version, manifest)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One build at a time; the system lets go of the lock also when the process is killed."""
    (target / VERSIONS).mkdir(parents=True, exist_ok=True)
    with (target / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(
                f"{target}: another build is under way; wait for it, or choose another folder"
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


def _vacant(path: Path) -> Path:
    """The path, or where the same was built before, the path with a number."""
    candidates = (path.with_name(f"{path.name}-{number}") for number in range(2, 1000))
    return path if not path.exists() else next(each for each in candidates if not each.exists())
