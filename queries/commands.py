"""Commands that ask the graph. Each imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands import opened
from ontology.command_line import build_option, progress, settings, store_option
from ontology.errors import QuestionError, SettingError

if TYPE_CHECKING:
    from queries.catalogue import Question
    from queries.service import QueryService


@click.command()
def questions() -> None:
    """List the questions that `chengnuo query` answers, with an example for each parameter.

    \b
    Examples:
      chengnuo questions
      chengnuo questions | grep 区域
    """
    from ontology.text_table import text_table
    from queries.catalogue import questions as catalogue

    rows = [
        [name, question.title["zh"], question.title["en"], " ".join(_parameters(question))]
        for name, question in catalogue().items()
    ]
    click.echo(text_table(["name", "question", "in English", "parameters (* needed)"], rows))


def _parameters(question: Question) -> Iterator[str]:
    for parameter in question.parameters:
        yield f"{parameter.name}{'*' if parameter.required else ''}={parameter.example}"


@click.command()
@click.argument("question", metavar="NAME|FILE")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Repeatable.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="[default: table for rows, ttl for triples]",
)
@store_option
@build_option
def query(
    question: str, parameters: tuple[str, ...], form: str | None, store: str | None, build: Path | None
) -> None:
    """Answer a question by NAME, or the SPARQL query in FILE.

    `ttl` is for queries that give triples (CONSTRUCT, DESCRIBE), the others are for those that give rows.
    With --store a remote store is asked, and no graph need be here.

    \b
    Examples:
      chengnuo questions
      chengnuo query commitments-of-region --param region=渝东北三峡库区城镇群
      chengnuo query commitments-of-region --param region=万州 --format csv > wanzhou.csv
      chengnuo query my-query.rq --format json
      chengnuo query agencies --store http://127.0.0.1:8890/sparql
    """
    values = dict(map(_parameter_value, parameters))
    with _service(build, store) as service:
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
    from ontology.text_table import text_table
    from queries import media_types
    from queries.guard import inspect
    from queries.results import Table
    from queries.service import offered

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


@click.command()
@store_option
@build_option
def load(store: str | None, build: Path | None) -> None:
    """Load the graph into a remote SPARQL 1.1 store, graph by graph.

    Graphs that the store holds already are not sent again; a load that was stopped goes on where it
    was. Where
    to write is CHENGNUO_STORE_GRAPHS (Graph Store Protocol) or CHENGNUO_STORE_UPDATE, and who may
    CHENGNUO_STORE_USER and CHENGNUO_STORE_PASSWORD: docs/stores.md.

    \b
    Examples:
      CHENGNUO_STORE_GRAPHS=http://127.0.0.1:7878/store \\
        chengnuo load --store http://127.0.0.1:7878/query
    """
    from queries.remote_store import RemoteStore
    from queries.store_load import load as write

    chosen = settings(build=build, store=store)
    address = chosen.remote_store()
    if address is None:
        raise SettingError("no store is named: give --store, or set CHENGNUO_STORE")
    with RemoteStore(address) as remote:
        done = write(opened(build), remote, seconds=chosen.store_load_seconds, say=progress)
    click.echo(
        f"{address.query}: {len(done.written)} graphs loaded, {len(done.kept)} there already, "
        f"{len(done.removed)} removed"
    )


@contextmanager
def _service(build: Path | None, store: str | None) -> Iterator[QueryService]:
    from queries.limits import Limits
    from queries.service import Elsewhere, QueryService

    chosen = settings(build=build, store=store)
    address = chosen.remote_store()
    if address is None:
        service = QueryService(opened(build))
    else:
        limits = Limits(seconds=chosen.query_seconds)
        service = QueryService(Elsewhere(chosen.base_iri), limits, address)
    try:
        yield service
    finally:
        service.close()
