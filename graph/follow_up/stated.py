"""Stated: a figure as its report states it, with what comparing it needs of the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from graph.model.indicator_names import core, is_family, owned
from loaders.cited import CitedDocument, CitedFigure
from loaders.records import SHOWN, Extraction, FactOrPromise, Figure, Named, Period
from ontology.vocabulary import Vocabulary

_PART = re.compile(r"城镇(?:常住)?(?=居民)|农村(?:常住)?(?=居民)")
_BOUNDARY = re.compile(r"[。；;！]")
_PART_OF_YEAR = re.compile(
    r"(?P<part>(?:前?[一二三]个?|[前第][一二三])季度|上半年|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个月"
    r"|1[-—–~～至到]\d{1,2}月)|(?P<whole>全年|年末|年底|预计)"
)
_COMPARED = re.compile(r"[比较][^，。；]*")
_REACH, _BEHIND = 160, 40
"""Characters before and behind a figure that are looked at: longer sentences say nothing more of it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure; offsets count characters of the report's kept text, -1 where its text is not here."""

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
    year: int
    """That its report plans."""
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
    is_second: bool = False
    """Whether its report set another number for the same before, so that this one may be of a part of it."""
    part_of_year: bool = False
    """Whether its sentence tells of a part of the year: 前三季度, 1—11月."""
    iri: str = ""
    """Of the figure in the graph; empty where none is made."""


def figures_of(extraction: Extraction, vocabulary: Vocabulary, iris: Mapping[int, str]) -> tuple[Stated, ...]:
    """All figures of a report in the order of the text; `iris` by the identity of their records."""
    figures = list(_figures(extraction, vocabulary, iris))
    return tuple(_told_apart(_listed(figures)))


def _told_apart(figures: Iterable[Stated]) -> Iterator[Stated]:
    """Of targets for the growth of one indicator in two sentences, the second with another number is known as such."""
    first: dict[tuple[object, ...], Stated] = {}
    for figure in figures:
        if figure.kind != "target" or figure.measure != "growth" or not figure.own:
            yield figure
            continue
        about = (figure.concept, figure.unit, figure.period, figure.areas, figure.parts, figure.part)
        earlier = first.setdefault(about, figure)
        differs = earlier.sentence != figure.sentence and earlier.value != figure.value
        yield replace(figure, is_second=differs)


def _listed(figures: list[Stated]) -> Iterator[Stated]:
    """Figures that one clause says of one name are known as parts of a list (分别)."""
    for _, together in groupby(figures, key=lambda each: (each.name, each.measure, each.unit, each.sentence)):
        members = list(together)
        if len(members) == 1 or not all("分别" in figure.before for figure in members):
            yield from members
        else:
            yield from (
                replace(figure, part=number, parts=len(members)) for number, figure in enumerate(members, 1)
            )


def _whole(name: str, vocabulary: Vocabulary) -> str | None:
    """The indicator of all residents, for one of towns or of the countryside."""
    less = _PART.sub("", name)
    concept = vocabulary.by_name("indicator", less) if less != name else None
    return concept.iri if concept else None


def cited_figures(document: CitedDocument, vocabulary: Vocabulary, iris: Sequence[str]) -> tuple[Stated, ...]:
    """The figures cited from a document whose text is not here: they stand nowhere in it."""
    return tuple(
        _stated(
            document.name, document.covers, figure, "target", (document.area,), vocabulary, iri,
            before=figure.phrase[: figure.start], after=figure.phrase[figure.start + len(figure.number) :],
        )
        for figure, iri in zip(document.figures, iris, strict=True)
    )  # fmt: skip


def _figures(extraction: Extraction, vocabulary: Vocabulary, iris: Mapping[int, str]) -> Iterator[Stated]:
    text = extraction.source.text
    for figure in extraction.figures:
        span = figure.span
        stated = _stated(
            extraction.metadata.name, extraction.metadata.covers.end, figure, figure.kind, figure.regions,
            vocabulary, iris.get(id(figure), ""),
            before=_BOUNDARY.split(text[max(span.start - _REACH, 0) : span.start])[-1],
            after=_BOUNDARY.split(text[span.end : span.end + _BEHIND])[0],
        )  # fmt: skip
        yield replace(
            stated,
            start=span.start,
            end=span.end,
            sentence=_sentence(text, span.start),
            part_of_year=_of_part(text[max(span.start - _REACH, 0) : span.start]),
        )


def _of_part(before: str) -> bool:
    """Whether the last word of time in the sentence, comparisons left out, is of a part of the year."""
    sentence = _COMPARED.sub("", re.split(r"[。！\n]", before)[-1])
    said = [match.lastgroup for match in _PART_OF_YEAR.finditer(sentence)]
    return bool(said) and said[-1] == "part"


def _stated(
    report: str, year: int, figure: Figure | CitedFigure, kind: FactOrPromise, areas: Sequence[Named],
    vocabulary: Vocabulary,
    iri: str, *, before: str, after: str,
) -> Stated:  # fmt: skip
    name = figure.indicator
    concept = vocabulary.get(name.concept) if name.concept else None
    return Stated(
        report=report,
        start=-1,
        end=-1,
        text=figure.span.text if isinstance(figure, Figure) else figure.number,
        kind=kind,
        name=name.name,
        core=core(name.name),
        concept=name.concept,
        whole=_whole(name.name, vocabulary),
        own=bool(concept and owned(name.name, concept, vocabulary)),
        family=bool(concept and is_family(concept)),
        polarity=concept.links.get("polarity", ("",))[0] if concept else "",
        measure=figure.measure,
        comparator=figure.comparator,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit.name,
        period=figure.horizon.period if isinstance(figure, Figure) else figure.period,
        year=year,
        areas=tuple(sorted(area.concept or area.name for area in areas)),
        before=_shown(before),
        after=_shown(after),
        iri=iri,
    )


def _sentence(text: str, start: int) -> int:
    """Where the last boundary before `start` ends; 0 where none is near."""
    ends = [match.end() for match in _BOUNDARY.finditer(text, max(start - _REACH, 0), start)]
    return ends[-1] if ends else 0


def _shown(text: str) -> str:
    return "".join(SHOWN.findall(text))
