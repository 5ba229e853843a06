"""Asks every question on the embedded store, Oxigraph's server, Virtuoso and rdflib, side by side in one run.

    python -m benchmarks.questions prepare BUILD FOLDER [--questions-only]
    python -m benchmarks.questions measure --size 1=FOLDER --size 100=FOLDER [--rounds N] [--output FILE]

`prepare` makes of a build what the engines need: its store, as it is, and a Virtuoso database, by the bulk
loader; and measures loading and export. `measure` asks engine after engine in each round, so that all meet
the same load of the machine, and writes docs/scale.md.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import click

from benchmarks.loading_and_export import export_seconds, load_seconds
from benchmarks.questions_page import Measured, Size, page
from benchmarks.rdflib_engine import Rdflib
from benchmarks.store_servers import bulk_load_virtuoso, oxigraph, virtuoso, virtuoso_triples
from graph.build_directory import Build
from ontology.errors import QueryError
from ontology.store_address import StoreAddress
from queries import media_types
from queries.catalogue import Question, questions
from queries.limits import Limits
from queries.remote_store import RemoteStore
from queries.service import Elsewhere, QueryService
from queries.store_load import quad_files
from queries.worker import Request, Worker

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 30.0
"""After which an engine has failed on a question."""
RDFLIB_SECONDS = 60.0
"""The same for rdflib, which is slower."""
BUFFERS = 60_000
"""Pages of 8 KiB that Virtuoso keeps in memory."""
BASE = "https://w3id.org/chengnuo/"

Ask = Callable[[str], int]
"""Evaluates a query to the bytes of its JSON, and returns the number of rows."""


@click.group()
def main() -> None:
    """Questions on several engines, side by side."""


@main.command()
@click.argument("build", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--questions-only", is_flag=True, help="Neither loading nor export, and no Virtuoso.")
def prepare(build: Path, folder: Path, questions_only: bool) -> None:
    """Make in FOLDER what the engines need of BUILD."""
    made = Build.open(build)
    folder.mkdir(parents=True)
    (folder / "store").symlink_to(made.store_path)
    facts = {"triples": made.manifest.triples, "loading": {}, "export": {}}
    if not questions_only:
        facts |= {"loading": _loading(made, folder), "export": export_seconds(made)}
    (folder / "facts.json").write_text(json.dumps(facts) + "\n", encoding="utf-8")
    click.echo(f"{folder}: {facts}")


def _loading(made: Build, folder: Path) -> Mapping[str, float]:
    """Seconds by engine; Virtuoso's database is left in the folder."""
    with (folder / "data.nq").open("wb") as quads:
        for path in quad_files(made):
            quads.write(gzip.decompress(path.read_bytes()))
    loading = load_seconds(made, folder / "data.nq")
    with virtuoso(folder / "virtuoso", buffers=BUFFERS) as server:
        own, began = virtuoso_triples(server), time.monotonic()
        bulk_load_virtuoso(server, [folder / "data.nq"])
        loading["Virtuoso"] = time.monotonic() - began
        loaded = virtuoso_triples(server) - own
    if loaded != made.manifest.triples:
        raise click.ClickException(f"Virtuoso holds {loaded} triples of {made.manifest.triples}")
    return loading


@main.command()
@click.option("--size", "sizes", multiple=True, required=True, metavar="REPORTS=FOLDER")
@click.option("--rounds", default=5, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / "docs/scale.md")
@click.option("--keep", type=click.Path(path_type=Path), help="Where to keep the figures as JSON.")
def measure(sizes: tuple[str, ...], rounds: int, output: Path, keep: Path | None) -> None:
    """Ask all questions and write the page."""
    measured = []
    for each in sizes:
        reports, _, folder = each.partition("=")
        measured.append(measure_size(int(reports), Path(folder), rounds))
    if keep:
        keep.write_text(json.dumps([size.to_json() for size in measured], ensure_ascii=False, indent=1))
    output.write_text(page(measured), encoding="utf-8")
    click.echo(f"{output}: written")


