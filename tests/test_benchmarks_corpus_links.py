"""Linked targets of held-back reports as they were judged: what was right stays so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks.corpus import sources
from benchmarks.corpus_links import Judged, is_held_back, judged
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import load_vocabulary

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/corpus"
DRAWN, BAR = 150, 0.95

needs_corpus = pytest.mark.skipif(
    not (CORPUS / "reports").is_dir(), reason=f"needs the reports of {CORPUS}, not part of the repository"
)


def test_the_sample_is_whole_and_good() -> None:
    sample = list(judged())
    assert len(set(sample)) == DRAWN
    assert sum(each.right for each in sample) / DRAWN >= BAR
    for each in sample:
        load_vocabulary().get(f"{VOCABULARY_BASE}id/indicator/{each.concept}")


@needs_corpus
def test_the_sample_is_of_held_back_reports() -> None:
    places = {source.path.name: source.place for source in sources(CORPUS)}
    assert all(is_held_back(places[each.file]) for each in judged())


@pytest.mark.slow
@needs_corpus
def test_what_was_right_stays_right() -> None:
    lost = [loss for each in judged() if each.right and (loss := _loss(each))]
    print(*lost, sep="\n")
    assert not lost, "\n".join(lost)


def _loss(each: Judged) -> str | None:
    """What is read instead, or None where the concept is the judged one."""
    found = list(_concepts(each))
    if f"{VOCABULARY_BASE}id/indicator/{each.concept}" in found:
        return None
    now = ", ".join(found) or "no figure"
    return f"{each.file} at {each.offset}: {each.value} {each.name} was {each.concept}, is {now}"


def _concepts(each: Judged) -> Iterator[str]:
    for figure in _read(each.file).figures:
        if (figure.span.start, figure.span.text) == (each.offset, each.value):
            yield figure.indicator.concept or "no concept"


@cache
def _read(file: str) -> Extraction:
    return read_report(CORPUS / "reports" / file)
