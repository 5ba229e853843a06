"""Search for words of the report and names of things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from flask import Blueprint, render_template, request

from queries.search import Hit
from viz.current import site

blueprint = Blueprint("search", __name__)

SHORTEST = 2
_LIMIT = 200


@blueprint.get("/search")
def search() -> str:
    words = request.args.get("q", "").strip()
    hits = site().service.search(words, limit=_LIMIT) if len(words) >= SHORTEST else []
    ordered = sorted(hits, key=lambda hit: hit.kind)
    by_kind = {kind: list(group) for kind, group in groupby(ordered, key=lambda hit: hit.kind)}
    groups = sorted(by_kind.items(), key=lambda item: -len(item[1]))
    return render_template("search.html", words=words, groups=groups, count=len(hits), limit=_LIMIT)


def highlighted(text: str, words: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, and whether each is one of the words searched for.

    >>> list(highlighted("建设口袋公园", "公园"))
    [('建设口袋', False), ('公园', True)]
    """
    pattern = "|".join(re.escape(word) for word in words.split())
    position = 0
    for match in re.finditer(pattern, text, re.IGNORECASE) if pattern else ():
        if match.start() > position:
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < len(text):
        yield text[position:], False


__all__ = ["SHORTEST", "Hit", "blueprint", "highlighted"]
