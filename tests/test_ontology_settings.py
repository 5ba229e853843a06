"""Settings come from flags, the environment and defaults, in this order, and are checked."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ontology.errors import SettingError
from ontology.settings import Settings, variable
from queries.limits import Limits


def test_defaults() -> None:
    settings = Settings.read({})
    assert settings == Settings()
    assert settings.build.name == "build"


def test_environment_and_flags() -> None:
    environment = {
        "CHENGNUO_PORT": "8123",
        "CHENGNUO_BUILD": "/srv/graph",
        "CHENGNUO_QUERY_SECONDS": "2.5",
        "PORT": "1",
    }
    settings = Settings.read(environment, port=9000, host=None)
    assert (settings.port, settings.build, settings.query_seconds) == (9000, Path("/srv/graph"), 2.5)
    assert settings.host == "127.0.0.1"


def test_an_empty_variable_is_none() -> None:
    assert Settings.read({"CHENGNUO_PORT": ""}).port == Settings().port


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHENGNUO_PORT", "web"),
        ("CHENGNUO_PORT", "70000"),
        ("CHENGNUO_WORKERS", "0"),
        ("CHENGNUO_QUERY_SECONDS", "-1"),
        ("CHENGNUO_BASE_IRI", "data.example.org"),
    ],
)
def test_a_wrong_value_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.read({name: value})


def test_limits_of_queries_default_to_those_of_the_queries_layer() -> None:
    ours, theirs = Settings(), Limits()
    assert (ours.query_workers, ours.query_seconds, ours.query_memory_mib) == (
        theirs.workers,
        theirs.seconds,
        theirs.memory_mib,
    )


def test_variables_are_named_alike() -> None:
    assert {variable(field.name) for field in fields(Settings)} >= {"CHENGNUO_BUILD", "CHENGNUO_BASE_IRI"}
