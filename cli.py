"""The command line: the same verbs as the web site. Every command imports what it needs when it runs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from ontology.errors import BuildError, ChengnuoError, QuestionError

if TYPE_CHECKING:
    from graph.build_directory import Build
    from loaders.records import Extraction
    from loaders.scoring import Agreement
    from ontology.settings import Settings
    from queries.catalogue import Question
    from queries.service import QueryService

RECORD_KINDS = ("figure", "project", "region", "organization", "commitment")
EXPORT_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_PATH = click.Path(path_type=Path)


class _Chengnuo(click.Group):
    """Tells a user's error in one line and ends with 1; a fault of ours keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ChengnuoError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)


def _build_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--build", type=_PATH, help="Folder of the graph. [default: build in the checkout, or CHENGNUO_BUILD]"
    )(command)


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
@click.argument("reports", nargs=-1, type=_PATH)
@click.option("--base-iri", help="Under which report data gets its IRIs. [default: CHENGNUO_BASE_IRI]")
@click.option("-o", "--output", type=_PATH, help="Folder of the graph. [default: CHENGNUO_BUILD]")
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
    from queries.catalogue import questions
    from viz.layout import write_layout

    began = time.monotonic()
    settings = _settings(build=output, base_iri=base_iri)
    extractions = []
    for path in reports or reports_in(ROOT / "data/reports"):
        extractions.append(_corrected(_read(path)))
    made = build_graph(
        extractions,
        settings.build,
        base=settings.base_iri,
        publisher=settings.published_by(),
        questions=list(questions().values()),
        artifacts=[write_layout],
        progress=_progress,
    )
    for extraction in extractions:
        click.echo(f"{extraction.metadata.title} ({extraction.metadata.name}): {_counts(extraction)}")
    click.echo(f"{made.path}: {made.manifest.triples} triples in {time.monotonic() - began:.1f} s")


@main.command()
@click.argument("report", type=_PATH)
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

    extraction = _read(report)
    for record in extraction.records():
        click.echo(json.dumps(to_json(record, extraction), ensure_ascii=False))


@main.command()
@click.argument("report", type=_PATH)
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
    from queries.text_table import text_table

    extraction = _read(report)
    found = look(extraction)
    if form == "jsonl":
        for each in found:
            click.echo(json.dumps(to_json(each), ensure_ascii=False))
    else:
        rows = [[f"{f.span.start}-{f.span.end}", f.kind, f.reason, f.detail, f.context] for f in found]
        click.echo(text_table(["offsets", "audit", "reason", "detail", "context"], rows))
    for line in summary(extraction, found).lines():
        click.echo(line, err=True)


@main.command()
@click.argument("report", type=_PATH)
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
    from ontology.vocabulary import load_vocabulary
    from queries.text_table import text_table

    extraction = _corrected(_read(report))
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


@main.command()
@click.argument("report", type=_PATH)
@click.option("-o", "--output", type=_PATH, help="Sheet, .csv or .xlsx. [default: CSV to standard output]")
@click.option("--kind", "kinds", type=click.Choice(RECORD_KINDS), multiple=True, help="Only this kind.")
@click.option("--gold", type=_PATH, help="Write what was reviewed as annotations for `score` instead.")
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

    extraction = _read(report)
    if gold is not None:
        counts = write_gold(gold, _corrected(extraction))
        click.echo(", ".join(f"{count} {kind}s" for kind, count in counts.items()), err=True)
        return
    suffix = output.suffix.lower() if output else ".csv"
    if suffix not in SUFFIXES:
        raise click.UsageError(f"--output {output}: give a file that ends in {' or '.join(SUFFIXES)}")
    decided = corrections_of(CORRECTIONS, extraction.metadata.name)
    rows = list(reviewed_rows(extraction, load_vocabulary(), kinds or RECORD_KINDS, decided))
    with _destination(output) as stream:
        write_review(stream, suffix, rows)
    click.echo(f"{len(rows)} statements, {len(decided)} decided", err=True)


