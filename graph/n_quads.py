"""Gzipped files of N-Quads, as partitions are kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

_LEVEL = 1
"""Of gzip: 6.5 MB become 0.5 MB in 15 ms; the highest level saves a fifth of that in twice the time."""


def write_gzipped(path: Path, quads: Iterable[Quad]) -> bytes:
    """Writes quads in the order of their lines, and returns these; of no quads there is no file."""
    lines = "".join(sorted(f"{quad} .\n" for quad in quads)).encode()
    if lines:
        path.write_bytes(gzip.compress(lines, _LEVEL, mtime=0))
    return lines


def read_gzipped(path: Path) -> Iterator[Quad]:
    """The quads of a file, in its order."""
    yield from parse(gzip.decompress(path.read_bytes()), format=RdfFormat.N_QUADS)
