"""Commitments: clauses in which the government says that it will do or reach something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from loaders import verbs
from loaders.commitment_kinds import Kind, kind_of_commitment
from loaders.governing import Carried, concerns, governing
from loaders.linking import linker
from loaders.periods import Calendar
from loaders.reading import Reading
from loaders.records import Commitment, Figure, Horizon, Project, Reason, Record, Region
from loaders.relations import relation_of
from loaders.sentences import Clause, Sentence
from loaders.spans import SpanIndex
from loaders.structure import Part
from ontology.vocabulary import Vocabulary

# A clause that only leads up to the next one: 依托…，结合…，统筹产业布局.
_LEADING = re.compile(r"^(?:以(?!及)|依托|结合|围绕|按照|根据|通过|针对|随着|立足|对照|瞄准|顺应|抢抓(?=.{2,12}机遇，)|在[^，]{2,40}(?:基础上|同时|前提下|过程中)$)")
_LEADS_INSIDE = re.compile(r"^(?:支持|推动|鼓励|引导).{1,12}(?:立足|依托|发挥|结合)")
_COMPARES = re.compile(r"高于|快于|低于|优于|同步|不低于|保持在.{0,4}前列|居.{0,6}前列|走在")
_ADDS = re.compile(r"[新净]增(?=\D{0,12}\d)")  # 每年城镇新增就业60万人以上
_NOT_PROMISED = re.compile(r"(?:各位|同志|是|这|上述|特此|因此|所以|但|虽然|如果|只要|当前|目前|回顾|面对|考虑|兼顾|有利于|体现|“?新”?在|谢谢|现在|让我们)|.{2,10}是.{4,}")

_R = TypeVar("_R", bound=Record)


class _Clause(NamedTuple):
    """One or more clauses that make one commitment."""

    start: int
    end: int
    text: str
    head: verbs.Head | None


class CommitmentReader:
    """Reads the commitments of one report; needs its figures, projects and regions to tell the kinds apart."""

    def __init__(
        self, reading: Reading, calendar: Calendar,
        figures: Sequence[Figure], projects: Sequence[Project], regions: Sequence[Region], vocabulary: Vocabulary,
    ) -> None:
        self._reading = reading
        self._calendar = calendar
        self._targets = SpanIndex([figure for figure in figures if figure.kind == "target"])
        self._projects = SpanIndex(projects)
        self._regions = SpanIndex(regions)
        self._linker = linker(vocabulary)

    def read(self, part: Part) -> Iterator[Commitment]:
        """Commitments of a paragraph; none in a review."""
        if part.default != "target" or part.section is None:
            return
        if part.heading_end > part.start:
            yield from self._heading(part)
        for sentence in part.body:
            if sentence.text.strip("。，：:；"):
                yield from self._sentence(sentence, part)

    def _heading(self, part: Part) -> Iterator[Commitment]:
        assert part.section is not None
        title = part.section.title
        start = self._reading.text.find(title, part.start, part.heading_end)
        head = verbs.head(title)
        if head and start >= 0:
            clause = _Clause(start, start + len(title), title, head)
            verb = (head.action, "action-first")
            yield self._commitment(clause, verb, ("heading", "kind-of-heading"), part.horizon, ())

    def _sentence(self, sentence: Sentence, part: Part) -> Iterator[Commitment]:
        carried: Carried = ()
        horizon: Horizon | None = None
        promised = False
        for clause in _merged(sentence.clauses):
            if self._reading.text[clause.start - 1 : clause.start] in ("；", ";"):
                carried = ()
            horizon = self._stated(clause) or horizon
            has_target = bool(self._inside(clause, self._targets))
            verb = _action(clause, promised, has_target)
            if verb is None:
                continue
            promised = True
            own = self._own_regions(clause)
            if own:
                governed = governing(clause.text, self._reading.offsets[clause.start : clause.end], own)
                carried = governed or (carried if concerns(own, carried) else ())
            projects = self._inside(clause, self._projects)
            kind = kind_of_commitment(clause.text, verb[0], has_target, projects)
            yield self._commitment(clause, verb, kind, horizon or part.horizon, () if own else carried)

    def _commitment(
        self, clause: _Clause, verb: tuple[str, str], kind: tuple[Kind, str], horizon: Horizon | None, carried: Carried
    ) -> Commitment:
        span = self._reading.span(clause.start, clause.end)
        (action, by_verb), (type_, by_kind) = verb, kind
        at = clause.text.find(action)
        said = self._reading.span(clause.start + at, clause.start + at + len(action)) if at >= 0 else span
        because = [Reason("action", by_verb, said), Reason("type", by_kind, span)]
        if horizon:
            because.append(Reason("period", horizon.by, horizon.evidence))
        found = relation_of(clause.text, self._linker) if type_ not in ("quantitative", "heading") else None
        if found:
            words = self._reading.span(clause.start + found.start, clause.start + found.end)
            because.append(Reason("relation", found.rule, words))
        return Commitment(span, action, type_, horizon, found.relation if found else None, carried, tuple(because))

    def _stated(self, clause: _Clause) -> Horizon | None:
        found = self._calendar.of_words(clause.text, "target")
        return found.horizon(self._reading, clause.start) if found else None

    def _own_regions(self, clause: _Clause) -> Carried:
        inside = self._inside(clause, self._regions)
        return tuple((named, mention.span) for mention in inside for named in mention.regions)

    def _inside(self, clause: _Clause, records: SpanIndex[_R]) -> Sequence[_R]:
        offsets = self._reading.offsets
        return records.inside(offsets[clause.start], offsets[clause.end - 1] + 1)


def _merged(parts: Sequence[Clause]) -> Iterator[_Clause]:
    """Clauses, those that only lead up to the next joined with it."""
    start: int | None = None
    text = ""
    for index, part in enumerate(parts):
        text = f"{text}，{part.text}" if start is not None else part.text
        start = part.start if start is None else start
        if index + 1 < len(parts) and _leads_to(part.text, parts[index + 1]):
            continue
        yield _Clause(start, part.end, text, _head(part, text))
        start, text = None, ""


def _head(last: Clause, text: str) -> verbs.Head | None:
    """Of what stands behind the last comma, else of the whole."""
    if "，" not in text:
        return last.head
    behind = text.rsplit("，", 1)[-1]
    return (last.head if behind == last.text else verbs.head(behind)) or verbs.head(text)


def _leads_to(text: str, following: Clause) -> bool:
    """Whether a clause only leads up to the next, which has a verb or leads on itself."""
    leads = _LEADING.match(text) or _LEADS_INSIDE.match(text)
    return bool(leads) and not re.search(r"\d", text) and bool(following.head or _LEADING.match(following.text))


def reason_against(text: str) -> str:
    """Why a clause promises nothing whatever its verb: a reason of audit_reasons.toml, or empty."""
    if len(text) < 4:
        return "too-short"
    return "not-promised" if _NOT_PROMISED.match(text) or text.endswith("意义重大") else ""


def _action(clause: _Clause, promised: bool, has_target: bool) -> tuple[str, str] | None:
    """The main verb of a clause that promises something, and the rule that found it; else None."""
    text = clause.text
    if reason_against(text):
        return None
    if clause.head:
        return clause.head.action, "action-first"
    if not (has_target or promised or _COMPARES.search(text)):
        return None
    if predicate := verbs.predicate(text):
        return predicate, "action-predicate"
    adds = _ADDS.search(text) if has_target else None
    return (adds.group(), "action-adds") if adds else None
