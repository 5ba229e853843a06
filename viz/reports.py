"""The reports, as pages offer them to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from queries.catalogue import Question
from queries.results import Term
from viz.current import Site
from viz.labels import Label
from viz.language import language


def titles(here: Site) -> dict[str, str]:
    """What each report is called, by its name: place and year, those of one place together."""
    rows = sorted(here.service.ask("reports"), key=lambda row: (_place(row) or "~", str(row["covers"] or "")))
    places = here.labels.of(filter(None, map(_place, rows)))
    return {
        here.addresses.report_name(str(row["report"])): _title(row, places.get(_place(row))) for row in rows
    }


def latest(here: Site) -> str:
    """The name of the report for the latest year; empty where there is none."""
    row = latest_row(here)
    return here.addresses.report_name(str(row["report"])) if row else ""


def latest_row(here: Site) -> Mapping[str, Term | None] | None:
    """What is known of the report for the latest year: the question has them in this order."""
    *_, last = (None, *here.service.ask("reports"))
    return last


def narrowing(here: Site, question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """What to ask as well where the answer for all reports would be too long: the latest, or an example."""
    wanting = here.service.wanting(question.name, **values)
    if "report" in wanting:
        return {"report": here.addresses.report_iri(latest(here))}
    return {each.name: each.example for each in question.parameters if each.name in wanting[:1]}


def _place(row: Mapping[str, Term | None]) -> str:
    return str(row["territory"] or "")


def _title(row: Mapping[str, Term | None], place: Label | None) -> str:
    return f"{place.text(language()) if place else row['title']} {row['covers'] or ''}".strip()
