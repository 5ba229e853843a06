"""Labels, aliases and links of the controlled vocabularies, read once from their Turtle files.

What the extractor recognises is what stands here: an analyst teaches it a name by writing an
`skos:altLabel` into a file of `ontology/vocabularies/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ontology.errors import VocabularyError
from ontology.identifiers import VOCABULARY_BASE

ONTOLOGY = Path(__file__).with_name("chengnuo.ttl")
VOCABULARIES = Path(__file__).with_name("vocabularies")

_CN = f"{VOCABULARY_BASE}def/"
_SCHEME = f"{VOCABULARY_BASE}id/scheme/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_FIELDS = {
    _TYPE,
    *(_SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "notation", "inScheme")),
}
"""Predicates that a Concept holds in fields of its own; all others go to its links."""

_Object = NamedNode | Literal
_Description = Mapping[str, Sequence[_Object]]
"""What the files say of one subject: predicate IRI → objects, in the order of the files."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a vocabulary."""

    iri: str
    scheme: str
    """Name of its scheme: `region`, `indicator` …"""
    notation: str
    """Its code, or empty."""
    labels: Mapping[str, str] = field(compare=False)
    """Preferred label by language: zh and en, always both."""
    aliases: tuple[str, ...]
    """Chinese names that texts use for it."""
    hidden: tuple[str, ...]
    """Chinese abbreviations that mean it only inside a joined name or a line's name (渝, 宜)."""
    types: tuple[str, ...]
    """Local names of its classes in chengnuo.ttl."""
    links: Mapping[str, tuple[str, ...]] = field(compare=False)
    """Local name of each other property → IRIs and literal values, in the order of the files."""

    @property
    def names(self) -> tuple[str, ...]:
        """The Chinese preferred label, then the aliases."""
        return (self.labels["zh"], *self.aliases)

    def valid_on(self, date: str | None) -> bool:
        """Whether it existed on an ISO date; for an unknown date, True."""
        since = min(self.links.get("validFrom", ("",)))
        until = max(self.links.get("validUntil", ("9999",)))
        return date is None or since <= date <= until


class Vocabulary:
    """Concepts found by IRI, notation or name. Never changes once made."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Raise VocabularyError where two concepts of a scheme share a name or a notation."""
        self._by_iri = {concept.iri: concept for concept in concepts}
        schemes: dict[str, list[Concept]] = defaultdict(list)
        for concept in self._by_iri.values():
            schemes[concept.scheme].append(concept)
        self._schemes = {name: tuple(members) for name, members in schemes.items()}
        self._names = {
            name: _unique(members, "name", lambda concept: concept.names) for name, members in schemes.items()
        }
        self._notations = {
            name: _unique(members, "notation", lambda concept: tuple(filter(None, [concept.notation])))
            for name, members in schemes.items()
        }

    def schemes(self) -> tuple[str, ...]:
        return tuple(self._schemes)

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """The concepts of a scheme in the order of its files; VocabularyError for an unknown scheme."""
        return self._of_scheme(self._schemes, name)

    def get(self, iri: str) -> Concept:
        """The concept with this IRI; VocabularyError where there is none."""
        try:
            return self._by_iri[iri]
        except KeyError:
            raise VocabularyError(f"no concept <{iri}> in the vocabularies: check its spelling") from None

    def by_notation(self, scheme: str, notation: str) -> Concept:
        """The concept with this code; VocabularyError where there is none."""
        known = self._of_scheme(self._notations, scheme)
        try:
            return known[notation]
        except KeyError:
            raise VocabularyError(f"scheme {scheme} has no notation {notation!r}") from None

    def by_name(self, scheme: str, name: str) -> Concept | None:
        """The concept with this Chinese preferred label or alias, or None. Abbreviations don't count."""
        return self.names(scheme).get(name)

    def names(self, scheme: str) -> Mapping[str, Concept]:
        """Every Chinese preferred label and alias of a scheme with its concept."""
        return self._of_scheme(self._names, scheme)

    def _of_scheme(self, table: Mapping[str, _T], scheme: str) -> _T:
        try:
            return table[scheme]
        except KeyError:
            raise VocabularyError(f"no scheme {scheme!r}; there are {', '.join(self._schemes)}") from None


