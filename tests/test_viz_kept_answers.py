"""Kept answers: given again to the same request, to no other, and never too many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, Response, request
from werkzeug.test import Client

from viz.kept_answers import LARGEST, KeptAnswers


def client(make: Callable[[], Response], most: int = 1 << 20) -> tuple[Client, list[str]]:
    """An application that answers everything with `make`, and the list of what reached it."""
    app, reached = Flask("kept"), list[str]()

    @app.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> Response:
        reached.append(path)
        return make()

    return Client(KeptAnswers(app, most)), reached


def varied() -> Response:
    response = Response(f"{request.full_path} as {request.headers.get('Accept')}")
    response.vary.add("Accept")
    return response


def test_the_same_request_is_answered_once() -> None:
    visitor, reached = client(varied)
    first, second = visitor.get("/a?b=1"), visitor.get("/a?b=1")
    assert reached == ["a"]
    assert (first.text, first.headers) == (second.text, second.headers)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/a?b=2", {}),
        ("/a", {}),
        ("/a?b=1", {"Accept": "text/turtle"}),
        ("/a?b=1", {"Accept-Encoding": "gzip"}),
        ("/a?b=1", {"Host": "other.example"}),
        ("/a?b=1", {"If-None-Match": '"x"'}),
        ("/a?b=1", {"Range": "bytes=0-1"}),
    ],
)
def test_another_request_is_another(path: str, headers: dict[str, str]) -> None:
    visitor, reached = client(varied)
    visitor.get("/a?b=1")
    answer = visitor.get(path, headers=headers)
    assert len(reached) == 2
    assert answer.text == f"{path if '?' in path else path + '?'} as {headers.get('Accept')}"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Response("no", 404),
        lambda: Response("x", headers={"Cache-Control": "no-store"}),
        lambda: Response("x", headers={"Cache-Control": "private"}),
        lambda: Response("x", headers={"Set-Cookie": "a=b"}),
        lambda: Response("x", headers={"Vary": "Cookie"}),
        lambda: Response("x" * (LARGEST + 1)),
        lambda: Response(iter(["streamed"])),
    ],
    ids=["404", "no-store", "private", "cookie", "vary", "large", "streamed"],
)
def test_what_is_not_kept(make: Callable[[], Response]) -> None:
    visitor, reached = client(make, 10 * LARGEST)
    assert visitor.get("/a").data == visitor.get("/a").data == make().data
    assert len(reached) == 2


def test_posts_are_not_kept() -> None:
    visitor, reached = client(varied)
    visitor.post("/a", data="x")
    visitor.post("/a", data="x")
    assert len(reached) == 2


def test_the_oldest_makes_room() -> None:
    visitor, reached = client(lambda: Response("x" * 8000), most=25_000)
    for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
        visitor.get(path)
    assert reached == ["a", "b", "c", "b"], "a was asked for again and again"


def test_nothing_is_kept_without_room() -> None:
    visitor, reached = client(varied, most=0)
    assert visitor.get("/a").status_code == visitor.get("/a").status_code == 200
    assert len(reached) == 2
