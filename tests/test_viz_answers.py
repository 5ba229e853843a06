"""Answers on pages: what people read instead of the names of variables."""

from __future__ import annotations

import pyoxigraph
import pytest

from queries.catalogue import Question, questions
from viz.answers import is_shown
from viz.column_names import heading


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.name)
def test_every_column_thatis_shown_has_a_name(question: Question) -> None:
    answer = pyoxigraph.Store().query(question.sparql)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    assert [name for name in columns if is_shown(name, columns) and heading(name) == name] == []
