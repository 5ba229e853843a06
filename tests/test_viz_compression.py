"""Compression: what is asked for and of use, and nothing else."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from viz.compression import SMALLEST, compress

LONG = "承诺" * SMALLEST


@pytest.fixture
def client() -> FlaskClient:
    app = Flask(__name__)
    app.after_request(compress)

    @app.route("/text")
    def text() -> Response:
        response = Response(LONG, headers={"Vary": "Accept"})
        response.set_etag("tag")
        return response

    app.add_url_rule("/short", view_func=lambda: Response("承诺"), endpoint="short")
    app.add_url_rule("/image", view_func=lambda: Response(LONG, mimetype="image/png"), endpoint="image")
    app.add_url_rule("/error", view_func=lambda: Response(LONG, 503), endpoint="error")
    return app.test_client()


def get(client: FlaskClient, path: str, encodings: str) -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": encodings})


@pytest.mark.parametrize("encodings", ["gzip", "br, gzip;q=0.5", "*"])
def test_compressed_where_asked_for(client: FlaskClient, encodings: str) -> None:
    response = get(client, "/text", encodings)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data).decode() == LONG
    assert response.content_length == len(response.data) < len(LONG)
    assert {each.lower() for each in response.vary} == {"accept", "accept-encoding"}
    assert response.get_etag() == ("tag", True)
    assert response.data == get(client, "/text", encodings).data


@pytest.mark.parametrize("encodings", ["", "identity", "gzip;q=0", "br"])
def test_plain_where_not(client: FlaskClient, encodings: str) -> None:
    response = get(client, "/text", encodings)
    assert response.get_data(as_text=True) == LONG
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.vary, "a cache must not give either form to all"
    assert response.get_etag() == ("tag", False)


@pytest.mark.parametrize("path", ["/short", "/image", "/error"])
def test_plain_where_of_no_use(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in get(client, path, "gzip").headers
