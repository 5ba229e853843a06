"""Marks in a text: nothing is lost, nesting and crossing, anchors once."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from viz.marks import Mark, Marked, Marker, Paragraph, Part, Words

TEXT = "一、工作\n\n促进投资。完成交通投资1100亿元，建设万州机场。\n"


def words(parts: Iterable[Part]) -> str:
    return "".join(part.text if isinstance(part, Words) else words(part.parts) for part in parts)


def anchors(parts: Iterable[Part]) -> list[int]:
    found = []
    for part in parts:
        if isinstance(part, Marked):
            found += ([] if part.anchor is None else [part.anchor]) + anchors(part.parts)
    return found


def marked(text: str, *marks: Mark, headings: dict[int, tuple[int, str]] | None = None) -> list[Paragraph]:
    return list(Marker(text, marks, headings or {}).paragraphs())


def mark(word: str, group: str = "figure") -> Mark:
    start = TEXT.index(word)
    return Mark(word, group, start, start + len(word))


def test_inner_marks_stand_in_outer_ones() -> None:
    outer, inner = mark("完成交通投资1100亿元", "commitment"), mark("1100亿元")
    (part,) = [part for part in marked(TEXT, inner, outer)[1].parts if isinstance(part, Marked)]
    assert part.mark == outer
    words, figure = part.parts
    assert words == Words("完成交通投资", outer, first=True)
    assert isinstance(figure, Marked) and (figure.mark, figure.anchor) == (inner, inner.start)


def test_a_bare_passage_leaves_its_words_to_the_statement_around_it() -> None:
    outer, passage = mark("建设万州机场", "commitment"), mark("万州", "")
    (part,) = [part for part in marked(TEXT, outer, passage)[1].parts if isinstance(part, Marked)]
    inner = part.parts[1]
    assert isinstance(inner, Marked) and inner.parts == (Words("万州", outer),)


def test_headings_and_leads() -> None:
    lead = TEXT.index("促进")
    first, second = marked(
        TEXT, mark("促进投资", "commitment"), headings={0: (1, "工作"), lead: (3, "促进投资")}
    )
    assert (first.level, first.anchor, first.lead) == (1, 0, ())
    assert (second.level, second.anchor, words(second.lead)) == (0, lead, "促进投资。")


def test_private_use_characters_are_told() -> None:
    (paragraph,) = marked("甲\ue004乙")
    assert [(part.text, part.private) for part in paragraph.parts if isinstance(part, Words)] == [
        ("甲", False),
        ("\ue004", True),
        ("乙", False),
    ]


spans = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(spans, max_size=8))
def test_no_character_is_lost_and_no_anchor_given_twice(places: list[tuple[int, int]]) -> None:
    text = "零一二三四五六七八九\n甲乙丙丁戊己庚辛壬癸"
    marks = [Mark(str(number), "figure", *place) for number, place in enumerate(places)]
    found = marked(text, *marks)
    assert [words(paragraph.parts) for paragraph in found] == text.split("\n")
    given_ = [anchor for paragraph in found for anchor in anchors(paragraph.parts)]
    assert len(given_) == len(set(given_))
