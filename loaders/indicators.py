"""Indicators: what each quantity of a clause measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders import subjects
from loaders.slots import Slot

_NOUN_UNIT = re.compile(r"[桥隧]$")
_PREDICATE_PART = re.compile(r"实现|完成|达到|建成|得到|取得")
_MOST_CARRIED, _LONGEST_CARRIED = 12, 60
_UNCOUNTED = ("%", "pp", "×", ":1", "类")


def named(slots: Sequence[Slot], carried: list[str]) -> Iterator[tuple[Slot, list[str]]]:
    """Each quantity with the names of what it measures: usually one.

    `carried` are the subjects of the clause before, for quantities without one (…1.96万亿元、增长8.1%).
    """
    carried = _plausible(carried)
    shared = _distributed(slots, carried)
    if shared is not None:
        yield from shared
        return
    for slot in slots:
        names = _names(slot, carried)
        yield slot, names
        carried = names


def _plausible(carried: list[str]) -> list[str]:
    """Without what no report carries from clause to clause: noise would grow from each to the next."""
    return carried if len(carried) <= _MOST_CARRIED and all(len(name) <= _LONGEST_CARRIED for name in carried) else []


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


def _names(slot: Slot, carried: list[str]) -> list[str]:
    if noun := _NOUN_UNIT.search(slot.quantity.text):
        return [noun.group()]
    counted = subjects.after(slot.right, slot.followed)
    if members := subjects.announced(slot.left, counted):
        return members
    if counted and slot.quantity.unit not in _UNCOUNTED and subjects.counts_what_follows(slot.left, counted):
        verb, _ = subjects.verb_and_object(subjects.strip_leading(slot.left))
        return [subjects.as_indicator(verb, counted)]
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
    verb, noun = subjects.verb_and_object(name)
    if verb and not noun.strip("、的了"):
        return [subjects.as_indicator(verb, counted)] if counted else (carried or [name])
    if subjects.is_generic(name) and carried:
        return [carried[0] if carried[0].endswith(name) else carried[0] + name]
    return [subjects.shortened(subjects.as_indicator(verb, noun))]


def _balanced(name: str) -> str:
    return name.strip("“”") if name.count("“") != name.count("”") else name


def _own_words(left: str) -> str:
    """Without an earlier part that has a predicate of its own (实现县县通、通车里程突破)."""
    parts = left.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if _PREDICATE_PART.search(parts[index - 1]):
            return "、".join(parts[index:])
    return left
