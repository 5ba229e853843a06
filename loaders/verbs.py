"""Verbs: the head of a clause, by which it says what is done."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.endings import OpeningWord
from loaders.lexicon import ADVERBS, NOUN_FORMING, VERBS, one_of, words

_OPENING = re.compile(
    r"^(?:“[^”]{1,14}”(?=[\u4e00-\u9fff])|(?:到|至)?(?:20\d\d)年(?:底|末)?|(?:今|明)年|全年|年内|年底前|今后五年|未来五年|五年|我们|必须|还?要|将|也要|更要|并|同时|此外|全[市省区县州]|我[市省区县州]|各级各部门|各地各部门|各地|坚持不懈|举[\u4e00-\u9fff]{1,4}之力|集[\u4e00-\u9fff]{1,4}之力|一年接着一年|一茬接着一茬|一任接着一任|一件接着一件|一要|二要|三要|四要|五要|六要|[一二三四五六七八九十]{1,2}是|——)+"
)
_ADVERB = OpeningWord((*ADVERBS, *(f"{adverb}地" for adverb in ADVERBS)))
_VERB = OpeningWord(VERBS)
_LONG_VERB = OpeningWord(verb for verb in VERBS if len(verb) > 1)
# Words that are adverbs before a verb and verbs before a noun: 加快建设…, 加快…转型.
_EITHER = frozenset(words("加快 提速 加速 统筹 谋划 深入 重点 同步 试点 探索 稳 抓好 做好 抓紧 争取 力促 突出 组织 分类 协同 联动"))
_PREPOSITION = re.compile(r"把|将|让|使(?!用)|对(?!接|标|照|外)|为(?!主)|向|从(?!严|快|重|速|紧)|在|以(?!及)")
_DISPOSES = re.compile(r"(?:作为|放在|摆在|放到|列为|列入|纳入|建设成|打造成|建成|转化为|转变为|变为|变成|提高到|提升到|提高至|降低到|降至|控制在|稳定在|保持在|扩大到|增加到|落到|落实到|贯穿|融入|要(?=效益|发展|质量|增长|动力))")
_REACHES = re.compile(rf"(?:[中上下里]|方面|领域|为[^，]{{2,8}}?)(?P<verb>{one_of(tuple(verb for verb in VERBS if len(verb) > 1))})")
_BEHIND = re.compile(rf"(?P<verb>{one_of(tuple(verb for verb in VERBS if len(verb) > 1))})(?!{NOUN_FORMING.pattern})")
_MODAL = re.compile(r"(?:力争|确保|争取|努力|今年|全年|年内|要|将|必须|我们要|我们将)+")
_COMPARES = re.compile(r"高于|快于|低于|优于|不低于|不高于")
PREDICATE = re.compile(
    r"(?:达到|超过|突破|增长(?!点|极)|提高到|提高|提升到|提升|下降|降低|降至|减少|缩小到|缩小|迈上|高于|快于|低于|优于|保持在|保持|稳定在|控制在|实现|完成|取得|形成|走在|扩大到|增至|增加(?!值)|不低于|基本同步|同步|翻番|倍增|要|为|作为|放在|摆在|放到|让|通车|投用|开工|竣工|建成|全覆盖|清零|领先)"
)


class Head(NamedTuple):
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
    first = start.end() if start else 0
    position, verb, end = _after_adverbs(clause, first)
    if (own := _VERB.at(clause, position)) and not NOUN_FORMING.match(clause, position + len(own)):
        verb, end = own, position + len(own)
    if not verb or _PREPOSITION.match(clause, first):
        return _after_preposition(clause, first, position)
    if verb in _EITHER and (second := _verb_after(clause, end)):
        verb, end = second, end + len(second)
    phrase = clause[_phrase_start(clause, first) : end] or verb
    return Head(verb, phrase, clause[end:], end)


def _after_adverbs(clause: str, position: int) -> tuple[int, str, int]:
    """Where the adverbs end; the last of them that could be the verb itself (加快重点区块开发), and its end."""
    either, end = "", 0
    while (adverb := _ADVERB.at(clause, position)) and not _is_verb_here(clause, adverb, position + len(adverb)):
        if adverb in _EITHER:
            either = _VERB.at(clause, position)
            end = position + len(either)
        position += len(adverb)
    return position, either, end


def _verb_after(clause: str, position: int) -> str:
    """A verb of two characters or more, unless what follows makes a noun of it (深化服务业…); or empty."""
    verb = _LONG_VERB.at(clause, position)
    return "" if NOUN_FORMING.match(clause, position + len(verb)) else verb


def _is_verb_here(clause: str, adverb: str, end: int) -> bool:
    """Whether an either-or word that ends there is the verb: no other verb or adverb follows it."""
    return adverb in _EITHER and not (_verb_after(clause, end) or _ADVERB.at(clause, end))


def _after_preposition(clause: str, first: int, position: int) -> Head | None:
    """把…放在, 将…提高到, 在…中抢占, 向…要效益: the verb stands behind the preposition's object."""
    if not (clause[:position].endswith(("把", "将", "让", "使")) or _PREPOSITION.match(clause, first)):
        return None
    found = _DISPOSES.search(clause, first + 1) or _REACHES.search(clause, first + 2) or PREDICATE.search(clause, position + 1)
    found = found or _BEHIND.search(clause, first + 2)
    if found is None:
        return None
    at = found.start("verb") if "verb" in found.re.groupindex else found.start()
    return Head(plain(clause[at : found.end()]), clause[at : found.end()], clause[found.end() :], found.end())


def plain(verb: str) -> str:
    """A verb without the 到 or 在 that leads to its value.

    >>> plain("提高到"), plain("保持在"), plain("达到")
    ('提高', '保持', '达到')
    """
    return verb if verb in ("达到", "放在", "摆在", "放到") else re.sub(r"(?<=..)[到至在]$", "", verb)


def _phrase_start(clause: str, first: int) -> int:
    modal = _MODAL.match(clause, first)
    return modal.end() if modal else first


def predicate(clause: str) -> str | None:
    """The predicate of a clause that begins with its subject: the last one before its number, else the first.

    >>> predicate("制造业增加值占比达到28%")
    '达到'
    """
    if compares := _COMPARES.search(clause):
        return compares.group()
    number = re.search(r"\d", clause)
    before = [match.group() for match in PREDICATE.finditer(clause[: number.start()] if number else clause)]
    if before:
        return plain(before[-1] if number else before[0])
    match = PREDICATE.search(clause)
    return plain(match.group()) if match else None
