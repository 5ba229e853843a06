"""Small reports as files, for tests of builds that hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.build_directory import Build
from graph.building.build import Manner
from graph.building.reading import Outcome, ReadingTask
from graph.building.reports import Reading
from graph.building.runners import one_after_another
from ontology.settings import Settings

TEXT = """{city}人民政府工作报告
——{year}年1月20日在{city}第六届人民代表大会第{session}次会议上
各位代表：
一、{before}年工作回顾
过去一年，地区生产总值增长{result}%，高新技术企业达到{firms}家。
二、{year}年工作安排
今年主要目标：地区生产总值增长{target}%左右。建成口袋公园{parks}个。
"""

READING = Reading(one_after_another, Settings())
MANNER = Manner(exports=("nquads",))
"""One export, since six take longer than all else."""


def write_report(folder: Path, name: str, *, city: str = "重庆市", year: int = 2024, parks: int = 20) -> Path:
    """A report of a city and a year; `parks` makes its text another one."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    text = TEXT.format(
        city=city, year=year, before=year - 1, session="一二三四五"[year % 5],
        result="6.1", firms=7500 + year, target=6, parks=parks,
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")
    return path


def write_reports(folder: Path, count: int) -> list[Path]:
    """Reports of one city, year after year."""
    return [write_report(folder, f"chongqing-{2000 + n}", year=2000 + n, parks=10 + n) for n in range(count)]


class Counting:
    """A runner that tells what it was asked to read."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
        self.names += [task.name for task in tasks]
        yield from one_after_another(tasks)


def data_of(build: Build) -> dict[str, tuple[str, int]]:
    """Checksum and size of all that a build says: everything but store, search index and what was before."""
    left_out = ("search/", "beside/description", "retired", "beside/retired", "layout", "exports/catalog")
    return {
        name: (file.sha256, file.bytes)
        for name, file in build.manifest.files.items()
        if not name.startswith(left_out)
    }
