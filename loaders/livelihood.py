"""Livelihood lists: the matters of daily life (民生实事) that a plan promises one by one.

A list is announced (今年办好10件民生实事：) and its items are numbered (①, （1）, 1., 一是) or parted by ；. Where
the announcement gives a number, a list of another number of items is not taken: its bounds are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from loaders.quantities import chinese_number
from loaders.reading import Reading
from loaders.records import Item, Reason
from loaders.structure import Part

_MATTERS = r"(?:民生|惠民|为民|便民|利民|民心|好)(?:实事|好事|工程|事项)|件[^，。；：:]{0,6}实事|实事(?:好事|项目)"
_ANNOUNCED = re.compile(
    rf"(?P<matters>(?:{_MATTERS})[^。！？!?；;：:\n]{{0,16}})"
    r"(?:[：:]|。(?:主要|具体|重点)?(?:包括|内容|就|分别|有|即)?(?:是|有|为)?[：:])"
)
_NUMBER = re.compile(r"(?<![\d第])(\d{1,3}|[一二三四五六七八九十百]{1,5})(?=件|项|大|方面|个方面)")
_DIGITS = "一二三四五六七八九"
_FEWEST, _MOST, _LONGEST = 3, 99, 900
"""Items of a list, and characters of one item."""
_STOPS = "。！？!?\n；;"
_STOP = re.compile(r"[。！？!?\n]")
_SEMICOLON = re.compile("[；;]")
_EDGE = "；;，,。、\n"

Mark = Callable[[int], str]
"""The pattern of the mark with a number."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands, and the mark that numbers it, in reading offsets."""

    start: int
    end: int
    rule: str
    mark: tuple[int, int]


def livelihood_items(reading: Reading, parts: Sequence[Part]) -> Iterator[Item]:
    """The items of every livelihood list of the plan, in the order of the text."""
    promised = [part for part in parts if part.default == "target"]
    until = promised[-1].end if promised else 0
    done = 0
    for part in promised:
        before = max(part.start, done)
        for announced in _ANNOUNCED.finditer(reading.text, before, part.end):
            begin, end = _sentence_start(reading.text, before, announced.start()), announced.end("matters")
            before = announced.end()
            places = _items(reading.text, (begin, end), before, until)
            if places:
                done = places[-1].end
                name = reading.span(begin, end)
                listed = Reason("list", "item-announced", name)
                for number, place in enumerate(places, 1):
                    why = Reason("number", place.rule, reading.span(*place.mark))
                    yield Item(reading.span(place.start, place.end), number, name, (why, listed))


def _sentence_start(text: str, start: int, until: int) -> int:
    return max(start, *(text.rfind(stop, start, until) + 1 for stop in _STOPS))


def _items(text: str, name: tuple[int, int], start: int, until: int) -> list[_Place]:
    """The items that follow from `start`, if they are as many as the name of the list says."""
    found = _numbered(text, start, until) or _parted(text, name, start)
    numbers = {_value(number[1]) for number in _NUMBER.finditer(text, *name)}
    if not _FEWEST <= len(found) <= _MOST or (numbers and len(found) not in numbers):
        return []
    return found


def _numbered(text: str, start: int, until: int) -> list[_Place]:
    """Items behind marks that count from one, of whatever kind the first is."""
    for rule, mark in _MARKS.items():
        marks = list(_places(mark, text, start, until))
        if len(marks) >= _FEWEST and marks[0][0] - start <= len("“\n"):
            ends = [*(at for at, _ in marks[1:]), _last_end(text, marks)]
            return [
                _Place(*_trimmed(text, at[1], end), rule, at) for at, end in zip(marks, ends, strict=True)
            ]
    return []


def _last_end(text: str, marks: Sequence[tuple[int, int]]) -> int:
    """Of the last item: its paragraph's end where every item has its own, else its sentence's end."""
    begin = marks[-1][1]
    if all(text[at - 1] == "\n" for at, _ in marks[1:]):
        end = text.find("\n", begin, begin + _LONGEST)
        return end if end >= 0 else _stop(text, begin)
    return _stop(text, begin)


def _places(mark: Mark, text: str, start: int, until: int) -> Iterator[tuple[int, int]]:
    """Start and end of each mark, as long as the next one follows within reach."""
    position = start
    for number in count(1):
        found = re.compile(mark(number)).search(text, position, min(until, position + _LONGEST))
        if found is None:
            return
        yield found.span()
        position = found.end()


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else r"(?!)"


def _bracketed(number: int) -> str:
    return rf"[（(]{number}[）)]"


def _bracketed_chinese(number: int) -> str:
    return rf"[（(]{_numeral(number)}[）)]"


def _dotted(number: int) -> str:
    return rf"(?<![\d.]){number}[.、．]"


def _ordinal(number: int) -> str:
    return rf"(?<![一二三四五六七八九十]){_numeral(number)}是"


def _numeral(number: int) -> str:
    """
    >>> _numeral(7), _numeral(10), _numeral(12), _numeral(30)
    ('七', '十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return ten + (_DIGITS[ones - 1] if ones else "")


_MARKS: Mapping[str, Mark] = MappingProxyType({
    "item-circled": _circled, "item-bracketed": _bracketed, "item-bracketed-chinese": _bracketed_chinese,
    "item-dotted": _dotted, "item-ordinal": _ordinal,
})  # fmt: skip


def _parted(text: str, name: tuple[int, int], start: int) -> list[_Place]:
    """Items between ； up to the end of the sentence; the first has the announcement for its mark."""
    end = _stop(text, start)
    marks = [match.span() for match in _SEMICOLON.finditer(text, start, end)]
    begins, stops = [start, *(after for _, after in marks)], [*(at for at, _ in marks), end]
    return [
        _Place(*_trimmed(text, begin, stop), "item-semicolon", mark)
        for begin, stop, mark in zip(begins, stops, [name, *marks], strict=True)
    ]


def _stop(text: str, start: int) -> int:
    """Where a sentence ends that goes on at `start`."""
    found = _STOP.search(text, start, start + _LONGEST)
    return found.start() if found else min(start + _LONGEST, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return start + len(body) - len(body.lstrip(_EDGE)), start + len(body.rstrip(_EDGE))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else chinese_number(number)
