"""Periods: which years a statement is about, and by which words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.reading import Reading
from loaders.records import FactOrPromise, Horizon, Period

_UNTIL = re.compile(r"到(20\d\d)年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!远景|(?<=[-—–~～至]20\d\d年)[）)])")
"""Not what names a document: 2035年远景目标纲要, 国土空间规划（2021—2035年）."""
_PLAN = r"(十[一二三四五六]|(?<=“)十(?=五”))五"
_PLAN_END = re.compile(rf"到?“?{_PLAN}”?(?:期?末|时期|期间)")
_PLAN_NAME = re.compile(rf"{_PLAN}(?!届|次|年)(?!.{{0,8}}(?:开局|开篇|起步|开门红|收官))")
_FIVE_YEARS_END = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_FIVE_PAST = re.compile(
    r"(?:过去|这|刚刚过去的|近)[五5]年|(?<![\d十])[五5]年[来间]|五年，|本届政府|[第市省区县州盟旗][一二三四五六七八九十]{1,3}届(?:人民)?政府"
    r"|届(?:人大|人民代表大会)(?:第?一次会议)?以来|过去的?四年|四年来"
)
_FOUR = re.compile(r"(?:过去|以来)的?四年|四年来")
_YEARS_PAST = re.compile(r"(20\d\d)年?[-—–~～至到]{1,2}(20\d\d)年")
_PLAN_PAST = re.compile(rf"{_PLAN}”?(?:时期|期间|以来)")
_LOOKS_BACK = re.compile(r"(?<=[。！])(?:回[首顾望眸]|总结)[^。，]{0,4}(?:过去|这)的?[五四5]年[^。]*")
"""What turns a paragraph to the years before in its middle: 回首过去五年."""
_FIVE_NEXT = re.compile(r"(?:今后|未来|下一个)[五5]年|五年后")
_AHEAD = re.compile(rf"(?:^|[，。！：；:])(?:展望|面向|进入|迈入|跨入)?“?(?:{_PLAN}|(?:今后|未来)[五5]年)")
"""What a paragraph begins with that turns to years to come; a plan may be of the past."""
_LAST_YEAR = re.compile(r"去年|过去(?:的)?一年|一年来")
_OPENING_YEAR = re.compile(
    r"^(?:各位代表[，！：!,:]\s*)?—*(?P<gone>(?:刚刚|即将)?过去的)?(20\d\d)年"
    r"(?(gone)|(?=[，,、是全]|$|.{0,12}(?:不平凡|不寻常|不易|之年|一年|百年)))"
)
"""A year that a paragraph turns to, not one in which something reached a number."""
_THIS_YEAR = re.compile(r"今年|全年|年内|年底前?|明年")
_SINCE = re.compile(r"(?:比|较)(?:(20\d\d)年(?!同期)|“?(十[一二三四五]?)五”?(?:期?末|时期|期间|规划)?)[^比较]*$")
_AVERAGE = re.compile(r"([两三四五])年(?:年均|平均)")
_EACH_YEAR = re.compile(r"每年|年均|年平均")
_YEARLY = re.compile(r"年(?:均|平均)(?!.{0,4}浓度|值|气温|降[水雨]|水位)")
"""An average of several years, not one within a year (PM2.5年均浓度)."""
_OPENING = 80
"""Characters of a paragraph in which it may turn."""
_NUMERALS = {"两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The period that words of a clause name, the reading rule by which, and where in the clause they stand."""

    period: Period
    rule: str
    start: int
    end: int

    def horizon(self, reading: Reading, clause_start: int) -> Horizon:
        """Stated where the words write a year."""
        evidence = reading.span(clause_start + self.start, clause_start + self.end)
        stated = self.rule in ("period-until", "period-year")
        return Horizon(self.period, "stated" if stated else "relative", evidence, self.rule)


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
            if (match := _PLAN_NAME.search(title)) and not _YEAR.search(title) and self._is_past(match[1]):
                return self._five_past(f"{match[1]}五时期")
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
        return self._five_next(title) is not None or "新一届政府" in title

    def of_turn(self, opening: str) -> Period | None:
        """The period that a paragraph of a five-year plan says it turns to, or None."""
        year = re.search(rf"{self.plan_year}年(?!来)|今年|明年", opening)
        five = _FIVE_NEXT.search(opening) or re.search(r"十[二三四五六]五”?时期", opening)
        if five and not (year and year.start() < five.start()):
            return self._five_next(opening)
        return Period(self.plan_year, self.plan_year) if year else None

    def _is_past(self, plan: str) -> bool:
        return _FIVE_YEARS_END[plan] < self.plan_year

    def of_aims(self, opening: str) -> Period | None:
        """The years to come to which a paragraph turns with one of its first clauses, or None.

        >>> str(Calendar(2021).of_aims("“十三五”圆满收官。“十四五”时期是新征程的第一个五年"))
        '2021/2025'
        """
        for match in _AHEAD.finditer(opening):
            if not (match[1] and self._is_past(match[1])):
                return self._five_next(match.group())
        return None

    def _term(self, words: str) -> Period:
        """The years of a government, which may end a year early."""
        return Period(self.plan_year - 4, self.plan_year - 1) if _FOUR.search(words) else self.past_five

    def _five_past(self, title: str) -> Period:
        if match := _PLAN_PAST.search(title) or _PLAN_END.search(title):
            end = _FIVE_YEARS_END[match[1]]
            if end - 4 < self.plan_year:
                return Period(end - 4, min(end, self.plan_year - 1))
        return self._term(title)

    def of_opening(self, opening: str) -> Period | None:
        """The period that a paragraph of the review says it turns to, or None."""
        positions: list[tuple[int, Period]] = []
        if match := _FIVE_PAST.search(opening):
            positions.append((match.start(), self._term(opening)))
        if (match := _PLAN_PAST.search(opening)) and _FIVE_YEARS_END[match[1]] - 4 < self.plan_year:
            positions.append((match.start(), self._five_past(match.group())))
        if match := _LAST_YEAR.search(opening):
            positions.append((match.start(), self.past))
        if match := _YEARS_PAST.search(opening):
            positions.append((match.start(), Period(int(match[1]), int(match[2]))))
        if match := _OPENING_YEAR.search(opening):
            positions.append((match.start(), Period(int(match[2]), int(match[2]))))
        past = [found for found in positions if found[1].end < self.plan_year]
        return min(past, key=lambda found: found[0])[1] if past else None

    def of_words(self, text: str, kind: FactOrPromise) -> TimeWords | None:
        """The period that a clause itself names, or None."""
        if "年" not in text and "五" not in text:  # all the words have one of them
            return None
        for pattern, rule, last in _TIME_WORDS:
            match = _last(pattern, text) if last else pattern.search(text)
            if match is None:
                continue
            period = self._of(match, rule, kind)
            return TimeWords(period, rule, match.start(), match.end()) if period else None
        return None

    def _of(self, match: re.Match[str], rule: str, kind: FactOrPromise) -> Period | None:
        match rule:
            case "period-until" | "period-year":
                return Period(int(match[1]), int(match[1]))
            case "period-plan":
                end = _FIVE_YEARS_END[match[1]]
                return Period(end, end)
            case "period-average":
                # 两年平均 says nothing of which years a target is about.
                return Period(self.plan_year - _NUMERALS[match[1]], self.plan_year - 1) if kind == "actual" else None
            case "period-next-five":
                return Period(self.plan_year, self.plan_year + 4)
            case "period-last-year":
                return self.past
        year = self.plan_year if kind == "target" else self.plan_year - 1
        return Period(year, year)


