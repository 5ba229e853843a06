"""Filters of the network: which commitments, and which links of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from viz.network.graph import GROUPS, Graph, group, of_links, values

USUAL_GROUPS = tuple(name for name in GROUPS if name != "horizon")
"""The classes shown where the address names none: every commitment has a horizon, which joins them all."""
SURE = ("stated", "derived")
"""The bases shown where the address names none."""

CHOICES: Mapping[str, str] = {"area": "area", "region": "region", "kind": "commitment-kind", "stage": "stage"}
"""Filters whose values are concepts, with the type of these (`queries.parameters`)."""

_SEPARATOR = "|"
_PERIOD = "/horizon/"


@dataclass(frozen=True, slots=True)
class Filters:
    """`Filters()` leaves out only the usual: what is inferred, and horizons."""

    groups: tuple[str, ...] = USUAL_GROUPS
    bases: tuple[str, ...] = SURE
    area: str = ""
    """IRI, as the next three; empty for any."""
    region: str = ""
    """Regions that lie inside count too."""
    kind: str = ""
    stage: str = ""
    """Of a project of the commitment; of projects only those of the stage are left."""
    horizon: str = ""
    """Years, such as 2023 or 2023-2027."""

    def arguments(self) -> Mapping[str, str | list[str]]:
        """As an address has them; what is usual is left out."""
        found: dict[str, str | list[str]] = {
            name: value for name in (*CHOICES, "horizon") if (value := getattr(self, name))
        }
        if self.groups != USUAL_GROUPS:
            found["class"] = list(self.groups)
        if self.bases != SURE:
            found["basis"] = list(self.bases)
        return found

    def question(self) -> dict[str, str]:
        """As the views `network`, `network-joined` and `network-graph` take them."""
        found = {name: value for name in (*CHOICES, "horizon") if (value := getattr(self, name))}
        found["basis"] = _SEPARATOR.join(self.bases)
        found["class"] = _SEPARATOR.join(self.targets)
        return found

    @property
    def targets(self) -> tuple[str, ...]:
        """The classes that commitments are linked with."""
        return tuple(name for name in self.groups if name != "commitment")

    @property
    def joins(self) -> bool:
        """Commitments themselves are left out: what they join is linked directly."""
        return "commitment" not in self.groups

    def of(self, graph: Graph) -> Graph:
        """The links that pass, with their ends."""
        passing = {node for node in graph if self._passes(graph, node)}
        return of_links(graph, self._links(graph, passing))

    def _links(self, graph: Graph, passing: set[str]) -> Iterator[tuple[str, str, str]]:
        targets = set(self.targets)
        for source, target, key, link in graph.edges(keys=True, data=True):
            of = group(graph, target)
            is_of_stage = not self.stage or of != "project" or _has(graph, target, "stage", self.stage)
            if source in passing and link["basis"] in self.bases and of in targets and is_of_stage:
                yield source, target, key

    def _passes(self, graph: Graph, node: str) -> bool:
        """Whether a node is a commitment that all filters let through."""
        return (
            group(graph, node) == "commitment"
            and (not self.kind or _has(graph, node, "kind", self.kind))
            and (not self.horizon or self.horizon in periods(graph, node))
            and (not self.area or graph.has_edge(node, self.area))
            and (not self.region or _leads(graph, node, "within", self.region))
            and (not self.stage or _leads(graph, node, "stage", self.stage))
        )


def periods(graph: Graph, node: str) -> list[str]:
    """The years of a commitment's horizons, such as 2023-2027."""
    return [iri.rpartition(_PERIOD)[2] for iri in values(graph, node, "horizon")]


def _leads(graph: Graph, node: str, name: str, value: str) -> bool:
    """Whether something that a commitment is linked with has the value."""
    return any(_has(graph, each, name, value) for each in graph.successors(node))


def _has(graph: Graph, node: str, name: str, value: str) -> bool:
    return value in values(graph, node, name)
