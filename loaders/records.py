"""What a report says, as plain records. None can be built unless its text stands at its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ontology.errors import SpanError

_INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Soft hyphens, joiners and marks of direction, which web pages and word processors leave in words."""
SHOWN = re.compile(rf"[^\s{_INVISIBLE}]+")
"""Characters of a kept text that say something: neither white space nor invisible."""

FactOrPromise = Literal["actual", "target"]


@dataclass(frozen=True, slots=True)
class KeptText:
    """A source's text, decoded once. All offsets of all records count its characters from 0."""

    name: str
    """The report's name: ASCII, from the file name (`chongqing-2023`)."""
    text: str
    encoding: str
    sha256: str
    """Of the source's bytes, in hexadecimal."""
    media_type: str = "text/plain"
    """Of the source; its text was made from it."""


class _Place(NamedTuple):
    """A tuple, because a report has thousands of spans."""

    source: KeptText
    start: int
    end: int
    text: str


class Span(_Place):
    """Characters `start` to `end` (exclusive) of a kept text; raises SpanError unless they are `text`."""

    __slots__ = ()

    def __new__(cls, source: KeptText, start: int, end: int, text: str) -> Span:
        found = source.text[start:end] if 0 <= start < end <= len(source.text) else None
        if found != text:
            raise SpanError(f"{source.name}: characters {start} to {end} are {found!r}, not {text!r}")
        return super().__new__(cls, source, start, end, text)

    @classmethod
    def of(cls, source: KeptText, start: int, end: int) -> Span:
        if not 0 <= start < end <= len(source.text):
            raise SpanError(f"{source.name}: there are no characters {start} to {end}")
        return tuple.__new__(cls, (source, start, end, source.text[start:end]))  # nothing to compare

    def __repr__(self) -> str:
        return f"Span(start={self.start}, end={self.end}, text={self.text!r})"

    @property
    def words(self) -> str:
        """The text as one reads it: without white space, line breaks and what is invisible."""
        return "".join(SHOWN.findall(self.text))

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Reason(NamedTuple):
    """Which rule read a field of a record, and the words on which it fired."""

    field: str
    """As docs/records.md names it."""
    rule: str
    """The notation of a concept of vocabularies/reading-rule.ttl."""
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """Years that a statement is about: one (`2023`), several (`2018/2022`) or each (`annual to 2027`)."""

    start: int
    end: int
    each_year: bool = False

    def __str__(self) -> str:
        if self.each_year:
            return f"annual to {self.end}"
        return str(self.end) if self.start == self.end else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Horizon:
    """A period with how it was read: `rule` is a concept of vocabularies/horizon-rule.ttl."""

    period: Period
    rule: Literal["stated", "relative", "section", "reviewed"]
    evidence: Span
    """The words that gave it: the year itself, 今年, the section's heading, or what a reviewer judged."""
    by: str = field(default="", compare=False)
    """The reading rule behind it; empty for a reviewer's."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the vocabulary's concept for it, or None where the vocabulary has none."""

    name: str
    concept: str | None = None


