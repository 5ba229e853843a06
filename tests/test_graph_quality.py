"""Measurements of quality: recounted, and agreement measured anew where the annotations are here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.agreement import ANNOTATED, Annotated, measured
from graph.build_directory import Build
from graph.publishing import agreement
from graph.publishing.agreement import read_agreement
from graph.publishing.export import read_quads
from graph.publishing.quality import Audited, measurements
from loaders.pipeline import read_report
from ontology.errors import BuildError
from ontology.namespaces import DQV
from ontology.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("annotated", ANNOTATED, ids=lambda annotated: annotated.name)
def test_the_agreement_that_is_published_is_the_one_that_is_measured(annotated: Annotated) -> None:
    if not annotated.is_here:
        pytest.skip(f"needs {annotated.text} and {annotated.annotations}, not in the repository")
    published = [row.cells() for row in read_agreement() if row.report == annotated.name]
    assert published == list(measured(annotated)), "run make quality"


def test_measurements_are_those_of_a_recount() -> None:
    read = Audited.of(read_report(ROOT / "data/reports/chongqing-2023.txt"))
    found = dict(measurements(read))
    figures = read.extraction.figures
    linked = sum(1 for figure in figures if figure.indicator.concept)
    assert found["indicators-linked"] == (Decimal(linked) / len(figures)).quantize(Decimal("0.001"))
    assert found["audit-findings"] == len(read.findings) > 50
    assert Decimal("0.9") < found["digits-in-figures"] < found["digits-explained"] <= 1


def test_every_metric_is_measured(shipped_build: Path) -> None:
    metrics = {metric.iri for metric in load_vocabulary().scheme("quality-metric")}
    quads = list(read_quads(Build.open(shipped_build)))
    used = {str(quad.object)[1:-1] for quad in quads if quad.predicate.value == str(DQV.isMeasurementOf)}
    assert used == metrics
    on = {str(quad.object)[1:-1] for quad in quads if quad.predicate.value == str(DQV.computedOn)}
    assert on == {"https://w3id.org/chengnuo/id/chongqing-2023", "https://w3id.org/chengnuo/id/dataset"}


def test_a_broken_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "AGREEMENT", tmp_path / "agreement.csv")
    with pytest.raises(BuildError, match=r"agreement.csv: cannot be read \(No such file"):
        read_agreement()
    (tmp_path / "agreement.csv").write_text("report,record\nx,figure\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"line 2: .*make quality"):
        read_agreement()
