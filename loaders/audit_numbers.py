"""Numbers of a reading that stand in no figure, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.audit_reasons import UNKNOWN, Place, Reasons, load_reasons
from loaders.notes import notes_of
from loaders.quantities import Refusal, quantities
from loaders.reading import Reading
from loaders.records import Extraction, Span
from loaders.sentences import sentences
from loaders.slots import judge

_NUMERAL = "零〇一二三四五六七八九十百千万亿两"
_MEASURE = (
    r"个|大(?!型|学|幅|力|规|众|桥)|项|条|件|批|类|座|家|所|户|名|台|辆|套|处|亩|公里|吨|元|倍|成(?=以上|左右|的|[，。、])|级|期|年|月|日"
    r"|周年|天|小时|轮(?!驱)|场(?!馆)|部|次(?!产业)|届|岁|位|支|张|篇|门|道|组|分之|号|层|亿|万"
)
NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?|[①-⑳❶-❿⑴-⒇]"
    rf"|(?<![\d.余多{_NUMERAL}])(?:(?<=第)[{_NUMERAL}]+|十[一二三四五六]五(?![{_NUMERAL}])"
    rf"|(?!一(?![{_NUMERAL}]))(?![百千万亿]+[户家村镇企名]|零(?![{_NUMERAL}]))[{_NUMERAL}]+(?={_MEASURE})|(?<=分之)[{_NUMERAL}]+)"
)
"""Digits of any width, numbers in circles, and numerals in characters that order or count something.

一 alone (一批, 一个) is an article, and 一、 or （一） numbers a heading: neither is a number here.
"""


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that is in no figure."""

    span: Span
    reason: str


def unread_numbers(extraction: Extraction, reading: Reading) -> Iterator[Unread]:
    """All of them, in the order of the text; a reason that nobody knows is `unknown`."""
    inside = _covered(len(extraction.source.text), [figure.span for figure in extraction.figures])
    named = _covered(
        len(extraction.source.text),
        [*(each.span for each in extraction.projects), *(each.span for each in extraction.organizations)],
    )
    refused = _Refusals(reading)
    notes = notes_of(reading)
    reasons = load_reasons()
    for match in NUMBER.finditer(reading.text):
        offsets = reading.offsets[match.start() : match.end()]
        if all(inside[offset] for offset in offsets):
            continue
        if notes and notes.hold(match.start()):
            yield Unread(reading.span(match.start(), match.end()), "note")
            continue
        reason = _reason(reading.text, match, reasons, refused, all(named[offset] for offset in offsets))
        yield Unread(reading.span(match.start(), match.end()), reason)


def _reason(text: str, match: re.Match[str], reasons: Reasons, refused: _Refusals, named: bool) -> str:
    """By the words around it, else as the reader of figures judged, else by what is missing."""
    found = reasons.of(Place.of(text, match.start(), match.end()))
    if found:
        return found
    if named:
        return "name"
    judged = refused.at(match.start())
    if judged and judged in reasons.labels and judged != UNKNOWN:
        return judged
    counts = "\u4e00" <= text[match.end() : match.end() + 1] <= "\u9fff"
    return "no-classifier" if counts and judged == UNKNOWN else UNKNOWN


class _Refusals:
    """What the reader of figures refused, by offset in the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reasons: dict[int, str] = {}
        for paragraph in reading.paragraphs:
            for sentence in sentences(reading, paragraph.start, paragraph.end):
                for clause in sentence.clauses:
                    self._keep(quantities(reading.text, clause.start, clause.end))
                    self._keep(judge(reading.text, clause))

    def _keep(self, found: Iterable[object]) -> None:
        for refusal in found:
            if isinstance(refusal, Refusal):
                for offset in range(refusal.start, refusal.end):
                    self._reasons[offset] = refusal.reason

    def at(self, offset: int) -> str | None:
        return self._reasons.get(offset)


def _covered(length: int, spans: Sequence[Span]) -> bytearray:
    """One byte a character: whether one of the spans holds it."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return covered
