"""The SPARQL behind a view of the network: it answers with just the links that are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from viz.network.graph import OVERVIEW_GROUPS, Graph, group
from viz.network.scene import Scene
from viz.network.view import View

DETAILS, JOINED, TRIPLES = "network", "network-joined", "network-graph"


@dataclass(frozen=True, slots=True)
class Asked:
    """A view of `queries/views` with its values."""

    name: str
    values: Mapping[str, str]

    @property
    def source(self) -> str:
        """As the `number` macro names where a number comes from."""
        return f"{self.name}?{urlencode(self.values)}"


def asked(view: View, scene: Scene) -> Sequence[Asked]:
    """What the links of a scene are the answers to; of communities: what these were made of."""
    filters = view.filters
    if scene.communities:
        return [Asked(JOINED if filters.joins else DETAILS, filters.question())]
    found = []
    if view.scope == "overview" and not (filters.joins and view.expanded):
        classes = "|".join(name for name in filters.targets if name in OVERVIEW_GROUPS)
        both = " ".join(scene.chief)
        found.append(Asked(JOINED, {**filters.question(), "class": classes, "source": both, "target": both}))
    if view.scope != "overview" or view.expanded:
        found.append(_details(view, scene))
    return [
        each
        for each in found
        if all(each.values.get(name) for name in ("source", "target")) or scene.is_whole
    ]


def _details(view: View, scene: Scene) -> Asked:
    values = view.filters.question()
    if scene.is_whole:
        return Asked(JOINED if view.filters.joins else DETAILS, values)
    if view.filters.joins:
        ends = " ".join(sorted(scene.graph))
        return Asked(JOINED, {**values, "source": ends, "target": ends})
    return Asked(DETAILS, values | _ends(scene.graph))


def triples(view: View, scene: Scene) -> Asked:
    """The view that says a scene in RDF; for links that commitments make: what these commitments say."""
    values = view.filters.question()
    if scene.is_whole and not view.filters.joins:
        return Asked(TRIPLES, values)
    ends = _ends(scene.graph)
    if view.scope == "overview" or view.filters.joins:
        ends["source"] = ""
    return Asked(TRIPLES, values | ends)


def _ends(graph: Graph) -> dict[str, str]:
    commitments = [node for node in graph if group(graph, node) == "commitment"]
    return {"source": _listed(commitments), "target": _listed(set(graph) - set(commitments))}


def _listed(nodes: Iterable[str]) -> str:
    return " ".join(sorted(nodes))
