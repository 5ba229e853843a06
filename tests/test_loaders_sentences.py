"""Sentences and clauses, and where they stand in the reading."""

from __future__ import annotations

import pytest

from loaders.reading import read
from loaders.records import KeptText
from loaders.sentences import sentences
from loaders.verbs import head

CASES = {
    "增长6%，就业稳定。": ["增长6%", "就业稳定"],
    "实施“建设，提升”行动；办好（一，二）会议。": ["实施“建设，提升”行动", "办好（一，二）会议"],
    "比例2.3:1，目标：稳定！": ["比例2.3:1", "目标", "稳定"],
    "，，增长，": ["增长"],
    "多余）的括号，之后": ["多余）的括号", "之后"],
}


@pytest.mark.parametrize("text", CASES)
def test_clauses_stand_where_they_say(text: str) -> None:
    reading = read(KeptText("a", text, "utf-8", ""))
    (sentence,) = sentences(reading, 0, len(text))
    assert [clause.text for clause in sentence.clauses] == CASES[text]
    for each in (sentence, *sentence.clauses):
        assert reading.text[each.start : each.end] == each.text


def test_a_clause_knows_its_verb() -> None:
    reading = read(KeptText("a", "加快建设渝宜高铁，经济。", "utf-8", ""))
    (sentence,) = sentences(reading, 0, len(reading.text))
    assert [clause.head for clause in sentence.clauses] == [head("加快建设渝宜高铁"), None]
