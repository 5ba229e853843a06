"""Cited targets: what stands in the files, and what is wrong with those that cannot be read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from loaders.cited import cited_documents, read_cited
from ontology.errors import CitationError
from ontology.settings import TARGETS
from ontology.vocabulary import load_vocabulary

ABOUT = """name = "demo-2024"
title = "示例报告"
government = "重庆市人民政府"
area = "重庆市"
delivered = 2024-01-20
covers = 2024
source = "示例"
"""
HEADER = "indicator,phrase,number,comparator,value,upper,unit,measure,year,section\n"
ROW = "地区生产总值,地区生产总值增长6%左右,6%,~,6,,%,growth,2024,工作安排\n"


def written(folder: Path, rows: str, about: str = ABOUT) -> Path:
    (folder / "demo-2024-targets.toml").write_text(about, encoding="utf-8")
    path = folder / "demo-2024-targets.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_a_row_is_a_figure_with_its_concepts(tmp_path: Path) -> None:
    document = read_cited(written(tmp_path, ROW), load_vocabulary())
    (figure,) = document.figures
    assert (figure.value, figure.comparator, figure.start) == (Decimal(6), "~", 8)
    assert figure.indicator.concept and figure.indicator.concept.endswith("/indicator/gdp")
    assert (document.covers, document.delivered) == (2024, "2024-01-20")


def test_the_shipped_targets_hold_their_numbers_once() -> None:
    (document,) = cited_documents(TARGETS, load_vocabulary())
    assert (document.name, len(document.figures)) == ("chongqing-2022", 33)
    assert all(figure.number in figure.phrase and figure.section for figure in document.figures)


WRONG = [
    (ROW.replace("6%,~", "7%,~"), ABOUT, "row 2: the phrase .* does not hold the number '7%'"),
    (ROW.replace("~", "about"), ABOUT, "row 2: comparator is 'about'"),
    (ROW.replace(",6,,", ",six,,"), ABOUT, "row 2: value is 'six', not a number"),
    (ROW, ABOUT.replace("covers = 2024\n", ""), "lacks covers"),
    (ROW, "name = ", "cannot be read"),
]


@pytest.mark.parametrize(("rows", "about", "message"), WRONG)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, rows: str, about: str, message: str) -> None:
    with pytest.raises(CitationError, match=message):
        read_cited(written(tmp_path, rows, about), load_vocabulary())
