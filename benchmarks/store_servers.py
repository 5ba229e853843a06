"""SPARQL stores of other makers, started on this machine: Oxigraph's server and Virtuoso, empty or with data.

Each is told that the default graph is the union of all graphs, as ours is.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ontology.store_address import StoreAddress

SECONDS_TO_START = 120
SECONDS_TO_END = 30
"""After which a server that was asked to end is killed."""
PASSWORD = "dba"
"""Of Virtuoso's administrator `dba`, who alone may write; as it comes, for these servers hear this
machine only."""


@dataclass(frozen=True, slots=True)
class StoreServer:
    """One that runs and answers."""

    name: str
    address: StoreAddress
    process: subprocess.Popen[bytes]
    folder: Path
    sql_port: int = 0
    """Of Virtuoso's own protocol."""


@contextmanager
def oxigraph(folder: Path, *, read_only: bool = False) -> Iterator[StoreServer]:
    """`oxigraph serve` over the store in the folder, which it makes where there is none, or only reads."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve-read-only" if read_only else "serve"]
    command += ["--location", str(folder.resolve())]
    command += ["--bind", f"127.0.0.1:{port}", "--union-default-graph", "--timeout-s", "60"]
    root = f"http://127.0.0.1:{port}"
    address = StoreAddress(f"{root}/query", f"{root}/update", f"{root}/store")
    with _running("Oxigraph server", command, folder, address) as server:
        yield server


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 10_000, rows: int = 10_000_000) -> Iterator[StoreServer]:
    """Virtuoso with its database in the folder, which it makes where there is none.

    `buffers` are pages of 8 KiB that it keeps in memory; `rows` the most that an answer may have.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        _INI.format(sql=sql, http=http, folder=folder, buffers=buffers, dirty=buffers * 3 // 4, rows=rows)
    )
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    root = f"http://127.0.0.1:{http}"
    address = StoreAddress(
        f"{root}/sparql", f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth", "dba", PASSWORD
    )
    with _running("Virtuoso", command, folder, address, sql) as server:
        yield server


def bulk_load_virtuoso(server: StoreServer, files: Sequence[Path]) -> None:
    """Loads N-Quads by Virtuoso's own bulk loader: one process, as its manual advises for one file."""
    names = "\n".join(f"ld_add('{path}', 'urn:none');" for path in files)
    _isql(server, f"{names}\nrdf_loader_run();\ncheckpoint;")


def virtuoso_triples(server: StoreServer) -> int:
    return int(_isql(server, "sparql select count(*) where {?s ?p ?o};").split()[-1])


def _isql(server: StoreServer, statements: str) -> str:
    command = [
        "isql-vt",
        f"127.0.0.1:{server.sql_port}",
        "dba",
        PASSWORD,
        "VERBOSE=OFF",
        "BANNER=OFF",
        "PROMPT=OFF",
        "ERRORS=STDOUT",
    ]
    done = subprocess.run(command, input=statements, capture_output=True, text=True, check=True)
    if "*** Error" in done.stdout:
        raise RuntimeError(done.stdout)
    return done.stdout


@contextmanager
def _running(
    name: str, command: Sequence[str], folder: Path, address: StoreAddress, sql_port: int = 0
) -> Iterator[StoreServer]:
    log = folder.with_suffix(".log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder.parent)
    try:
        _wait(name, process, address.query)
        yield StoreServer(name, address, process, folder, sql_port)
    finally:
        _end(process)
        log.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(name: str, process: subprocess.Popen[bytes], endpoint: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(f"{endpoint}?query=ASK%7B%7D"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{name} does not start: see its log")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/errors.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = ., /
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 2G
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 0
MaxQueryCostEstimationTime = 0
DefaultQuery = ASK {{}}
"""
