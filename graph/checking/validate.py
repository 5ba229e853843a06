"""Validation: is a build what it says it is, and does its graph hold what every graph must?"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from graph.build_directory import Build
from graph.checking.checks import CHECKS, Evidence, changed_files, store_check
from graph.checking.findings import Finding
from graph.checking.partitions import check_partitions
from graph.checking.shapes import violations
from graph.progress import Progress, silent
from graph.publishing.export import read_quads

SAMPLE = 50
"""Reports to which SHACL is applied: all of so many, of more a random choice."""


def validate(build: Build, *, sample: int = SAMPLE, say: Progress = silent) -> list[Finding]:
    """Faults first, then notes; no fault means that the build is sound. `say` is told how far it is."""
    if changed := sorted(changed_files(build)):
        return changed
    if len(build.reports) <= sample:
        return check(build, list(read_quads(build)))
    return sorted(set(check_partitions(build, sample, say)))


def check(build: Build, quads: Sequence[Quad]) -> list[Finding]:
    """The same for quads that are not yet, or no longer, those of the build."""
    evidence = Evidence(build, quads)
    own = [finding for each in (store_check, *CHECKS) for finding in each(evidence)]
    return sorted({*own, *violations(quads)})
