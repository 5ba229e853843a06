"""The questions and views: one `.rq` file each, valid SPARQL 1.1 as it stands.

Its header is TOML behind `#+ `. A parameter stands in the text as one line `VALUES ?name { … }`,
with an example between the braces or UNDEF; binding replaces what is between them by RDF terms,
the one mechanism that every store understands, and leaves the line out where none are given: a variable
that might be anything keeps planners from using an index.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast

import pyoxigraph

from ontology.errors import QuestionError

QUESTIONS = Path(__file__).with_name("questions")
VIEWS = Path(__file__).with_name("views")

Form = Literal["select", "construct", "ask", "describe"]
RdfTerm: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.Literal

TOPICS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "commitments": {"zh": "承诺", "en": "Commitments"},
        "targets": {"zh": "指标与目标", "en": "Indicators and targets"},
        "regions": {"zh": "区域", "en": "Regions"},
        "projects": {"zh": "项目", "en": "Projects"},
        "agencies": {"zh": "机构与责任", "en": "Bodies and what they answer for"},
        "years": {"zh": "历年与各地", "en": "Over the years and between places"},
        "sources": {"zh": "报告与出处", "en": "Reports and passages"},
    }
)
"""What questions are about, in the order in which they are listed: code → name by language."""

_HEADER = "#+"
_FORM = re.compile(r"^(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for."""

    name: str
    type: str
    """One of `queries.parameters.TYPES`."""
    required: bool
    label: Mapping[str, str]
    """By language: zh, en."""
    example: str
    default: str = ""
    """IRI that stands for a value that is not given; empty for none."""
    narrows: bool = False
    """Needed where many reports are loaded, because the answer for all of them would be too long."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, as its file states it."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    keywords: tuple[str, ...]
    topic: str
    """One of TOPICS; empty for a view."""
    parameters: tuple[Parameter, ...]
    sparql: str
    """The query without its header."""
    form: Form

    def bind(self, terms: Mapping[str, Sequence[RdfTerm]]) -> str:
        """The query with these terms; a parameter without any is left open. Raises QuestionError."""
        known = {parameter.name for parameter in self.parameters}
        if unknown := sorted(terms.keys() - known):
            has = ", ".join(sorted(known)) or "none"
            raise QuestionError(f"{self.name}: no parameter {unknown[0]!r}; it has {has}")
        text = self.sparql
        for parameter in self.parameters:
            values = terms.get(parameter.name, ())
            if parameter.required and not values:
                raise QuestionError(
                    f"{self.name}: parameter {parameter.name!r} is missing, such as {parameter.example}"
                )
            if not values and parameter.default:
                values = (pyoxigraph.NamedNode(parameter.default),)
            text = _replaced(text, parameter.name, " ".join(map(str, values)))
        return text


@cache
def questions() -> Mapping[str, Question]:
    """What an analyst asks, by name, in the order of the names."""
    return _read(QUESTIONS)


@cache
def by_topic() -> Mapping[str, Sequence[Question]]:
    """The questions of each topic, in the order of TOPICS."""
    known = questions().values()
    return MappingProxyType({topic: [one for one in known if one.topic == topic] for topic in TOPICS})


@cache
def views() -> Mapping[str, Question]:
    """What the pages ask, by name."""
    return _read(VIEWS)


def read_question(path: Path) -> Question:
    """Raises QuestionError with the file and what its header lacks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line.removeprefix(_HEADER).strip() for line in lines if line.startswith(_HEADER))
    sparql = "\n".join(line for line in lines if not line.startswith(_HEADER)).strip() + "\n"
    form = _FORM.search(sparql)
    try:
        if form is None:
            raise KeyError("SELECT, CONSTRUCT, ASK or DESCRIBE at the start of a line")
        return _question(path.stem, tomllib.loads(header), sparql, cast(Form, form[1].lower()))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise QuestionError(f"{path}: the header is wrong or lacks {error}") from error


def _read(folder: Path) -> Mapping[str, Question]:
    return MappingProxyType({path.stem: read_question(path) for path in sorted(folder.glob("*.rq"))})


def _question(name: str, header: Mapping[str, Any], sparql: str, form: Form) -> Question:
    parameters = tuple(_parameter(key, entry) for key, entry in header.get("parameters", {}).items())
    for parameter in parameters:
        if len(_place(parameter.name).findall(sparql)) == 0:
            raise KeyError(f"the line VALUES ?{parameter.name} {{ … }}")
    keywords, topic = tuple(header.get("keywords", ())), header.get("topic", "")
    if topic and topic not in TOPICS:
        raise KeyError(f"a topic of {', '.join(TOPICS)}")
    return Question(name, header["title"], header["description"], keywords, topic, parameters, sparql, form)


def _parameter(name: str, entry: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name,
        entry["type"],
        entry.get("required", False),
        entry["label"],
        entry.get("example", ""),
        entry.get("default", ""),
        entry.get("narrows", False),
    )


def _place(name: str) -> re.Pattern[str]:
    return re.compile(rf"^([ \t]*VALUES \?{re.escape(name)} \{{ ).*( \}}[ \t]*)\n", re.MULTILINE)


def _replaced(sparql: str, name: str, block: str) -> str:
    return _place(name).sub(lambda match: f"{match[1]}{block}{match[2]}\n" if block else "", sparql)
