"""What each body answers for: what the report states, and apart from it what a rule infers, not verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from ontology.vocabulary import load_vocabulary
from queries.results import Table
from viz.current import Site, site
from viz.labels import Label, last_part
from viz.language import gettext as _
from viz.language import language
from viz.reports import titles

blueprint = Blueprint("agencies", __name__)

BASES = ("stated", "inferred")
_KNOWN = {"agency", "report", "lang"}
_LONGEST = 60
"""Characters of an unknown value that a notice repeats."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body with its numbers."""

    label: Label
    counts: Mapping[str, int]
    """Commitments by basis."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Bodies of one kind, under their heading."""

    name: str
    agencies: Sequence[Agency]


@dataclass(frozen=True, slots=True)
class Assigned:
    """A commitment of a body."""

    iri: str
    quote: str
    report: str
    start: str
    kind: Label
    rule: Label | None
    """What infers it; None where it is stated."""


@blueprint.get("/agencies")
def agencies() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    notices = []
    report = request.args.get("report", "").strip()
    names = [build_report.name for build_report in here.build.reports]
    if report and report not in names:
        notices.append(_("没有这份报告：%(name)s。", name=report[:_LONGEST]))
        report = ""
    chosen = {"report": here.addresses.report_iri(report)} if report else {}
    asked = request.args.get("agency", "").strip()
    found = here.service.names("organization").find(asked)
    if asked and not found:
        notices.append(_("没有这个机构：%(name)s。", name=asked[:_LONGEST]))
    if unknown := sorted(request.args.keys() - _KNOWN):
        notices.append(_("没有采用：%(names)s。", names="、".join(name[:_LONGEST] for name in unknown)))
    return render_template(
        "agencies.html",
        notices=notices,
        titles=titles(here),
        is_short=not here.service.wanting("agencies", **chosen),
        report=report,
        chosen=chosen,
        source="agency-counts" + (f"?{urlencode(chosen)}" if chosen else ""),
        kinds=_kinds(here, here.service.ask("agency-counts", **chosen)),
        one=here.labels.one(found[0]) if found else None,
        assigned=_assigned(here, here.service.ask("agencies", agency=found[0], **chosen)) if found else {},
    )


def _kinds(here: Site, table: Table) -> list[Kind]:
    """Departments first, since they answer for most, then governments, then the vocabulary's other kinds."""
    types = {str(row["agency"]): last_part(str(row["type"] or "")) for row in table}
    found: dict[str, list[Agency]] = {}
    for agency in _agencies(here, table):
        found.setdefault(_kind(agency.label, types[agency.label.iri]), []).append(agency)
    names = {"departments": _("政府部门"), "governments": _("各级政府")}
    for concept in load_vocabulary().scheme("organization-type"):
        names.setdefault(concept.notation, concept.labels[language()])
    return [Kind(name, found[kind]) for kind, name in names.items() if kind in found]


def _kind(label: Label, kind: str) -> str:
    """The type in the vocabulary, but for bodies of the government: names tell whole governments."""
    if kind == "government":
        return "governments" if label.zh.endswith(("人民政府", "国务院")) else "departments"
    return kind or "other"


def _agencies(here: Site, table: Table) -> list[Agency]:
    """Who is named most often first, then of whom most is inferred."""
    counts: dict[str, dict[str, int]] = {}
    for row in table:
        counts.setdefault(str(row["agency"]), {})[str(row["basis"])] = int(str(row["commitments"]))
    labels = here.labels.of(counts)

    def order(iri: str) -> tuple[int, int, str]:
        return -counts[iri].get("stated", 0), -counts[iri].get("inferred", 0), iri

    return [Agency(labels[iri], counts[iri]) for iri in sorted(counts, key=order)]


def _assigned(here: Site, table: Table) -> dict[str, list[Assigned]]:
    """By basis, in the order of the text."""
    labels = here.labels.of(iri for column in ("kind", "rule") for iri in table.column(column) if iri)
    found: dict[str, list[Assigned]] = {basis: [] for basis in BASES}
    for row in table:
        one = Assigned(
            str(row["commitment"]),
            str(row["quote"]),
            here.addresses.report_name(str(row["report"])),
            str(row["start"]),
            labels[str(row["kind"])],
            labels.get(str(row["rule"])),
        )
        found[str(row["basis"])].append(one)
    return found
