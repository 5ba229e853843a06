"""Everything that a build of some reports would say, in memory."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from graph.building import across
from graph.building.dataset import report_quads
from graph.building.vocabulary import vocabulary_quads
from graph.model.divisions import division_quads, named_divisions
from graph.n_quads import as_quads
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.vocabulary import load_vocabulary


def dataset(extractions: Sequence[Extraction], identifiers: Identifiers) -> list[Quad]:
    """All quads but the description's, in the order of their N-Quads."""
    vocabulary = load_vocabulary()
    named = {iri for extraction in extractions for iri in named_divisions(extraction)}
    quads = {*vocabulary_quads(identifiers), *division_quads(identifiers, named, vocabulary)}
    facts = {}
    for extraction in extractions:
        made = report_quads(extraction, identifiers, vocabulary)
        quads |= made.stated | made.table | made.derived | made.inferred | made.graph
        facts[extraction.metadata.name] = across.facts_of(made.report, vocabulary)
    for rule in across.RULES:
        for _, members in across.groups(rule, [each.member for each in facts.values()]):
            together = [facts[member.report] for member in members]
            quads |= across.group_quads(rule, together, identifiers, vocabulary)
    return as_quads(sorted(quads))