_TIME_WORDS = (
    (_UNTIL, "period-until", True),
    (_PLAN_END, "period-plan", False),
    (_YEAR, "period-year", True),
    (_AVERAGE, "period-average", False),
    (_FIVE_NEXT, "period-next-five", False),
    (_LAST_YEAR, "period-last-year", False),
    (_THIS_YEAR, "period-this-year", False),
)
"""In the order of what they say; of some the last in the clause counts, not the first."""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def settle(
    horizon: Horizon,
    section: Period,
    kind: FactOrPromise,
    measure: str,
    words: str,
    before: str,
    plan_year: int,
) -> tuple[Period, str]:
    """The period of a value inside a scope of several years, and the rule; no rule where nothing changes.

    `section` is what its section is of, `words` are its clause, `before` what of it stands before the number. Levels and shares are of the last year;
    flows, growth and changes are of all years, or of those since the year that they are held against;
    targets are of the last year, or of each year where the words say 每年 or 年均.
    """
    period = horizon.period
    if kind == "actual" and measure in ("growth", "change") and (since := _SINCE.search(before)):
        base = int(since[1]) if since[1] else _FIVE_YEARS_END[since[2]]
        if base < period.end - 1:
            return Period(base + 1, period.end), "period-since"
    if period.start == period.end:
        if kind == "actual" and measure in ("growth", "change", "flow") and _YEARLY.search(before):
            return _years_up_to(horizon, section)
        if kind == "actual" or not re.search(r"年均|年平均", words):
            return period, ""
        # A yearly average is of several years: of those up to the year named, or left of the five-year plan.
        end = period.end if period.end > plan_year else period.end - period.end % -5
        return Period(min(period.start, plan_year), end, True), "period-yearly-average"
    if kind == "target" and _EACH_YEAR.search(words):
        return Period(period.start, period.end, True), "period-each-year"
    if kind == "target" or measure in ("level", "share"):
        return Period(period.end, period.end), "period-last-of-several"
    return period, ""


def _years_up_to(horizon: Horizon, section: Period) -> tuple[Period, str]:
    """Of which years an average is that is told of one: those of the section or of the plan, up to that one."""
    year = horizon.period.end
    if horizon.by == "period-plan":
        return Period(year - 4, year), "period-average-until"
    if section.start < year <= section.end:
        return Period(section.start, year), "period-average-until"
    return horizon.period, ""


def aims_horizon(reading: Reading, calendar: Calendar, start: int, end: int) -> Horizon | None:
    """The horizon of a paragraph that turns from what was reached to what is aimed at."""
    opening = reading.text[start : min(end, start + _OPENING)]
    period = calendar.of_aims(opening)
    words = reading.span(start, start + max(len(re.split(r"[，：；。]", opening, maxsplit=1)[0]), 1))
    return Horizon(period, "section", words, "period-opening") if period else None


def opening_horizon(
    reading: Reading, calendar: Calendar, start: int, end: int, kind: FactOrPromise
) -> Horizon | None:
    """The horizon that a paragraph's first clauses set for the paragraphs after it."""
    opening = re.split(r"[，：；。]", reading.text[start:end], maxsplit=2)[:2]
    words = "，".join(opening)[:60]
    if kind == "actual" and (back := _LOOKS_BACK.search(reading.text, start, end)):
        words = back.group()
    period = calendar.of_opening(words) if kind == "actual" else calendar.of_turn(words)
    if period is None:
        return None
    evidence = reading.span(start, start + max(len(opening[0]), 1))
    return Horizon(period, "section", evidence, "period-opening")
