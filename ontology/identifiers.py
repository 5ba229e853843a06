"""IRIs: what each thing is called, made from what it is.

An identifier holds the report, the section, the kind, the normalised text and which occurrence of
that text it is. It never holds a running number, an offset or a link that a better extractor may
change, so it survives a rebuild, another machine and another hash seed. All are ASCII.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from functools import lru_cache

VOCABULARY_BASE = "https://w3id.org/chengnuo/"
"""Base of ontology and vocabularies: fixed, because their meaning does not depend on who publishes."""

DEFAULT_BASE = VOCABULARY_BASE
"""Base of report data unless the publisher sets another."""

_SPACE = re.compile(r"\s+")


@lru_cache(8192)  # a place is asked for by its passage and by its statements
def normalise(text: str) -> str:
    """NFKC without white space: line breaks and full-width forms never change an identifier.

    >>> normalise("增长６％\\n 以上")
    '增长6%以上'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def digest(*parts: str) -> str:
    """Sixteen lower-case base32 characters (80 bits) of the parts, in order.

    >>> digest("a", "b") == digest("a", "b") != digest("ab", "")
    True
    """
    hashed = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).digest()
    return b32encode(hashed).decode().lower()


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Makes the IRIs of one publisher's data."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[!$-;=@-Z_a-z~]+/", self.base):
            raise ValueError(
                f"base IRI {self.base!r}: give an absolute http(s) IRI in ASCII without ? or #, ending in '/'"
            )

    def graph(self, name: str) -> str:
        """A named graph: `vocabulary`, `derived`, `inferred` or a report's name."""
        return f"{self.base}id/graph/{name}"

    def published(self, name: str) -> str:
        """A thing of the description: the catalogue, the dataset, a question, who publishes it."""
        return f"{self.base}id/{name}"

    def address(self, path: str) -> str:
        """Where the publisher's site has something."""
        return f"{self.base}{path}"

    def report(self, report: str) -> str:
        return f"{self.base}id/{report}"

    def part(self, report: str, kind: str, *identity: str) -> str:
        """A thing inside a report: section, passage, commitment, figure, …"""
        return f"{self.base}id/{report}/{kind}/{digest(*map(normalise, identity))}"

    def named(self, report: str, kind: str, name: str) -> str:
        """A thing inside a report whose ASCII name is already its identity (horizon/2018-2022)."""
        return f"{self.base}id/{report}/{kind}/{name}"

    def statement(self, kind: str, *identity: str) -> str:
        """A derived or inferred statement."""
        return f"{self.base}id/{kind}/{digest(*identity)}"
