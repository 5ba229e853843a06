"""The store of a build: written once, opened for reading ever after.

`python -m graph.store STORE` prints how many triples it holds: a store is verified in a process of its own,
because a damaged one may end it, and the engine's threads do not survive a fork.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Quad, Store

from graph.build_directory import REMEDY, Build, versions
from ontology.errors import BuildError

_CHECKOUT = Path(__file__).resolve().parent.parent


def write_store(path: Path, quads: Sequence[Quad]) -> None:
    store = Store(str(path))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()


def verify_store(build: Build) -> None:
    """Raises BuildError unless the store opens and holds as many triples as were built.

    What is damaged beyond that is found when it is read: the store's blocks have checksums.
    """
    command = (sys.executable, "-m", "graph.store", str(build.store_path))
    done = subprocess.run(command, cwd=_CHECKOUT, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        reason = done.stderr.strip().rpartition("\n")[2] or f"its process ended with {done.returncode}"
        raise BuildError(f"{build.store_path}: the store is damaged ({reason}); {REMEDY}")
    if (held := int(done.stdout)) != build.manifest.triples:
        raise BuildError(
            f"{build.store_path}: the store holds {held} triples of {build.manifest.triples}; {REMEDY}"
        )


def sound_build(target: Path) -> tuple[Build, BuildError | None]:
    """The current version of a build directory or, where that is damaged, the newest before that is sound.

    With what is wrong with the current one. Raises BuildError for it where there is no sound one.
    """
    current, *before = versions(target)
    try:
        return _verified(current), None
    except BuildError as error:
        for version in before:
            with suppress(BuildError):
                return _verified(version), error
        raise


def _verified(version: Path) -> Build:
    build = Build.open(version)
    verify_store(build)
    return build


if __name__ == "__main__":
    print(len(Store.read_only(sys.argv[1])))
