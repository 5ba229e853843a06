"""Follow-up: each target beside what a later report says of it, with status and both places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from flask import Blueprint, render_template, request

from queries.results import Term
from viz.choices import Option, options
from viz.current import Site, site
from viz.labels import Label
from viz.language import language

blueprint = Blueprint("followup", __name__)

CONCEPTS: Mapping[str, str] = {"status": "outcome-status", "government": "organization"}
"""What an address may choose of the vocabularies, with the type of its values."""
STATUSES = ("met", "missed", "not-comparable", "not-reported", "not-assessed")
"""In the order in which they are listed."""
PAGE = 60
"""Targets on a page."""
MOST = 5_000
"""Targets of which a page is made; where there are more, a government has to be chosen first."""
MOST_CHOICES = 30
"""Values that are offered as links; more are a list to choose from."""

_COUNTED = {"status": "state", "government": "government", "year": "year"}
"""What is offered with its count: the choice, and the column of the counts that holds its values."""
_CONTEXT = 32
"""Characters around a number."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A number in its words, and where they stand; no place where the text is not here."""

    before: str
    exact: str
    after: str
    report: str = ""
    start: str = ""


@dataclass(slots=True)
class Target:
    """One row of the table."""

    iri: str
    indicator: str
    excerpt: Excerpt
    year: str
    each_year: bool
    status: Label
    rule: Label | None
    document: str
    """Title of what states the target."""
    result: Excerpt | None
    remark: Excerpt | None
    ratio: str
    """Completion in whole per cent, or empty."""
    change: str
    """What follows from two stated levels, or empty."""
    agencies: dict[str, Label] = field(default_factory=dict)
    """Only inferred."""

    @property
    def code(self) -> str:
        return self.status.iri.rpartition("/")[2]


@blueprint.get("/follow-up")
def follow_up() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    said = {name: request.args.get(name, "").strip() for name in (*CONCEPTS, "year", "page")}
    understood = {name: value for name, value in said.items() if value and _is_known(here, name, value)}
    page = int(understood.get("page", 1))
    chosen = {name: value for name, value in understood.items() if name != "page"}
    choices = {name: _options(here, name, chosen) for name in _COUNTED}
    wanting = here.service.wanting("follow-up", **chosen)
    too_many = bool(wanting) or ("government" not in chosen and choices["government"][0].count > MOST)
    found = [] if too_many else _targets(here, here.service.ask("follow-up", **chosen))
    return render_template(
        "followup.html",
        chosen=chosen,
        ignored={name: value for name, value in said.items() if value and name not in understood},
        choices=choices,
        most_choices=MOST_CHOICES,
        too_many=too_many,
        targets=found[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=-(-len(found) // PAGE),
    )


def _is_known(here: Site, name: str, value: str) -> bool:
    if name in CONCEPTS:
        return bool(here.service.names(CONCEPTS[name]).find(value))
    is_number = value.isascii() and value.isdigit()
    return is_number and (len(value) == 4 if name == "year" else 1 <= len(value) <= 6 and int(value) > 0)


def _options(here: Site, name: str, chosen: Mapping[str, str]) -> list[Option]:
    others = {other: value for other, value in chosen.items() if other != name}
    named = partial(_named, here, name)
    return options(here, "follow-up-counts", _COUNTED[name], "targets", others, named)


def _named(here: Site, name: str, values: Iterable[str]) -> list[tuple[str, str, str]]:
    """Each value as the address and the page say it, and as the counts do, in order."""
    known = sorted(values)
    if name == "year":
        return [(year, year, year) for year in known]
    labels = here.labels.of(known)
    named = [(labels[iri].zh, labels[iri].text(language()), iri) for iri in known]
    return sorted(named, key=lambda each: _place(each[2]) if name == "status" else 0)


def _place(status: str) -> int:
    return STATUSES.index(status.rpartition("/")[2])


def _targets(here: Site, rows: Iterable[Mapping[str, Term | None]]) -> list[Target]:
    """In the order of statuses, then of documents and their texts."""
    rows = list(rows)
    labels = here.labels.of(
        str(row[column]) for row in rows for column in ("state", "rule", "agency") if row[column]
    )
    found: dict[str, Target] = {}
    for row in rows:
        one = found.setdefault(str(row["figure"]), _target(here, row, labels))
        if row["agency"] is not None:
            one.agencies[str(row["agency"])] = labels[str(row["agency"])]
    return sorted(found.values(), key=lambda one: _place(one.status.iri))


def _target(here: Site, row: Mapping[str, Term | None], labels: Mapping[str, Label]) -> Target:
    later = here.addresses.report_name(str(row["later"] or ""))
    document = here.addresses.report_name(str(row["document"])) if row["documentStart"] is not None else ""
    ratio = row["ratio"]
    return Target(
        iri=str(row["figure"]),
        indicator=str(row["indicatorText"]),
        excerpt=_excerpt(row, "targetBefore", "verbatim", "targetAfter", document, "documentStart"),
        year=str(row["endYear"]),
        each_year=str(row["eachYear"]) == "true",
        status=labels[str(row["state"])],
        rule=labels[str(row["rule"])] if row["rule"] is not None else None,
        document=str(row["documentTitle"]),
        result=_excerpt(row, "resultBefore", "resultVerbatim", "resultAfter", later, "resultStart")
        if row["result"] is not None
        else None,
        remark=Excerpt("", _words(str(row["remarkQuote"])), "", later, str(row["remarkStart"]))
        if row["remark"] is not None
        else None,
        ratio=f"{float(str(ratio)) * 100:,.0f}%" if ratio is not None else "",
        change=str(row["changeNote"] or ""),
    )


def _excerpt(
    row: Mapping[str, Term | None], before: str, exact: str, after: str, report: str, start: str
) -> Excerpt:
    """The words of a sentence around a number, without those of other sentences."""
    left = _words(str(row[before] or "")).rpartition("。")[2][-_CONTEXT:]
    right = _words(str(row[after] or "")).partition("。")[0][:_CONTEXT]
    return Excerpt(left, _words(str(row[exact])), right, report, str(row[start] or ""))


def _words(text: str) -> str:
    return "".join(text.split())
