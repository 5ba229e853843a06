"""Copies the browser's libraries to where the site serves them: `python -m viz.vendor`.

vis-network comes from the installed pyvis package, YASGUI, Chart.js and the boundaries of divisions from
viz/node_modules. Nothing is fetched.
"""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import BuildError

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"

_VIS = "pyvis/templates/lib/vis-9.1.2/"
_YASGUI = "@zazuko/yasgui/"
_BOUNDARIES = "boundaries/"
"""What package.json calls Apache ECharts 4.9.0, the last version with the boundaries of divisions."""


def sources() -> Mapping[str, Path]:
    """What is served under which name, from where."""
    pyvis = importlib.metadata.distribution("pyvis")
    modules = HERE / "node_modules"
    return {
        "vis-network.min.js": Path(str(pyvis.locate_file(_VIS + "vis-network.min.js"))),
        "vis-network.css": Path(str(pyvis.locate_file(_VIS + "vis-network.css"))),
        "yasgui.min.js": modules / _YASGUI / "build/yasgui.min.js",
        "yasgui.min.css": modules / _YASGUI / "build/yasgui.min.css",
        **_provinces(modules / _BOUNDARIES / "map/json/province"),
        "chart.umd.min.js": modules / "chart.js/dist/chart.umd.min.js",
    }


def _provinces(folder: Path) -> Mapping[str, Path]:
    """The file of each province, named by its code; Taiwan's has no codes and is left out."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        first = json.loads(path.read_text(encoding="utf-8"))["features"][0]
        if code := first.get("id"):
            found[f"boundaries/{code[:2]}0000.json"] = path
    if not found:
        raise BuildError(f"{folder}: has no boundaries; run `make setup`, which installs them")
    return found


def copy(target: Path = VENDOR) -> list[Path]:
    """Copies all libraries with their licences; raises BuildError for one that is missing."""
    found = sources()
    for path in found.values():
        if not path.is_file():
            raise BuildError(f"{path}: missing; run `make setup`, which installs it")
    (target / _BOUNDARIES).mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copyfile(path, target / name)) for name, path in {**found, **_licences()}.items()]


def _licences() -> Mapping[str, Path]:
    """Licences of pyvis and ECharts, and the package file of YASGUI, which names its licence and its authors.

    vis-network and Chart.js state their own at the top of their files.
    """
    pyvis = importlib.metadata.distribution("pyvis")
    licence = next(file for file in pyvis.files or () if file.name == "LICENSE_BSD.txt")
    return {
        "pyvis.LICENSE.txt": Path(str(pyvis.locate_file(licence))),
        "yasgui.package.json": HERE / "node_modules" / _YASGUI / "package.json",
        **{
            f"{_BOUNDARIES}{name}.txt": HERE / "node_modules" / _BOUNDARIES / name
            for name in ("LICENSE", "NOTICE")
        },
    }


if __name__ == "__main__":
    try:
        copy()
    except BuildError as error:
        sys.exit(f"Error: {error}")
