"""What a user types for a parameter, and the RDF terms that it stands for."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph

from ontology.errors import QuestionError
from ontology.identifiers import VOCABULARY_BASE
from queries.catalogue import Parameter, RdfTerm
from queries.results import XSD, Table, Term

_CLASS = VOCABULARY_BASE + "def/"
_SCHEME = VOCABULARY_BASE + "id/scheme/"

CONCEPTS: Mapping[str, tuple[str, ...]] = {
    "region": (_CLASS + "Region", _CLASS + "JoinedName"),
    "indicator": (_CLASS + "Indicator",),
    "organization": (_CLASS + "Organization",),
    "area": (_CLASS + "PolicyArea", _CLASS + "Goal"),
    "commitment-kind": (_SCHEME + "commitment-kind",),
    "stage": (_SCHEME + "stage",),
    "project-class": (_SCHEME + "project-class",),
    "unit": (_CLASS + "Unit",),
    "figure-kind": (_SCHEME + "figure-kind",),
    "outcome-status": (_SCHEME + "outcome-status",),
}
"""Types whose values are concepts, by IRI, notation, division code or name: their classes and schemes."""

BASES: Mapping[str, str] = {
    "stated": "stated",
    "明写": "stated",
    "derived": "derived",
    "推导": "derived",
    "inferred": "inferred",
    "推断": "inferred",
}

TYPES = (*CONCEPTS, "statement", "report", "iri", "text", "codes", "year", "basis")
"""All types of parameters."""

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Names:
    """The concepts of a type by all their names."""

    iris_by_name: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> Names:
        """From rows of `name` and `concept`; one name may stand for several (川渝)."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for name, concept in zip(table.column("name"), table.column("concept"), strict=True):
            found[_folded(name)][concept] = None
            found[concept][concept] = None
        names = tuple(dict.fromkeys(table.column("name")))
        return cls({name: tuple(iris) for name, iris in found.items()}, names)

    def find(self, value: str) -> tuple[str, ...]:
        return self.iris_by_name.get(value) or self.iris_by_name.get(_folded(value), ())

    def near(self, value: str, count: int = 5) -> tuple[str, ...]:
        """Names that share much with the value, the nearest first."""
        holding = [name for name in self.names if value in name or name in value]
        alike = difflib.get_close_matches(value, self.names, n=count, cutoff=0.4)
        return tuple(dict.fromkeys((*sorted(holding, key=len), *alike)))[:count]


class Resolver:
    """Turns values into terms. `ask` runs a view; what it answers about names is kept."""

    def __init__(self, ask: Callable[[str, Mapping[str, str]], Table]) -> None:
        self._ask = ask
        self._names: dict[str, Names] = {}

    def terms(self, parameter: Parameter, value: str) -> tuple[RdfTerm, ...]:
        """Raises QuestionError with the names that come near."""
        value = value.strip()
        if parameter.type in CONCEPTS:
            parts = filter(None, map(str.strip, value.split(_SEPARATOR)))
            return tuple(term for part in parts for term in self._concepts(parameter, part))
        if parameter.type == "report" and not _is_iri(value):
            return self._reports(parameter, value)
        if parameter.type == "statement" and not _is_iri(value):
            return self._quoted(parameter, value)
        return _plain(parameter, value)

    def names(self, kind: str) -> Names:
        if kind not in self._names:
            self._names[kind] = Names.of(self._ask("names", {"group": " ".join(CONCEPTS[kind])}))
        return self._names[kind]

    def _concepts(self, parameter: Parameter, value: str) -> tuple[RdfTerm, ...]:
        names = self.names(parameter.type)
        if iris := names.find(value):
            return tuple(pyoxigraph.NamedNode(iri) for iri in iris)
        near = names.near(value)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise QuestionError(f"{parameter.name}: no {parameter.type} is called {value!r}{hint}")

    def _reports(self, parameter: Parameter, value: str) -> tuple[RdfTerm, ...]:
        """By the name of its file, by title, or all of a place, by the name of that."""
        table = self._ask("reports", {})
        found = [
            str(row["report"])
            for row in table
            if value in (_name(row), str(row["title"]), str(row["territoryName"] or ""))
        ]
        if found:
            return tuple(map(pyoxigraph.NamedNode, dict.fromkeys(found)))
        names = sorted(dict.fromkeys(map(_name, table)))
        near = difflib.get_close_matches(value, names, n=5, cutoff=0.4) or names[:5]
        raise QuestionError(
            f"{parameter.name}: no report is called {value!r}; there is {', '.join(near)}"
            f"{' …' if len(names) > len(near) else ''}"
        )

    def _quoted(self, parameter: Parameter, words: str) -> tuple[RdfTerm, ...]:
        if found := self._ask("statements-quoting", {"words": words}).column("statement"):
            return tuple(pyoxigraph.NamedNode(iri) for iri in found)
        raise QuestionError(
            f"{parameter.name}: no statement holds the words {words!r}; give its IRI, or words of the report"
        )


def _plain(parameter: Parameter, value: str) -> tuple[RdfTerm, ...]:
    if parameter.type in ("iri", "statement", "report"):
        return tuple(_iri(parameter, part) for part in value.split())
    if parameter.type == "year":
        if not (value.isascii() and value.isdigit() and len(value) == 4):
            raise QuestionError(f"{parameter.name}: {value!r} is no year; give four digits, such as 2027")
        return (pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(XSD + "gYear")),)
    if parameter.type == "basis":
        if value not in BASES:
            raise QuestionError(f"{parameter.name}: {value!r} is none of {', '.join(BASES)}")
        return (pyoxigraph.Literal(BASES[value]),)
    if parameter.type == "codes":
        return tuple(pyoxigraph.Literal(part) for part in value.split(_SEPARATOR))
    return (pyoxigraph.Literal(value),)


def _iri(parameter: Parameter, value: str) -> pyoxigraph.NamedNode:
    try:
        return pyoxigraph.NamedNode(value)
    except ValueError as error:
        raise QuestionError(f"{parameter.name}: {value!r} is no absolute IRI: {error}") from error


def _is_iri(value: str) -> bool:
    return value.startswith(("http://", "https://", "urn:"))


def _name(row: Mapping[str, Term | None]) -> str:
    """What a report is called in addresses: the last part of its IRI."""
    return str(row["report"]).rpartition("/")[2]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
