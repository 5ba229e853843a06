"""Headers of security: on every answer, and frames for one view only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ontology.settings import Settings
from server import close, create_app

EVERYWHERE = ("/", "/network", "/sparql", "/sparql?query=ASK%7B%7D", "/doc/region/yuxi.ttl", "/healthz", "/x")


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.mark.parametrize("path", [*EVERYWHERE, "/?embed=1", "/network/data.json?embed=1", "/network?embed=0"])
def test_no_page_may_be_framed(app: Flask, path: str) -> None:
    headers = app.test_client().get(path, headers={"Accept": "text/html"}).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_confined(app: Flask, path: str) -> None:
    headers = app.test_client().get(path, headers={"Accept": "text/html"}).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_view_to_embed_may_be_framed_and_stands_alone(app: Flask) -> None:
    answer = app.test_client().get("/network?embed=1")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert 'class="top"' not in answer.text and '<base target="_blank">' in answer.text
    assert "请以原文为准" in answer.text, "the warning comes along"
    assert 'class="top"' in app.test_client().get("/network").text
