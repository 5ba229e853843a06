"""Where a SPARQL 1.1 store is, and who may write to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """The store's endpoints. Raises ValueError for one that is no http(s) address."""

    query: str
    """SPARQL 1.1 Protocol, for queries."""
    update: str = ""
    """The same for updates; empty where updates are not to be used."""
    graphs: str = ""
    """SPARQL 1.1 Graph Store HTTP Protocol; empty where the store has none."""
    user: str = ""
    """For Basic or Digest authentication, whichever the store asks for; empty for none."""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.query:
            raise ValueError("the address of the store's queries is missing")
        for address in (self.query, self.update, self.graphs):
            if address:
                _refuse_unusable(address)


def _refuse_unusable(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
        raise ValueError(f"{address!r} is no http(s) address")
    if parts.username or parts.password:
        raise ValueError(f"{parts.hostname}: give user and password by themselves, not in the address")
    _ = parts.port  # raises ValueError for one that is none
