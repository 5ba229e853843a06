"""How a statement was read: for its page, the rule behind each property and the words on which it fired."""

from __future__ import annotations

from dataclasses import dataclass

from queries.explanations import explanations
from viz.current import Site
from viz.description import name_of
from viz.labels import Label

_LONGEST = 40
"""Characters of the words that are shown; the middle of what is longer is left out."""


@dataclass(frozen=True, slots=True)
class RuleFired:
    """A reading rule at work."""

    property: str
    """Name of the property that it set."""
    rule: Label
    words: str
    start: int
    end: int


def readings(here: Site, iri: str, report: str, language: str) -> list[RuleFired]:
    """The rules that read a statement of a report; none for other things, or where a person decided."""
    found = explanations(here.build, iri)
    text = here.build.text(report) if found else ""
    here.labels.of(each for one in found for each in (one.property, one.rule))
    return [
        RuleFired(
            name_of(here, one.property, language),
            here.labels.one(one.rule),
            _shortened("".join(text[one.start : one.end].split())),
            one.start,
            one.end,
        )
        for one in found
    ]


def _shortened(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]}…{words[-half:]}"
