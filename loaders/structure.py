"""Structure: sections with their headings, and the paragraphs that stand in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.headings import is_dateline, is_twofold, is_unnumbered, review_end
from loaders.lines import NUMBERING
from loaders.notes import Notes, is_notes_heading, notes_of
from loaders.periods import Calendar, aims_horizon, opening_horizon
from loaders.reading import Paragraph, Reading
from loaders.records import FactOrPromise, Horizon, Period, Section
from loaders.sentences import Sentence, sentences

_FINAL_MARKS = "。：；，、:;,. "

_RANK_0 = re.compile(r"第[一二三四五六七八九十]+(?:部分|章)")
_RANK_1 = re.compile(r"[一二三四五六七八九十]{1,3}[、.]")
_RANK_2 = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]、?|—")
_RANK_3 = re.compile(r"\d{1,2}[.、](?!\d)|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}[是要]")
_REVIEW = re.compile(r"回顾|总结|过去|去年|情况|(?<!优异)(?<!新)成绩|取得.{0,6}成[就效]|\d{4}年(?:的)?(?:政府)?工作$|[一五]年来")
_PLAN = re.compile(r"今后|未来|今年|下一步|目标|安排|任务|思路|要求|部署|打算|展望|远景")
_AMBIGUOUS = re.compile(r"目标|任务")
"""Of a plan, or of one that was fulfilled (各项目标任务圆满完成): what stands under it tells."""
_MAX_HEADING = 60
_MAX_LEAD = 26


@dataclass(slots=True)
class _Draft:
    """A section whose end is not known yet; offsets of the reading."""

    rank: int
    """0 for 第一部分 and 2021年重点工作, 1 for 一、; 2 for （一） and ——; 3 for a first sentence."""
    start: int
    heading_end: int
    title: str
    parent: _Draft | None
    end: int = 0

    @property
    def level(self) -> int:
        """From 1, also in a speech whose highest headings are of rank 0."""
        return self.rank + (_top(self).rank == 0)


@dataclass(frozen=True, slots=True)
class _Speech:
    """What decides on a section besides its own heading. Sections are known by the identity of their drafts."""

    reading: Reading
    calendar: Calendar
    review_end: int
    aims: Mapping[int, tuple[int, Horizon]]
    """Where the paragraphs under a twofold heading turn to what is aimed at, with its years."""
    inner: Mapping[int, Sequence[str]]
    """Titles of the sections right under a section."""

    def aims_at(self, draft: _Draft, start: int) -> Horizon | None:
        """The years that are aimed at where a paragraph under a twofold heading is of these."""
        turn, horizon = self.aims.get(id(_top(draft)), (0, None))
        return horizon if start >= turn else None


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with the section it stands in and the horizon that holds there."""

    start: int
    end: int
    heading_end: int
    """Where its heading ends, or `start` where it has none."""
    sentences: tuple[Sentence, ...]
    body: tuple[Sentence, ...]
    """Its sentences without the heading."""
    section: Section | None
    default: FactOrPromise
    horizon: Horizon | None


