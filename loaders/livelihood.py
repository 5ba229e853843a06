"""Livelihood lists: the matters of daily life (民生实事) that a plan promises one by one.

A list is announced (今年办好10件民生实事：) and its items are numbered (①, （1）, 1., 一是) or parted by ；. Where
the announcement gives a number, a list of another number of items is not taken: its bounds are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from loaders.quantities import chinese_number
from loaders.reading import Reading
from loaders.records import Item
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
            items = _items(reading.text, reading.text[begin:end], before, until)
            if items:
                done = items[-1][1]
                name = reading.span(begin, end)
                for number, (start, end) in enumerate(items, 1):
                    yield Item(reading.span(start, end), number, name)


def _sentence_start(text: str, start: int, until: int) -> int:
    return max(start, *(text.rfind(stop, start, until) + 1 for stop in _STOPS))


def _items(text: str, name: str, start: int, until: int) -> list[tuple[int, int]]:
    """The items that follow from `start`, if they are as many as the name of the list says."""
    found = _numbered(text, start, until) or _parted(text, start)
    numbers = {_value(number[1]) for number in _NUMBER.finditer(name)}
    if not _FEWEST <= len(found) <= _MOST or (numbers and len(found) not in numbers):
        return []
    return found


def _numbered(text: str, start: int, until: int) -> list[tuple[int, int]]:
    """Items behind marks that count from one, of whatever kind the first is."""
    for mark in (_circled, _bracketed, _bracketed_chinese, _dotted, _ordinal):
        places = list(_places(mark, text, start, until))
        if len(places) >= _FEWEST and places[0][0] - start <= len("“\n"):
            ends = [*(at for at, _ in places[1:]), _stop(text, places[-1][1])]
            return [_trimmed(text, begin, end) for (_, begin), end in zip(places, ends, strict=True)]
    return []


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


def _parted(text: str, start: int) -> list[tuple[int, int]]:
    """Items between ； up to the end of the sentence."""
    end = _stop(text, start)
    marks = [match.start() for match in _SEMICOLON.finditer(text, start, end)]
    begins = [start, *(mark + 1 for mark in marks)]
    return [_trimmed(text, begin, stop) for begin, stop in zip(begins, [*marks, end], strict=True)]


def _stop(text: str, start: int) -> int:
    """Where a sentence ends that goes on at `start`."""
    found = _STOP.search(text, start, start + _LONGEST)
    return found.start() if found else min(start + _LONGEST, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return start + len(body) - len(body.lstrip(_EDGE)), start + len(body.rstrip(_EDGE))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else chinese_number(number)
