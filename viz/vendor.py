"""Copies the browser's libraries to where the site serves them: `python -m viz.vendor`.

vis-network comes from the installed pyvis package, YASGUI and Chart.js from viz/node_modules; nothing is
fetched.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import BuildError

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"

_VIS = "pyvis/templates/lib/vis-9.1.2/"
_YASGUI = "@zazuko/yasgui/"


def sources() -> Mapping[str, Path]:
    """What is served under which name, from where."""
    pyvis = importlib.metadata.distribution("pyvis")
    modules = HERE / "node_modules"
    return {
        "vis-network.min.js": Path(str(pyvis.locate_file(_VIS + "vis-network.min.js"))),
        "vis-network.css": Path(str(pyvis.locate_file(_VIS + "vis-network.css"))),
        "yasgui.min.js": modules / _YASGUI / "build/yasgui.min.js",
        "yasgui.min.css": modules / _YASGUI / "build/yasgui.min.css",
        "chart.umd.min.js": modules / "chart.js/dist/chart.umd.min.js",
    }


def copy(target: Path = VENDOR) -> list[Path]:
    """Copies all libraries with their licences; raises BuildError for one that is missing."""
    found = sources()
    for path in found.values():
        if not path.is_file():
            raise BuildError(f"{path}: missing; run `make setup`, which installs it")
    target.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copyfile(path, target / name)) for name, path in {**found, **_licences()}.items()]


def _licences() -> Mapping[str, Path]:
    """pyvis' licence, and the package file of YASGUI, which names its licence and its authors.

    vis-network and Chart.js state their own at the top of their files.
    """
    pyvis = importlib.metadata.distribution("pyvis")
    licence = next(file for file in pyvis.files or () if file.name == "LICENSE_BSD.txt")
    return {
        "pyvis.LICENSE.txt": Path(str(pyvis.locate_file(licence))),
        "yasgui.package.json": HERE / "node_modules" / _YASGUI / "package.json",
    }


if __name__ == "__main__":
    try:
        copy()
    except BuildError as error:
        sys.exit(f"Error: {error}")
