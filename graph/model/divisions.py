"""Divisions of the table that reports name, described in the vocabulary's graph as its own regions are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import SKOS

from graph.n_quads import Pieces
from graph.terms import TYPE, XSD, GraphWriter, chinese, concept, decimal, node
from loaders.records import Extraction, Named
from ontology.divisions import Division, by_iri
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary

_POINT = "http://www.w3.org/2003/01/geo/wgs84_pos#"


def named_divisions(extraction: Extraction) -> set[str]:
    """IRIs of the divisions that a report names."""
    concepts = {name.concept for name in _regions(extraction) if name.concept}
    return concepts & by_iri().keys()


def division_quads(identifiers: Identifiers, named: Iterable[str], vocabulary: Vocabulary) -> set[Pieces]:
    """What the table says of these divisions, as far as the vocabulary files leave them out."""
    known = {region.iri for region in vocabulary.scheme("region")}
    writer = GraphWriter(identifiers.graph("vocabulary"))
    codes = {region.notation: region.iri for region in vocabulary.scheme("region") if region.notation}
    for iri in sorted(set(named) - known):
        _describe(writer, by_iri()[iri], codes)
    return writer.quads


def _regions(extraction: Extraction) -> Iterator[Named]:
    yield extraction.metadata.area
    for mention in extraction.regions:
        yield from mention.regions
    for figure in extraction.figures:
        yield from figure.regions
    for commitment in extraction.commitments:
        yield from (named for named, _ in commitment.carried_regions)


def _describe(writer: GraphWriter, division: Division, codes: dict[str, str]) -> None:
    def say(predicate: object, value: NamedNode | Literal) -> None:
        writer.add(division.iri, node(predicate), value)

    writer.add(division.iri, TYPE, node(CN.Region))
    writer.add(division.iri, TYPE, node(SKOS.Concept))
    say(SKOS.inScheme, concept("scheme", "region"))
    say(SKOS.prefLabel, chinese(division.name))
    say(SKOS.prefLabel, Literal(division.english, language="en"))
    if division.short:
        say(SKOS.altLabel, chinese(division.short))
    if not division.until:
        say(SKOS.notation, Literal(division.code))
    say(CN.divisionCode, Literal(division.code))
    say(CN.regionType, concept("region-type", division.level))
    for parent in [codes[code] for code in division.parents if code in codes][:1]:
        say(CN.partOfRegion, node(parent))
    for predicate, date in ((CN.validFrom, division.since), (CN.validUntil, division.until)):
        if date:
            say(predicate, Literal(date, datatype=NamedNode(f"{XSD}date")))
    if division.latitude:
        say(f"{_POINT}lat", decimal(Decimal(division.latitude)))
        say(f"{_POINT}long", decimal(Decimal(division.longitude)))
