"""All questions to one build: the catalogue's by name, SPARQL from outside, descriptions, search."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from ontology.errors import QuestionError
from ontology.store_address import StoreAddress
from queries import catalogue, media_types
from queries.cache import TableCache
from queries.catalogue import Question
from queries.guard import inspect
from queries.limits import Limits
from queries.parameters import Names, Resolver
from queries.pool import Pool
from queries.remote_lane import RemoteLane
from queries.results import Table
from queries.search import Hit, SearchIndex
from queries.worker import Request

DEFAULT_LIMITS = Limits()

_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""UTF-8 of the characters that no XML document may hold; the build has none, a query can make them."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as bytes."""

    media_type: str
    body: bytes


class Served(Protocol):
    """As much of a build as questions need."""

    @property
    def base(self) -> str: ...
    @property
    def store_path(self) -> Path: ...
    @property
    def search_path(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """No build is here: a remote store has all that is asked, and there is no index to search."""

    base: str
    store_path: Path = Path("/nowhere")
    search_path: Path = Path("/nowhere")


class Lane(Protocol):
    """Evaluates so many queries at a time."""

    def run(self, request: Request) -> bytes: ...
    def close(self) -> None: ...


class QueryService:
    """Answers from processes of its own, which start when first needed and end with `close()`.

    Make one in each serving process, after it was forked.
    """

    def __init__(
        self, build: Served, limits: Limits = DEFAULT_LIMITS, store: StoreAddress | None = None
    ) -> None:
        """With a remote store's address SPARQL is evaluated there instead of in the build's own store."""
        self.base = build.base
        self.limits = limits
        self._search = SearchIndex(build.search_path)

        def lane(size: int, queue_seconds: float) -> Lane:
            if store is None:
                return Pool(build.store_path, size, queue_seconds, limits)
            return RemoteLane(store, size, queue_seconds, limits)

        self._visitors = lane(limits.workers, limits.queue_seconds)
        self._pages = lane(limits.page_workers, limits.page_queue_seconds)
        self._cache = TableCache(limits.cached_rows)
        self._resolver = Resolver(self._ask)

    def ask(self, name: str, /, **values: str) -> Table:
        """The answer to a question or view (SELECT or ASK); an empty value counts as not given.

        Values are IRIs, codes or names, as the parameter's type allows; raises QuestionError for
        one that is unknown, with those that come near.
        """
        return self._ask(name, values)

    def sparql(self, name: str, /, **values: str) -> str:
        """The query that `ask` would run."""
        return self._bound(_find(name), values)

    def names(self, kind: str) -> Names:
        """All names of a type of concept (`queries.parameters.CONCEPTS`), for lists to choose from."""
        return self._resolver.names(kind)

    def evaluate(
        self,
        sparql: str,
        *,
        media_type: str | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Result:
        """The answer to a query from outside. Raises QueryError.

        Graphs of the request win over those of the query. Without any, the default graph is the
        union of all. Graphs that the build lacks are empty; nothing is ever fetched.
        """
        inspection = inspect(sparql, self.limits)
        media_type = media_type or offered(inspection.form)[0]
        chosen = default_graphs is not None or named_graphs is not None
        request = Request(
            sparql,
            media_type,
            self.base,
            union=not chosen and not inspection.names_dataset,
            default_graphs=(default_graphs or ()) if chosen else None,
            named_graphs=(named_graphs or ()) if chosen else None,
        )
        return _result(self._visitors, request)

    def graph(self, name: str, media_type: str = media_types.TURTLE, /, **values: str) -> bytes:
        """The triples of a question or view that is a CONSTRUCT or DESCRIBE."""
        return self._evaluate_own(self._bound(_find(name), values), media_type)

    def describe(self, iri: str, media_type: str = media_types.TURTLE) -> bytes | None:
        """What the build says of a thing, as DESCRIBE gives it; None where it says nothing."""
        try:
            known = self.ask("exists", iri=iri)
        except QuestionError:  # not an IRI, so nothing can be said of it
            return None
        return self.graph("describe", media_type, iri=iri) if known.column("answer") == ("true",) else None

    def wanting(self, name: str, /, **values: str) -> tuple[str, ...]:
        """Parameters of which one has to be given as well, or the answer would be about too many reports."""
        narrowing = tuple(parameter.name for parameter in _find(name).parameters if parameter.narrows)
        if not narrowing or any(values.get(each, "").strip() for each in narrowing):
            return ()
        return narrowing if len(self._ask("reports", {})) > self.limits.reports_at_once else ()

    def search(self, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """Things whose text holds all words of `text`, the best first (queries/search.py)."""
        return self._search.find(text, kind, limit)

    def check(self) -> None:
        """Raises QueryError unless a question is answered from the store at this moment."""
        self._evaluate_own(self.sparql("exists", iri=self.base), media_types.JSON)

    def close(self) -> None:
        """Ends all processes."""
        self._visitors.close()
        self._pages.close()
        self._search.close()

    def __enter__(self) -> QueryService:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, name: str, values: Mapping[str, str]) -> Table:
        question = _find(name)
        if question.form not in ("select", "ask"):
            raise QuestionError(f"{name} answers with triples, not with a table")
        sparql = self._bound(question, values)
        table = self._cache.get(sparql)
        if table is None:
            table = Table.from_json(self._evaluate_own(sparql, media_types.JSON))
            self._cache.put(sparql, table)
        return table

    def _bound(self, question: Question, values: Mapping[str, str]) -> str:
        parameters = {parameter.name: parameter for parameter in question.parameters}
        given = {name: value for name, value in values.items() if value.strip()}
        if unknown := sorted(given.keys() - parameters):
            has = ", ".join(parameters) or "none"
            raise QuestionError(f"{question.name}: no parameter {unknown[0]!r}; it has {has}")
        self._refuse_everything(question, given)
        return question.bind(
            {name: self._resolver.terms(parameters[name], value) for name, value in given.items()}
        )

    def _refuse_everything(self, question: Question, given: Mapping[str, str]) -> None:
        """Where many reports are loaded, the answer for all of them is longer than anybody reads: say so."""
        if narrowing := self.wanting(question.name, **given):
            reports = len(self._ask("reports", {}))
            raise QuestionError(
                f"{question.name}: {reports} reports are loaded; choose by {' or '.join(narrowing)}, "
                f"such as {next(each.example for each in question.parameters if each.narrows)}"
            )

    def _evaluate_own(self, sparql: str, media_type: str) -> bytes:
        return _result(self._pages, Request(sparql, media_type, self.base, union=True)).body


def offered(form: str) -> tuple[str, ...]:
    """Media types for a form of query, the default first."""
    forms = {"ask": media_types.TRUTH, "construct": media_types.TRIPLES, "describe": media_types.TRIPLES}
    return forms.get(form, media_types.ROWS)


def _result(lane: Lane, request: Request) -> Result:
    body = lane.run(request)
    if request.media_type in (media_types.XML, media_types.RDF_XML):
        body = _NOT_XML.sub(b"\xef\xbf\xbd", body)
    return Result(request.media_type, body)


def _find(name: str) -> Question:
    known = {**catalogue.views(), **catalogue.questions()}
    if name in known:
        return known[name]
    names = list(catalogue.questions())
    near = difflib.get_close_matches(name, names, n=3) or names
    raise QuestionError(f"no question is called {name!r}; there is {', '.join(near)}")
