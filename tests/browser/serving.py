"""Serves a build for the tests in a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(build: Path, first: str = "") -> Iterator[str]:
    """The address of `chengnuo serve` for a build; `first` is a statement of Python that it begins with."""
    code = f"{first}\nfrom cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "serve",
        "--port",
        "0",
        "--host",
        "127.0.0.1",
        "--build",
        str(build),
    ]
    # Nobody reads on after the first line: a log would fill the pipe, and the server would wait.
    quiet = {**os.environ, "CHENGNUO_ACCESS_LOG": "off"}
    with subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, f"the server did not say where it serves: {line!r}"
            yield found[0]
        finally:
            server.terminate()
