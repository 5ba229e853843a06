"""The requests of the load: lookups, an aggregate, a question, pages; the same again or each a new one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from queries.service import QueryService

_LOOKUP = "SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"
_AGGREGATE = """
SELECT ?kind (COUNT(?commitment) AS ?count) WHERE {
  ?commitment a <https://w3id.org/chengnuo/def/Commitment> ;
    <https://w3id.org/chengnuo/def/commitmentKind> ?kind .
} GROUP BY ?kind ORDER BY ?kind
"""
_QUESTION = "commitments-of-region"
_PLACES = ("万州", "涪陵", "永川", "渝中", "江北")


@dataclass(frozen=True, slots=True)
class Load:
    """Requests of one kind, asked in turn."""

    name: str
    is_query: bool
    """It goes to the SPARQL endpoint, also of the peers; else it is a page that only this server has."""
    targets: tuple[str, ...]
    """Queries, or paths of pages."""

    def paths(self, endpoint: str) -> list[str]:
        """As they stand in the request's first line."""
        if not self.is_query:
            return list(self.targets)
        return [f"{endpoint}?{urlencode({'query': query}, quote_via=quote)}" for query in self.targets]

    @property
    def new(self) -> str:
        """What makes a path a new one, before a number: a comment in a query, a field that no page reads."""
        if self.is_query:
            return "%20%23"
        return "&n=" if "?" in self.targets[0] else "?n="


def loads(service: QueryService, count: int) -> list[Load]:
    """All kinds; those about a region are about `count` different ones in turn."""
    regions = sorted(set().union(*service.names("region").iris_by_name.values()))
    chosen = regions[:: max(len(regions) // count, 1)][:count]
    return [
        Load("lookup", True, tuple(_LOOKUP.format(iri=iri) for iri in chosen)),
        Load("aggregate", True, (_AGGREGATE,)),
        Load("question", True, tuple(service.sparql(_QUESTION, region=place) for place in _PLACES)),
        Load("entity page", False, tuple(f"/doc/{iri.partition('/id/')[2]}.html" for iri in chosen)),
        Load("question page", False, tuple(f"/questions/{_QUESTION}?region={quote(p)}" for p in _PLACES)),
    ]
