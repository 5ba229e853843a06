"""Editions: a newer build takes over between requests, and only if it can be served."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import pytest
from werkzeug.test import Client

from graph.build_directory import Build
from tests.server_process import until
from viz.editions import BUILD, Edition, Editions


class Place:
    """A build directory whose versions are empty folders; what is opened and closed is told."""

    def __init__(self, target: Path) -> None:
        self.target, self.closed, self.broken = target, list[str](), set[str]()
        self.let_go = threading.Event()
        self.point("one")

    def point(self, name: str) -> None:
        (self.target / "versions" / name).mkdir(parents=True)
        link = self.target / "new"
        link.symlink_to(f"versions/{name}")
        link.replace(self.target / "current")

    def open(self, version: Path) -> Edition:
        if version.name in self.broken:
            raise ValueError("it is broken")
        resources = ExitStack()
        resources.callback(self.closed.append, version.name)

        def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            start_response("200 OK", [])
            return self._slowly() if environ["PATH_INFO"] == "/slow" else [environ[BUILD].encode()]

        return Edition(Build(version, cast(Any, None)), app, resources)

    def _slowly(self) -> Iterator[bytes]:
        yield b"begun "
        self.let_go.wait(20)
        yield b"and ended"


def build_of(editions: Editions) -> str:
    """The version that answers now."""
    return Client(editions).get("/", buffered=True).text


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path.resolve())


@pytest.fixture
def editions(place: Place) -> Iterator[Editions]:
    editions = Editions(place.target, place.target / "versions/one", place.open, seconds=0.01)
    yield editions
    editions.close()


def test_a_newer_build_takes_over(place: Place, editions: Editions) -> None:
    assert build_of(editions) == "one"
    place.point("two")
    until(lambda: build_of(editions) == "two")
    until(lambda: place.closed == ["one"])


def test_a_request_ends_where_it_began(place: Place, editions: Editions) -> None:
    answer = Client(editions).get("/slow")
    under_way = answer.iter_encoded()
    assert next(under_way) == b"begun "
    place.point("two")
    until(lambda: build_of(editions) == "two")
    assert place.closed == [], "it is still in use"
    place.let_go.set()
    assert next(under_way) == b"and ended"
    answer.close()
    assert place.closed == ["one"]


def test_a_broken_build_is_told_and_the_old_one_served(
    place: Place, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    place.broken.add("two")
    with caplog.at_level(logging.ERROR, "chengnuo"):
        place.point("two")
        until(lambda: caplog.messages)
    assert "serving one on" in caplog.text and "it is broken" in caplog.text
    assert build_of(editions) == "one"
    assert len(caplog.messages) == 1, "it is not tried again at once"
    place.point("three")
    until(lambda: build_of(editions) == "three")


def test_a_build_that_is_gone_is_served_on(place: Place, editions: Editions) -> None:
    place.broken.add(place.target.name)
    (place.target / "current").unlink()
    threading.Event().wait(0.1)
    assert build_of(editions) == "one"


def test_close_ends_what_is_served(place: Place) -> None:
    Editions(place.target, place.target / "versions/one", place.open).close()
    assert place.closed == ["one"]
