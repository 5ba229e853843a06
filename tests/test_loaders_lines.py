"""Lines: which of them make one paragraph."""

from __future__ import annotations

import pytest

from loaders.lines import paragraph_lines

WIDTH = 24
PROSE = "我们坚持稳中求进工作总基调统筹发展和安全推动经济实现质的有效提升和量的合理增长并且保持社会大局稳定" * 3


def wrapped(*paragraphs: str, indent: str = "") -> str:
    """Enough wrapped lines to tell that they are, then those of the paragraphs given."""
    lines: list[str] = []
    for paragraph in (*[PROSE + "。"] * 4, *paragraphs):
        text = indent + paragraph
        lines += [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    return "\n".join(lines)


def paragraphs(text: str) -> list[str]:
    return ["".join(line.text for line in lines).strip() for lines in paragraph_lines(text)]


def full(end: str) -> str:
    """A paragraph whose last line uses up the width."""
    return (PROSE * 2)[: 3 * WIDTH - len(end)] + end


CASES = {
    "a short line ends a paragraph": ("增长。", PROSE + "。"),
    "a title ends without a mark": ("二〇二四年重点工作", "各位代表，" + PROSE + "。"),
    "a numbered line begins one": (full("工作"), "二、重点任务", "（一）" + PROSE + "。"),
    "an item begins one after a sentence": (full("。"), "一是" + PROSE + "。"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("indent", ["", "\u3000\u3000", "\xa0\xa0\xa0\xa0"], ids=["flush", "indented", "nbsp"])
def test_paragraphs_are_found_in_wrapped_lines(name: str, indent: str) -> None:
    assert tuple(paragraphs(wrapped(*CASES[name], indent=indent))[4:]) == CASES[name]


def test_an_indent_tells_a_paragraph_after_a_full_line() -> None:
    assert tuple(paragraphs(wrapped(full("。"), PROSE + "。", indent="\u3000\u3000"))[4:]) == (full("。"), PROSE + "。")


def test_a_list_goes_on_in_the_next_line() -> None:
    text = PROSE[: 2 * WIDTH - 4] + "增加值。一是" + PROSE + "。"
    assert paragraphs(wrapped(text, indent="\u3000\u3000"))[4:] == [text]


def test_an_empty_line_inside_a_sentence_is_the_end_of_a_page() -> None:
    lines = wrapped(PROSE + "。").splitlines()
    lines.insert(-2, "")
    assert paragraphs("\n".join(lines))[4:] == [PROSE + "。"]


def test_lines_that_end_with_sentences_are_paragraphs() -> None:
    text = "\n".join(f"第{n}项工作顺利推进，取得了明显的成效，群众满意度持续提升。" for n in range(40))
    assert len(paragraphs(text)) == 40


def test_long_headings_do_not_make_lines_wrapped() -> None:
    text = "\n".join(
        f"{n}、社会各项事业协调发展，民生建设得到进一步加强\n各项工作顺利推进，取得了明显的成效，群众满意度持续提升。"
        for n in "一二三四五六七八九十" * 2
    )
    assert len(paragraphs(text)) == 40


def test_offsets_lead_back_to_the_text() -> None:
    text = wrapped(PROSE + "。").replace("\n", "\r\n")
    for lines in paragraph_lines(text):
        for line in lines:
            assert text[line.start : line.start + len(line.text)] == line.text
