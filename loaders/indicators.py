"""Indicators: what each quantity of a clause measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders import subjects, work
from loaders.slots import Slot

_NOUN_UNIT = re.compile(r"[桥隧]$")
_PREDICATE_PART = re.compile(r"实现|完成|达到|建成|得到|取得")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|州|县|区|校)级(?:以上)?(?P<noun>.*)$")
_UNCOUNTED = ("%", "pp", "×", ":1", "类")


def named(slots: Sequence[Slot], carried: list[str]) -> Iterator[tuple[Slot, list[str]]]:
    """Each quantity with the names of what it measures: usually one.

    `carried` are the subjects of the clause before, for quantities without one (…1.96万亿元、增长8.1%).
    """
    shared = _distributed(slots, carried)
    if shared is not None:
        yield from shared
        return
    heads = _heads_of_levels(slots)
    for index, slot in enumerate(slots):
        names = _names(slot, carried, heads[index])
        yield slot, names
        carried = names


def _heads_of_levels(slots: Sequence[Slot]) -> list[str]:
    """1个国家级、5个省级重点专科: the noun that the last one says of all, for each that stops at its level."""
    heads, head = [""] * len(slots), ""
    for index in range(len(slots) - 1, -1, -1):
        level = _LEVEL.match(subjects.after(slots[index].right, slots[index].followed))
        if level and not level["noun"]:
            heads[index] = head
        else:
            head = level["noun"] if level else ""
    return heads


def _distributed(slots: Sequence[Slot], carried: list[str]) -> list[tuple[Slot, list[str]]] | None:
    """分别: one subject for each value in turn; where the counts differ each value keeps the whole list."""
    at = slots[0].left.find("分别")
    if at < 0:
        return None
    name = subjects.before(slots[0].left[:at]).name
    names = subjects.split_subjects(name)
    if len(carried) == len(slots) and (not name or subjects.is_generic(name)):
        names = [subject + name for subject in carried]
    if len(names) != len(slots):
        return [(slot, [name]) for slot in slots] if name else None
    return [(slot, [subjects.shortened(name)]) for slot, name in zip(_evenly(slots), names, strict=True)]


def _evenly(slots: Sequence[Slot]) -> Sequence[Slot]:
    """36%和46%左右: 左右 after the last of two that 和 joins is said of both."""
    if len(slots) == 2 and slots[1].left == "和" and slots[1].suffix == "左右" and not slots[0].suffix:
        return [replace(slots[0], suffix="左右"), slots[1]]
    return slots


def _names(slot: Slot, carried: list[str], head: str) -> list[str]:
    if noun := _NOUN_UNIT.search(slot.quantity.text):
        return [noun.group()]
    counted = subjects.after(slot.right, slot.followed) + head
    if members := subjects.announced(slot.left, counted):
        return members
    if counted and slot.quantity.unit not in _UNCOUNTED and subjects.counts_what_follows(slot.left, counted):
        verb, _ = work.verb_and_object(subjects.strip_leading(slot.left))
        return [work.as_indicator(verb, counted)]
    return _before(slot, counted, carried)


def _before(slot: Slot, counted: str, carried: list[str]) -> list[str]:
    """Names from the words before the quantity."""
    found = subjects.before(_own_words(slot.left))
    name = _balanced(found.name)
    if not name:
        return carried or [counted or slot.left.strip("、，") or slot.clause.text]
    doubled = slot.quantity.text == "双倍增"
    if found.predicate or doubled:
        listed = subjects.split_subjects(name)
        if subjects.shares_one_value(listed) or (doubled and len(listed) == 2):
            return [subjects.shortened(subject) for subject in listed]
    verb, noun = work.verb_and_object(name)
    if verb and not noun.strip("、的了"):
        return [work.as_indicator(verb, counted)] if counted else (carried or [name])
    if subjects.is_generic(name) and carried:
        return [carried[0] if carried[0].endswith(name) else carried[0] + name]
    return [subjects.shortened(work.as_indicator(verb, noun))]


def _balanced(name: str) -> str:
    return name.strip("“”") if name.count("“") != name.count("”") else name


def _own_words(left: str) -> str:
    """Without an earlier part that has a predicate of its own (实现县县通、通车里程突破)."""
    parts = left.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if _PREDICATE_PART.search(parts[index - 1]):
            return "、".join(parts[index:])
    return left
