"""Commands on a graph that was built. Each imports what it needs when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.command_line import PATH, build_option, destination, settings
from ontology.errors import BuildError

if TYPE_CHECKING:
    from graph.build_directory import Build

EXPORT_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")


@click.command()
@click.option("--format", "form", type=click.Choice(EXPORT_FORMATS), default="turtle", show_default=True)
@click.option("-o", "--output", type=PATH, help="File to write. [default: standard output]")
@click.option("--inferred", is_flag=True, help="With the statements that are only inferred.")
@build_option
def export(form: str, output: Path | None, inferred: bool, build: Path | None) -> None:
    """Write the graph as RDF; the same graph gives the same bytes.

    \b
    Examples:
      chengnuo export --format turtle -o chongqing.ttl
      chengnuo export --format nquads --inferred | gzip > all.nq.gz
    """
    from graph.export import export as write

    with destination(output) as stream:
        write(opened(build), form, stream, inferred=inferred)


@click.command()
@click.option("-o", "--output", type=PATH, help="Archive to write. [default: its name with both versions]")
@build_option
def release(output: Path | None, build: Path | None) -> None:
    """Write everything that is published as one ZIP: the same graph gives the same bytes.

    The graph (Turtle, TriG, JSON-LD), a CSV table for each kind of statement, ontology and shapes,
    catalogue record, texts, records and checksums. A file that is there already is not overwritten.

    \b
    Examples:
      chengnuo release
      chengnuo release -o /tmp/chengnuo.zip
    """
    from graph.release import release_name, write_release

    graph = opened(build)
    output = output or Path(f"{release_name(graph)}.zip")
    if output.exists():
        raise BuildError(f"{output}: is there already; remove it, or give another --output")
    with destination(output) as stream:
        write_release(graph, stream)
    click.echo(f"{output}: {output.stat().st_size} bytes")


@click.command()
@build_option
def validate(build: Path | None) -> None:
    """Check the graph; print each finding and end with 1 if one of them is a fault.

    Notes tell what someone may want to know, such as names that no vocabulary has.

    \b
    Examples:
      chengnuo validate
      chengnuo validate --build /tmp/mine && echo sound
    """
    from graph.validate import validate as check

    findings = check(opened(build))
    for finding in findings:
        click.echo(f"{finding.severity}  {finding.code}  {finding.where}  {finding.message}")
    faults = sum(finding.severity == "fault" for finding in findings)
    click.echo(f"{faults} faults" if faults else "The graph is sound.", err=True)
    sys.exit(1 if faults else 0)


def opened(build: Path | None) -> Build:
    from graph.build_directory import Build

    return Build.open(settings(build=build).build)
