"""Periods: which years a statement is about, and by which words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.reading import Reading
from loaders.records import FactOrPromise, Horizon, Period

_UNTIL = re.compile(r"到(20\d\d)年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_PLAN_END = re.compile(r"到?“?(十[二三四五六])五”?(?:期?末|时期|期间)")
_PLAN_NAME = re.compile(r"(十[二三四五六])五(?!届|次|年)(?!.{0,8}(?:开局|开篇|起步|开门红|收官))")
_FIVE_YEARS_END = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_FIVE_PAST = re.compile(r"(?:过去|这|刚刚过去的|近)五年|五年[来间]|五年，|本届政府")
_FIVE_NEXT = re.compile(r"(?:今后|未来|下一个)五年|五年后")
_LAST_YEAR = re.compile(r"去年|过去(?:的)?一年|一年来")
_THIS_YEAR = re.compile(r"今年|全年|年内|年底前?|明年")
_AVERAGE = re.compile(r"([两三四五])年(?:年均|平均)")
_EACH_YEAR = re.compile(r"每年|年均|年平均")
_NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads periods relative to the year whose work the report plans."""

    plan_year: int

    @property
    def past(self) -> Period:
        return Period(self.plan_year - 1, self.plan_year - 1)

    @property
    def past_five(self) -> Period:
        return Period(self.plan_year - 5, self.plan_year - 1)

    def of_heading(self, title: str, default: FactOrPromise) -> Period | None:
        """The period that a heading names, or None.

        >>> str(Calendar(2023).of_heading("今后五年政府工作的总体思路", "target"))
        '2023/2027'
        >>> str(Calendar(2023).of_heading("一年来的工作", "actual"))
        '2022'
        """
        if default == "actual":
            if _FIVE_PAST.search(title) or _PLAN_END.search(title):
                return self._five_past(title)
            if _LAST_YEAR.search(title):
                return self.past
        elif period := self._five_next(title):
            return period
        elif _THIS_YEAR.search(title):
            return Period(self.plan_year, self.plan_year)
        years = _YEAR.findall(title)
        return Period(int(years[-1]), int(years[-1])) if years else None

    def _five_next(self, words: str) -> Period | None:
        if match := _PLAN_NAME.search(words):
            end = _FIVE_YEARS_END[match[1]]
            return Period(end - 4, end)
        return Period(self.plan_year, self.plan_year + 4) if _FIVE_NEXT.search(words) else None

    def spans_years(self, title: str) -> bool:
        """Whether a heading is of five years, in which the one that comes may have its paragraphs."""
        return self._five_next(title) is not None

    def of_turn(self, opening: str) -> Period | None:
        """The period that a paragraph of a five-year plan says it turns to, or None."""
        year = re.search(rf"{self.plan_year}年(?!来)|今年|明年", opening)
        five = _FIVE_NEXT.search(opening) or re.search(r"十[二三四五六]五”?时期", opening)
        if five and not (year and year.start() < five.start()):
            return self._five_next(opening)
        return Period(self.plan_year, self.plan_year) if year else None

    def _five_past(self, title: str) -> Period:
        if match := _PLAN_END.search(title):
            end = min(_FIVE_YEARS_END[match[1]], self.plan_year - 1)
            return Period(end - 4, end)
        return self.past_five

    def of_opening(self, opening: str) -> Period | None:
        """The period that a paragraph of the review says it turns to, or None."""
        positions: list[tuple[int, Period]] = []
        if match := _FIVE_PAST.search(opening):
            positions.append((match.start(), self.past_five))
        if match := _LAST_YEAR.search(opening):
            positions.append((match.start(), self.past))
        if (match := _YEAR.search(opening)) and int(match[1]) < self.plan_year:
            positions.append((match.start(), Period(int(match[1]), int(match[1]))))
        return min(positions, key=lambda found: found[0])[1] if positions else None

    def of_words(self, text: str, kind: FactOrPromise) -> tuple[Period, bool, int, int] | None:
        """The period that a clause itself names: period, whether by a year number, start and end of the words."""
        if "年" not in text and "五" not in text:  # all the words below have one of them
            return None
        if match := _last(_UNTIL, text):
            return Period(int(match[1]), int(match[1])), True, match.start(), match.end()
        if match := _PLAN_END.search(text):
            end = _FIVE_YEARS_END[match[1]]
            return Period(end, end), False, match.start(), match.end()
        if match := _last(_YEAR, text):
            return Period(int(match[1]), int(match[1])), True, match.start(), match.end()
        if match := _AVERAGE.search(text):
            span = Period(self.plan_year - _NUMERALS[match[1]], self.plan_year - 1)
            return (span, False, match.start(), match.end()) if kind == "actual" else None
        if match := _FIVE_NEXT.search(text):
            return Period(self.plan_year, self.plan_year + 4), False, match.start(), match.end()
        if match := _LAST_YEAR.search(text):
            return self.past, False, match.start(), match.end()
        if match := _THIS_YEAR.search(text):
            year = self.plan_year if kind == "target" else self.plan_year - 1
            return Period(year, year), False, match.start(), match.end()
        return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def settle(period: Period, kind: FactOrPromise, measure: str, words: str) -> Period:
    """The period of a value inside a scope of several years.

    Levels and shares are of the last year; flows, growth and changes are of all years;
    targets are of the last year, or of each year where the words say 每年 or 年均.
    """
    if period.start == period.end:
        # A yearly average is of several years: of those that are left of the five-year plan.
        average = kind == "target" and re.search(r"年均|年平均", words)
        return Period(period.start, period.end - period.end % -5, True) if average else period
    if kind == "target":
        return Period(period.start, period.end, True) if _EACH_YEAR.search(words) else Period(period.end, period.end)
    return Period(period.end, period.end) if measure in ("level", "share") else period


def opening_horizon(
    reading: Reading, calendar: Calendar, start: int, end: int, kind: FactOrPromise
) -> Horizon | None:
    """The horizon that a paragraph's first clauses set for the paragraphs after it."""
    opening = re.split(r"[，：；。]", reading.text[start:end], maxsplit=2)[:2]
    words = "，".join(opening)[:60]
    period = calendar.of_opening(words) if kind == "actual" else calendar.of_turn(words)
    if period is None:
        return None
    return Horizon(period, "section", reading.span(start, start + max(len(opening[0]), 1)))
