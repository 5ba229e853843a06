"""Labels and classes of things, in both languages."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from queries.service import QueryService
from viz.groups import group_of

_BATCH = 400
"""IRIs in one question: more make its text too long."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called and what it is."""

    iri: str
    zh: str
    en: str
    classes: tuple[str, ...] = field(default=())
    """IRIs, sorted."""

    def text(self, language: str) -> str:
        """In the language, else in the other, else the last part of the IRI."""
        first, second = (self.en, self.zh) if language == "en" else (self.zh, self.en)
        return first or second or last_part(self.iri)

    def text_language(self, language: str) -> str:
        """The language that `text` is in."""
        return "en" if (language == "en" and self.en) or not self.zh else "zh"

    @property
    def group(self) -> str:
        """The colour and shape that the thing has on all pages."""
        return group_of(self.classes)


class Labels:
    """Asks once for each thing; a build never changes."""

    def __init__(self, service: QueryService) -> None:
        self._service = service
        self._known: dict[str, Label] = {}
        self._lock = threading.Lock()

    def of(self, iris: Iterable[str]) -> Mapping[str, Label]:
        """A label for every IRI, also for those that the build says nothing of."""
        wanted = list(dict.fromkeys(iris))
        missing = [iri for iri in wanted if iri not in self._known]
        if missing:
            learned = self.looked_up(missing)
            with self._lock:
                self._known.update(learned)
        return {iri: self._known[iri] for iri in wanted}

    def one(self, iri: str) -> Label:
        return self.of((iri,))[iri]

    def looked_up(self, iris: Sequence[str]) -> dict[str, Label]:
        """The same, not kept: for IRIs that visitors name, of which there is no end.

        Raises QuestionError for what is no IRI.
        """
        found: dict[str, Label] = {}
        for start in range(0, len(iris), _BATCH):
            found |= self._ask(iris[start : start + _BATCH])
        return found

    def _ask(self, iris: Sequence[str]) -> dict[str, Label]:
        found: dict[str, tuple[dict[str, None], dict[str, None], dict[str, None]]] = {
            iri: ({}, {}, {}) for iri in iris
        }
        for row in self._service.ask("labels", iri=" ".join(iris)):
            about = found[str(row["iri"])]
            for known, column in zip(about, ("label", "labelEn", "class"), strict=True):
                if row[column] is not None:
                    known[str(row[column])] = None
        return {
            iri: Label(iri, next(iter(sorted(zh)), ""), next(iter(sorted(en)), ""), tuple(sorted(classes)))
            for iri, (zh, en, classes) in found.items()
        }


def last_part(iri: str) -> str:
    """What stands behind the last separator of an IRI.

    >>> last_part("http://www.w3.org/2004/02/skos/core#Concept")
    'Concept'
    """
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri
