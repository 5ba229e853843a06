"""The load generator wrk: so many connections ask in turn for the paths of a file."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("LOAD_PATHS")) do paths[#paths + 1] = line end
local new, round, n = os.getenv("LOAD_NEW"), os.getenv("LOAD_ROUND"), 0
request = function()
  n = n + 1
  local path = paths[(n - 1) % #paths + 1]
  if new ~= "" then path = path .. new .. round .. "-" .. n end
  return wrk.format("GET", path, {["Accept"] = os.getenv("LOAD_ACCEPT")})
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run of wrk saw."""

    per_second: float
    median_ms: float
    failed: int
    """Answers with another status than 2xx or 3xx, and broken connections."""


def measure(
    address: str,
    paths: Sequence[str],
    *,
    accept: str,
    connections: int,
    seconds: int,
    new: str = "",
    round_name: str = "0",
) -> Measured:
    """One run. With `new` no path is asked for twice: it and a number are put behind each."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("wrk is missing: install it (Debian: apt-get install wrk)")
    chosen = {"LOAD_NEW": new, "LOAD_ROUND": round_name, "LOAD_ACCEPT": accept}
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "load.lua"), Path(folder, "paths")
        script.write_text(_SCRIPT, encoding="utf-8")
        listed.write_text("\n".join(paths), encoding="utf-8")
        more = ("--latency", f"--script={script}")
        done = subprocess.run(
            [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout=30s", *more, address],
            env={**chosen, "LOAD_PATHS": str(listed)},
            capture_output=True,
            text=True,
            check=True,
        )
    return read(done.stdout)


def read(output: str) -> Measured:
    """
    >>> read("  50%    1.50ms\\nNon-2xx or 3xx responses: 2\\nRequests/sec:    412.50\\n")
    Measured(per_second=412.5, median_ms=1.5, failed=2)
    """
    rate = re.search(r"^Requests/sec:\s+([\d.]+)", output, re.MULTILINE)
    middle = re.search(r"^\s+50%\s+([\d.]+)(us|ms|s|m)$", output, re.MULTILINE)
    if rate is None or middle is None:
        raise RuntimeError(f"wrk said nothing of use: {output}")
    refused = re.search(r"^\s*Non-2xx or 3xx responses: (\d+)", output, re.MULTILINE)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    failed = (int(refused[1]) if refused else 0) + sum(map(int, broken.groups() if broken else ()))
    return Measured(float(rate[1]), float(middle[1]) * _UNITS[middle[2]], failed)
