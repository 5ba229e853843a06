"""Loads this server and its peers side by side and writes what came of it to docs/load.md.

    python -m benchmarks.load --peers FOLDER [--seconds N] [--rounds N]

FOLDER is a virtual environment with the peers: `python3 -m venv FOLDER` and
`FOLDER/bin/pip install oxigraph rdflib-endpoint uvicorn`. wrk is Debian's package.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.load_page import AGAIN, NEW, page
from benchmarks.load_requests import Load, loads
from benchmarks.load_servers import (
    Server,
    chengnuo,
    ended,
    oxigraph,
    rdflib_endpoint,
    settle,
    write_triples,
)
from benchmarks.wrk import Measured, measure
from graph.build_directory import Build
from queries.media_types import JSON
from queries.service import QueryService

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
REGIONS = 50
_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--peers", type=_PATH, required=True, help="Virtual environment with the peers.")
@click.option("--build", type=_PATH, default=ROOT / "build", help="The graph.")
@click.option("--seconds", default=5, show_default=True, help="Of each run.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--output", type=_PATH, default=ROOT / "docs/load.md", help="Page to write.")
def main(peers: Path, build: Path, seconds: int, rounds: int, output: Path) -> None:
    """Load Chengnuo, oxigraph serve and rdflib-endpoint, and write the table."""
    opened = Build.open(build)
    with QueryService(opened) as service:
        kinds = loads(service, REGIONS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triples = folder / "triples.nt"
        facts: dict[str, object] = {"triples": write_triples(opened, triples)}
        servers = [chengnuo(build), oxigraph(peers, triples, folder)]
        with ended(servers):
            servers.append(rdflib_endpoint(peers, triples))
            slow = too_slow(servers, kinds, seconds)
            results = measured(servers, kinds, seconds, rounds, slow)
        with ended([chengnuo(build, WORKERS="1")]) as (alone,):
            pages = next(kind for kind in kinds if kind.name == "entity page")
            one_process = [run(alone, pages, NEW, seconds, number) for number in range(rounds)]
    facts |= {"connections": CONNECTIONS, "seconds": seconds, "rounds": rounds}
    facts |= {"cores": os.cpu_count(), "regions": REGIONS}
    output.write_text(page(results, facts, one_process), encoding="utf-8")
    click.echo(output)


def measured(
    servers: Sequence[Server],
    kinds: Sequence[Load],
    seconds: int,
    rounds: int,
    slow: frozenset[tuple[str, str]],
) -> dict[tuple[str, str, str], list[Measured]]:
    """Every server under every load, in turns, but those that are too slow for it."""
    results = defaultdict[tuple[str, str, str], list[Measured]](list)
    for number in range(rounds):
        for kind in kinds:
            for way in (AGAIN, NEW):
                for server in servers if kind.is_query else servers[:1]:
                    if (server.name, kind.name) in slow:
                        continue
                    one = run(server, kind, way, seconds, number)
                    results[server.name, kind.name, way].append(one)
                    click.echo(f"{number} {kind.name}, {way}: {server.name} {one}", err=True)
    return dict(results)


def run(server: Server, kind: Load, way: str, seconds: int, number: int) -> Measured:
    found = measure(
        server.address,
        kind.paths(server.endpoint),
        accept=JSON if kind.is_query else "text/html",
        connections=CONNECTIONS,
        seconds=seconds,
        new=kind.new if way == NEW else "",
        round_name=str(number),
    )
    settle(server)
    return found


def too_slow(servers: Sequence[Server], kinds: Sequence[Load], seconds: int) -> frozenset[tuple[str, str]]:
    """Servers that answer no request of a kind within a run, when all connections ask at once.

    What is compared must be the same work: raises RuntimeError where the rows differ in number, or are none.
    """
    slow = set()
    for kind in kinds:
        for number in range(len(kind.targets) if kind.is_query else 0):
            counts = {}
            for server in servers:
                began = time.monotonic()
                counts[server.name] = rows(server.address + kind.paths(server.endpoint)[number])
                if (time.monotonic() - began) * CONNECTIONS > seconds:
                    slow.add((server.name, kind.name))
            if len(set(counts.values())) != 1 or 0 in counts.values():
                raise RuntimeError(f"{kind.name}: {counts} rows for {kind.targets[number]}")
    return frozenset(slow)


def rows(address: str) -> int:
    request = urllib.request.Request(address, headers={"Accept": JSON})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return len(json.load(answer)["results"]["bindings"])


if __name__ == "__main__":
    main()
