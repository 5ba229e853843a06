"""What of the network a page shows, as its address says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from viz.language import gettext as _
from viz.network.filters import CHOICES, SURE, USUAL_GROUPS, Filters
from viz.network.graph import BASES, GROUPS

_SCOPES = ("overview", "all")
_WAYS = ("shortest", "simple")
_KNOWN = {
    *("focus", "depth", "view", "from", "to", "ways", "community", "expand"),
    *("class", "basis", *CHOICES, "horizon", "lang", "q", "embed", "iri"),
}
MOST_EXPANDED = 50
"""Nodes that one address may open."""

Resolve = Callable[[str, str], str]
"""The IRI of a concept of a type (`queries.parameters`) from what the address says; empty for none."""


@dataclass(frozen=True, slots=True)
class View:
    """One picture of the network; `View()` is the overview.

    A path wins over a focus, a focus over a community, and that over the whole.
    """

    focus: str = ""
    """IRI of the node in the middle; empty for none."""
    depth: int = 1
    """Links from the focus, 1 or 2."""
    whole: bool = False
    """The whole network instead of its overview."""
    start: str = ""
    """IRI of the node where the paths begin."""
    end: str = ""
    """And of that where they end."""
    ways: str = "shortest"
    """Which paths: the shortest, or also longer ones that meet no node twice (`simple`)."""
    community: str = ""
    """Identifier of a part of a network that is too large to draw (viz/network/communities.py)."""
    expanded: tuple[str, ...] = ()
    """IRIs of the nodes whose neighbours are shown as well, in the order in which they were opened."""
    filters: Filters = field(default_factory=Filters)
    embed: bool = False

    @property
    def scope(self) -> str:
        """overview, all, focus, path or community."""
        if self.start and self.end:
            return "path"
        if self.focus:
            return "focus"
        return "community" if self.community else "all" if self.whole else "overview"

    def arguments(self) -> Mapping[str, str | list[str]]:
        """Of the address that shows this view; what is the default is left out."""
        found: dict[str, str | list[str]] = {}
        said = {"from": self.start, "to": self.end, "focus": self.focus, "community": self.community}
        found |= {name: value for name, value in said.items() if value}
        if self.scope == "path" and self.ways != _WAYS[0]:
            found["ways"] = self.ways
        if self.focus and self.depth != 1:
            found["depth"] = str(self.depth)
        if self.whole:
            found["view"] = "all"
        if self.expanded:
            found["expand"] = list(self.expanded)
        found |= self.filters.arguments()
        if self.embed:
            found["embed"] = "1"
        return found

    def bare(self) -> View:
        """The overview with the same filters; a path that is begun stays so."""
        start = "" if self.end else self.start
        return View(start=start, filters=self.filters, embed=self.embed)

    def on(self, focus: str, depth: int = 1) -> View:
        return replace(self.bare(), focus=focus, depth=depth)

    def all(self) -> View:
        return replace(self.bare(), whole=True)

    def starting(self, start: str) -> View:
        return replace(self, start=start)

    def without_start(self) -> View:
        return replace(self, start="", end="")

    def between(self, start: str, end: str, ways: str = _WAYS[0]) -> View:
        return View(start=start, end=end, ways=ways, filters=self.filters, embed=self.embed)

    def within(self, community: str) -> View:
        return replace(self.bare(), community=community)

    def unfiltered(self) -> View:
        return replace(self, filters=Filters())

    def closed(self) -> View:
        return replace(self, expanded=())

    def toggled(self, node: str) -> View:
        """With a node opened, or closed if it was open."""
        rest = tuple(each for each in self.expanded if each != node)
        return replace(self, expanded=rest if node in self.expanded else (*rest, node))


def read_view(arguments: MultiDict[str, str], resolve: Resolve) -> tuple[View, list[str]]:
    """The view of an address, and a sentence for each part of it that is not understood and ignored."""
    ignored = [_("已忽略未知参数：%(name)s", name=name) for name in arguments if name not in _KNOWN]
    expanded = tuple(dict.fromkeys(filter(None, map(str.strip, arguments.getlist("expand")))))
    if len(expanded) > MOST_EXPANDED:
        ignored.append(_("最多同时展开 %(most)s 个节点，其余已忽略。", most=MOST_EXPANDED))
    _one(arguments, "lang", ("zh", "en"), ignored)
    view = View(
        focus=_iri(arguments, "focus"),
        depth=int(_one(arguments, "depth", ("1", "2"), ignored)),
        whole=_one(arguments, "view", _SCOPES, ignored) == "all",
        start=_iri(arguments, "from"),
        end=_iri(arguments, "to"),
        ways=_one(arguments, "ways", _WAYS, ignored),
        community=_iri(arguments, "community"),
        expanded=expanded[:MOST_EXPANDED],
        filters=_filters(arguments, resolve, ignored),
        embed=_one(arguments, "embed", ("", "0", "1"), ignored) == "1",
    )
    return view, ignored


def _filters(arguments: MultiDict[str, str], resolve: Resolve, ignored: list[str]) -> Filters:
    chosen = {}
    for name, kind in CHOICES.items():
        said = arguments.get(name, "").strip()
        chosen[name] = resolve(kind, said) if said else ""
        if said and not chosen[name]:
            ignored.append(_ignored(name, said))
    horizon = arguments.get("horizon", "").strip()
    if horizon and not resolve("horizon", horizon):
        ignored.append(_ignored("horizon", horizon))
        horizon = ""
    groups = _several(arguments, "class", GROUPS, USUAL_GROUPS, ignored)
    bases = _several(arguments, "basis", BASES, SURE, ignored)
    return Filters(groups, bases, horizon=horizon, **chosen)


def _iri(arguments: MultiDict[str, str], name: str) -> str:
    return arguments.get(name, "").strip()


def _one(arguments: MultiDict[str, str], name: str, known: tuple[str, ...], ignored: list[str]) -> str:
    value = arguments.get(name, known[0])
    if value in known:
        return value
    ignored.append(_ignored(name, value))
    return known[0]


def _several(
    arguments: MultiDict[str, str],
    name: str,
    known: tuple[str, ...],
    default: tuple[str, ...],
    ignored: list[str],
) -> tuple[str, ...]:
    """The named ones in the order of `known`; the default where none is named."""
    values = [part for value in arguments.getlist(name) for part in value.split(",") if part]
    ignored += [_ignored(name, value) for value in values if value not in known]
    chosen = tuple(each for each in known if each in values)
    return chosen or default


def _ignored(name: str, value: str) -> str:
    return _("已忽略 %(name)s 的未知取值：%(value)s", name=name, value=value[:80])
