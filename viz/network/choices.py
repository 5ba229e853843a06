"""What the filters of the network offer to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from viz.current import site
from viz.language import language
from viz.network.filters import CHOICES
from viz.network.graph import group, values
from viz.network.picture import Network

Option = tuple[str, str]
"""Value and name."""


def choices(network: Network) -> Mapping[str, Sequence[Option]]:
    """By filter: areas and regions of the network, all kinds and stages, the years of horizons."""
    graph = network.graph
    areas = [node for node in graph if group(graph, node) == "area"]
    regions = {outer for node in graph for outer in values(graph, node, "within")}
    found = {"area": _named(areas), "region": _named(regions)}
    for name in ("kind", "stage"):
        names = site().service.names(CHOICES[name])
        found[name] = _named({iri for iris in names.iris_by_name.values() for iri in iris})
    found["horizon"] = [(period, period.replace("-", "–")) for period in network.periods]
    return found


def _named(iris: Iterable[str]) -> Sequence[Option]:
    labels = site().labels.of(sorted(iris))
    options = [(iri, label.text(language())) for iri, label in labels.items()]
    return sorted(options, key=lambda option: (option[1], option[0]))
