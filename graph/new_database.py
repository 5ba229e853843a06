"""New database: an SQLite file that is written once, by one process, into a folder that nobody reads yet."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def new_database(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """To write into; raises OSError where that cannot be."""
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")  # the folder is not in use before it is whole
            connection.execute("PRAGMA journal_mode = OFF")
            connection.executescript(schema)
            yield connection
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
