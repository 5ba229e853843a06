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
@click.argument("reports", nargs=-1, type=PATH)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "xlsx"]), default="jsonl", show_default=True
)
@click.option("-o", "--output", type=PATH, help="File to write. [default: standard output]")
def followup(reports: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Tell what became of each target of REPORTS, as far as later ones among them tell.

    By default the shipped reports. Targets are held against results of the same government's later
    reports: same indicator, area and period. A target without a later report is not assessed. Targets
    cited in data/targets are followed up as well. Counts go to standard error (docs/followup.md).

    \b
    Examples:
      chengnuo followup
      chengnuo followup chongqing-2021.txt chongqing-2022.txt --format csv -o follow-up.csv
    """
    from collections import Counter

    from graph.followup import cited, follow_up, reported, with_cited
    from graph.followup_records import write_records
    from loaders.cited import cited_documents
    from loaders.commands import corrected, read
    from loaders.documents import reports_in
    from ontology.settings import ROOT, TARGETS
    from ontology.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    chosen = reports or tuple(reports_in(ROOT / "data/reports"))
    found = [reported(corrected(read(path)), vocabulary) for path in chosen]
    documents = [cited(each, vocabulary) for each in cited_documents(TARGETS, vocabulary)]
    outcomes = follow_up(with_cited(found, documents))
    with destination(output) as stream:
        write_records(outcomes, form, stream)
    for status, count in sorted(Counter(outcome.status for outcome in outcomes).items()):
        click.echo(f"{status}: {count}", err=True)


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
