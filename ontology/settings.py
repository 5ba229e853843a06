"""Settings: what a publisher may choose, from flags, else from CHENGNUO_* variables, else the defaults here.

docs/settings.md explains each one; a test holds both to the same list.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from ontology.errors import SettingError
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.publisher import Publisher
from ontology.store_address import StoreAddress

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: Chengnuo is an application that runs from it."""

CORRECTIONS = ROOT / "data" / "corrections"
"""What reviewers decided, a sheet for each report."""

RESPONSIBILITIES = ROOT / "data" / "responsibilities"
"""Responsibility tables, one for each report that has one."""
TARGETS = ROOT / "data" / "targets"
"""Targets cited from documents whose text is not here."""

PREFIX = "CHENGNUO_"
_MANY = 1_000_000
_ANY = (5e-324, _MANY)
_RANGES = {
    "port": (0, 65_535),
    "source_characters": (1, 1000 * _MANY),
    "stop_seconds": (1, _MANY),
    "cache_mib": (0, _MANY),
    "query_memory_mib": (1024, _MANY),  # with half of this the engine's own threads do not start
    "query_nesting": (1, 200),  # deeper queries overflow the parser's stack
    "query_operators": (1, 2000),  # longer chains overflow the evaluator's stack
}
"""What numbers may be, where it is not just any above 0."""
_TRUTH = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}

_ABOUT_PUBLISHER = {"publisher": "name", "publisher_page": "page", "contact": "contact", "issued": "issued"}
"""Settings, and the field of Publisher that each one is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked; raises SettingError with the variable and what it may be."""

    build: Path = ROOT / "build"
    """Folder of the graph that commands read and `chengnuo build` writes."""
    base_iri: str = DEFAULT_BASE
    """Under which report data gets its IRIs when a graph is built; independent of host and port."""
    store: str = ""
    """Address for queries of a remote SPARQL 1.1 store; empty for the build's own."""
    store_graphs: str = ""
    """Its address for the Graph Store Protocol, to which `chengnuo load` writes."""
    store_update: str = ""
    """Its address for updates, where it has no Graph Store Protocol."""
    store_user: str = ""
    store_password: str = field(default="", repr=False)
    """For Basic or Digest authentication; never a flag, because others see the command line."""
    store_load_seconds: float = 300.0
    """How long the store may take over one request of `chengnuo load`."""
    source_mib: int = 32
    """Size of the largest file that is read as a report, in MiB."""
    source_characters: int = 2_000_000
    """Length of the longest text that is read as a report."""
    publisher: str = Publisher().name
    """Who answers for the data, by name."""
    publisher_page: str = ""
    contact: str = ""
    """Mail address or page for questions about the data."""
    issued: str = ""
    """The day of publication, YYYY-MM-DD."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 lets the system choose a free one."""
    workers: int = 2
    """Processes that answer requests."""
    threads: int = 32
    """Requests that one process answers at a time."""
    stop_seconds: float = 15.0
    """How long requests under way may take to finish when the server is stopped."""
    access_log: bool = True
    """A line of JSON on standard output for each request."""
    cache_mib: int = 32
    """Answers that one process keeps for those who ask the same again, in MiB; 0 for none."""
    query_workers: int = 2
    """Processes that evaluate SPARQL from outside, for each of `workers`."""
    page_workers: int = 2
    """Processes that evaluate the questions of the site's own pages, for each of `workers`."""
    query_seconds: float = 10.0
    """After which a query is ended."""
    query_memory_mib: int = 2048
    """Address space of one process that evaluates SPARQL, in MiB."""
    query_queue_seconds: float = 0.4
    """How long a query from outside waits for a process."""
    page_queue_seconds: float = 5.0
    """How long a question of the site's own pages waits for a process."""
    query_result_mib: int = 64
    """Largest answer to a query, in MiB."""
    query_kib: int = 1024
    """Longest query or request body, in KiB."""
    query_nesting: int = 60
    """Deepest nesting of brackets in a query."""
    query_operators: int = 600
    """Most operators and clauses in a query."""

    def __post_init__(self) -> None:
        try:
            Identifiers(self.base_iri)
        except ValueError as error:
            raise SettingError(f"{variable('base_iri')}: {error}") from error
        for name, part in _ABOUT_PUBLISHER.items():
            try:
                Publisher(**{part: getattr(self, name)})
            except ValueError as error:
                raise SettingError(f"{variable(name)}: {error}") from error
        self.remote_store()
        for setting in fields(self):
            _refuse_out_of_range(setting.name, getattr(self, setting.name))

    def remote_store(self) -> StoreAddress | None:
        """Where the remote store is; None where there is none to ask."""
        if not self.store:
            return None
        try:
            return StoreAddress(
                self.store, self.store_update, self.store_graphs, self.store_user, self.store_password
            )
        except ValueError as error:
            raise SettingError(f"{variable('store')}: {error}") from error

    def published_by(self) -> Publisher:
        """What the description of a graph says of its publisher."""
        return Publisher(**{part: getattr(self, name) for name, part in _ABOUT_PUBLISHER.items()})

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, **flags: object) -> Settings:
        """Flags that are not None win over the environment (os.environ), which wins over the defaults."""
        environment = os.environ if environment is None else environment
        known = {variable(each.name): each.name for each in fields(cls)}
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
        return _TRUTH[text.lower()] if kind is bool else kind(text)
    except (ValueError, KeyError) as error:
        expected = {int: "a whole number", float: "a number", bool: "on or off"}.get(kind, kind.__name__)
        raise SettingError(f"{name}: {text!r} is not {expected}") from error


def _refuse_out_of_range(name: str, value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = _RANGES.get(name, _ANY)
        if not least <= value <= most:
            wanted = f"{least:g} to {most:g}" if name in _RANGES else "more than 0"
            raise SettingError(f"{variable(name)}: {value} is out of range; give {wanted}")


_DEFAULTS = Settings()
