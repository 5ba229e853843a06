"""Successions of divisions: what the table shows to be one division, and what it shows to be merged."""

from __future__ import annotations

import pytest

from ontology.divisions import Division
from ontology.succession import successions

KNOWN = [
    ("襄樊市", "襄阳市", "renamed"),
    ("思茅市", "普洱市", "renamed"),
    ("翠云区", "思茅区", "renamed"),
    ("铜梁县", "铜梁区", "recoded"),
    ("吴江市", "吴江区", "recoded"),
    ("万盛区", "綦江区", "merged"),
    ("綦江县", "綦江区", "merged"),
    ("大足县", "大足区", "merged"),
]


@pytest.mark.parametrize(("earlier", "later", "kind"), KNOWN)
def test_what_is_known_of_a_division(earlier: str, later: str, kind: str) -> None:
    found = {each.kind for each in successions() if (each.earlier.name, each.later.name) == (earlier, later)}
    assert found == {kind}


def test_a_code_that_a_stranger_got_is_no_name() -> None:
    """定安县 had the code that 白沙黎族自治县 has now, and goes on under another."""
    pairs = {(each.earlier.name, each.later.name) for each in successions()}
    assert ("定安县", "白沙黎族自治县") not in pairs and ("定安县", "定安县") in pairs


def division(code: str, name: str, short: str, since: str = "", until: str = "") -> Division:
    return Division(code, name, "", short, "local", "local", since, until, "", "")


def test_years_between_an_end_and_a_beginning_are_too_many() -> None:
    old = division("420600", "甲市", "甲", until="2003-01-01")
    new = division("420600", "乙市", "乙", since="2010-01-01")
    assert list(successions((old, new))) == []


def test_a_merged_one_is_not_continued() -> None:
    assert all(each.continues == (each.kind != "merged") for each in successions())
    assert sum(not each.continues for each in successions()) == 4