@main.command()
def questions() -> None:
    """List the questions that `chengnuo query` answers, with an example for each parameter.

    \b
    Examples:
      chengnuo questions
      chengnuo questions | grep 区域
    """
    from queries.catalogue import questions as catalogue
    from queries.text_table import text_table

    rows = [
        [name, question.title["zh"], question.title["en"], " ".join(_parameters(question))]
        for name, question in catalogue().items()
    ]
    click.echo(text_table(["name", "question", "in English", "parameters (* needed)"], rows))


def _parameters(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        yield f"{parameter.name}{'*' if parameter.required else ''}={parameter.example}"


@main.command()
@click.argument("question", metavar="NAME|FILE")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Repeatable.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="[default: table for rows, ttl for triples]",
)
@_build_option
def query(question: str, parameters: tuple[str, ...], form: str | None, build: Path | None) -> None:
    """Answer a question by NAME, or the SPARQL query in FILE.

    `ttl` is for queries that give triples (CONSTRUCT, DESCRIBE), the others are for those that give rows.

    \b
    Examples:
      chengnuo questions
      chengnuo query commitments-of-region --param region=渝东北三峡库区城镇群
      chengnuo query commitments-of-region --param region=万州 --format csv > wanzhou.csv
      chengnuo query my-query.rq --format json
    """
    values = dict(map(_parameter_value, parameters))
    with _service(build) as service:
        click.echo(_answer(service, _sparql(service, question, values), form))


