"""What the panel beside the picture says of one node, and the nodes that a search finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from queries.results import Term
from viz.amounts import amount, symbol
from viz.current import Site, site
from viz.labels import Label
from viz.language import LANGUAGES, language
from viz.language import gettext as _
from viz.network.graph import BASES, GROUPS, Graph, around, group
from viz.network.picture import Shown, network
from viz.network.view import View

FOUND = 20
"""Nodes that a search lists."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a commitment, in words."""

    iri: str
    name: str
    text: str
    value: str
    year: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing that the node is linked with."""

    label: Label
    group: str
    relation: str
    basis: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known of one node."""

    label: Label
    group: str
    neighbours: Sequence[Neighbour]
    """All links, whatever the filters are."""
    hidden: int
    """Neighbours that an expansion would add to the picture."""
    is_expanded: bool
    passage: Mapping[str, Term | None] | None
    report: str
    figures: Sequence[Figure]
    periods: Sequence[Label]
    sparql: str
    """What describes the node."""


def panel(iri: str, view: View, shown: Shown) -> Panel:
    here, whole = site(), network()
    passage = next(iter(here.service.ask("statement-passages", statement=iri)), None)
    kind = group(whole.graph, iri)
    return Panel(
        label=whole.kept.names[iri],
        group=kind,
        neighbours=_neighbours(whole.graph, iri, whole.kept.names, shown.scene.graph),
        hidden=len(_near(view, iri) - set(shown.scene.graph)),
        is_expanded=iri in view.expanded,
        passage=passage,
        report=here.addresses.report_name(str(passage["report"])) if passage else "",
        figures=_figures(here, iri) if kind == "commitment" else (),
        periods=[whole.kept.names[each] for each in sorted(whole.graph.nodes[iri].get("horizon", ()))],
        sparql=here.service.sparql("describe", iri=iri),
    )


def _near(view: View, iri: str) -> set[str]:
    """What an expansion shows."""
    filtered = network().under(view.filters)
    return around(filtered.detailed if view.scope == "overview" else filtered.graph, iri, 1)


def _neighbours(graph: Graph, iri: str, names: Mapping[str, Label], drawn: Graph) -> Sequence[Neighbour]:
    links = [(target, data) for _source, target, data in graph.out_edges(iri, data=True)]
    links += [(source, data) for source, _target, data in graph.in_edges(iri, data=True)]
    found = [
        Neighbour(names[other], group(graph, other), data["relation"], data["basis"], other in drawn)
        for other, data in links
    ]
    return sorted(
        found,
        key=lambda each: (
            *(GROUPS.index(each.group), each.relation, BASES.index(each.basis)),
            *(each.label.zh, each.label.iri),
        ),
    )


def _figures(here: Site, commitment: str) -> Sequence[Figure]:
    rows = here.service.ask("statement-figures", commitment=commitment)
    labels = here.labels.of(str(row[name]) for row in rows for name in ("indicator", "unit") if row[name])
    chosen, found = language(), []
    for row in rows:
        said = {name: str(term or "") for name, term in row.items()}
        unit = labels[said["unit"]].text(chosen) if said["unit"] else ""
        shown = amount(said["value"], said["unitCode"], chosen, name=unit, upper=said["upperValue"])
        text = said["verbatim"] if chosen == LANGUAGES[0] and said["verbatim"] else shown
        name = labels[said["indicator"]].text(chosen) if said["indicator"] else ""
        found.append(
            Figure(said["figure"], name, symbol(said["comparator"]) + text, said["value"], said["endYear"])
        )
    return found


def found_nodes(words: str) -> Sequence[tuple[Label, str]]:
    """Nodes whose names in either language hold the words, the shortest names first."""
    if not words:
        return ()
    graph, names = network().graph, network().kept.names
    folded = words.casefold()
    hits = [
        label
        for label in (names[iri] for iri in graph)
        if folded in label.zh.casefold() or folded in label.en.casefold()
    ]
    hits.sort(key=lambda label: (GROUPS.index(group(graph, label.iri)), len(label.zh), label.iri))
    return [(label, group(graph, label.iri)) for label in hits[:FOUND]]


def basis_names() -> Mapping[str, str]:
    return {"stated": _("明写"), "derived": _("推导"), "inferred": _("推断·未核实")}


def relation_names() -> Mapping[str, str]:
    """What a link says of a commitment."""
    return {
        "mentionsRegion": _("提及区域"),
        "governedBy": _("承前文的区域"),
        "mentionsOrganization": _("提及机构"),
        "responsibleAgency": _("主管机构"),
        "indicator": _("有数值的指标"),
        "hasProject": _("包含项目"),
        "policyArea": _("所属政策领域"),
        "horizon": _("时限"),
        "": _("由承诺相连"),
    }


def onward(view: View, name: str = "focus") -> str:
    """The address of another view with the same filters, but for the IRI that goes at its end."""
    address = url_for("network.page", **dict[str, Any](view.bare().arguments()))
    return f"{address}{'&' if '?' in address else '?'}{name}="
