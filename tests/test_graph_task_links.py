"""Task links: by place or by words; what is too unlike is told, not linked."""

from __future__ import annotations

import pytest

from graph.tasks.links import Promise, TaskLink, TaskLinker, Unlinked
from loaders.records import Task

TEXT = (
    "完成交通投资1100亿元、水利投资390亿元，建设口袋公园150个。"
    "每年城镇新增就业60万人以上。城镇新增就业60万人以上。"
)
PROMISES = (
    ("完成交通投资1100亿元", 2023),
    ("水利投资390亿元", 2023),
    ("建设口袋公园150个", 2023),
    ("城镇新增就业60万人以上", 2027),
    ("城镇新增就业60万人以上", 2023),
)


def linker() -> TaskLinker:
    promises, start = [], 0
    for number, (words, due) in enumerate(PROMISES):
        start = TEXT.index(words, start)
        promises.append(Promise(f"c/{number}", words, start, start + len(words), due))
        start += 1
    return TaskLinker("example", TEXT, promises)


def task(text: str, deadline: str = "", place: tuple[str, int, int] | None = None) -> Task:
    return Task(2, text, "市交通局", (), "", (), deadline, place)


def linked(one: Task) -> list[TaskLink]:
    found = linker().links(one)
    assert isinstance(found, list), found
    return found


CASES = [
    ("完成交通投资1100亿元", ["c/0"]),
    ("完成交通投资1100亿元、水利投资390亿元。", ["c/0", "c/1"]),
    ("全年完成交通投资 1100 亿元", ["c/0"]),
    ("新建设口袋公园150个", ["c/2"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_task_is_about_the_commitments_in_its_words(text: str, expected: list[str]) -> None:
    found = linked(task(text))
    assert [link.promise.iri for link in found] == expected
    assert all(link.score >= 0.8 and link.rule == "task-by-text" for link in found)


def test_a_place_leads_straight_to_it() -> None:
    start = TEXT.rindex("城镇")
    words = "城镇新增就业60万人以上"
    found = linked(task(words, place=("example", start, start + len(words))))
    assert [(link.promise.iri, link.rule) for link in found] == [("c/4", "task-by-place")]


def test_a_place_whose_words_are_not_the_tasks_is_not_believed() -> None:
    found = linked(task("建设口袋公园150个", place=("example", 0, 10)))
    assert [(link.promise.iri, link.rule) for link in found] == [("c/2", "task-by-text")]


def test_equal_words_are_told_apart_by_the_deadline() -> None:
    assert [link.promise.iri for link in linked(task("城镇新增就业60万人以上", "2023年底"))] == ["c/4"]
    found = linker().links(task("城镇新增就业60万人以上"))
    assert isinstance(found, Unlinked) and found.reason == "several places have these words"


UNLIKE = {
    "other numbers": ("完成交通投资1200亿元", "no commitment is alike"),
    "nothing like it": ("举办国际马拉松赛", "no commitment is alike"),
    "too short": ("公园", "no commitment is alike"),
    "some of it": ("城镇新增岗位60万个以上", "under the threshold"),
}


@pytest.mark.parametrize("case", UNLIKE)
def test_what_is_unlike_is_told_and_not_linked(case: str) -> None:
    text, reason = UNLIKE[case]
    found = linker().links(task(text))
    assert isinstance(found, Unlinked)
    assert (found.reason, found.score < 0.8) == (reason, True)
