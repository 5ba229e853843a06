"""How much one query may cost. `ontology/settings.py` lets a publisher choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults suit a public site on a small machine; docs/settings.md explains them."""

    workers: int = 2
    """Processes that evaluate queries from outside. They start when they are first needed."""
    seconds: float = 10.0
    """After which a query is ended and its process killed."""
    memory_mib: int = 2048
    """Address space of one of these processes, in MiB."""
    page_workers: int = 2
    """Processes kept for the site's own pages, so that queries from outside cannot starve them."""
    queue_seconds: float = 0.4
    """How long a query from outside waits for a free process before it is turned away."""
    page_queue_seconds: float = 5.0
    """The same for the site's own pages."""
    start_seconds: float = 20.0
    """How long a new process may take until it is ready; not counted as part of a query."""
    result_bytes: int = 64 << 20
    """Largest answer; a larger one is refused, never cut."""
    query_bytes: int = 1 << 20
    """Longest query or request body."""
    address_bytes: int = 8000
    """Longest query string of a GET request."""
    nesting: int = 60
    """Deepest nesting of brackets: deeper queries overflow the parser's stack."""
    operators: int = 600
    """Most operators and clauses of one query: longer chains overflow the evaluator's stack."""
    cached_rows: int = 200_000
    """Rows of answers to the site's own questions that are kept in memory; a build never changes."""
    reports_at_once: int = 20
    """Most reports for which a question is answered that lists all they say; then it asks for a report."""
