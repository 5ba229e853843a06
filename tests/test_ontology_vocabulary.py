"""What the vocabularies must hold, and what happens when one of their files is broken."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from ontology.errors import VocabularyError
from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import ONTOLOGY, Vocabulary, load_vocabulary, vocabulary_files

SCHEMES = {
    "region", "organization", "indicator", "unit", "area", "goal", "commitment-kind", "stage",
    "project-class", "comparator", "measure", "figure-kind", "organization-type", "region-type",
    "horizon-rule", "rule", "reading-rule", "review-decision", "quality-metric", "pace-verdict",
    "outcome-status", "assessment-kind",
}
NOTATIONS = {
    "commitment-kind": "quantitative project programme institution event measure direction heading",
    "stage": "plan start build finish operate other",
    "project-class": "transport water energy industry science culture urban rural ecology health education"
                     " digital logistics programme event other",
    "comparator": ">= > <= < ~ =",
    "measure": "level share growth change flow",
    "figure-kind": "target actual",
    "organization-type": "party government legislature court company research education health international"
                         " group other",
    "horizon-rule": "stated relative section reviewed",
    "pace-verdict": "kept below bases-differ basis-unknown",
    "review-decision": "keep change add reject",
    "assessment-kind": "unmet done",
}
CLASSES = {
    "region": {"Region", "Layout", "PartialMembership", "JoinedName"}, "organization": {"Organization"},
    "indicator": {"Indicator", "IndicatorGroup"}, "unit": {"Unit"}, "area": {"PolicyArea"}, "goal": {"Goal"},
    "rule": {"Rule"}, "horizon-rule": {"Rule"}, "reading-rule": {"Rule"},
}
@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return [quad for path in vocabulary_files() for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)]


def test_every_scheme_is_there(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.schemes()) == SCHEMES


@pytest.mark.parametrize("scheme", sorted(NOTATIONS))
def test_codes_are_those_of_the_records(vocabulary: Vocabulary, scheme: str) -> None:
    assert [concept.notation for concept in vocabulary.scheme(scheme)] == NOTATIONS[scheme].split()


def test_concepts_have_class_and_iri_of_their_scheme(vocabulary: Vocabulary) -> None:
    for scheme in vocabulary.schemes():
        for concept in vocabulary.scheme(scheme):
            assert re.fullmatch(rf"{VOCABULARY_BASE}id/{scheme}/[a-z0-9-]+", concept.iri), concept.iri
            assert set(concept.types) <= CLASSES.get(scheme, set()), concept.iri
            assert bool(concept.types) == (scheme in CLASSES), concept.iri


def test_everything_is_labelled_in_both_languages(quads: list[Quad]) -> None:
    languages: dict[str, Counter[str]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        label = quad.predicate.value.rsplit("#", 1)[-1] in ("prefLabel", "label")
        if label and isinstance(quad.object, Literal):
            languages.setdefault(quad.subject.value, Counter())[quad.object.language or ""] += 1
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert {iri for iri in subjects if languages.get(iri) != Counter(zh=1, en=1)} == set()


def test_no_blank_nodes(quads: list[Quad]) -> None:
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_every_link_under_the_base_leads_somewhere(quads: list[Quad]) -> None:
    known = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    targets = {
        term.value for quad in quads for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(VOCABULARY_BASE)
    }
    assert targets - known == set()


def test_qudt_units_are_named_without_spaces(vocabulary: Vocabulary) -> None:
    links = [link for unit in vocabulary.scheme("unit") for link in unit.links.get("exactMatch", ())]
    assert links and all(re.fullmatch(r"http://qudt\.org/vocab/unit/[A-Za-z0-9_-]+", link) for link in links)


def test_indicators(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.scheme("indicator"):
        assert vocabulary.get(concept.links["unit"][0]).scheme == "unit", concept.iri
        assert vocabulary.get(concept.links["policyArea"][0]).scheme == "area", concept.iri
        assert concept.links["polarity"][0] in ("higher", "lower", "neutral"), concept.iri
        assert concept.links.get("priceBasis", ("none",)) in (("real",), ("nominal",), ("none",)), concept.iri


def test_units_convert_in_one_step(vocabulary: Vocabulary) -> None:
    """What others convert to converts to itself."""
    convertible = [unit for unit in vocabulary.scheme("unit") if "conversionUnit" in unit.links]
    assert convertible
    for unit in convertible:
        base = vocabulary.get(unit.links["conversionUnit"][0])
        assert (base.links["conversionUnit"], base.links["conversionFactor"]) == ((base.iri,), ("1.0",))


@pytest.mark.parametrize(("text", "name"), [
    ("GDP", "地区生产总值"),
    ("人均GDP", "人均地区生产总值"),
    ("规上工业增加值", "规模以上工业增加值"),
    ("外贸进出口", "货物进出口总额"),
])
def test_wordings_of_indicators(vocabulary: Vocabulary, text: str, name: str) -> None:
    found = vocabulary.by_name("indicator", text)
    assert found and found.labels["zh"] == name


def test_leads_are_departments_of_the_government(vocabulary: Vocabulary) -> None:
    served = [*vocabulary.scheme("indicator"), *vocabulary.scheme("area")]
    led = [concept for concept in served if "leadAgency" in concept.links]
    assert led
    for concept in led:
        (lead,) = concept.links["leadAgency"]
        (government,) = vocabulary.get(lead).links["unitOf"]
        assert vocabulary.get(government).labels["zh"] == "重庆市人民政府", concept.iri
        assert vocabulary.get(lead).links["statutoryFunction"], lead


def test_every_heading_of_the_eleven_work_areas_names_its_own(vocabulary: Vocabulary) -> None:
    names = vocabulary.names("area")
    areas = [c for c in vocabulary.scheme("area") if "/chongqing-2023-" in c.iri]
    assert len(areas) == 11
    for concept in areas:
        heading = concept.links["source"][0].split("：")[1]
        assert names[max((name for name in names if name in heading), key=len)] is concept


def test_loading_is_quick() -> None:
    """The best of several: what the tests before have left in memory can only make it longer."""
    seconds = []
    for _ in range(5):
        load_vocabulary.cache_clear()
        began = time.process_time()
        load_vocabulary()
        seconds.append(time.process_time() - began)
    assert min(seconds) < 0.3


GOOD = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <{VOCABULARY_BASE}id/scheme/> .
@prefix stage: <{VOCABULARY_BASE}id/stage/> .
stage:plan skos:inScheme scheme:stage ; skos:prefLabel "谋划"@zh, "plan"@en .
"""
SECOND = 'stage:b skos:inScheme scheme:stage ; skos:prefLabel "乙"@zh, "b"@en ; '
FAULTS = {
    "no full stop": (
        'stage:b skos:prefLabel "乙"@zh\nstage:c skos:note "丙" .\n',
        r"x\.ttl, line 6, column \d+: .*dot is expected",
    ),
    "one alias for two": (SECOND + 'skos:altLabel "谋划"@zh .', r"'谋划' .*stage/plan> and <.*stage/b>"),
    "one code for two": (
        SECOND + 'skos:notation "x" . stage:plan skos:notation "x" .',
        r"notation 'x' .*stage/plan> and <.*stage/b>",
    ),
    "blank node": ("stage:b skos:note [] .", r"x\.ttl: blank node"),
    "no English": (SECOND.replace(', "b"@en', "") + 'skos:note "n" .', r"stage/b> needs skos:prefLabel"),
    "misspelled subject": ('stage:paln skos:altLabel "计划"@zh .', r"stage/paln> is in no scheme"),
    "two schemes": (SECOND + "skos:inScheme skos:x .", r"stage/b> is in 2 schemes"),
}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_broken_file_says_what_and_where(tmp_path: Path, fault: str) -> None:
    text, message = FAULTS[fault]
    (tmp_path / "x.ttl").write_text(GOOD + text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        load_vocabulary(tmp_path)


def test_unknown_schemes_concepts_and_codes_are_named(vocabulary: Vocabulary) -> None:
    with pytest.raises(VocabularyError, match="no scheme 'regions'"):
        vocabulary.scheme("regions")
    with pytest.raises(VocabularyError, match="id/stage/nothing"):
        vocabulary.get(f"{VOCABULARY_BASE}id/stage/nothing")
    with pytest.raises(VocabularyError, match="scheme stage has no notation 'nothing'"):
        vocabulary.by_notation("stage", "nothing")


def test_a_folder_holds_its_own_concepts(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(GOOD, encoding="utf-8")
    assert [concept.labels["en"] for concept in load_vocabulary(tmp_path).scheme("stage")] == ["plan"]
    assert vocabulary_files(tmp_path) == (ONTOLOGY, tmp_path / "x.ttl")
