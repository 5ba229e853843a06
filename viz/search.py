"""Search for words of the report and names of things."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from graph.building.search_index import folded
from queries.search import SHORTEST, Hit, matches
from viz.current import Site, site
from viz.labels import Label
from viz.language import language

blueprint = Blueprint("search", __name__)

KINDS = (
    *("commitment", "figure", "project", "region", "organization", "indicator", "area", "section", "report"),
)
"""Kinds of hits in the order of the page."""

_LIMIT = 300
_OF_EACH = 10

Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the page shows it."""

    label: Label
    name: str
    places: Places
    """In the name."""
    text: str
    """Other words of the thing that match, where its name does not."""
    text_places: Places


@blueprint.get("/search")
def search() -> str:
    here, words = site(), request.args.get("q", "").strip()
    only = request.args.get("kind", "")
    hits = here.service.search(words, only if only in KINDS else None, limit=_LIMIT)
    counts = Counter(hit.kind for hit in hits)
    shown = [hit for kind in KINDS for hit in _some(hits, kind, _LIMIT if only else _OF_EACH)]
    found = _found(here, shown, words)
    groups = [(kind, counts[kind], found[kind]) for kind in KINDS if counts[kind]]
    return render_template(
        "search.html", words=words, groups=groups, count=len(hits), only=only, limit=_LIMIT, shortest=SHORTEST
    )


def _some(hits: list[Hit], kind: str, count: int) -> list[Hit]:
    return [hit for hit in hits if hit.kind == kind][:count]


def _found(here: Site, hits: list[Hit], words: str) -> dict[str, list[Found]]:
    """By kind."""
    labels = here.labels.of(hit.iri for hit in hits)
    found: dict[str, list[Found]] = defaultdict(list)
    for hit in hits:
        name = labels[hit.iri].text(language())
        places = places_of(name, words)
        text = "" if places else _other_names(hit, words)
        found[hit.kind].append(Found(labels[hit.iri], name, places, text, places_of(text, words)))
    return found


def _other_names(hit: Hit, words: str) -> str:
    """Those of the texts of a hit that hold a word of the search."""
    return " · ".join(text for text in hit.text.split(" ") if places_of(text, words)) or hit.text


def places_of(text: str, words: str) -> Places:
    """Where each word of a search stands in a text; unlike a hit, the text need not hold all of them.

    >>> places_of("建设口袋公园", "公园 万州")
    [(4, 6)]
    """
    places = sorted(place for word in folded(words).split() for place in matches(text, (word,)))
    return [place for number, place in enumerate(places) if not number or place[0] >= places[number - 1][1]]
