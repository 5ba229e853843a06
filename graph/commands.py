"""Commands on a graph that was built. Each imports what it needs when it runs."""

from __future__ import annotations

import sys
from functools import partial
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
    from graph.publishing.export import export as write

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
    from graph.publishing.release import release_name, write_release

    graph = opened(build)
    output = output or Path(f"{release_name(graph)}.zip")
    if output.exists():
        raise BuildError(f"{output}: is there already; remove it, or give another --output")
    with destination(output) as stream:
        write_release(graph, stream)
    click.echo(f"{output}: {output.stat().st_size} bytes")


@click.command("list")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@build_option
def list_reports(form: str, build: Path | None) -> None:
    """List the reports that are built, each with its named graph, what was read from it, and its checksum.

    \b
    Examples:
      chengnuo list
      chengnuo list --format jsonl --build /tmp/mine
    """
    import json

    from ontology.identifiers import Identifiers
    from ontology.text_table import text_table

    graph = opened(build)
    identifiers = Identifiers(graph.base)
    listed = [
        {
            "name": report.name,
            "title": report.title,
            "graph": identifiers.graph(report.name),
            "triples": graph.manifest.graphs[identifiers.graph(report.name)],
            **report.counts,
            "sha256": report.sha256,
        }
        for report in graph.reports
    ]
    if form == "jsonl":
        for each in listed:
            click.echo(json.dumps(each, ensure_ascii=False))
    else:
        shown = ("name", "title", "triples", "commitments", "figures", "projects")
        click.echo(text_table(shown, [[str(each[name]) for name in shown] for each in listed]))


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

    from graph.follow_up.followup import cited, follow_up, reported, with_cited
    from graph.follow_up.records import write_records
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
    from graph.checking.validate import validate as check

    findings = check(opened(build), say=partial(click.echo, err=True))
    for finding in findings:
        click.echo(f"{finding.severity}  {finding.code}  {finding.where}  {finding.message}")
    faults = sum(finding.severity == "fault" for finding in findings)
    click.echo(f"{faults} faults" if faults else "The graph is sound.", err=True)
    sys.exit(1 if faults else 0)


@click.command()
@click.argument("report", type=PATH, required=False)
@click.option("-o", "--output", type=PATH, help="Sheet, .xlsx or .csv. [default: CSV to standard output]")
def tasks(report: Path | None, output: Path | None) -> None:
    """Write the commitments of REPORT (by default the shipped one) as a table of tasks (任务分解表).

    An office fills in who leads (牵头单位) and who answers (责任单位), and loads the table back by
    `chengnuo responsibilities`. Bodies that a rule infers stand in a column of their own, marked
    推断·未核实. Tasks that data/responsibilities/ gives to somebody are filled in.

    \b
    Examples:
      chengnuo tasks -o tasks.xlsx
      chengnuo tasks my-report.txt -o my-report.csv
    """
    from graph.tasks.sheet import write_task_sheet
    from loaders.commands import corrected, read, with_responsibilities
    from loaders.sheets import SUFFIXES

    suffix = output.suffix.lower() if output else ".csv"
    if suffix not in SUFFIXES:
        raise click.UsageError(f"--output {output}: give a file that ends in {' or '.join(SUFFIXES)}")
    extraction = with_responsibilities(corrected(read(report or _shipped())))
    with destination(output) as stream:
        count = write_task_sheet(stream, suffix, extraction)
    click.echo(f"{count} tasks", err=True)


@click.command()
@click.argument("table", type=PATH)
@click.argument("report", type=PATH, required=False)
@click.option("--keep", is_flag=True, help="Copy TABLE to data/responsibilities/ for every build.")
def responsibilities(table: Path, report: Path | None, keep: bool) -> None:
    """Tell which commitments of REPORT (by default the shipped one) the tasks of TABLE are about.

    TABLE is CSV or XLSX with the columns 任务, 牵头单位, 责任单位 and 完成时限. A task is linked by the
    place that it gives, or by its words; what is too unlike is listed and not linked. Every build
    loads the table that data/responsibilities/ has under the name of the report
    (docs/responsibilities.md).

    \b
    Examples:
      chengnuo responsibilities tasks.xlsx
      chengnuo responsibilities tasks.csv my-report.txt --keep && chengnuo build
    """
    from dataclasses import replace

    from graph.tasks.links import Unlinked
    from graph.tasks.responsibility import linked
    from loaders.commands import corrected, read
    from loaders.responsibilities import read_responsibilities
    from ontology.text_table import text_table
    from ontology.vocabulary import load_vocabulary

    extraction = corrected(read(report or _shipped()))
    found = read_responsibilities(table, extraction.metadata, load_vocabulary())
    rows, without = [], 0
    for task, links in linked(replace(extraction, responsibilities=found)):
        if isinstance(links, Unlinked):
            without += 1
            found_of_task = ("not linked", str(links.score), links.reason, links.nearest)
            rows.append([str(task.row), task.text, *found_of_task])
        else:
            rows += [
                [str(task.row), task.text, "linked", str(link.score), link.rule, link.promise.words]
                for link in links
            ]
    click.echo(text_table(["row", "task", "", "score", "by", "commitment"], rows))
    names = [name for task in found.tasks for name in (*task.leads, *task.unit_names)]
    unknown = dict.fromkeys(name.name for name in names if name.concept is None)
    linked_tasks = len(found.tasks) - without
    click.echo(f"{linked_tasks} of {len(found.tasks)} tasks linked, {without} not", err=True)
    if unknown:
        click.echo(f"Kept as text, no organization is called so: {'、'.join(unknown)}", err=True)
    if keep:
        click.echo(f"{_kept(table, extraction.metadata.name)}: loaded by every build from now on", err=True)


def _kept(table: Path, report: str) -> Path:
    """Where a copy of the table lies from now on; raises ResponsibilityError where another lies there."""
    import shutil

    from loaders.responsibilities import responsibilities_file
    from ontology.errors import ResponsibilityError
    from ontology.settings import RESPONSIBILITIES

    file = RESPONSIBILITIES / f"{report}{table.suffix.lower()}"
    there = responsibilities_file(RESPONSIBILITIES, report)
    if there is not None and not there.samefile(table):
        raise ResponsibilityError(f"{there}: breaks down the report already; remove it first")
    if there is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(table, file)
    return file


def _shipped() -> Path:
    from loaders.documents import reports_in
    from ontology.settings import ROOT

    return reports_in(ROOT / "data/reports")[-1]


def opened(build: Path | None) -> Build:
    from graph.build_directory import Build

    return Build.open(settings(build=build).build)