def measure_size(reports: int, folder: Path, rounds: int) -> Size:
    with ExitStack() as opened:
        engines = opened.enter_context(_engines(folder, rdflib=reports == 1))
        asked = [
            _measured(name, query, engines, rounds if reports < 1000 else max(rounds // 2, 1))
            for name, query in bound(folder).items()
        ]
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    disk = {"embedded": _bytes(folder / "store")}
    if (folder / "virtuoso").is_dir():
        disk["Virtuoso"] = _bytes(folder / "virtuoso")
    load = os.getloadavg()[1]
    return Size(reports, facts["triples"], disk, facts["loading"], facts["export"], asked, load)


def bound(folder: Path) -> Mapping[str, str]:
    """Each question with the values that an analyst has to give."""
    with QueryService(Elsewhere(BASE, folder / "store"), Limits(seconds=120)) as service:
        reports = service.ask("reports").column("report")
        report = next((each for each in reports if each.endswith("/chongqing-2023")), reports[-1])
        statement = service.ask("commitments-without-quantity", report=report).column("commitment")[0]
        chosen = {"report": report, "statement": statement}
        return {
            name: service.sparql(name, **{**_values(asked, chosen)}) for name, asked in questions().items()
        }


def _values(question: Question, chosen: Mapping[str, str]) -> dict[str, str]:
    """The examples of what is needed; of reports and statements one that is there."""
    needed = [each for each in question.parameters if each.required or each.narrows]
    return {each.name: chosen.get(each.type, each.example) for each in needed}


@contextmanager
def _engines(folder: Path, *, rdflib: bool) -> Iterator[dict[str, Ask]]:
    with ExitStack() as opened:
        engines: dict[str, Ask] = {"embedded": _embedded(opened, folder / "store")}
        servers = [opened.enter_context(oxigraph(folder / "store", read_only=True))]
        if (folder / "virtuoso").is_dir():
            servers.append(opened.enter_context(virtuoso(folder / "virtuoso", buffers=BUFFERS)))
        for server in servers:
            engines[server.name] = _remote(opened, server.address)
        if rdflib:
            engines["rdflib"] = _rdflib(opened, folder / "data.nq")
        yield engines


def _embedded(opened: ExitStack, path: Path) -> Ask:
    """As it is served: evaluated in a process of its own, which sends the answer here."""
    worker = Worker(path.resolve(), Limits(seconds=SECONDS, result_bytes=1 << 30))
    opened.callback(worker.kill)

    def ask(query: str) -> int:
        return _rows(worker.ask(Request(query, media_types.JSON, BASE, union=True)))

    return ask


def _remote(opened: ExitStack, address: StoreAddress) -> Ask:
    store = opened.enter_context(RemoteStore(address))

    def ask(query: str) -> int:
        return _rows(store.query(query, media_types.JSON, seconds=SECONDS, limit=1 << 30).body)

    return ask


def _rdflib(opened: ExitStack, quads: Path) -> Ask:
    store = Rdflib(quads, RDFLIB_SECONDS)
    opened.callback(store.close)
    return lambda query: _rows(store.ask(query))


def _rows(body: bytes) -> int:
    return len(json.loads(body)["results"]["bindings"])


def _measured(name: str, query: str, engines: Mapping[str, Ask], rounds: int) -> Measured:
    """Round after round all engines; the first round warms them and is not counted, if others follow."""
    seconds: dict[str, list[float]] = {engine: [] for engine in engines}
    rows: dict[str, int] = {}
    for number in range(rounds + 1):
        for engine, ask in engines.items():
            if number and (engine not in rows or (engine == "rdflib" and number > 1)):
                continue
            began = time.perf_counter()
            try:
                rows[engine] = ask(query)
            except QueryError as error:
                click.echo(f"{name}: {engine}: {error}", err=True)
                continue
            seconds[engine].append(time.perf_counter() - began)
    timed = {engine: taken[1:] or taken for engine, taken in seconds.items() if taken}
    told = (f"{engine} {1000 * median(taken):.1f} ms" for engine, taken in timed.items())
    click.echo(f"{name}: {', '.join(told)}")
    return Measured(name, rows, timed)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.resolve().rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
