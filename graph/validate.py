"""Validation: is a build what it says it is, and does its graph hold what every graph must?"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from graph.build_directory import Build
from graph.checks import CHECKS, Evidence, changed_files
from graph.export import read_quads
from graph.findings import Finding
from graph.shapes import violations


def validate(build: Build) -> list[Finding]:
    """Faults first, then notes; no fault means that the build is sound."""
    return sorted(changed_files(build)) or check(build, list(read_quads(build)))


def check(build: Build, quads: Sequence[Quad]) -> list[Finding]:
    """The same for quads that are not yet, or no longer, those of the build."""
    evidence = Evidence(build, quads)
    own = [finding for each in CHECKS for finding in each(evidence)]
    return sorted({*own, *violations(quads)})
