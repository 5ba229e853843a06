"""The command line: the same verbs as the web site. The commands of each layer, and those that join all."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.commands import export, followup, release, responsibilities, tasks, validate
from loaders.commands import audit, corrected, explain, extract, read, review, score, with_responsibilities
from ontology.command_line import PATH, build_option, progress, settings
from ontology.errors import ChengnuoError
from queries.commands import query, questions

if TYPE_CHECKING:
    from loaders.records import Extraction

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


@main.command()
@click.argument("reports", nargs=-1, type=PATH)
@click.option("--base-iri", help="Under which report data gets its IRIs. [default: CHENGNUO_BASE_IRI]")
@click.option("-o", "--output", type=PATH, help="Folder of the graph. [default: CHENGNUO_BUILD]")
def build(reports: tuple[Path, ...], base_iri: str | None, output: Path | None) -> None:
    """Read REPORTS (.txt, .html or .docx; by default the shipped ones) and build their graph.

    The new graph replaces the old one only when it is whole; until then the old one is served.

    \b
    Examples:
      chengnuo build
      chengnuo build my-report.docx -o /tmp/mine
      chengnuo build reports/*.html --base-iri https://data.example.org/
    """
    from graph.build import build_graph
    from loaders.documents import reports_in
    from ontology.settings import ROOT
    from queries.catalogue import questions as catalogue
    from viz.layout import write_layout

    began = time.monotonic()
    chosen = settings(build=output, base_iri=base_iri)
    extractions = []
    for path in reports or reports_in(ROOT / "data/reports"):
        extractions.append(with_responsibilities(corrected(read(path))))
    made = build_graph(
        extractions,
        chosen.build,
        base=chosen.base_iri,
        publisher=chosen.published_by(),
        questions=list(catalogue().values()),
        artifacts=[write_layout],
        progress=progress,
    )
    for extraction in extractions:
        click.echo(f"{extraction.metadata.title} ({extraction.metadata.name}): {_counts(extraction)}")
    click.echo(f"{made.path}: {made.manifest.triples} triples in {time.monotonic() - began:.1f} s")


@main.command()
@click.option("--host", help="Address to serve at. [default: 127.0.0.1, or CHENGNUO_HOST]")
@click.option("--port", type=int, help="0 for any free one. [default: 8000, or CHENGNUO_PORT]")
@click.option(
    "--access-log/--no-access-log",
    default=None,
    help="A line of JSON for each request. [default: yes, or CHENGNUO_ACCESS_LOG]",
)
@build_option
def serve(host: str | None, port: int | None, access_log: bool | None, build: Path | None) -> None:
    """Serve the graph as a web site until stopped; a new build takes the place of the old one by itself.

    All settings, such as limits, can be given as variables: docs/settings.md.

    \b
    Examples:
      chengnuo serve
      chengnuo serve --port 8080 --host 0.0.0.0 --no-access-log
    """
    from server import serve as run

    run(settings(host=host, port=port, access_log=access_log, build=build), announce=click.echo)


def _counts(extraction: Extraction) -> str:
    kinds = ("commitments", "figures", "projects", "regions", "organizations", "sections")
    return ", ".join(f"{len(getattr(extraction, kind))} {kind}" for kind in kinds)


COMMANDS = (
    extract, audit, explain, review, tasks, responsibilities,
    questions, query, followup, export, release, validate, score,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
