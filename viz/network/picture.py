"""What a page of the network shows: which nodes and links, where they stand, and the same in rows."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from flask import current_app

from viz.current import Site, site
from viz.labels import Label
from viz.language import gettext as _
from viz.language import language
from viz.network.drawing import Drawing, draw
from viz.network.filters import Filters
from viz.network.graph import BASES, GROUPS, MOST_NODES, Graph, classes, group, joined, overview
from viz.network.scene import Scene, scene
from viz.network.store import Kept, read_stored
from viz.network.view import View

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_KEY = "chengnuo.network"
_LOCK = threading.Lock()
_KEPT = 32
"""Views, and filtered networks, that a process remembers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A link, for the table."""

    source: Label
    source_group: str
    target: Label
    target_group: str
    relation: str
    basis: str
    count: int
    """Commitments that join the two, or links between two communities; else 0."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows of the network, in one language."""

    view: View
    scene: Scene
    drawing: Drawing
    rows: Sequence[Row]
    """The same links for a table, the weightiest first."""
    names: Mapping[str, Label]
    """Of what is drawn."""


@dataclass(frozen=True)
class Filtered:
    """The network under some filters."""

    graph: Graph
    """As links of commitments, or of what these join, as the filters have it."""
    detailed: Graph
    """As links of commitments in any case."""
    classes: Mapping[str, int]
    """Nodes of each class, also of those that are left out."""
    bases: Mapping[str, int]
    """Links on each basis, also on those that are left out."""
    groups: tuple[str, ...]

    @cached_property
    def overview(self) -> Graph:
        return overview(self.detailed, self.groups)


@dataclass(frozen=True)
class Network:
    """The whole network of a build, read once a process."""

    kept: Kept
    filtered: dict[Filters, Filtered] = field(default_factory=dict)
    shown: dict[tuple[View, str], Shown] = field(default_factory=dict)

    @classmethod
    def of(cls, here: Site) -> Network:
        return cls(read_stored(here.build.layout_path))

    @property
    def graph(self) -> Graph:
        return self.kept.graph

    @cached_property
    def periods(self) -> Sequence[str]:
        """The years of all horizons, such as 2023 and 2023-2027, the nearest first."""
        found = {node for node in self.graph if group(self.graph, node) == "horizon"}
        return sorted({iri.rpartition("/horizon/")[2] for iri in found})

    def has_community(self, identifier: str) -> bool:
        return any(identifier in of for of in self.kept.communities.values())

    def under(self, filters: Filters) -> Filtered:
        """The network under some filters."""
        return _remembered(self.filtered, filters, lambda: _filtered(self.graph, filters))

    def show(self, view: View) -> Shown:
        return _remembered(self.shown, (view, language()), lambda: _shown(self, view))


def network() -> Network:
    """That of the build which the current request is for."""
    with _LOCK:
        if _KEY not in current_app.extensions:
            current_app.extensions[_KEY] = Network.of(site())
        return cast(Network, current_app.extensions[_KEY])


def show(view: View, ignored: Sequence[str]) -> tuple[Shown, Sequence[str]]:
    """A view of the network, and notices of what was ignored or could not be shown."""
    whole, notices = network(), list(ignored)
    shown = whole.show(_known(whole, view, notices))
    if shown.scene.communities:
        notices.append(
            _(
                "节点有 %(count)s 个，多于一图所能画的 %(most)s 个：按关联紧密的群组画出，双击群组打开。",
                count=shown.scene.too_many,
                most=MOST_NODES,
            )
        )
    elif shown.scene.too_many:
        most = len(shown.scene.graph)
        rest = shown.scene.too_many - most
        words = _("节点过多，只画出联系最多的 %(most)s 个，略去 %(rest)s 个。", most=most, rest=rest)
        notices.append(words)
    if shown.view.scope == "path" and not shown.scene.paths:
        notices.append(_("在当前筛选下，这两个节点之间没有路径。"))
    return shown, notices


def _known(whole: Network, view: View, notices: list[str]) -> View:
    """The view without nodes that the network lacks; a notice for each."""

    def known(iri: str) -> bool:
        if iri and iri not in whole.graph:
            notices.append(_("网络中没有此节点，已忽略：%(iri)s", iri=iri[:200]))
        return iri in whole.graph

    view = replace(
        view,
        focus=view.focus if known(view.focus) else "",
        start=view.start if known(view.start) else "",
        end=view.end if known(view.end) else "",
        expanded=tuple(each for each in view.expanded if known(each)),
    )
    if view.community and not whole.has_community(view.community):
        notices.append(_("没有此群组，已忽略：%(name)s", name=view.community[:200]))
        view = replace(view, community="", whole=True)
    return view


def _remembered(known: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    found = known.get(key) or make()
    with _LOCK:
        known[key] = found
        while len(known) > _KEPT:
            del known[next(iter(known))]
    return found


def _filtered(graph: Graph, filters: Filters) -> Filtered:
    every = replace(filters, groups=GROUPS, bases=BASES).of(graph)
    detailed = filters.of(graph)
    of_bases = replace(filters, groups=GROUPS).of(graph) if filters.groups != GROUPS else detailed
    bases = Counter(
        str(link["basis"])
        for _source, target, link in every.edges(data=True)
        if group(every, target) in filters.targets
    )
    return Filtered(
        joined(detailed) if filters.joins else detailed, detailed, classes(of_bases), bases, filters.groups
    )


def _shown(whole: Network, view: View) -> Shown:
    found = scene(whole.kept, whole.under(view.filters), view)
    names = {iri: _label(whole, found, iri) for iri in sorted(found.graph)}
    texts = {iri: label.text(language()) for iri, label in names.items()}
    drawing = draw(found.graph, found.positions, texts, marked=found.marked)
    return Shown(view, found, drawing, _rows(found.graph, names), names)


def _label(whole: Network, found: Scene, iri: str) -> Label:
    if iri not in found.communities:
        return whole.kept.names[iri]
    community = found.communities[iri]
    hub = whole.kept.names[community.hub] if community.hub else Label(iri, _("其他"), _("其他"))
    zh, en = (f"{hub.text(each)[:30]} · {community.nodes}" for each in ("zh", "en"))
    return Label(iri, zh, en)


def _rows(graph: Graph, names: Mapping[str, Label]) -> Sequence[Row]:
    rows = [
        Row(
            names[source],
            group(graph, source),
            names[target],
            group(graph, target),
            data["relation"],
            data["basis"],
            data.get("commitments", 0) or data.get("links", 0),
        )
        for source, target, data in graph.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (-row.count, row.source.iri, row.target.iri, row.relation))
