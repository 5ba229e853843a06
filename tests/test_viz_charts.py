"""Charts as data: what is drawn is what was given, nothing between."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from viz.charts import Chart, Point, Series, pace_line

BASELINE, TARGET = Point(2022, 50, "baseline"), Point(2027, 55, "target", ">=", label="≥55%")


def test_years_without_a_value_are_gaps() -> None:
    chart = Chart("城镇化率", "%", [Series("", [BASELINE, TARGET])])
    assert [point["year"] for point in json.loads(chart.as_json())["series"][0]["points"]] == [2022, 2027]


def test_the_json_keeps_what_is_said() -> None:
    hostile = Point(2023, 1.5, "target", "~", upper=2.0, since=2021, label='"><script>', link="/doc/x")
    found = json.loads(Chart("</div>", "%", [Series("a", [hostile])]).as_json())
    assert found["title"] == "</div>"
    assert found["series"][0]["points"] == [
        {
            "year": 2023,
            "value": 1.5,
            "kind": "target",
            "comparator": "~",
            "upper": 2.0,
            "since": 2021,
            "label": '"><script>',
            "note": "",
            "link": "/doc/x",
        }
    ]


def test_one_year_is_no_picture() -> None:
    assert not Chart("", "%", [Series("", [BASELINE, BASELINE])]).is_worth_drawing
    assert Chart("", "%", [Series("", [BASELINE, TARGET])]).is_worth_drawing


def test_shares_go_in_equal_steps_and_levels_at_equal_rates() -> None:
    steps = [point.value for point in pace_line(BASELINE, TARGET, share=True).points]
    assert steps == [50, 51, 52, 53, 54, 55]
    rates = [point.value for point in pace_line(BASELINE, TARGET, share=False).points]
    assert rates[-1] == pytest.approx(55)
    assert len({round(after / before, 9) for before, after in pairwise(rates)}) == 1
