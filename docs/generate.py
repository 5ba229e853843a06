"""Writes the pages of docs/ that say what the code already says: `make docs`; a test compares them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks import agencies_page
from cli import main
from ontology.vocabulary import load_vocabulary
from queries.catalogue import TOPICS, Question, by_topic

FOLDER = Path(__file__).resolve().parent
_WIDTH = 100

_ABOUT_COMMANDS = """\
# Commands

`make setup` leaves the command at `.venv/bin/chengnuo`. Settings that have no flag are variables of the
environment: [settings.md](settings.md)."""

_ABOUT_QUESTIONS = """\
# Questions

Each is one file in `queries/questions/`: plain SPARQL 1.1 that runs as it stands on any store that holds
the named graphs (N-Quads or TriG; Turtle has none) and takes their union as default graph. On the site they
are forms; for programs `/api/questions/NAME?name=value&format=csv` ([portals.md](portals.md) tells how);
on the command line `chengnuo query NAME --param name=value`. Values are names, codes or IRIs; several names
are joined by a vertical bar."""


_ABOUT_RULES = """\
# Reading rules

Every field of a record was read by a rule of `ontology/vocabularies/reading-rule.ttl`. The page of a
statement tells which, `chengnuo explain REPORT OFFSET` prints them, and the records of `chengnuo extract`
name them in `because`. In the examples 【】 marks the words on which the rule fires; ¶ begins a paragraph
where the example is a text of its own, all others are sentences of a plan, or of a review where they begin
with 回顾：. Tests run every example."""


def pages() -> dict[str, str]:
    """Name and text of each generated page."""
    made = {
        "agencies.md": agencies_page.page(),
        "commands.md": _commands(),
        "questions.md": _questions(),
        "rules.md": _rules(),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    yield _ABOUT_COMMANDS
    yield from _help(main, "chengnuo")
    for name, command in sorted(main.commands.items()):
        yield ""
        yield f"## `chengnuo {name}`"
        yield from _help(command, f"chengnuo {name}")


def _help(command: click.Command, name: str) -> Iterator[str]:
    settings = {**main.context_settings, "terminal_width": _WIDTH}
    with click.Context(command, info_name=name, **settings) as context:
        yield from ("", "```text", command.get_help(context), "```")


def _questions() -> Iterator[str]:
    yield _ABOUT_QUESTIONS
    for topic, those in by_topic().items():
        yield from ("", f"## {TOPICS[topic]['zh']} · {TOPICS[topic]['en']}")
        for question in those:
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield from ("", f"### `{question.name}`", "")
    yield from (f"**{question.title['zh']}** · {question.title['en']}", "")
    yield from (question.description["zh"], "", question.description["en"])
    if question.parameters:
        yield from ("", "| parameter | type | | example | |", "|---|---|---|---|---|")
    for parameter in question.parameters:
        need = "needed" if parameter.required else "optional"
        label = f"{parameter.label['zh']} · {parameter.label['en']}"
        yield f"| `{parameter.name}` | {parameter.type} | {need} | `{parameter.example}` | {label} |"


def _rules() -> Iterator[str]:
    yield _ABOUT_RULES
    field = ""
    for rule in load_vocabulary().scheme("reading-rule"):
        decided, example, value = (rule.links[name][0] for name in ("decides", "example", "exampleValue"))
        if decided != field:
            field = decided
            yield from ("", f"## `{field}`", "", "| rule | | example | then |", "|---|---|---|---|")
        label = f"{rule.labels['zh']} · {rule.labels['en']}"
        cells = (f"`{rule.notation}`", label, example, f"`{value}`")
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


if __name__ == "__main__":
    for page, text in pages().items():
        (FOLDER / page).write_text(text, encoding="utf-8")
