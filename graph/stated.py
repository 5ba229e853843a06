"""Stated: a figure as its report states it, with what comparing it across reports needs of the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from graph.indicator_names import core, is_family, owned
from loaders.records import SHOWN, Extraction, Figure, Period
from ontology.vocabulary import Vocabulary

_BOUNDARY = re.compile(r"[。；;！]")
_REACH = 160
"""Characters before and behind a figure that are looked at: longer sentences say nothing more of it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure; offsets count characters of the report's kept text."""

    report: str
    start: int
    end: int
    text: str
    kind: str
    """`target` or `actual`."""
    name: str
    """The indicator in the report's words."""
    core: str
    """The name without words of scope and work: what it counts."""
    concept: str | None
    own: bool
    """Whether the name is the concept's own, not one that only ends as it does."""
    family: bool
    """Whether the concept gathers many things, of which only like names are the same."""
    polarity: str
    """higher, lower or neutral; empty where the vocabulary does not tell."""
    measure: str
    comparator: str
    value: Decimal
    upper: Decimal | None
    unit: str
    period: Period
    areas: tuple[str, ...]
    before: str = field(repr=False)
    """The words of its sentence before it."""
    after: str = field(repr=False)
    """The words of its sentence behind it."""
    whole: str | None = None
    """The concept of which it is a part: 城乡居民收入 of what is told of towns and of the countryside."""
    part: int = 1
    """Which of several figures that one clause says of one name (分别)."""
    parts: int = 1
    sentence: int = field(default=0, repr=False)
    """Where its sentence begins."""
    record: Figure | None = field(default=None, repr=False, compare=False)


def figures_of(extraction: Extraction, vocabulary: Vocabulary) -> tuple[Stated, ...]:
    """All figures of a report in the order of the text."""
    figures = list(_figures(extraction, vocabulary))
    return tuple(_town_and_country(figures, vocabulary))


def _town_and_country(figures: list[Stated], vocabulary: Vocabulary) -> Iterator[Stated]:
    """城乡居民收入分别增长8.7%、10.6%: the first is of towns, the second of the countryside.

    Other figures that one clause says of one name keep it, and are known as parts of a list.
    """
    for _, together in groupby(figures, key=lambda figure: (figure.name, figure.measure, figure.unit, figure.sentence)):
        listed = list(together)
        if len(listed) == 1 or not all("分别" in figure.before for figure in listed):
            yield from listed
        elif len(listed) == 2 and "城乡" in listed[0].name:
            for figure, word in zip(listed, ("城镇", "农村"), strict=True):
                name = figure.name.replace("城乡", word)
                concept = vocabulary.by_name("indicator", name)
                iri = concept.iri if concept else None
                yield replace(figure, name=name, core=core(name), concept=iri, own=bool(concept), family=False, whole=figure.concept)
        else:
            yield from (replace(figure, part=number, parts=len(listed)) for number, figure in enumerate(listed, 1))


def _figures(extraction: Extraction, vocabulary: Vocabulary) -> Iterator[Stated]:
    text = extraction.source.text
    for figure in extraction.figures:
        span, name = figure.span, figure.indicator
        concept = vocabulary.get(name.concept) if name.concept else None
        yield Stated(
            report=extraction.metadata.name,
            start=span.start,
            end=span.end,
            text=span.text,
            kind=figure.kind,
            name=name.name,
            core=core(name.name),
            concept=name.concept,
            own=bool(concept and owned(name.name, concept, vocabulary)),
            family=bool(concept and is_family(concept)),
            polarity=concept.links.get("polarity", ("",))[0] if concept else "",
            measure=figure.measure,
            comparator=figure.comparator,
            value=figure.value,
            upper=figure.upper,
            unit=figure.unit.name,
            period=figure.horizon.period,
            areas=tuple(sorted(region.concept or region.name for region in figure.regions)),
            before=_shown(_BOUNDARY.split(text[max(span.start - _REACH, 0) : span.start])[-1]),
            after=_shown(_BOUNDARY.split(text[span.end : span.end + _REACH])[0]),
            sentence=_sentence(text, span.start),
            record=figure,
        )


def _sentence(text: str, start: int) -> int:
    found = start
    for found in (match.end() for match in _BOUNDARY.finditer(text, max(start - _REACH, 0), start)):
        pass
    return found


def _shown(text: str) -> str:
    return "".join(SHOWN.findall(text))
