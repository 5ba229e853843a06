"""The access log: what it tells and what it does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from viz.access_log import LONGEST_PATH, access_line
from viz.editions import BUILD

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ASKED = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/doc/万州".encode().decode("latin-1"),
    "QUERY_STRING": "q=secret",
    "REMOTE_ADDR": "192.0.2.7",
    "HTTP_USER_AGENT": "Browser",
    "HTTP_REFERER": "https://elsewhere.example/",
    BUILD: "abc",
}


def test_a_line_tells_what_is_needed_and_nothing_of_who_asks() -> None:
    assert json.loads(access_line(ASKED, 200, 12, timedelta(milliseconds=3.25), now=NOON)) == {
        "time": "2026-01-02T12:00:00.000+00:00",
        "method": "GET",
        "path": "/doc/万州",
        "status": 200,
        "bytes": 12,
        "ms": 3.2,
        "build": "abc",
    }


def test_a_hostile_path_stays_one_short_line() -> None:
    line = access_line({**ASKED, "PATH_INFO": "/\n\xff" * 9000}, 404, 0, timedelta())
    assert "\n" not in line and len(line) < 4096
    assert len(json.loads(line)["path"]) == LONGEST_PATH
