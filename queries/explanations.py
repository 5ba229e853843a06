"""How a statement was read: the rule behind each of its properties, from the table that the build holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import BuildError

_QUERY = 'SELECT property, rule, start, "end" FROM explanation WHERE statement = ? ORDER BY position'


@dataclass(frozen=True, slots=True)
class Explained:
    """A property of a statement with the reading rule that set it and the words on which it fired."""

    property: str
    """IRIs."""
    rule: str
    start: int
    """Offsets into the kept text of the statement's report."""
    end: int


def explanations(path: Path, statement: str) -> tuple[Explained, ...]:
    """In the order in which the record has its fields; none for what no rule read. Raises BuildError."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return tuple(Explained(*row) for row in connection.execute(_QUERY, (statement,)))
    except sqlite3.Error as error:
        raise BuildError(f"{path}: the explanations cannot be read ({error}); build again") from error
