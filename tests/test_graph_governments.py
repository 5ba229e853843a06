"""Which reports are of one government: by concept, or by the only division of that name on the day."""

from __future__ import annotations

import pytest

from graph.derived.governments import division_of, family_key, government_key
from loaders.records import Named, Period, ReportMetadata
from ontology.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def metadata(area: str, year: int) -> ReportMetadata:
    known = VOCABULARY.by_name("region", area)
    named = Named(area, known.iri if known else None)
    return ReportMetadata(f"r-{year}", "报告", Named(""), named, f"{year}-01-10", Period(year, year))


SAME = [
    (("重庆市", 2003), ("重庆市", 2023)),
    (("襄樊市", 2010), ("襄阳市", 2013)),
    (("铜梁县", 2012), ("铜梁区", 2016)),
    (("盘县", 2010), ("盘县", 2012)),
]
OTHERS = [
    (("綦江县", 2010), ("綦江区", 2013)),
    (("朝阳区", 2020), ("朝阳区", 2021)),
    (("某某市", 2020), ("某某市", 2021)),
    (("重庆市", 2020), ("成都市", 2020)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_reports_of_one_government(one: tuple[str, int], other: tuple[str, int]) -> None:
    keys = {government_key(metadata(*each), VOCABULARY) for each in (one, other)}
    assert len(keys) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_reports_that_are_not_known_to_be_of_one(one: tuple[str, int], other: tuple[str, int]) -> None:
    """朝阳区 are several, and nobody knows 某某市."""
    assert government_key(metadata(*one), VOCABULARY) != government_key(metadata(*other), VOCABULARY)


def test_what_was_merged_is_of_the_family_alone() -> None:
    county, district = metadata("綦江县", 2010), metadata("重庆市綦江区", 2013)
    assert family_key(county, VOCABULARY) == family_key(district, VOCABULARY)


def test_a_name_is_that_of_its_day() -> None:
    """襄樊市 was no more in 2020."""
    assert division_of(metadata("襄樊市", 2020), VOCABULARY) is None
    division = division_of(metadata("襄樊市", 2009), VOCABULARY)
    assert division is not None and division.code == "420600"
