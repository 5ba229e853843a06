"""Divisions of all China: names by territory and date."""

from __future__ import annotations

import re

import pytest

from ontology.divisions import by_short_name, code_of, divisions, names_for, national_names


def test_every_row_is_complete() -> None:
    assert len(divisions()) == 3758
    for division in divisions():
        assert re.fullmatch(r"[1-6]\d{5}", division.code), division
        assert division.name and division.english, division
        assert division.name_use in ("national", "local", "none"), division
        assert division.short_use in ("national", "local", "none", ""), division
        for date in (division.since, division.until):
            assert re.fullmatch(r"(?:\d{4}-\d\d-\d\d)?", date), division


def test_every_iri_is_of_one_division() -> None:
    assert len({division.iri for division in divisions()}) == len(divisions())


@pytest.mark.parametrize(("area", "date", "name", "expected"), [
    ("520000", "2022-01-20", "盘州", "盘州市"),
    ("520000", "2014-01-20", "盘县", "盘县"),
    ("520200", "2022-01-20", "六枝", "六枝特区"),
    ("610900", "2021-01-20", "安康", "安康市"),
    ("533300", "2022-01-20", "贡山", "贡山独龙族怒族自治县"),
    ("440000", "2022-01-20", "井冈山", "井冈山市"),
])
def test_names_that_are_known(area: str, date: str, name: str, expected: str) -> None:
    found = names_for(area, date)[name]
    assert found is not None and found.name == expected


@pytest.mark.parametrize(("area", "date", "name"), [
    ("520000", "2014-01-20", "盘州市"),  # named in 2017
    ("623000", "2022-01-20", "合作"),  # a city, and a common word
    ("320000", "2022-01-20", "城区"),
    ("340400", "2022-01-20", "民勤"),  # 为[民勤]政
    ("500000", "2022-01-20", "朝阳区"),
])  # fmt: skip
def test_names_that_are_not_taken_for_places(area: str, date: str, name: str) -> None:
    assert name not in names_for(area, date)


def test_a_name_of_two_places_says_neither() -> None:
    assert names_for("320000", "2022-01-20")["鼓楼区"] is None
    only = names_for("320100", "2022-01-20")["鼓楼区"]
    assert only is not None and only.code == "320106"


def test_a_place_elsewhere_is_known_where_the_words_say_that_it_is_one() -> None:
    found = by_short_name("镇坪", "2023-01-13")
    assert found is not None and found.name == "镇坪县"
    assert "镇坪" not in national_names()


def test_codes() -> None:
    assert code_of("昆山市") == "320583"
    assert code_of("鼓楼区") is None
