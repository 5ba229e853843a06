"""How a statement was read: the rule behind each of its properties, from the table that the build holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from graph.build_directory import Build
from graph.model.explanations import statement_key
from ontology.errors import BuildError

_QUERY = """
    SELECT property.iri, rule.iri, start, "end"
    FROM reason JOIN name AS property ON property.id = property JOIN name AS rule ON rule.id = rule
    WHERE statement = ? ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Explained:
    """A property of a statement with the reading rule that set it and the words on which it fired."""

    property: str
    """IRIs."""
    rule: str
    start: int
    """Offsets into the kept text of the statement's report."""
    end: int


def explanations(build: Build, iri: str) -> tuple[Explained, ...]:
    """In the order in which the record has its fields; none for what no rule read. Raises BuildError."""
    report = iri.removeprefix(f"{build.base}id/").partition("/")[0]
    path = build.explanations_path(report)
    if not path.is_file():
        return ()
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return tuple(Explained(*row) for row in connection.execute(_QUERY, (statement_key(iri),)))
    except sqlite3.Error as error:
        raise BuildError(f"{path}: the explanations cannot be read ({error}); build again") from error