def _parameter_value(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.UsageError(f"--param {parameter}: write NAME=VALUE, for example --param region=万州区")
    return name, value


def _sparql(service: QueryService, question: str, values: dict[str, str]) -> str:
    file = Path(question)
    if not file.is_file():
        return service.sparql(question, **values)
    if values:
        raise click.UsageError("--param is for questions by name; write the values into the file")
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{file}: cannot be read as UTF-8 ({error})") from error


def _answer(service: QueryService, sparql: str, form: str | None) -> str:
    from queries import media_types
    from queries.guard import inspect
    from queries.results import Table
    from queries.service import offered
    from queries.text_table import text_table

    types = {
        "table": media_types.JSON,
        "json": media_types.JSON,
        "csv": media_types.CSV,
        "ttl": media_types.TURTLE,
    }
    answers = offered(inspect(sparql, service.limits).form)
    possible = [name for name, media_type in types.items() if media_type in answers]
    form = form or possible[0]
    if form not in possible:
        raise click.UsageError(f"this query cannot be answered as {form}; choose {' or '.join(possible)}")
    body = service.evaluate(sparql, media_type=types[form]).body
    if form != "table":
        return body.decode().rstrip("\r\n")
    table = Table.from_json(body)
    return text_table(table.columns, [[str(row[name] or "") for name in table.columns] for row in table])


@main.command()
@click.option("--format", "form", type=click.Choice(EXPORT_FORMATS), default="turtle", show_default=True)
@click.option("-o", "--output", type=_PATH, help="File to write. [default: standard output]")
@click.option("--inferred", is_flag=True, help="With the statements that are only inferred.")
@_build_option
def export(form: str, output: Path | None, inferred: bool, build: Path | None) -> None:
    """Write the graph as RDF; the same graph gives the same bytes.

    \b
    Examples:
      chengnuo export --format turtle -o chongqing.ttl
      chengnuo export --format nquads --inferred | gzip > all.nq.gz
    """
    from graph.export import export as write

    with _destination(output) as stream:
        write(_open(build), form, stream, inferred=inferred)


@main.command()
@click.option("-o", "--output", type=_PATH, help="Archive to write. [default: its name with both versions]")
@_build_option
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

    opened = _open(build)
    output = output or Path(f"{release_name(opened)}.zip")
    if output.exists():
        raise BuildError(f"{output}: is there already; remove it, or give another --output")
    with _destination(output) as stream:
        write_release(opened, stream)
    click.echo(f"{output}: {output.stat().st_size} bytes")


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    """The file appears when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    partial = output.with_name(output.name + ".partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(output)
    except OSError as error:
        raise BuildError(f"{output}: cannot be written ({error.strerror}); give another --output") from error
    finally:
        partial.unlink(missing_ok=True)


@main.command()
@_build_option
def validate(build: Path | None) -> None:
    """Check the graph; print each finding and end with 1 if one of them is a fault.

    Notes tell what someone may want to know, such as names that no vocabulary has.

    \b
    Examples:
      chengnuo validate
      chengnuo validate --build /tmp/mine && echo sound
    """
    from graph.validate import validate as check

    findings = check(_open(build))
    for finding in findings:
        click.echo(f"{finding.severity}  {finding.code}  {finding.where}  {finding.message}")
    faults = sum(finding.severity == "fault" for finding in findings)
    click.echo(f"{faults} faults" if faults else "The graph is sound.", err=True)
    sys.exit(1 if faults else 0)


@main.command()
@click.option("--host", help="Address to serve at. [default: 127.0.0.1, or CHENGNUO_HOST]")
@click.option("--port", type=int, help="0 for any free one. [default: 8000, or CHENGNUO_PORT]")
@click.option(
    "--access-log/--no-access-log",
    default=None,
    help="A line of JSON for each request. [default: yes, or CHENGNUO_ACCESS_LOG]",
)
@_build_option
def serve(host: str | None, port: int | None, access_log: bool | None, build: Path | None) -> None:
    """Serve the graph as a web site until stopped; a new build takes the place of the old one by itself.

    All settings, such as limits, can be given as variables: docs/settings.md.

    \b
    Examples:
      chengnuo serve
      chengnuo serve --port 8080 --host 0.0.0.0 --no-access-log
    """
    from server import serve as run

    run(_settings(host=host, port=port, access_log=access_log, build=build), announce=click.echo)


@main.command()
@click.argument("gold_dir", type=_PATH)
@click.argument("report", type=_PATH)
@click.option("--errors", type=click.Choice(RECORD_KINDS), help="List what was missed, spurious or wrong.")
def score(gold_dir: Path, report: Path, errors: str | None) -> None:
    """Compare what is read from REPORT with the annotations in GOLD_DIR.

    \b
    Examples:
      chengnuo score tests/gold/dev data/reports/chongqing-2023.txt
      chengnuo score tests/gold/dev data/reports/chongqing-2023.txt --errors figure
    """
    from loaders.jsonl import to_json
    from loaders.scoring import score as compare
    from queries.text_table import text_table

    extraction = _read(report)
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


@contextmanager
def _service(build: Path | None) -> Iterator[QueryService]:
    from queries.service import QueryService

    service = QueryService(_open(build))
    try:
        yield service
    finally:
        service.close()


def _open(build: Path | None) -> Build:
    from graph.build_directory import Build

    return Build.open(_settings(build=build).build)


def _settings(**flags: Any) -> Settings:
    from ontology.settings import Settings

    return Settings.read(**flags)


def _progress(message: str) -> None:
    click.echo(message, err=True)


def _corrected(extraction: Extraction) -> Extraction:
    """As its reviewers want it; decisions that no longer fit are told."""
    from loaders.corrections import apply_corrections, corrections_of
    from ontology.settings import CORRECTIONS
    from ontology.vocabulary import load_vocabulary

    decided = corrections_of(CORRECTIONS, extraction.metadata.name)
    corrected = apply_corrections(extraction, decided, load_vocabulary()) if decided else extraction
    for stale in corrected.stale_corrections:
        click.echo(f"Warning: {stale}", err=True)
    return corrected


def _read(report: Path) -> Extraction:
    """What a report says; what is odd about it is told."""
    from loaders.pipeline import read_report

    extraction = read_report(report, settings=_settings(), progress=_progress)
    for warning in extraction.warnings:
        click.echo(f"Warning: {warning}", err=True)
    return extraction


def _counts(extraction: Extraction) -> str:
    kinds = ("commitments", "figures", "projects", "regions", "organizations", "sections")
    return ", ".join(f"{len(getattr(extraction, kind))} {kind}" for kind in kinds)
