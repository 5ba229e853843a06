"""Identity: the IRIs of what one report says, made from its words and never from offsets."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from loaders.records import (
    Commitment,
    Extraction,
    Figure,
    Item,
    Organization,
    Project,
    Record,
    Region,
    Section,
    Span,
)
from ontology.identifiers import Identifiers, normalise

_KINDS: Mapping[type[Record], str] = {
    Figure: "figure",
    Project: "project",
    Region: "region-mention",
    Organization: "organization-mention",
    Commitment: "commitment",
    Item: "livelihood-item",
}


class ReportIdentifiers:
    """IRIs of a report's sections, passages and statements."""

    def __init__(self, identifiers: Identifiers, extraction: Extraction) -> None:
        self.name = extraction.metadata.name
        self._identifiers = identifiers
        self._extraction = extraction
        self._text, self._offsets = _normalised(extraction.source.text)
        self._section_keys = _section_keys(extraction.sections)
        self._sections = {
            key: identifiers.part(self.name, "section", path) for key, path in self._section_keys.items()
        }
        self._places: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._seen: Counter[tuple[str, ...]] = Counter()

    @property
    def report(self) -> str:
        return self._identifiers.report(self.name)

    def named(self, kind: str, name: str) -> str:
        return self._identifiers.named(self.name, kind, name)

    def one(self, name: str) -> str:
        """A thing that a report has once: its text, its extraction, its figures."""
        return f"{self.report}/{name}"

    def local(self, kind: str, name: str) -> str:
        """A concept that the vocabulary lacks."""
        return self._identifiers.part(self.name, kind, name)

    def section(self, section: Section) -> str:
        return self._sections[id(section)]

    def passage(self, span: Span) -> str:
        return self._identifiers.part(self.name, "passage", *self._place(span))

    def statement(self, record: Record) -> str:
        """The IRI of what a record states. Records of one kind on one span are told apart by their order."""
        return self._of(_KINDS[type(record)], record)

    def self_assessment(self, span: Span) -> str:
        """The IRI of what a report says of its own work."""
        return self._identifiers.part(self.name, "self-assessment", *self._place(span))

    def review(self, record: Record) -> str:
        """The IRI of what a person decided of a record."""
        return self._of("review", record)

    def _of(self, kind: str, record: Record) -> str:
        place = self._place(record.span)
        self._seen[(kind, *place)] += 1
        return self._identifiers.part(self.name, kind, *place, str(self._seen[(kind, *place)]))

    def section_of(self, span: Span) -> Section | None:
        return self._extraction.section_at(span.start)

    def _place(self, span: Span) -> tuple[str, str, str]:
        """Section, normalised text, and which occurrence of that text in the section."""
        where = span.start, span.end
        if where not in self._places:
            self._places[where] = self._found(span)
        return self._places[where]

    def _found(self, span: Span) -> tuple[str, str, str]:
        section = self.section_of(span)
        first = self._offsets[section.start] if section else 0
        text = normalise(span.text)
        occurrence = self._text.count(text, first, self._offsets[span.start] + len(text) - 1) if text else 0
        key = self._section_keys[id(section)] if section else ""
        return key, text, str(occurrence + 1)


def _normalised(text: str) -> tuple[str, list[int]]:
    """The text normalised character by character, and where each character's form begins in it."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for character in text:
        offsets.append(length)
        piece = _form(character)
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), [*offsets, length]


@lru_cache(8192)
def _form(character: str) -> str:
    return "" if character.isspace() else "".join(unicodedata.normalize("NFKC", character).split())


def _section_keys(sections: tuple[Section, ...]) -> dict[int, str]:
    """Each section's path of titles; a path that recurs gets its number among its equals."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for section in sections:
        path = "\x1e".join(section.path())
        seen[path] += 1
        keys[id(section)] = path if seen[path] == 1 else f"{path}\x1e{seen[path]}"
    return keys