def _because() -> Any:
    """Why each field is as it is: no part of what a record says, so of no weight in comparing records."""
    return field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level."""

    heading: Span
    title: str
    """Without numbering and final punctuation."""
    level: int
    """1 for 一、; 2 for （一） and ——; 3 for a first sentence that serves as a heading."""
    start: int
    end: int
    parent: Section | None
    default: FactOrPromise
    """What figures in this section are unless their clause says otherwise."""
    horizon: Horizon | None

    @property
    def top(self) -> Section:
        """The part of the report that it belongs to."""
        return self.parent.top if self.parent else self

    def path(self) -> tuple[str, ...]:
        """Titles from the top: the section's identity."""
        return (*(self.parent.path() if self.parent else ()), self.title)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that states a result or a target. Fields as in docs/records.md."""

    span: Span
    value: Decimal
    """In `unit`: 4万亿元 is 4e12 元."""
    upper: Decimal | None
    """The other end of a range, else None."""
    unit: Named
    kind: FactOrPromise
    indicator: Named
    measure: Literal["level", "share", "growth", "change", "flow"]
    comparator: Literal[">=", ">", "<=", "<", "~", "="]
    horizon: Horizon
    regions: tuple[Named, ...]
    strength: str
    """力争, 确保, 预计 …, or empty."""
    because: tuple[Reason, ...] = _because()


@dataclass(frozen=True, slots=True)
class Project:
    """A named piece of work."""

    span: Span
    name: str
    action: str
    stage: Literal["plan", "start", "build", "finish", "operate", "other"]
    kind: FactOrPromise
    project_class: str
    """A concept of vocabularies/project-class.ttl: transport, water, …"""
    because: tuple[Reason, ...] = _because()


@dataclass(frozen=True, slots=True)
class Region:
    """A mention of a place; several names where one word joins them (川渝)."""

    span: Span
    regions: tuple[Named, ...]
    because: tuple[Reason, ...] = _because()


@dataclass(frozen=True, slots=True)
class Organization:
    """A mention of an organization."""

    span: Span
    organization: Named
    type: str
    """party, government, legislature, court, company, research, education, health, international, group, other."""
    because: tuple[Reason, ...] = _because()


@dataclass(frozen=True, slots=True)
class Item:
    """One of the matters of daily life (民生实事) that a plan lists."""

    span: Span
    number: int
    """In its list, from 1."""
    announced: Span
    """The words that announce the list."""
    because: tuple[Reason, ...] = _because()


@dataclass(frozen=True, slots=True)
class Relation:
    """A target without a number: what it compares with what (居民收入增长快于经济增长)."""

    comparator: Literal[">=", ">", "<=", "<", "~", "="]
    indicator: Named
    """What is compared."""
    reference: str
    """With what, in the text's words."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A clause in which the government says that it will do or reach something."""

    span: Span
    action: str
    type: Literal[
        "quantitative", "project", "programme", "institution", "event", "measure", "direction", "heading"
    ]
    horizon: Horizon | None
    relation: Relation | None = None
    carried_regions: tuple[tuple[Named, Span], ...] = ()
    """Regions that an earlier clause of the sentence governs it by (支持渝东南…，发展…), with where."""
    because: tuple[Reason, ...] = _because()


Record = Figure | Project | Region | Organization | Commitment | Item


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of a statement, and so what the extraction holds in its place."""

    decision: Literal["keep", "change", "add", "reject"]
    reviewer: str
    date: str
    """ISO date of the decision."""
    reason: str
    before: Record | None
    """What the reader had read; None for what a reviewer added."""
    after: Record | None
    """What the extraction holds now; None for what was rejected."""

    @property
    def span(self) -> Span:
        record = self.after or self.before
        assert record is not None
        return record.span


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a responsibility table that names a body."""

    row: int
    """As spreadsheets count, titles and header included."""
    text: str
    """What is to be done, without white space."""
    lead: str
    """The cell of lead bodies as it is written; empty where it is."""
    leads: tuple[Named, ...]
    """Its names, with the vocabulary's concept where a name is exactly one of its."""
    units: str
    """The cell of responsible bodies."""
    unit_names: tuple[Named, ...]
    deadline: str
    place: tuple[str, int, int] | None
    """Report, start and end of the words that it is about, where the table says."""


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """A responsibility table of one report."""

    file: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class ReportMetadata:
    """What a report says of itself."""

    name: str
    title: str
    government: Named
    area: Named
    """The government's territory: 重庆市."""
    delivered: str | None
    """ISO date, or None where the text does not say."""
    covers: Period
    """The year whose work it plans."""
    source: str | None = None
    """Where the text was published, from the metadata file beside it."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one report, in the order of the text."""

    metadata: ReportMetadata
    source: KeptText
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    projects: tuple[Project, ...]
    regions: tuple[Region, ...]
    organizations: tuple[Organization, ...]
    commitments: tuple[Commitment, ...]
    items: tuple[Item, ...] = ()
    """Of livelihood lists; their clauses are commitments as well."""
    warnings: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    """What the text alone does not settle of its metadata, each with the choices; among the warnings, too."""
    reviews: tuple[Review, ...] = ()
    """What people decided of its statements; the records above are those after it."""
    stale_corrections: tuple[str, ...] = ()
    """Decisions that could not be applied, because their passage or statement is no longer there."""
    responsibilities: Responsibilities | None = None
    """The table that breaks the report down, where there is one."""

    def by_kind(self) -> Iterator[Record]:
        """All records, kind by kind, each kind in the order of the text."""
        yield from self.figures
        yield from self.projects
        yield from self.regions
        yield from self.organizations
        yield from self.commitments
        yield from self.items

    def records(self) -> Iterator[Record]:
        """All records by start, longer first."""
        yield from sorted(self.by_kind(), key=lambda record: (record.span.start, -record.span.end))

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the character at `offset`."""
        # Sections stand in the order of their starts, each inside its parent.
        before = bisect_right(self.sections, offset, key=lambda section: section.start)
        section = self.sections[before - 1] if before else None
        while section is not None and offset >= section.end:
            section = section.parent
        return section
