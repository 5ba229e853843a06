"""Optimizing: the same graph again, its store in the order that a new build leaves.

What `add` and `remove` change is kept beside what was there, so that each lookup has to look at both.
"""

from __future__ import annotations

from pathlib import Path

from graph.build_directory import MANIFEST, Build
from graph.building.new_version import new_version, publish
from graph.building.store import optimize_store, verify_store
from graph.progress import Progress, silent


def optimize(target: Path, say: Progress = silent) -> Build:
    """Makes `target` serve the same graph from a store in its best order; returns that version.

    Raises BuildError where there is no graph, its store is damaged, or another build is under way.
    """
    with new_version(target) as folder:
        before = Build.open(target)
        for name in before.manifest.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).hardlink_to(before.path / name)
        say("store")
        optimize_store(before, folder / "store")
        verify_store(Build(folder, before.manifest))
        before.manifest.write(folder / MANIFEST)
        return publish(target, folder, before.manifest)
