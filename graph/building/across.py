"""Across reports: what several reports say together, derived group by group from a few facts of each.

A rule takes its facts from a report once, when that is read; they are kept with the report's partition. So
a build derives from the facts of unchanged reports without reading them again, and only anew for the groups
(such as: the reports of one government) in which something changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.building.dataset import derived_graph
from graph.derived import chains
from graph.derived.derive import StatementGraph
from graph.follow_up import quads as follow_up_quads
from graph.model.report import ReportGraph
from graph.n_quads import Pieces
from ontology.identifiers import Identifiers
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class AcrossRule:
    """How statements that join reports are made."""

    name: str
    """A word in lower-case ASCII; names the facts in partitions."""
    facts: Callable[[ReportGraph, Vocabulary], Any]
    """What the rule needs of one report: small plain values that can be pickled, never its extraction."""
    group: Callable[[Any], str]
    """Which reports belong together, by their facts: a government's key; the same for all joins all."""
    derive: Callable[[Sequence[Any], StatementGraph, Vocabulary, Identifiers], Iterable[Pieces]]
    """Writes derived statements from the facts of one group, in the order of years and report names;
    returns what else it needs in the graph, such as documents that the reports follow up."""


@dataclass(frozen=True, slots=True)
class Membership:
    """With which others a report belongs together."""

    report: str
    year: int
    """That the report covers; 0 where it names none."""
    groups: Mapping[str, str]
    """By the name of the rule."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The facts of one report, by the name of the rule."""

    member: Membership
    by_rule: Mapping[str, Any]


def _chains(
    facts: Sequence[Any], target: StatementGraph, vocabulary: Vocabulary, identifiers: Identifiers
) -> Iterable[Pieces]:
    chains.derive_family(facts, target, vocabulary)
    return ()


RULES: tuple[AcrossRule, ...] = (
    AcrossRule("chains", chains.report_facts, lambda facts: str(facts.family), _chains),
    AcrossRule(
        "follow-up",
        follow_up_quads.report_facts,
        lambda facts: str(facts.government),
        follow_up_quads.follow_up_of,
    ),
)
"""All that are applied, each to every report."""


def facts_of(graph: ReportGraph, vocabulary: Vocabulary) -> ReportFacts:
    metadata = graph.extraction.metadata
    found = {rule.name: rule.facts(graph, vocabulary) for rule in RULES}
    groups = {rule.name: rule.group(found[rule.name]) for rule in RULES}
    return ReportFacts(Membership(metadata.name, metadata.covers.end, groups), found)


def groups(rule: AcrossRule, members: Iterable[Membership]) -> Iterator[tuple[str, list[Membership]]]:
    """The reports of each group, in the order of groups, years and names."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for member in members:
        found[member.groups[rule.name]].append(member)
    for name in sorted(found):
        yield name, sorted(found[name], key=lambda each: (each.year, each.report))


def group_quads(
    rule: AcrossRule, reports: Iterable[ReportFacts], identifiers: Identifiers, vocabulary: Vocabulary
) -> set[Pieces]:
    """What the reports of one group, in their order, say together; a report alone may say something too."""
    target = derived_graph(identifiers)
    facts = [report.by_rule[rule.name] for report in reports]
    more = rule.derive(facts, target, vocabulary, identifiers)
    return {*more, *target.writer.quads}
