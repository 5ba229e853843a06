"""Settings: what a publisher may choose, from flags, else from CHENGNUO_* variables, else the defaults here.

docs/settings.md explains each one; a test holds both to the same list.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from ontology.errors import SettingError
from ontology.identifiers import DEFAULT_BASE, Identifiers

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: Chengnuo is an application that runs from it."""

CORRECTIONS = ROOT / "data" / "corrections"
"""What reviewers decided, a sheet for each report."""

PREFIX = "CHENGNUO_"
_POSITIVE = (
    "source_mib",
    "source_characters",
    "workers",
    "threads",
    "query_workers",
    "query_seconds",
    "query_memory_mib",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked; raises SettingError with the variable and what it may be."""

    build: Path = ROOT / "build"
    """Folder of the graph that commands read and `chengnuo build` writes."""
    base_iri: str = DEFAULT_BASE
    """Under which report data gets its IRIs when a graph is built; independent of host and port."""
    source_mib: int = 32
    """Size of the largest file that is read as a report, in MiB."""
    source_characters: int = 2_000_000
    """Length of the longest text that is read as a report."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 lets the system choose a free one."""
    workers: int = 2
    """Processes that answer requests."""
    threads: int = 32
    """Requests that one process answers at a time."""
    query_workers: int = 2
    """Processes that evaluate SPARQL, for each of `workers`."""
    query_seconds: float = 10.0
    """After which a query is ended."""
    query_memory_mib: int = 2048
    """Address space of one process that evaluates SPARQL, in MiB."""

    def __post_init__(self) -> None:
        try:
            Identifiers(self.base_iri)
        except ValueError as error:
            raise SettingError(f"{variable('base_iri')}: {error}") from error
        if not 0 <= self.port <= 65535:
            raise SettingError(f"{variable('port')}: {self.port} is no port; give 0 to 65535")
        for name in _POSITIVE:
            if getattr(self, name) <= 0:
                raise SettingError(f"{variable(name)}: {getattr(self, name)} is too small; give more than 0")

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, **flags: object) -> Settings:
        """Flags that are not None win over the environment (os.environ), which wins over the defaults."""
        environment = os.environ if environment is None else environment
        known = {variable(field.name): field.name for field in fields(cls)}
        values: dict[str, object] = {
            known[name]: _parse(name, type(getattr(_DEFAULTS, known[name])), text)
            for name, text in environment.items()
            if name in known and text
        }
        values |= {name: flag for name, flag in flags.items() if flag is not None}
        return cls(**values)  # type: ignore[arg-type]


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("base_iri")
    'CHENGNUO_BASE_IRI'
    """
    return PREFIX + name.upper()


def _parse(name: str, kind: type, text: str) -> object:
    try:
        return kind(text)
    except ValueError as error:
        expected = {int: "a whole number", float: "a number"}.get(kind, kind.__name__)
        raise SettingError(f"{name}: {text!r} is not {expected}") from error


_DEFAULTS = Settings()
