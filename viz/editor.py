"""The query editor: its page, and what its script asks for — terms to complete, names of things."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from ontology.prefixes import DESCRIBING
from queries.catalogue import TOPICS, Question, by_topic, questions
from queries.media_types import ROWS, TRIPLES, TRUTH
from viz.caching import to_be_asked_for_again
from viz.current import Site, site
from viz.description import name_of
from viz.editor_words import words
from viz.errors import problem
from viz.foreign import foreign_name
from viz.labels import Label
from viz.language import language
from viz.network.drawing import SHAPES
from viz.reports import narrowing

blueprint = Blueprint("editor", __name__, url_prefix="/sparql")

MOST_NAMES = 1000
"""IRIs whose names are told at once."""
_MOST_BYTES = 300 * MOST_NAMES

_PREFIX = re.compile(r"^PREFIX ([\w-]*): <([^>]+)>$", re.MULTILINE)


@blueprint.get("/terms.json")
def terms() -> Response:
    """Prefixes, and the classes and properties in use, the most used first, with their names."""
    here, chosen = site(), language()
    rows = here.service.ask("terms-in-use")
    here.labels.of(rows.column("term"))
    found = [
        {
            "iri": str(row["term"]),
            "kind": str(row["kind"]),
            "count": int(str(row["count"])),
            "names": _names(here, str(row["term"]), chosen),
        }
        for row in rows
    ]
    return to_be_asked_for_again(jsonify(prefixes=prefixes(), terms=found))


@blueprint.post("/names")
def names() -> Response:
    """Name, group and page of each of the IRIs in a JSON list, in the language of the page."""
    try:
        iris = _read_iris(request.stream.read(_MOST_BYTES + 1))
    except (ValueError, RecursionError) as error:
        return problem(400, str(error))
    labels = site().labels.looked_up(iris)
    return jsonify({iri: _told(label) for iri, label in labels.items()})


@cache
def prefixes() -> Mapping[str, str]:
    """Those of the files and those of the questions, by prefix."""
    used = (pair for question in questions().values() for pair in _PREFIX.findall(question.sparql))
    return dict(sorted({**DESCRIBING, **dict(used)}.items()))


def page() -> str:
    """The editor with all questions as examples, by topic."""
    here, chosen = site(), language()
    examples = [
        {
            "name": question.name,
            "title": question.title[chosen],
            "description": question.description[chosen],
            "keywords": question.keywords,
            "topic": TOPICS[topic][chosen],
            "query": here.service.sparql(question.name, **_examples(here, question)),
        }
        for topic, those in by_topic().items()
        for question in those
    ]
    settings = {
        "endpoint": url_for("sparql.endpoint").partition("?")[0],
        "terms": url_for("editor.terms"),
        "names": url_for("editor.names"),
        "drawing": url_for("chengnuo.static", filename="vendor/vis-network.min.js"),
        "language": chosen,
        "places": here.addresses.places(),
        "prefixes": prefixes(),
        "words": words(),
    }
    return render_template(
        "sparql.html",
        examples=examples,
        settings=settings,
        limits=here.service.limits,
        formats={"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT, DESCRIBE": TRIPLES},
    )


def _examples(here: Site, question: Question) -> dict[str, str]:
    """Values for the parameters without which a question cannot be asked."""
    needed = {each.name: each.example for each in question.parameters if each.required}
    return {**needed, **narrowing(here, question, needed)}


def _names(here: Site, iri: str, chosen: str) -> list[str]:
    """In the language of the page, then in the others; without those that are not known."""
    label = here.labels.one(iri)
    return list(dict.fromkeys(filter(None, (name_of(here, iri, chosen), label.zh, label.en))))


def _read_iris(body: bytes) -> Sequence[str]:
    """Raises ValueError with what is wrong."""
    if len(body) > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_BYTES} bytes")
    given = json.loads(body)
    if not isinstance(given, list) or not all(isinstance(iri, str) and iri.split() == [iri] for iri in given):
        raise ValueError("give a JSON list of IRIs")
    if len(given) > MOST_NAMES:
        raise ValueError(f"more than {MOST_NAMES} IRIs")
    return list(dict.fromkeys(given))


def _told(label: Label) -> dict[str, Any]:
    named = label.text(language()) if label.zh or label.en else foreign_name(label.iri)
    return {
        "name": named or label.text(language()),
        "group": label.group,
        "shape": SHAPES.get(label.group, "dot"),
    }
