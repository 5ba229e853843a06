"""The page of the corpus says what the readings say, and nothing else."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import sources
from benchmarks.corpus_links import Links, is_held_back
from benchmarks.corpus_page import page
from benchmarks.corpus_reading import Reading, Source, measure
from tests.reports import HEAD, PLAN, REVIEW

REPORT = f"{HEAD}{REVIEW}地区生产总值增长5%。\n{PLAN}地区生产总值增长6%。\n完成投资20亿元。\n"


def source(name: str, folder: Path = Path("reports"), level: str = "province", year: int = 2024) -> Source:
    return Source(folder / f"{name}.txt", "重庆市", level, year)


def good(name: str, level: str = "province") -> Reading:
    return Reading(
        source(name, level=level), characters=20_000, figures=200, targets=100, commitments=300,
        target_links=Links(100, 40, 50, 20), digits=1_000, unknown_digits=20, growth_targets=1, year=2024,
    )


def test_rows_are_sums_of_readings() -> None:
    several = Reading(
        source("c"), 10_000, figures=100, targets=20, commitments=30, digits=1_000,
        target_links=Links(20, 20, 10, 10), growth_targets=2, year=2024,
    )
    text = page([good("a"), good("b", "prefecture"), several], frozenset({"b.txt"}))
    assert "| all | 3 | 3 | 100.0 | 44.0 | 126.0 | 98.7% | 45.5% | 2 | 0 | 1 |" in text
    assert "| without the 1 read by hand | 2 | 2 | 100.0 | 40.0 | 110.0 | 99.0% | 50.0% | 1 | 0 | 1 |" in text
    assert "| 2024, prefecture | 1 | 1 | 100.0 | 50.0 | 150.0 | 98.0% | 40.0% | 1 | 0 | 0 |" in text


def test_links_are_counted_by_half() -> None:
    other = Source(Path("reports/b.txt"), "贵州省", "province", 2024)
    of_targets, of_figures = Links(10, 9, 8, 6), Links(20, 15, 10, 5)
    read = Reading(other, 10_000, targets=10, target_links=of_targets, figure_links=of_figures)
    assert is_held_back("重庆市") and not is_held_back("贵州省")
    text = page([good("a"), good("b"), read], frozenset())
    assert "| held back | 200 | 40.0% | 100 | 40.0% | 0 | – | 0 | – |" in text
    assert "| grown on | 10 | 90.0% | 8 | 75.0% | 20 | 75.0% | 10 | 50.0% |" in text


def test_the_worst_come_first_with_their_reasons() -> None:
    failed = Reading(source("failed"), error="DocumentError: no text")
    doubtful = Reading(
        source("doubtful"), characters=20_000, figures=200, targets=100, commitments=300,
        target_links=Links(100, 30, 50, 15), digits=1_000, unknown_digits=70, area="贵州省", year=2023,
    )
    rows = page([good("a"), doubtful, failed], frozenset()).splitlines()[-3:]
    assert rows == [
        "| failed | 重庆市, 2024 | not read: DocumentError: no text |",
        "| doubtful | 重庆市, 2024 | read as of 贵州省; read as of 2023; 7.0% of the digits unexplained; "
        "30.0% of the targets linked; no growth target |",
        "| a | 重庆市, 2024 | fewest targets of the rest |",
    ]


def test_a_report_is_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    reading = measure(source("a", tmp_path))
    assert (reading.figures, reading.targets, reading.growth_targets, reading.error) == (3, 2, 1, "")
    assert (reading.area, reading.year) == ("", 2024)


def test_a_report_that_cannot_be_read_is_told() -> None:
    assert measure(source("missing")).error


def test_the_list_of_the_corpus_gives_place_level_and_year(tmp_path: Path) -> None:
    row = "a.txt\t成都市\tcity\t2021\t2021-02-01\t20000\thttps://example.org"
    (tmp_path / "SOURCES.tsv").write_text(
        f"file\tplace\tlevel\tyear\tdate_delivered\tcharacters\tsource\n{row}\n", encoding="utf-8"
    )
    assert list(sources(tmp_path)) == [Source(tmp_path / "reports/a.txt", "成都市", "prefecture", 2021)]
