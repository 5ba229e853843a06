"""Asks every question on the embedded store, Oxigraph's server, Virtuoso and rdflib, side by side in one run.

    python -m benchmarks.questions build REPORTS BUILD [--count N]
    python -m benchmarks.questions prepare BUILD FOLDER [--questions-only]
    python -m benchmarks.questions measure FOLDER... [--rounds N] [--output FILE]

`build` builds the shipped report and others beside it. `prepare` makes of a build what the engines need: its
store, as it is, and a Virtuoso database, by the bulk loader; and measures loading and export. `measure` asks
engine after engine in each round, each round beginning with another, so that all meet the same load of the
machine, and writes docs/scale.md.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

import click

from benchmarks.loading_and_export import RDFLIB_REPORTS, export_seconds, load_seconds
from benchmarks.questions_page import Measured, Size, page
from benchmarks.rdflib_engine import Rdflib
from benchmarks.store_servers import bulk_load_virtuoso, oxigraph, virtuoso, virtuoso_triples
from graph.build_directory import Build
from loaders.report_files import find_report_files
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
CHENGNUO = ROOT / ".venv/bin/chengnuo"
SECONDS = 30.0
"""After which an engine has failed on a question."""
BUFFERS = 60_000
"""Pages of 8 KiB that Virtuoso keeps in memory."""
BASE = "https://w3id.org/chengnuo/"

Ask = Callable[[str], int]
"""Evaluates a query to the bytes of its JSON, and returns the number of rows."""


@click.group()
def main() -> None:
    """Questions on several engines, side by side."""


@main.command()
@click.argument("reports", type=click.Path(exists=True, path_type=Path))
@click.argument("build", type=click.Path(path_type=Path))
@click.option("--count", type=int, help="Reports in all. [default: all]")
def build(reports: Path, build: Path, count: int | None) -> None:
    """Build in BUILD the shipped report, others of its government in REPORTS, and some of the rest."""
    chosen = chosen_files(_files(ROOT / "data/reports"), _files(reports), count)
    subprocess.run([CHENGNUO, "build", *chosen, "-o", build, "--skip-unreadable"], check=True)


def _files(folder: Path) -> Sequence[Path]:
    return [found.path for found in find_report_files([folder])]


def chosen_files(shipped: Sequence[Path], others: Sequence[Path], count: int | None) -> Sequence[Path]:
    """`count` files: the shipped, those of the same governments, and evenly some of the rest."""
    governments = {_government(path) for path in shipped}
    same = [path for path in others if _government(path) in governments]
    rest = [path for path in others if path not in same]
    wanted = len(rest) if count is None else min(max(count - len(shipped) - len(same), 0), len(rest))
    return [*shipped, *same, *(rest[number * len(rest) // wanted] for number in range(wanted))][:count]


def _government(path: Path) -> str:
    """Of a file named `place-year`."""
    return path.stem.rpartition("-")[0]


@main.command()
@click.argument("build", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--questions-only", is_flag=True, help="Neither loading nor export, and no Virtuoso.")
def prepare(build: Path, folder: Path, questions_only: bool) -> None:
    """Make in FOLDER what the engines need of BUILD."""
    made = Build.open(build)
    folder.mkdir(parents=True)
    (folder / "store").symlink_to(made.store_path)
    facts = {"reports": len(made.reports), "triples": made.manifest.triples, "loading": {}, "export": {}}
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
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", default=5, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / "docs/scale.md")
@click.option("--keep", type=click.Path(path_type=Path), help="Where to keep the figures as JSON.")
def measure(folders: tuple[Path, ...], rounds: int, output: Path, keep: Path | None) -> None:
    """Ask all questions of each prepared FOLDER, the smallest first, and write the page."""
    measured = [measure_size(folder, rounds) for folder in folders]
    if keep:
        keep.write_text(json.dumps([size.to_json() for size in measured], ensure_ascii=False, indent=1))
    output.write_text(page(measured), encoding="utf-8")
    click.echo(f"{output}: written")


def measure_size(folder: Path, rounds: int) -> Size:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    reports, stored = facts["reports"], {"embedded": _bytes(folder / "store")}
    if (folder / "virtuoso").is_dir():
        stored["Virtuoso"] = _bytes(folder / "virtuoso")
    with ExitStack() as opened:
        engines = _engines(opened, folder)
        if reports <= RDFLIB_REPORTS and (quads := folder / "data.nq").is_file():
            rdflib = opened.enter_context(closing(Rdflib(quads, SECONDS)))
            stored["rdflib"] = rdflib.memory_bytes()
            engines["rdflib"] = lambda query: _rows(rdflib.ask(query))
        asked = [
            _measured(name, query, engines, rounds if reports < 1000 else max(rounds // 2, 1))
            for name, query in bound(folder).items()
        ]
    load = os.getloadavg()[1]
    return Size(reports, facts["triples"], stored, facts["loading"], facts["export"], asked, load)


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


def _engines(opened: ExitStack, folder: Path) -> dict[str, Ask]:
    engines: dict[str, Ask] = {"embedded": _embedded(opened, folder / "store")}
    servers = [opened.enter_context(oxigraph(folder / "store", read_only=True))]
    if (folder / "virtuoso").is_dir():
        servers.append(opened.enter_context(virtuoso(folder / "virtuoso", buffers=BUFFERS)))
    for server in servers:
        engines[server.name] = _remote(opened, server.address)
    return engines


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


def _rows(body: bytes) -> int:
    return len(json.loads(body)["results"]["bindings"])


def _measured(name: str, query: str, engines: Mapping[str, Ask], rounds: int) -> Measured:
    """Round after round all engines; the first round warms them and is not counted, if others follow."""
    seconds: dict[str, list[float]] = {engine: [] for engine in engines}
    rows: dict[str, int] = {}
    for number in range(rounds + 1):
        for engine in _in_turn(list(engines), number):
            if number and (engine not in rows or engine == "rdflib"):
                continue  # it failed; or it is too slow to be asked again
            began = time.perf_counter()
            try:
                rows[engine] = engines[engine](query)
            except QueryError as error:
                click.echo(f"{name}: {engine}: {error}", err=True)
                continue
            seconds[engine].append(time.perf_counter() - began)
    timed = {engine: taken[1:] or taken for engine, taken in seconds.items() if taken}
    told = (f"{engine} {1000 * median(taken):.1f} ms" for engine, taken in timed.items())
    click.echo(f"{name}: {', '.join(told)}")
    return Measured(name, rows, timed)


def _in_turn(engines: Sequence[str], number: int) -> Sequence[str]:
    """Who is asked first finds the machine's caches as another left them: so each begins a round."""
    first = number % len(engines)
    return [*engines[first:], *engines[:first]]


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.resolve().rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
