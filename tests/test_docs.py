"""What is public is documented, and what is documented exists."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from cli import main
from docs.generate import pages
from graph.commands import EXPORT_FORMATS
from graph.publishing.export import FORMATS
from loaders.jsonl import to_json
from loaders.pipeline import read_report
from loaders.review import KINDS
from loaders.scoring import FIELDS
from ontology.command_line import RECORD_KINDS, SCORED_KINDS
from ontology.settings import Settings, variable
from queries.catalogue import questions

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"(?:\.venv/bin/)?chengnuo ([a-z]+)([^\n`|#>]*)")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", pages())
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert page(name) == pages()[name], "run make docs"


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"## `chengnuo {name}`" in page("commands.md")
    assert f"  chengnuo {name}" in (main.commands[name].help or ""), "show an example"


@pytest.mark.parametrize("name", questions())
def test_every_question_is_documented(name: str) -> None:
    assert f"## `{name}`" in page("questions.md")


def test_every_setting_is_documented_with_its_default() -> None:
    row = re.compile(r"^\| `(CHENGNUO_\w+)` \|.*?\| `([^`]*)`[^|]*\|[^|]*\|$", re.MULTILINE)
    defaults = {variable(field.name): getattr(Settings(), field.name) for field in fields(Settings)}
    assert dict(row.findall(page("settings.md"))) == {name: shown(value) for name, value in defaults.items()}


def shown(default: object) -> str:
    if isinstance(default, Path):
        return default.name
    if isinstance(default, bool):
        return "on" if default else "off"
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_every_field_of_a_record_is_documented() -> None:
    extraction = read_report(ROOT / "data/reports/chongqing-2023.txt")
    documented = set(re.findall(r"`(\w+)`", page("records.md")))
    extracted = {field for record in extraction.records() for field in to_json(record, extraction)}
    assert extracted <= documented
    assert {field for kind in FIELDS.values() for field in kind} <= extracted


def test_the_example_of_a_record_is_one() -> None:
    shown = re.search(r"```json\n(.*?)\n```", page("records.md"), re.DOTALL)
    extraction = read_report(ROOT / "data/reports/chongqing-2023.txt")
    assert shown and json.loads(shown[1]) in [to_json(record, extraction) for record in extraction.records()]


def test_choices_of_the_command_line_are_those_of_the_layers() -> None:
    assert set(EXPORT_FORMATS) == set(FORMATS)
    assert set(RECORD_KINDS) == set(KINDS)
    assert set(SCORED_KINDS) == set(FIELDS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / unquote(target)).exists(), target


@pytest.mark.parametrize("path", [*PAGES, ROOT / "Makefile"], ids=lambda path: path.name)
def test_commands_shown_exist_with_their_options(path: Path) -> None:
    for name, rest in _COMMAND.findall(path.read_text(encoding="utf-8")):
        if path.name in ("CHANGELOG.md", "architecture.md") and name not in main.commands:
            continue
        command = main.commands[name]
        flags = ((*parameter.opts, *parameter.secondary_opts) for parameter in command.params)
        options = {flag for of_one in flags for flag in of_one} | {"--help"}
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= options, (name, rest)


def test_questions_shown_exist() -> None:
    helps = [command.get_help(click.Context(command)) for command in main.commands.values()]
    for name in re.findall(r"chengnuo query ([a-z][a-z-]+)(?=\s)(?!\s*\.rq)", "\n".join([README, *helps])):
        assert name in questions() or (name.endswith("query")), name


def test_every_target_of_make_is_told() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert target == "help" or re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_the_licence_is_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licence = (ROOT / project["license"]["file"]).read_text(encoding="utf-8")
    for words in ("MIT License", "CC BY 4.0", "Article 5"):
        assert words in licence and words.removesuffix(" License") in README, words
