"""Answers that are kept for who asks the same again: as long as one build is served, they hold."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers: TypeAlias = list[tuple[str, str]]
_Key: TypeAlias = tuple[str, ...]

LARGEST = 1 << 20
"""Bytes of an answer that is kept; larger ones would push out too many others."""

_OVERHEAD = 2048
"""Bytes that an answer costs beside its body: headers, key, objects."""

_VARIES_WITH = frozenset(("accept", "accept-encoding"))
_ASKED = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_HOST")
"""What an answer may depend on. Nothing here depends on the host, but if it did, none would get another's."""
_PARTIAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "CONTENT_LENGTH")
"""What makes a request one of its own."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: Headers
    body: bytes

    @property
    def cost(self) -> int:
        return len(self.body) + _OVERHEAD


class KeptAnswers:
    """A WSGI application before another: safe to use from several threads, bounded in bytes."""

    def __init__(self, app: WSGIApplication, most: int) -> None:
        self._app, self._room = app, most
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self._app(environ, start_response)
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
        if answer is None:
            return self._fresh(key, environ, start_response)
        start_response(answer.status, list(answer.headers))
        return (answer.body,)

    def _fresh(
        self, key: _Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun: list[tuple[str, Headers]] = []

        def begin(status: str, headers: Headers, *error: Any) -> Any:
            begun.append((status, headers))
            return start_response(status, headers, *error)

        chunks = self._app(environ, begin)
        status, headers = begun[-1]  # Flask begins an answer before it hands its body over
        if not _may_be_kept(status, headers):
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", bool)()
        self._keep(key, _Answer(status, list(headers), body))
        return (body,)

    def _keep(self, key: _Key, answer: _Answer) -> None:
        with self._lock:
            if key in self._answers:
                return
            self._answers[key] = answer
            self._room -= answer.cost
            while self._room < 0:
                _, oldest = self._answers.popitem(last=False)
                self._room += oldest.cost


def _key(environ: WSGIEnvironment) -> _Key | None:
    if environ["REQUEST_METHOD"] != "GET" or any(environ.get(name) for name in _PARTIAL):
        return None
    return tuple([environ.get(name, "") for name in _ASKED])


def _may_be_kept(status: str, headers: Headers) -> bool:
    """Whole answers of known, bounded size that depend on nothing but what they are kept by."""
    named = {name.lower(): value.lower() for name, value in headers}
    varies = {name.strip() for name in named.get("vary", "").split(",")} - {""}
    return (
        status.startswith("200")
        and int(named.get("content-length", LARGEST + 1)) <= LARGEST
        and varies <= _VARIES_WITH
        and "set-cookie" not in named
        and "no-store" not in named.get("cache-control", "")
        and "private" not in named.get("cache-control", "")
    )
