"""What the page of one thing shows: its properties, what is derived and inferred, what refers to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.identifiers import VOCABULARY_BASE
from queries.results import XSD, Term
from viz.amounts import number
from viz.current import Site
from viz.foreign import foreign_name
from viz.labels import Label, last_part

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = RDF + "type"
_REIFIED = {RDF + "subject", RDF + "predicate", RDF + "object"}
_NAMES = (
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
)

_FIRST = (
    *(RDF + part for part in ("subject", "predicate", "object")),
    *(
        VOCABULARY_BASE + "def/" + name
        for name in (
            *("indicator", "value", "upperValue", "unit", "comparator", "measure", "figureKind", "strength"),
            *("commitmentKind", "relation", "comparedIndicator", "reference"),
            *("action", "stage", "projectClass", "hasFigure", "hasProject"),
            *(
                "mentionsRegion",
                "mentionsOrganization",
                "refArea",
                "horizon",
                "horizonRule",
                "section",
                "report",
            ),
        )
    ),
)
"""Properties that readers look for, in the order of the page; the others follow."""

SHOWN = 8
"""Links of one property that the page of a thing shows before "show all"."""
PAGE = 100
"""Links on one page of "show all"."""


@dataclass(frozen=True, slots=True)
class Value:
    """An object of a property: a literal, or a thing with its label."""

    term: Term
    name: str
    """The literal, or what the thing is called."""
    label: Label | None


@dataclass(frozen=True, slots=True)
class Property:
    """A property with all its values."""

    iri: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A derived or inferred statement."""

    iri: str
    inferred: bool
    subject: Label
    predicate: str
    object: Value
    rule: Label | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing that refers to this one; `start` is its place in its report, if it has one."""

    label: Label
    start: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Things of one class that refer to a thing by one property: some of `count`."""

    property: str
    name: str
    """Of the property."""
    class_: str
    """Empty for things of no class of ours."""
    class_name: str
    count: int
    references: tuple[Reference, ...]


def name_of(here: Site, iri: str, language: str) -> str:
    """What a thing, class or property is called: by the build, by `viz.foreign`, or else by its class."""
    label = here.labels.one(iri)
    if label.zh or label.en:
        return label.text(language)
    named = (foreign_name(each) for each in (iri, *(label.classes if "#" in iri else ())))
    return next(filter(None, named), last_part(iri))


def properties(here: Site, iri: str, language: str) -> list[Property]:
    """What is said of a thing: our own properties first, names and notes after, class last."""
    values: dict[str, dict[Term, None]] = {}
    for row in here.service.ask("outgoing", iri=iri):
        if (value := row["value"]) is not None:
            values.setdefault(str(row["property"]), {})[value] = None
    here.labels.of((*values, *_iris(term for terms in values.values() for term in terms)))
    return [
        Property(name, name_of(here, name, language), tuple(_value(here, term, language) for term in terms))
        for name, terms in sorted(values.items(), key=lambda item: (_rank(item[0]), item[0]))
    ]


def parts(here: Site, iri: str, found: Iterable[Property], language: str) -> list[tuple[str, list[Property]]]:
    """The fragments of a thing (selectors of a passage), which its document describes with it."""
    iris = (value.term.value for entry in found for value in entry.values if value.term.kind == "iri")
    fragments = sorted({part for part in iris if part.startswith(f"{iri}#")})
    return [(part.partition("#")[2], properties(here, part, language)) for part in fragments]


def claims(here: Site, iri: str, language: str) -> list[Claim]:
    """Derived and inferred statements with the thing as subject or object, the derived ones first."""
    rows = {str(row["statement"]): row for row in here.service.ask("about", iri=iri)}.values()
    found = []
    for row in sorted(rows, key=lambda row: [str(row[name]) for name in ("class", "predicate", "statement")]):
        target = row["object"]
        if target is not None:
            found.append(
                Claim(
                    str(row["statement"]),
                    str(row["class"]).endswith("InferredStatement"),
                    here.labels.one(str(row["subject"])),
                    name_of(here, str(row["predicate"]), language),
                    _value(here, target, language),
                    here.labels.one(str(row["rule"])) if row["rule"] is not None else None,
                )
            )
    return found


def incoming(
    here: Site,
    iri: str,
    language: str,
    *,
    only: tuple[str, str] | None = None,
    first: int = 0,
    count: int = SHOWN,
) -> list[Incoming]:
    """What refers to a thing by property and class; of each (or `only` one) `count` things from `first` on.

    The parts of derived and inferred statements are left out: `claims` has them.
    """
    groups: dict[tuple[str, str], dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    for row in here.service.ask("incoming", iri=iri):
        name, subject, class_ = str(row["property"]), str(row["subject"]), str(row["class"] or "")
        if name in _REIFIED or subject.startswith(f"{iri}#") or (name, subject) in seen:
            continue
        seen.add((name, subject))
        groups.setdefault((name, class_), {})[subject] = str(row["start"] or "")
    chosen = [only] if only in groups else sorted(groups, key=lambda key: (_rank(key[0]), *key))
    return [_incoming(here, key, groups[key], language, first, count) for key in chosen]


def _incoming(
    here: Site, key: tuple[str, str], subjects: dict[str, str], language: str, first: int, count: int
) -> Incoming:
    name, class_ = key
    shown = dict(list(subjects.items())[first : first + count])
    labels = here.labels.of(shown)
    references = tuple(Reference(labels[subject], start) for subject, start in shown.items())
    class_name = name_of(here, class_, language) if class_ else ""
    return Incoming(name, name_of(here, name, language), class_, class_name, len(subjects), references)


def _value(here: Site, term: Term, language: str) -> Value:
    if term.kind != "iri":
        return Value(term, _literal(term, language), None)
    return Value(term, name_of(here, term.value, language), here.labels.one(term.value))


def _iris(terms: Iterable[Term]) -> list[str]:
    return [term.value for term in terms if term.kind == "iri"]


def _literal(term: Term, language: str) -> str:
    """As it stands; a large number also in words."""
    if term.datatype != XSD + "decimal":
        return term.value
    words = number(term.value, language)
    return term.value if words.replace(",", "") == term.value else f"{term.value} ({words})"


def _rank(iri: str) -> int:
    """Where a property stands on the page."""
    if iri in _FIRST:
        return _FIRST.index(iri)
    return len(_FIRST) + (2 if iri == _TYPE else 1 if iri.startswith(_NAMES) else 0)
