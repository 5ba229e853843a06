"""Report partition: everything that builds need of one report, written when it is read."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.build_directory import BuiltReport
from graph.building import across
from graph.building.dataset import ReportQuads, report_quads
from graph.building.partition import Partition, write_partition
from graph.model.divisions import named_divisions
from graph.model.explanations import write_explanations
from graph.n_quads import Pieces
from graph.publishing.quality import Audited
from graph.publishing.report_description import Covered, report_description
from graph.terms import as_stored
from loaders.audit import to_json as found_to_json
from loaders.jsonl import to_json
from loaders.records import Extraction, Figure
from ontology.identifiers import Identifiers, normalise
from ontology.vocabulary import load_vocabulary

KEPT: Mapping[str, tuple[str, str]] = {
    "text.txt": ("texts", ".txt"),
    "records.jsonl": ("records", ".jsonl"),
    "audit.jsonl": ("audits", ".jsonl"),
    "explanations.sqlite": ("explanations", ".sqlite"),
}
"""Files that a version holds too: its folder there, and the suffix behind the report's name."""

_FACTS = "across.pickle"
_COUNTED = ("commitments", "figures", "projects", "regions", "organizations", "sections")


def write_report_partition(folder: Path, extraction: Extraction, identifiers: Identifiers) -> None:
    """Writes a report's partition into an empty folder."""
    read, vocabulary = Audited.of(extraction), load_vocabulary()
    made = report_quads(extraction, identifiers, vocabulary)
    beside = {*made.inferred, *made.summary, *_described(read, made, identifiers)}
    facts = across.facts_of(made.report, vocabulary)
    about = {**_about(extraction), "member": asdict(facts.member)}
    data = (*made.stated, *made.table, *made.derived, *made.graph)
    (folder / _FACTS).write_bytes(pickle.dumps(facts, protocol=5))
    write_explanations(folder / "explanations.sqlite", extraction, made.report.statements.iris())
    (folder / "text.txt").write_bytes(extraction.source.text.encode())
    records = (to_json(record, extraction) for record in extraction.records())
    for name, lines in (("records.jsonl", records), ("audit.jsonl", map(found_to_json, read.findings))):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / name).write_text(text, encoding="utf-8")
    write_partition(folder, data, beside, about, made.counts)


def read_facts(partition: Partition) -> across.ReportFacts:
    """What rules across reports need of it. The file is the build's own, so nobody else's objects are
    loaded."""
    facts: across.ReportFacts = pickle.loads((partition.folder / _FACTS).read_bytes())
    return facts


def membership(partition: Partition) -> across.Membership:
    """With which reports it belongs together, without its facts."""
    return across.Membership(**partition.about["member"])


def built_report(partition: Partition) -> BuiltReport:
    """A partition's folder is called by its key."""
    return BuiltReport(**{**partition.about["report"], "key": partition.folder.name})


def covered(partition: Partition) -> Covered:
    raw = partition.about["covered"]
    return Covered(raw["name"], raw["title"], raw["territory"], tuple(raw["years"]))


def _described(read: Audited, made: ReportQuads, identifiers: Identifiers) -> set[Pieces]:
    return {as_stored(quad) for quad in report_description(read, len(made.stated), identifiers)}


def _about(extraction: Extraction) -> Mapping[str, Any]:
    metadata, source = extraction.metadata, extraction.source
    report = BuiltReport(
        metadata.name,
        metadata.title,
        source.media_type,
        source.encoding,
        source.sha256,
        len(source.text),
        {kind: len(getattr(extraction, kind)) for kind in _COUNTED},
        extraction.stale_corrections,
        "",
    )
    return {
        "report": asdict(report),
        "covered": asdict(Covered.of(extraction)),
        "government": metadata.government.name,
        "year": metadata.covers.end,
        "words": hashlib.sha256(normalise(source.text).encode()).hexdigest(),
        "figures": sorted({_said(figure) for figure in extraction.figures}),
        "divisions": sorted(named_divisions(extraction)),
    }


def _said(figure: Figure) -> str:
    """A figure in one line, to tell two versions of a report apart."""
    value = f"{figure.comparator}{figure.value}{f'–{figure.upper}' if figure.upper is not None else ''}"
    return f"{figure.horizon.period} {figure.kind} {figure.indicator.name} {value}{figure.unit.name}"