def outline(reading: Reading, calendar: Calendar) -> tuple[tuple[Section, ...], tuple[Part, ...]]:
    """All sections, and every paragraph with its section and horizon, in the order of the text.

    A glossary is a section of its own; its paragraphs are left out, because they report and promise nothing.
    """
    notes = notes_of(reading)
    drafts, owners = _drafts(reading, notes)
    inner: dict[int, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.parent:
            inner[id(draft.parent)].append(draft.title)
    speech = _Speech(reading, calendar, review_end(reading) or 0, _aims(reading, calendar, owners), inner)
    finished: dict[int, Section] = {}
    for draft in drafts:
        finished[id(draft)] = _finish(speech, draft, finished)
    parts = tuple(_parts(speech, owners, finished))
    spoken = tuple(part for part in parts if notes is None or not notes.hold(part.start))
    return tuple(finished[id(draft)] for draft in drafts), spoken


def _aims(
    reading: Reading, calendar: Calendar, owners: Sequence[_Draft | None]
) -> Mapping[int, tuple[int, Horizon]]:
    found: dict[int, tuple[int, Horizon]] = {}
    for paragraph, owner in zip(reading.paragraphs, owners, strict=True):
        top = _top(owner) if owner else None
        if top and id(top) not in found and is_twofold(top.title):
            start = top.heading_end if top.start == paragraph.start else paragraph.start
            if horizon := aims_horizon(reading, calendar, start, paragraph.end):
                found[id(top)] = (paragraph.start, horizon)
    return found


def _parts(speech: _Speech, owners: Sequence[_Draft | None], finished: Mapping[int, Section]) -> Iterator[Part]:
    reading, calendar, turn = speech.reading, speech.calendar, speech.review_end
    turned: tuple[tuple[int, bool], Horizon] | None = None
    for paragraph, owner in zip(reading.paragraphs, owners, strict=True):
        section = finished[id(owner)] if owner else None
        aims = speech.aims_at(owner, paragraph.start) if owner else None
        default: FactOrPromise = "target" if aims else section.default if section else "actual"
        heading_end = owner.heading_end if owner and owner.start == paragraph.start else paragraph.start
        title, top = (_top(owner).title, id(_top(owner))) if owner else ("", 0)
        reviews = top in speech.aims or _says_review(title, calendar)
        if default == "actual" and 0 < turn <= paragraph.start and not reviews:
            yield _part(reading, paragraph, heading_end, section, "target", None)
            continue
        place = (top, aims is not None)
        turns = default == "actual" or calendar.spans_years(title)
        speaks = heading_end < paragraph.end or not (section and section.horizon)
        if (
            turns
            and speaks
            and (opening := opening_horizon(reading, calendar, paragraph.start, paragraph.end, default))
        ):
            turned = (place, opening)
        horizon = turned[1] if turned and turned[0] == place and turns else aims
        horizon = horizon or (section.horizon if section else None)
        yield _part(reading, paragraph, heading_end, section, default, horizon)


def _part(
    reading: Reading, paragraph: Paragraph, heading_end: int,
    section: Section | None, default: FactOrPromise, horizon: Horizon | None,
) -> Part:
    start, end = paragraph.start, paragraph.end
    whole = sentences(reading, start, end)
    rest = tuple(sentence for sentence in whole if sentence.start >= heading_end)
    cut = sentences(reading, heading_end, rest[0].start if rest else end) if len(rest) < len(whole) else ()
    return Part(start, end, heading_end, whole, cut + rest, section, default, horizon)


def _top(draft: _Draft) -> _Draft:
    while draft.parent is not None:
        draft = draft.parent
    return draft


def _drafts(reading: Reading, notes: Notes | None) -> tuple[list[_Draft], list[_Draft | None]]:
    """Sections in order, and for each paragraph the innermost one that holds it."""
    drafts: list[_Draft] = []
    owners: list[_Draft | None] = []
    open_drafts: list[_Draft] = []
    for paragraph in reading.paragraphs:
        if notes and paragraph.start in (notes.start, notes.end):
            _close(open_drafts, 0, paragraph.start)
        if notes and notes.hold(paragraph.start):
            heading = _notes_heading(reading, notes) if paragraph.start == notes.start else None
        else:
            heading = _heading(reading, paragraph, bool(open_drafts))
        if heading is not None:
            rank, heading_end, title = heading
            _close(open_drafts, rank, paragraph.start)
            parent = open_drafts[-1] if open_drafts else None
            open_drafts.append(_Draft(rank, paragraph.start, heading_end, title, parent))
            drafts.append(open_drafts[-1])
        elif open_drafts and open_drafts[-1].rank == 3 and _addresses(reading.text, paragraph.start):
            open_drafts.pop().end = paragraph.start  # no longer about what a first sentence announced
        owners.append(open_drafts[-1] if open_drafts else None)
    _close(open_drafts, 0, len(reading.text))
    return drafts, owners


def _close(open_drafts: list[_Draft], rank: int, end: int) -> None:
    """Sections of this rank and below end where another of the rank begins."""
    while open_drafts and open_drafts[-1].rank >= rank:
        open_drafts.pop().end = end


def _notes_heading(reading: Reading, notes: Notes) -> tuple[int, int, str] | None:
    title = reading.text[notes.start : notes.heading_end].strip(_FINAL_MARKS + "【】")
    return (0, notes.heading_end, title) if title else None


def _finish(speech: _Speech, draft: _Draft, finished: Mapping[int, Section]) -> Section:
    reading, calendar = speech.reading, speech.calendar
    parent = finished[id(draft.parent)] if draft.parent else None
    default = parent.default if parent else _fact_or_promise(speech, draft)
    if speech.aims_at(draft, draft.start):
        default = "target"
    if is_notes_heading(draft.title):
        default = "actual"
    heading = reading.span(draft.start, draft.heading_end)
    period = calendar.of_heading(draft.title, default)
    horizon = Horizon(period, "section", heading, "period-heading") if period else (parent.horizon if parent else None)
    if horizon is None and parent is None:
        year = calendar.plan_year - (default == "actual")
        horizon = Horizon(Period(year, year), "section", heading, "period-top-heading")
    start, end = reading.offsets[draft.start], reading.offsets[draft.end - 1] + 1
    return Section(heading, draft.title, draft.level, start, end, parent, default, horizon)


def _fact_or_promise(speech: _Speech, draft: _Draft) -> FactOrPromise:
    """A top heading decides for all that stands under it.

    A year before the plan year, or words such as 回顾, make a review; and so does a heading that
    says nothing of a plan where it stands before the end of the review. Everything else is a plan. Of what
    names neither, the headings under it that name periods tell (关于过去五年的工作), where they agree.
    """
    title, calendar = draft.title, speech.calendar
    if is_twofold(title) or _says_review(title, calendar):
        return "actual"
    if not _years(title) and not _PLAN.search(_AMBIGUOUS.sub("", title)):
        told = {_says_review(each, calendar) for each in speech.inner.get(id(draft), ()) if is_unnumbered(each)}
        if len(told) == 1:
            return "actual" if told == {True} else "target"
    early = draft.start < speech.review_end
    return "actual" if early and not _PLAN.search(title) and not _years(title) else "target"


def _says_review(title: str, calendar: Calendar) -> bool:
    years = _years(title)
    if _REVIEW.search(title) and not (years and min(years) >= calendar.plan_year):
        return True
    return bool(years) and max(years) < calendar.plan_year


def _years(title: str) -> list[int]:
    return [int(year) for year in re.findall(r"20\d\d", title)]


def _heading(reading: Reading, paragraph: Paragraph, inside: bool) -> tuple[int, int, str] | None:
    """Rank, end and title of the heading with which a paragraph begins."""
    text = reading.text[paragraph.start : paragraph.end]
    if is_dateline(text):
        return None
    numbering = NUMBERING.match(text)
    if not numbering and is_unnumbered(text):
        return 0, paragraph.end, text
    if numbering:
        for rank, pattern in enumerate((_RANK_0, _RANK_1, _RANK_2, _RANK_3)):
            if pattern.match(text):
                return _numbered(paragraph, text, rank, numbering.end())
    if inside and not _addresses(text, 0):
        return _leading_sentence(paragraph, text)
    return None


def _addresses(text: str, start: int) -> bool:
    """Whether a paragraph turns to the audience."""
    return text.startswith(("各位代表", "同志们"), start)


def _numbered(paragraph: Paragraph, text: str, rank: int, skip: int) -> tuple[int, int, str] | None:
    if text.startswith("—"):
        skip = len(text) - len(text.lstrip("—"))
    stop = re.search(r"[。！：]", text[skip:])
    end = skip + stop.start() if stop else len(text)
    if rank < 2 and end > _MAX_HEADING:
        return None
    title = text[skip:end].strip(_FINAL_MARKS)
    return (rank, paragraph.start + end, title) if title else None


def _leading_sentence(paragraph: Paragraph, text: str) -> tuple[int, int, str] | None:
    """A first short sentence without comma, followed by others, is a heading (促进投资放量。)."""
    stop = re.search(r"[。！]", text)
    if stop is None or stop.end() >= len(text) - 10 or stop.start() > _MAX_LEAD:
        return None
    title = text[: stop.start()]
    if re.search(r"[，；\d]|今年是|之年$", title) or len(title) < 4:
        return None
    return 3, paragraph.start + stop.start(), title
