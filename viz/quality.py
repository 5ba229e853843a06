"""How good the data are: measurements, agreement with annotations, and what was not understood."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request

from graph.build_directory import BuiltReport
from loaders.audit_reasons import load_reasons
from loaders.sheets import write_sheet
from viz.context import around
from viz.current import Site, site
from viz.labels import Label
from viz.language import language
from viz.marks import PRIVATE

blueprint = Blueprint("quality", __name__)

KINDS = ("number", "clause", "indicator", "list")
_SHARES = ("precision", "recall", "f1", "strict-f1")
_AROUND = 40
_COLUMNS = ("audit", "start", "end", "text", "reason", "detail", "context")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A metric with its value as the graph has it."""

    iri: str
    metric: Label
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen and not understood, as the audit of the build has it."""

    start: int
    end: int
    kind: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in its sentence."""

    finding: Finding
    before: str
    exact: str
    after: str


@blueprint.get("/quality")
def page() -> str:
    here = site()
    rows = list(here.service.ask("quality"))
    metrics = here.labels.of(str(row["metric"]) for row in rows)
    reports = {here.addresses.report_iri(report.name): report for report in here.build.reports}
    measured = {
        report.title: [
            Measurement(str(row["measurement"]), metrics[str(row["metric"])], str(row["value"]))
            for row in rows if str(row["on"]) == iri
        ]
        for iri, report in reports.items()
    }  # fmt: skip
    shares = {
        (str(row["annotations"]), *str(row["notation"]).split("-", 1)): (
            str(row["measurement"]),
            str(row["value"]),
        )
        for row in rows
        if row["annotations"] is not None
    }
    return render_template(
        "quality.html",
        measured=measured,
        agreement={name: _by_kind(shares, name) for name, _ in groupby(sorted(key[0] for key in shares))},
        shares=_SHARES,
        reports=here.build.reports,
    )


def _by_kind(
    shares: dict[tuple[str, ...], tuple[str, str]], annotations: str
) -> dict[str, list[tuple[str, str]]]:
    """For each kind of record the measurements of the shares, in their order, with their values."""
    kinds = ("figure", "commitment", "project", "region", "organization")
    return {kind: [shares[annotations, kind, share] for share in _SHARES] for kind in kinds}


@blueprint.get("/report/<name>/audit")
def audit(name: str) -> str:
    """What was not understood, all of it or for one reason."""
    here = site()
    found = findings(here, name)
    reason = request.args.get("reason", "")
    counts = Counter((finding.kind, finding.reason) for finding in found)
    text = here.build.text(name)
    shown = [finding for finding in found if not reason or finding.reason == reason]
    return render_template(
        "audit.html",
        name=name,
        report=_report(here, name),
        kinds=KINDS,
        counts=counts,
        total=len(found),
        chosen=reason,
        known=reason in {key[1] for key in counts},
        words={name: labels[language()] for name, labels in load_reasons().labels.items()},
        shown=[Shown(finding, *_context(text, finding)) for finding in shown],
    )


def _context(text: str, finding: Finding) -> Iterator[str]:
    """Its sentence without code points that no font draws alike."""
    return (PRIVATE.sub("", words) for words in around(text, finding.start, finding.end, _AROUND))


@blueprint.get("/report/<name>/audit.<suffix>")
def download(name: str, suffix: str) -> Response:
    """The same as a file."""
    here = site()
    lines = _lines(here, name)
    if suffix == "jsonl":
        return Response("".join(lines), mimetype="application/x-ndjson")
    if suffix != "csv":
        abort(404)
    sheet = io.BytesIO()
    rows = map(json.loads, lines)
    write_sheet(sheet, ".csv", _COLUMNS, ([str(row[column]) for column in _COLUMNS] for row in rows))
    return Response(sheet.getvalue(), mimetype="text/csv")


def findings(here: Site, name: str) -> list[Finding]:
    """The audit of a report, in the order of its text; 404 for an unknown report."""
    return [
        Finding(row["start"], row["end"], row["audit"], row["reason"], row["detail"])
        for row in map(json.loads, _lines(here, name))
    ]


def _lines(here: Site, name: str) -> list[str]:
    _report(here, name)
    return here.build.audit_path(name).read_text(encoding="utf-8").splitlines(keepends=True)


def _report(here: Site, name: str) -> BuiltReport:
    return next((report for report in here.build.reports if report.name == name), None) or abort(404)