def vocabulary_files(folder: Path = VOCABULARIES) -> tuple[Path, ...]:
    """The ontology, then the vocabulary files of a folder by name: all that the vocabulary graph holds."""
    return (ONTOLOGY, *sorted(folder.glob("*.ttl")))


@cache
def load_vocabulary(folder: Path = VOCABULARIES) -> Vocabulary:
    """Read all vocabulary files of a folder, once per process.

    Raises VocabularyError for Turtle that does not parse (file, line, column, message), a blank node,
    a concept without a Chinese or English label, and a name or notation given to two concepts of a scheme.
    """
    subjects: dict[str, dict[str, list[_Object]]] = {}
    for path in vocabulary_files(folder)[1:]:
        for subject, predicate, value in _triples(path):
            subjects.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return Vocabulary(_concepts(subjects))


def _triples(path: Path) -> Iterator[tuple[str, str, _Object]]:
    try:
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise VocabularyError(f"{path}: blank node with {quad.predicate}: give it an IRI")
            assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, _Object)
            yield quad.subject.value, quad.predicate.value, quad.object
    except SyntaxError as error:
        raise VocabularyError(f"{path}, line {error.lineno}, column {error.offset}: {error.msg}") from error
    except OSError as error:
        raise VocabularyError(f"{path}: cannot be read: {error.strerror}") from error


def _concepts(subjects: Mapping[str, _Description]) -> Iterator[Concept]:
    for iri, description in subjects.items():
        schemes = description.get(f"{_SKOS}inScheme", ())
        if len(schemes) > 1:
            raise VocabularyError(f"<{iri}> is in {len(schemes)} schemes: write skos:inScheme once")
        if schemes:
            yield _concept(iri, schemes[0].value.removeprefix(_SCHEME), description)
        elif not iri.startswith(_SCHEME):
            raise VocabularyError(f"<{iri}> is in no scheme: add skos:inScheme, or correct the IRI")


def _concept(iri: str, scheme: str, description: _Description) -> Concept:
    labels = {text.language or "": text.value for text in _literals(description, "prefLabel")}
    if not {"zh", "en"} <= labels.keys():
        raise VocabularyError(f"<{iri}> needs skos:prefLabel in zh and in en; it has {sorted(labels)}")
    return Concept(
        iri=iri,
        scheme=scheme,
        notation=next((code.value for code in _literals(description, "notation")), ""),
        labels=MappingProxyType(labels),
        aliases=_chinese(description, "altLabel"),
        hidden=_chinese(description, "hiddenLabel"),
        types=tuple(t.value.removeprefix(_CN) for t in description.get(_TYPE, ()) if t.value.startswith(_CN)),
        links=MappingProxyType({
            _local_name(predicate): tuple(value.value for value in values)
            for predicate, values in description.items() if predicate not in _FIELDS
        }),
    )


def _literals(description: _Description, name: str) -> list[Literal]:
    return [value for value in description.get(_SKOS + name, ()) if isinstance(value, Literal)]


def _chinese(description: _Description, name: str) -> tuple[str, ...]:
    return tuple(text.value for text in _literals(description, name) if text.language == "zh")


def _local_name(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _unique(
    concepts: Iterable[Concept], what: str, keys: Callable[[Concept], tuple[str, ...]]
) -> Mapping[str, Concept]:
    index: dict[str, Concept] = {}
    for concept in concepts:
        for key in keys(concept):
            other = index.setdefault(key, concept)
            if other is not concept:
                raise VocabularyError(
                    f"the {what} {key!r} stands for two concepts, <{other.iri}> and <{concept.iri}>:"
                    " leave it to one of them"
                )
    return MappingProxyType(index)
