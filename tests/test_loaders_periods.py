"""Periods: the years to which headings and paragraphs of a review turn."""

from __future__ import annotations

import pytest

from loaders.periods import Calendar
from tests.reports import HEAD, PLAN, read_text

OPENINGS = [
    ("各位代表，刚刚过去的2021年", "2021"),
    ("过去的2021年，考验不断", "2021"),
    ("2021年，面对洪涝灾害", "2021"),
    ("2021年极不平凡", "2021"),
    ("过去一年，我们守住了底线", "2021"),
    ("2021年地区生产总值突破5000亿元", "None"),
    ("经济规模壮大，2021年全市地区生产总值4977亿元", "None"),
    ("过去五年，城市面貌一新", "2017/2021"),
    ("市七届人大一次会议以来，面对困难", "2017/2021"),
    ("5年来，新建农村公路4500公里", "2017/2021"),
    ("15年来，城市面貌一新", "None"),
    ("市第四届人民代表大会第一次会议以来的四年", "2018/2021"),
    ("过去的四年，是奋进的四年", "2018/2021"),
    ("2018—2021年，地区生产总值年均增长6%", "2018/2021"),
    ("“十三五”时期，是转型的五年", "2016/2020"),
    ("“十四五”以来，产业加快转型", "2021"),
    ("“十五五”时期，要加快转型", "None"),
]
HEADINGS = [
    ("一年来的工作", "2021"),
    ("市七届政府工作回顾", "2017/2021"),
    ("市第四届人民政府过去的四年", "2018/2021"),
    ("2021年工作回顾", "2021"),
    ("“十三五”时期发展成就", "2016/2020"),
    ("过去五年工作和“十五五”时期展望", "2017/2021"),
]


@pytest.mark.parametrize(("words", "period"), OPENINGS)
def test_a_paragraph_turns_to_a_period_by_its_first_words(words: str, period: str) -> None:
    assert str(Calendar(2022).of_opening(words)) == period


@pytest.mark.parametrize(("title", "period"), HEADINGS)
def test_a_heading_of_a_review_names_a_period(title: str, period: str) -> None:
    assert str(Calendar(2022).of_heading(title, "actual")) == period


def test_a_heading_of_two_periods_turns_no_paragraph() -> None:
    found = read_text(
        f"{HEAD}一、“十三五”时期和2023年工作回顾\n（一）城乡面貌一新。新建农村公路4500公里。\n"
        f"各位代表，刚刚过去的2023年，新建农村公路900公里。\n{PLAN}新建农村公路1000公里。\n"
    ).figures
    assert [(figure.span.text, str(figure.horizon.period)) for figure in found] == [
        ("4500公里", "2016/2020"),
        ("900公里", "2023"),
        ("1000公里", "2024"),
    ]


def test_a_paragraph_looks_back_in_its_middle() -> None:
    (figure,) = read_text(
        f"{HEAD}一、2023年工作回顾\n各位代表，2023年任务的完成，标志着规划收官。回首过去五年，新建农村公路4500公里。\n"
    ).figures
    assert str(figure.horizon.period) == "2019/2023"


@pytest.mark.parametrize(
    ("words", "period"),
    [("比2019年增长39%", "2020/2023"), ("较“十三五”末增长39%", "2021/2023"), ("比2022年增长9%", "2023")],
)
def test_growth_against_an_earlier_year_is_of_the_years_since(words: str, period: str) -> None:
    (figure,) = read_text(f"{HEAD}一、2023年工作回顾\n地区生产总值{words}。\n").figures
    assert str(figure.horizon.period) == period


@pytest.mark.parametrize(
    ("heading", "told", "periods"),
    [
        (
            "“十三五”时期",
            "2020年生产总值达到1000亿元，年均增长6%。PM2.5年均浓度下降到25微克/立方米。",
            ["2020", "2016/2020", "2020"],
        ),
        (
            "过去五年",
            "2023年固定资产投资完成500亿元，五年年均增长13%；社会消费品零售总额300亿元，增长5%。",
            ["2023", "2019/2023", "2023", "2023"],
        ),
    ],
    ids=["up to the year told", "the year holds again after it"],
)
def test_a_yearly_average_beside_a_year(heading: str, told: str, periods: list[str]) -> None:
    found = read_text(f"{HEAD}一、{heading}工作回顾\n（一）实力跃升。{told}\n").figures
    assert [str(figure.horizon.period) for figure in found] == periods


@pytest.mark.parametrize(
    "document",
    ["编制国土空间总体规划（2021—2035年）", "《总体规划（2012-2030年）》获批", "编制出台2035年远景目标纲要"],
)
def test_the_years_in_the_name_of_a_document_are_not_those_of_the_clause(document: str) -> None:
    (figure,) = read_text(f"{HEAD}一、2023年工作回顾\n{document}，新建农村公路900公里。\n").figures
    assert str(figure.horizon.period) == "2023"
