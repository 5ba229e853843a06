"""The access log: a line of JSON for each request.

It tells what the site needs to be run, and of who asks nothing: no address, no browser, no page they came
from, and not the query string, which may hold what someone searches for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from viz.editions import BUILD

LONGEST_PATH = 300
"""Characters; with them a line is short enough to be written in one piece."""


def access_line(
    environ: Mapping[str, Any], status: int, sent: int, duration: timedelta, *, now: datetime | None = None
) -> str:
    """A line without its end: time (UTC, of the answer), method, path, status, bytes, ms, build."""
    entry = {
        "time": (now or datetime.now(UTC)).isoformat(timespec="milliseconds"),
        "method": environ.get("REQUEST_METHOD", ""),
        "path": _text(environ.get("PATH_INFO", ""))[:LONGEST_PATH],
        "status": status,
        "bytes": sent,
        "ms": round(duration / timedelta(milliseconds=1), 1),
        "build": environ.get(BUILD, ""),
    }
    return json.dumps(entry, ensure_ascii=False)


def _text(path: str) -> str:
    """The characters of a path, which WSGI hands over as one byte a character."""
    return path.encode("latin-1", "replace").decode("utf-8", "replace")
