"""Verbs: the head of a clause, by which it says what is done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.lexicon import ADVERBS, VERBS, one_of, words

_OPENING = re.compile(
    r"^(?:“[^”]{1,14}”(?=[\u4e00-\u9fff])|(?:到|至)?(?:20\d\d)年(?:底|末)?|(?:今|明)年|全年|年内|年底前|今后五年|未来五年|五年|我们|必须|还?要|将|也要|更要|并|同时|此外|全[市省区县州]|我[市省区县州]|各级各部门|各地各部门|各地|坚持不懈|一要|二要|三要|四要|五要|六要|[一二三四五六七八九十]{1,2}是|——)+"
)
_ADVERB = re.compile(rf"(?:{one_of(ADVERBS)}(?:地)?)")
_VERB = re.compile(one_of(VERBS))
_SECOND = re.compile(rf"(?:、|和|并)?({one_of(VERBS)})")
# Words that are adverbs before a verb and verbs before a noun: 加快建设…, 加快…转型.
_EITHER = frozenset(words("加快 提速 加速 统筹 优化 谋划 深入 重点 同步 试点 探索 稳 抓好 做好 抓紧 争取 力促 突出 深化 组织 分类 协同"))
PREDICATE = re.compile(
    r"(?:达到|超过|突破|增长|提高到|提高|提升到|提升|下降|降低|降至|减少|缩小到|缩小|迈上|高于|快于|低于|优于|保持在|保持|稳定在|控制在|实现|完成|取得|形成|走在|扩大到|增至|增加|不低于|基本同步|同步|翻番|倍增|要|为|作为|放在|摆在|放到|让|通车|投用|开工|竣工|建成|全覆盖|清零|领先)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The verb of a clause: `action` without adverbs, `phrase` with them, `object` what follows."""

    action: str
    phrase: str
    object: str
    object_start: int
    """Offset of `object` in the clause."""


def head(clause: str) -> Head | None:
    """The verb with which a clause begins, after time, subject and adverbs; None where it begins with none.

    >>> head("力争启动建设渝宜高铁").action, head("深入开展专项行动").phrase
    ('启动建设', '深入开展')
    """
    start = _OPENING.match(clause)
    position = start.end() if start else 0
    first = position
    while True:
        adverb = _ADVERB.match(clause, position)
        if adverb and not _is_verb_here(clause, adverb):
            position = adverb.end()
            continue
        break
    verb = _VERB.match(clause, position)
    if verb is None:
        return _after_modal(clause, first, position)
    end = verb.end()
    if verb.group() in _EITHER and (second := _VERB.match(clause, end)):
        verb, end = second, second.end()
    phrase = clause[_phrase_start(clause, first) : end]
    return Head(verb.group(), phrase, clause[end:], end)


def _is_verb_here(clause: str, adverb: re.Match[str]) -> bool:
    """Whether an either-or word is the verb: no other verb or adverb follows it."""
    word = adverb.group()
    if word not in _EITHER:
        return False
    return not (_VERB.match(clause, adverb.end()) or _ADVERB.match(clause, adverb.end()))


def _after_modal(clause: str, first: int, position: int) -> Head | None:
    """把…放在, 将…提高到: the verb stands behind the object."""
    if clause[first:position].endswith(("把", "将", "让", "使")) or re.match(r"把|将|让|使|对|为|向|从|在|以", clause[first:]):
        predicate = PREDICATE.search(clause, position + 1)
        if predicate:
            return Head(predicate.group(), predicate.group(), clause[predicate.end() :], predicate.end())
    return None


def _phrase_start(clause: str, first: int) -> int:
    modal = re.match(r"(?:力争|确保|争取|努力|今年|全年|年内|要|将|必须|我们要|我们将)+", clause[first:])
    return first + (modal.end() if modal else 0)


def predicate(clause: str) -> str | None:
    """The predicate of a clause that begins with its subject: the last one before its number, else the first.

    >>> predicate("制造业增加值占比达到28%")
    '达到'
    """
    number = re.search(r"\d", clause)
    before = [match.group() for match in PREDICATE.finditer(clause[: number.start()] if number else clause)]
    if before:
        return before[-1] if number else before[0]
    match = PREDICATE.search(clause)
    return match.group() if match else None
