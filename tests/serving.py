"""A server for tests: `chengnuo serve` as its own process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@contextmanager
def running(build: Path, *flags: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server as its own process and its address; killed if the test did not stop it."""
    chengnuo = str(Path(sys.executable).with_name("chengnuo"))
    command = [chengnuo, "serve", "--port", "0", "--build", str(build), *flags]
    environment = {**os.environ, "CHENGNUO_WORKERS": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = ADDRESS.search(line)
            assert found, line + (process.stdout.read() if process.poll() is not None else "")
            yield process, found[0]
        finally:
            process.kill()
