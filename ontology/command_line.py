"""What all commands share: options, settings, messages, and files that appear when they are whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from ontology.errors import BuildError
from ontology.settings import Settings

RECORD_KINDS = ("figure", "project", "region", "organization", "commitment", "item")
SCORED_KINDS = RECORD_KINDS[:-1]
"""Items of livelihood lists are not annotated: their clauses are, as commitments."""
PATH = click.Path(path_type=Path)


def build_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--build", type=PATH, help="Folder of the graph. [default: build in the checkout, or CHENGNUO_BUILD]"
    )(command)


def store_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--store",
        metavar="URL",
        help="Remote SPARQL store to ask. [default: CHENGNUO_STORE, else the build's]",
    )(command)


@contextmanager
def destination(output: Path | None) -> Iterator[BinaryIO]:
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


def settings(**flags: Any) -> Settings:
    """The settings, where flags that were given count before variables."""
    return Settings.read(**flags)


def progress(message: str) -> None:
    click.echo(message, err=True)
