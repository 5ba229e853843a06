"""Commands that read one report. Each imports what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.command_line import PATH, RECORD_KINDS, SCORED_KINDS, destination, progress, settings

if TYPE_CHECKING:
    from loaders.records import Extraction
    from loaders.scoring import Agreement


@click.command()
@click.argument("report", type=PATH)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def extract(report: Path, form: str) -> None:
    """Print what REPORT says, one JSON object a line (docs/records.md tells the fields).

    \b
    Examples:
      chengnuo extract data/reports/chongqing-2023.txt
      chengnuo extract my-report.txt | grep '"record": "figure"'
    """
    import json

    from loaders.jsonl import to_json

    extraction = read(report)
    for record in extraction.records():
        click.echo(json.dumps(to_json(record, extraction), ensure_ascii=False))


@click.command()
@click.argument("report", type=PATH)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def audit(report: Path, form: str) -> None:
    """List what was seen in REPORT and not understood, each with the reason (docs/audit.md tells them).

    Numbers that became no figure, clauses of a plan that became no commitment, indicators that the
    vocabulary lacks, lists that 分别 could not deal out. Counts go to standard error.

    \b
    Examples:
      chengnuo audit data/reports/chongqing-2023.txt
      chengnuo audit my-report.txt --format jsonl | grep '"reason": "unknown"'
    """
    import json

    from loaders.audit import audit as look
    from loaders.audit import summary, to_json
    from ontology.text_table import text_table

    extraction = read(report)
    found = look(extraction)
    if form == "jsonl":
        for each in found:
            click.echo(json.dumps(to_json(each), ensure_ascii=False))
    else:
        rows = [[f"{f.span.start}-{f.span.end}", f.kind, f.reason, f.detail, f.context] for f in found]
        click.echo(text_table(["offsets", "audit", "reason", "detail", "context"], rows))
    for line in summary(extraction, found).lines():
        click.echo(line, err=True)


@click.command()
@click.argument("report", type=PATH)
@click.argument("offset", type=int)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def explain(report: Path, offset: int, form: str) -> None:
    """Tell which rule read each field of the statements at OFFSET of REPORT, and on which words.

    OFFSET counts the characters of the kept text from 0, as `extract` prints them. What a reviewer
    decided has no rule but a name. Where nothing was read, the audit's reason is told (docs/rules.md).

    \b
    Examples:
      chengnuo explain data/reports/chongqing-2023.txt 9101
      chengnuo explain my-report.txt 512 --format jsonl
    """
    import json

    from loaders.audit import audit as look
    from loaders.explain import explain as explained
    from loaders.explain import to_json
    from ontology.text_table import text_table
    from ontology.vocabulary import load_vocabulary

    extraction = corrected(read(report))
    found = explained(extraction, offset, load_vocabulary())
    for each in found:
        if form == "jsonl":
            click.echo(json.dumps(to_json(each), ensure_ascii=False))
            continue
        click.echo(f"{each.kind} {each.span.start}-{each.span.end}: {each.span.text}")
        rows = [
            [why.field, why.value, why.rule, why.means, f"{why.span.start}-{why.span.end}", why.span.text]
            for why in each.reasons
        ]
        click.echo(text_table(["field", "value", "rule", "which says", "fired at", "on"], rows) + "\n")
    for missed in look(extraction):
        if missed.span.start <= offset < missed.span.end:
            click.echo(f"Not understood: {missed.kind}, {missed.reason} {missed.detail}".rstrip(), err=True)
    if not found:
        click.echo("Nothing is stated there.", err=True)
        sys.exit(1)


@click.command()
@click.argument("report", type=PATH)
@click.option("-o", "--output", type=PATH, help="Sheet, .csv or .xlsx. [default: CSV to standard output]")
@click.option("--kind", "kinds", type=click.Choice(RECORD_KINDS), multiple=True, help="Only this kind.")
@click.option("--gold", type=PATH, help="Write what was reviewed as annotations for `score` instead.")
def review(report: Path, output: Path | None, kinds: tuple[str, ...], gold: Path | None) -> None:
    """Write the statements of REPORT as a sheet for a person to judge, those that deserve most doubt first.

    Decisions go into data/corrections/<report>.csv or .xlsx, and every build applies them
    (docs/corrections.md tells the columns). Those made already are in the new sheet.

    \b
    Examples:
      chengnuo review my-report.txt -o my-report.xlsx
      chengnuo review my-report.txt --kind figure -o data/corrections/my-report.csv
      chengnuo review my-report.txt --gold gold/my-report
    """
    from loaders.corrections import corrections_of, reviewed_rows
    from loaders.review import write_review
    from loaders.review_gold import write_gold
    from loaders.sheets import SUFFIXES
    from ontology.settings import CORRECTIONS
    from ontology.vocabulary import load_vocabulary

    extraction = read(report)
    if gold is not None:
        counts = write_gold(gold, corrected(extraction))
        click.echo(", ".join(f"{count} {kind}s" for kind, count in counts.items()), err=True)
        return
    suffix = output.suffix.lower() if output else ".csv"
    if suffix not in SUFFIXES:
        raise click.UsageError(f"--output {output}: give a file that ends in {' or '.join(SUFFIXES)}")
    decided = corrections_of(CORRECTIONS, extraction.metadata.name)
    rows = list(reviewed_rows(extraction, load_vocabulary(), kinds or RECORD_KINDS, decided))
    with destination(output) as stream:
        write_review(stream, suffix, rows)
    click.echo(f"{len(rows)} statements, {len(decided)} decided", err=True)


@click.command()
@click.argument("gold_dir", type=PATH)
@click.argument("report", type=PATH)
@click.option("--errors", type=click.Choice(SCORED_KINDS), help="List what was missed, spurious or wrong.")
def score(gold_dir: Path, report: Path, errors: str | None) -> None:
    """Compare what is read from REPORT with the annotations in GOLD_DIR.

    \b
    Examples:
      chengnuo score tests/gold/dev data/reports/chongqing-2023.txt
      chengnuo score tests/gold/dev data/reports/chongqing-2023.txt --errors figure
    """
    from loaders.jsonl import to_json
    from loaders.scoring import score as compare
    from ontology.text_table import text_table

    extraction = read(report)
    records = [to_json(record, extraction) for record in extraction.records()]
    agreements = compare(gold_dir, extraction.source.text, records)
    for line in agreements[errors].errors() if errors in agreements else []:
        click.echo(line)
    rows = [[kind, *_shares(found)] for kind, found in agreements.items()]
    click.echo(text_table(["record", "gold", "found", "P", "R", "F1", "strictF1", "fields"], rows))


def _shares(found: Agreement) -> Iterator[str]:
    yield from (str(found.gold), str(found.predicted))
    for share in (found.precision, found.recall, found.f1, found.strict_f1):
        yield f"{share:.3f}"
    yield " ".join(f"{field}={share:.3f}" for field, share in found.fields().items())


def corrected(extraction: Extraction) -> Extraction:
    """As its reviewers want it; decisions that no longer fit are told."""
    from loaders.corrections import apply_corrections, corrections_of
    from ontology.settings import CORRECTIONS
    from ontology.vocabulary import load_vocabulary

    decided = corrections_of(CORRECTIONS, extraction.metadata.name)
    corrected = apply_corrections(extraction, decided, load_vocabulary()) if decided else extraction
    for stale in corrected.stale_corrections:
        click.echo(f"Warning: {stale}", err=True)
    return corrected


def with_responsibilities(extraction: Extraction) -> Extraction:
    """With the table that breaks the report down, if `data/responsibilities/` has one."""
    from loaders.responsibilities import read_responsibilities, responsibilities_file
    from ontology.settings import RESPONSIBILITIES
    from ontology.vocabulary import load_vocabulary

    file = responsibilities_file(RESPONSIBILITIES, extraction.metadata.name)
    if file is None:
        return extraction
    table = read_responsibilities(file, extraction.metadata, load_vocabulary())
    return replace(extraction, responsibilities=table)


def read(report: Path) -> Extraction:
    """What a report says; what is odd about it is told."""
    from loaders.pipeline import read_report

    extraction = read_report(report, settings=settings(), progress=progress)
    for warning in extraction.warnings:
        click.echo(f"Warning: {warning}", err=True)
    return extraction
