"""IRIs and the pages that describe them.

A thing `…/id/X` is described by `/doc/X`, a term `…/def/X` by `/doc/def/X`. Paths are resolved
against the publisher's base and the vocabulary's, never against the host of a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontology.identifiers import VOCABULARY_BASE

_TERM = "def/"
_THING = "id/"
_DOCUMENT = "/doc/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one publisher's site."""

    base: str

    def path(self, iri: str) -> str | None:
        """Where a thing is described on this site; None for what other sites describe.

        >>> Addresses(VOCABULARY_BASE).path(VOCABULARY_BASE + "def/Figure")
        '/doc/def/Figure'
        >>> Addresses(VOCABULARY_BASE).path(VOCABULARY_BASE + "id/region/yuxi")
        '/doc/region/yuxi'
        """
        fitting = ((start, path) for start, path in self.places().items() if iri.startswith(start))
        return next((path + iri.removeprefix(start) for start, path in fitting), None)

    def places(self) -> Mapping[str, str]:
        """How IRIs begin that are described here, and how the addresses of their documents begin."""
        things = (self.base + _THING, VOCABULARY_BASE + _THING)
        return {**dict.fromkeys(things, _DOCUMENT), VOCABULARY_BASE + _TERM: _DOCUMENT + _TERM}

    def link(self, iri: str) -> str | None:
        """The address to link to: here or, for http(s), elsewhere; never another scheme."""
        return self.path(iri) or (iri if iri.startswith(("https://", "http://")) else None)

    def candidates(self, path: str) -> tuple[str, ...]:
        """The IRIs that the document `/doc/<path>` may describe, the likeliest first."""
        if path == "def" or path.startswith(_TERM):
            return (VOCABULARY_BASE + _TERM + path[len(_TERM) :],)
        return tuple(base + _THING + path for base in dict.fromkeys((self.base, VOCABULARY_BASE)))

    def report_name(self, iri: str) -> str:
        """The name of a report from its IRI."""
        return iri.removeprefix(self.base + _THING)

    def report_iri(self, name: str) -> str:
        return self.base + _THING + name
