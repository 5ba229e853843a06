"""The servers that are loaded: this one and its peers, each with the same triples."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from graph.build_directory import Build
from graph.publishing.export import read_quads

ROOT = Path(__file__).resolve().parent.parent
_SECONDS_TO_START = 120


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs and can be asked."""

    name: str
    address: str
    """Without a slash at its end."""
    endpoint: str
    """Path of its SPARQL endpoint."""
    process: subprocess.Popen[bytes]


def chengnuo(build: Path, **settings: str) -> Server:
    """This server at its defaults, but for `settings` (names of variables without CHENGNUO_)."""
    command, port = str(Path(sys.executable).with_name("chengnuo")), _free_port()
    serve = [command, "serve", "--no-access-log", "--port", str(port), "--build", str(build)]
    environment = {f"CHENGNUO_{name}": value for name, value in settings.items()}
    return _started("Chengnuo", serve, port, "/sparql", environment)


def oxigraph(peers: Path, triples: Path, folder: Path) -> Server:
    """Oxigraph's own server, read-only, from an optimized store on disk."""
    command, store = str(peers / "bin/oxigraph"), ["--location", str(folder / "oxigraph")]
    for step in (["load", *store, "--file", str(triples)], ["optimize", *store]):
        subprocess.run([command, *step], check=True, capture_output=True)
    port = _free_port()
    serve = [command, "serve-read-only", *store, "--bind", f"127.0.0.1:{port}"]
    return _started("oxigraph serve", serve, port, "/query")


def rdflib_endpoint(peers: Path, triples: Path) -> Server:
    """rdflib-endpoint with its default store."""
    port = _free_port()
    command = [str(peers / "bin/rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)]
    return _started("rdflib-endpoint", [*command, str(triples)], port, "/")


def settle(server: Server) -> None:
    """Waits until a server has worked off what it was asked: a peer works on for visitors who have left."""
    with urllib.request.urlopen(f"{server.address}{server.endpoint}?query=ASK%7B%7D", timeout=600):
        pass


@contextmanager
def ended(servers: Sequence[Server]) -> Iterator[Sequence[Server]]:
    """Ends them afterwards."""
    try:
        yield servers
    finally:
        for server in servers:
            server.process.terminate()
            server.process.wait()


def write_triples(build: Build, path: Path) -> int:
    """All triples of a build as N-Triples, without their graphs. Returns how many."""
    triples = [quad.triple for quad in read_quads(build)]
    serialize(triples, path, format=RdfFormat.N_TRIPLES)
    return len(triples)


def _started(
    name: str, command: Sequence[str], port: int, endpoint: str, more: Mapping[str, str] | None = None
) -> Server:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(more or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(name, f"http://127.0.0.1:{port}", endpoint, process)
    deadline = time.monotonic() + _SECONDS_TO_START
    while not _answers(f"{server.address}{endpoint}?query=ASK%7B%7D"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"{name} does not answer: {' '.join(command)}")
        time.sleep(0.1)
    return server


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
