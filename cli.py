"""The command line: the same verbs as the web site. The commands of each layer, and those that join all."""

from __future__ import annotations

import atexit
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.commands import (
    EXPORT_FORMATS,
    export,
    followup,
    list_reports,
    release,
    responsibilities,
    tasks,
    validate,
)
from loaders.commands import audit, explain, extract, review, score
from ontology.command_line import PATH, build_option, progress, settings, store_option
from ontology.errors import ChengnuoError
from ontology.garbage import without_collection
from queries.commands import load, query, questions

if TYPE_CHECKING:
    from graph.building.build import Built, Manner
    from graph.building.reports import Reading
    from loaders.report_files import ReportFile
    from ontology.settings import Settings

_LISTED = 20
"""Reports that are told one by one."""
atexit.register(gc.freeze)  # to look for cycles in what is left of a large graph would take half a second
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Chengnuo(click.Group):
    """Tells a user's error in one line and ends with 1; a fault of ours keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ChengnuoError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Chengnuo, context_settings=_HELP)
@click.version_option(package_name="chengnuo")
def main() -> None:
    """What a Chinese government work report promises, as a knowledge graph.

    \b
    Begin with:
      chengnuo build                 read the shipped report into a graph
      chengnuo serve                 browse it at http://127.0.0.1:8000/
      chengnuo questions             what can be asked
      chengnuo query NAME            ask it here

    Commands end with 0 when all is well, 1 when something was found wrong or failed, 2 when they were
    called wrongly. Messages go to standard error, results to standard output.
    """


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """How reports are read, for those commands that do."""
    for option in (
        click.option("--metadata", type=PATH, help="Table, .csv or .xlsx, with what reports do not say."),
        click.option("--workers", type=click.IntRange(min=1), help="Processes. [default: one for each core]"),
        click.option("--scheduler", default="", help="Of a Dask cluster that reads instead: tcp://host:8786"),
        click.option("--skip-unreadable", is_flag=True, help="Leave out reports that cannot be read."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("reports", nargs=-1, type=PATH)
@click.option("--base-iri", help="Under which report data gets its IRIs. [default: CHENGNUO_BASE_IRI]")
@click.option("-o", "--output", type=PATH, help="Folder of the graph. [default: CHENGNUO_BUILD]")
@click.option(
    "--exports",
    type=click.Choice((*EXPORT_FORMATS, "all")),
    multiple=True,
    help="Format of the files to download. [default: all, or of a large graph nquads]",
)
@_reading_options
def build(
    reports: tuple[Path, ...],
    base_iri: str | None,
    output: Path | None,
    exports: tuple[str, ...],
    **reading: Any,
) -> None:
    """Read REPORTS (.txt, .html or .docx; by default the shipped ones) and build their graph.

    REPORTS are files, folders and patterns. The new graph replaces the old one only when it is whole; until
    then the old one is served. Reports that were read before are not read again, also after a build that was
    stopped. docs/many-reports.md tells about many reports and clusters, and the columns of --metadata.

    \b
    Examples:
      chengnuo build
      chengnuo build my-report.docx -o /tmp/mine
      chengnuo build reports/*.html --base-iri https://data.example.org/
      chengnuo build reports/ --workers 4 --metadata reports.csv
    """
    from graph.building.reports import build_reports
    from ontology.settings import ROOT

    began = time.monotonic()
    chosen = settings(build=output, base_iri=base_iri)
    sources, how = _reading(reports or (ROOT / "data/reports",), chosen, **reading)
    formats = EXPORT_FORMATS if "all" in exports else exports
    made = build_reports(sources, chosen.build, replace(_manner(chosen), exports=formats), how)
    _tell(made, began)


@main.command()
@click.argument("reports", nargs=-1, type=PATH, required=True)
@_reading_options
@build_option
@without_collection()
def add(reports: tuple[Path, ...], build: Path | None, **reading: Any) -> None:
    """Read REPORTS and add their graphs to what is built; one of the same name is replaced.

    What is served is served on until the new graph is whole. In a large graph only the difference is written.

    \b
    Examples:
      chengnuo add my-report.docx
      chengnuo add reports/*-2024.txt --build /tmp/mine
    """
    from graph.building.reports import add_reports

    began = time.monotonic()
    chosen = settings(build=build)
    sources, how = _reading(reports, chosen, **reading)
    _tell(add_reports(sources, chosen.build, _manner(chosen), how), began)


@main.command()
@click.argument("names", nargs=-1, required=True)
@build_option
@without_collection()
def remove(names: tuple[str, ...], build: Path | None) -> None:
    """Remove the reports NAMES from what is built; `chengnuo list` tells their names.

    Their identifiers are remembered: their addresses answer that they are gone.

    \b
    Examples:
      chengnuo remove chongqing-2023
      chengnuo remove chongqing-2021 chongqing-2022 --build /tmp/mine
    """
    from graph.building.reports import remove_reports

    began = time.monotonic()
    chosen = settings(build=build)
    _tell(remove_reports(names, chosen.build, _manner(chosen)), began)


@main.command()
@build_option
def optimize(build: Path | None) -> None:
    """Put the store of what is built in its best order again, after much that was added and removed.

    Questions that look at many things then take a fifth to a third less. The graph stays the same, and is
    served meanwhile. It takes the disk of a second store until the next version takes its place.

    \b
    Example:
      chengnuo optimize --build /tmp/mine
    """
    from graph.building.optimizing import optimize as put_in_order

    began = time.monotonic()
    made = put_in_order(settings(build=build).build, progress)
    click.echo(f"{made.path}: {made.manifest.triples} triples in {time.monotonic() - began:.1f} s")


def _reading(
    reports: Sequence[Path],
    chosen: Settings,
    *,
    metadata: Path | None,
    workers: int | None,
    scheduler: str,
    skip_unreadable: bool,
) -> tuple[list[ReportFile], Reading]:
    from graph.building.reports import Reading
    from graph.building.runners import runner_for
    from loaders.report_files import find_report_files

    run = runner_for(workers, scheduler)
    return find_report_files(reports, metadata), Reading(run, chosen, skip_unreadable)


def _manner(chosen: Settings) -> Manner:
    from graph.building.build import Manner
    from queries.catalogue import questions as catalogue

    def layout(version: Path) -> None:  # not of a large graph: then nothing of it is loaded
        from viz.network.layout import write_layout

        write_layout(version)

    asked = list(catalogue().values())
    return Manner(chosen.base_iri, chosen.published_by(), asked, [layout], progress=progress)


def _tell(made: Built, began: float) -> None:
    """What was built; of many reports only how many."""
    manifest = made.build.manifest
    for note in made.notes:
        click.echo(f"Note: {note}", err=True)
    for report in manifest.reports if len(manifest.reports) <= _LISTED else ():
        counts = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
        click.echo(f"{report.title} ({report.name}): {counts}")
        for stale in report.stale_corrections:
            click.echo(f"Warning: {stale}", err=True)
    if len(manifest.reports) > _LISTED:
        click.echo(f"{len(manifest.reports):,} reports")
    click.echo(f"{made.build.path}: {manifest.triples} triples in {time.monotonic() - began:.1f} s")


@main.command()
@click.option("--host", help="Address to serve at. [default: 127.0.0.1, or CHENGNUO_HOST]")
@click.option("--port", type=int, help="0 for any free one. [default: 8000, or CHENGNUO_PORT]")
@click.option(
    "--access-log/--no-access-log",
    default=None,
    help="A line of JSON for each request. [default: yes, or CHENGNUO_ACCESS_LOG]",
)
@store_option
@build_option
def serve(
    host: str | None, port: int | None, access_log: bool | None, store: str | None, build: Path | None
) -> None:
    """Serve the graph as a web site until stopped; a new build takes the place of the old one by itself.

    All settings, such as limits, can be given as variables: docs/settings.md. With --store a remote store
    answers the questions, once `chengnuo load` has brought it the graph; texts, search and files stay here.

    \b
    Examples:
      chengnuo serve
      chengnuo serve --port 8080 --host 0.0.0.0 --no-access-log
      chengnuo serve --store http://127.0.0.1:8890/sparql
    """
    from server import serve as run

    chosen = settings(host=host, port=port, access_log=access_log, store=store, build=build)
    run(chosen, announce=click.echo)


COMMANDS = (
    extract, audit, explain, review, tasks, responsibilities,
    questions, query, load, followup, list_reports, export, release, validate, score,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
