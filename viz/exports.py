"""The whole graph as files, one for each format: written when first asked for, once a process."""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path

from graph.build_directory import Build
from graph.export import FORMATS, export


@dataclass(frozen=True, slots=True)
class Export:
    """One file."""

    format: str
    path: Path
    media_type: str
    filename: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


class Exports:
    """Files of one build in a folder that ends with the process."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._folder = Path(tempfile.mkdtemp(prefix="chengnuo-export-"))
        self._lock = threading.Lock()
        self._written: dict[str, Export] = {}
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def get(self, name: str) -> Export:
        """Raises KeyError for a format that there is not."""
        with self._lock:
            if name not in self._written:
                self._written[name] = self._write(name)
            return self._written[name]

    def filename(self, name: str) -> str:
        return f"chengnuo{FORMATS[name].suffix}"

    def all(self) -> list[Export]:
        return [self.get(name) for name in FORMATS]

    def _write(self, name: str) -> Export:
        chosen = FORMATS[name]
        path = self._folder / self.filename(name)
        with path.open("wb") as stream:
            export(self._build, name, stream)
        return Export(name, path, chosen.media_type, path.name)
