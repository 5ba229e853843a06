"""Regions that one clause puts in charge of the next: 支持渝东北承接产业转移，…，打造“三峡库心”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from loaders import verbs
from loaders.records import Named, Span
from ontology.vocabulary import Concept, load_vocabulary

Carried = tuple[tuple[Named, Span], ...]
"""Regions, each with the words that name it."""

_SUPPORTS = re.compile(r"^(?:支持|鼓励|引导)")


def governing(text: str, offsets: Sequence[int], own: Carried) -> Carried:
    """The regions that a clause supports in doing something: named right after 支持, before a verb.

    `offsets` are where the clause's characters stand. 支持武隆旅游国际化试点等项目建设 names a project,
    推动重庆自贸试验区开展探索 says nothing of the clause that follows: neither governs.
    """
    opening = _SUPPORTS.match(text)
    if opening is None or not own:
        return ()
    first = own[0][1]
    after = opening.end() + len(first.words)
    if first.start != offsets[opening.end()] or verbs.head(text[after:]) is None:
        return ()
    return tuple((named, span) for named, span in own if span == first)


def concerns(own: Carried, carried: Carried) -> bool:
    """Whether all regions of a clause lie in, or overlap, those carried: the clause is about them still."""
    homes = {named.concept for named, _ in carried if named.concept}
    return all(named.concept is not None and _meets(named.concept, homes) for named, _ in own)


def _meets(region: str, homes: set[str]) -> bool:
    waiting: list[str] = [region]
    seen: set[str] = set()
    while waiting:
        each = waiting.pop()
        if each in homes:
            return True
        if each not in seen and each in _regions():
            links = _regions()[each].links
            if homes.intersection(links.get("overlaps", ())):
                return True
            waiting += links.get("partOfRegion", ())
        seen.add(each)
    return False


@cache
def _regions() -> Mapping[str, Concept]:
    return {concept.iri: concept for concept in load_vocabulary().scheme("region")}
