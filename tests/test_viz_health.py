"""Health and readiness: what a monitor and a load balancer ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ontology.errors import QueryOverload
from ontology.settings import Settings
from queries.service import QueryService
from server import close, create_app
from viz.editions import REFUSED


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


def test_healthy_and_ready(app: Flask, shipped_build: Path) -> None:
    build = (shipped_build / "current").resolve().name
    expected: dict[str, dict[str, object]] = {
        "/healthz": {"status": "ok"},
        "/readyz": {"status": "ready", "refused": None},
    }
    for path, state in expected.items():
        answer = app.test_client().get(path)
        assert (answer.status_code, answer.get_json()) == (200, {**state, "build": build})
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_newer_build_that_could_not_be_opened_is_told(app: Flask) -> None:
    answer = app.test_client().get("/readyz", environ_overrides={REFUSED: "abc"})
    assert answer.get_json()["refused"] == "abc"


def test_not_ready_when_questions_are_not_answered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_service: QueryService) -> None:
        raise QueryOverload("all processes are busy")

    monkeypatch.setattr(QueryService, "check", fail)
    answer = app.test_client().get("/readyz", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "busy" in answer.get_json()["detail"]
    assert app.test_client().get("/healthz").status_code == 200
