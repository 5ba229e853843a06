"""Indicators: what each quantity of a clause measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import subjects, work
from loaders.slots import Slot

_NOUN_UNIT = re.compile(r"[桥隧]$")
_PREDICATE_PART = re.compile(r"实现|完成|达到|建成|得到|取得")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|州|县|区|校)级(?:以上)?(?P<noun>.*)$")
_MOST_CARRIED, _LONGEST_CARRIED = 12, 60
_UNCOUNTED = ("%", "pp", "×", ":1", "类")


@dataclass(frozen=True, slots=True)
class Names:
    """What a quantity measures: usually one name; with the rule that read it and where its words stand."""

    names: tuple[str, ...]
    rule: str
    start: int
    end: int


NONE = Names((), "", 0, 0)


def named(slots: Sequence[Slot], carried: Names) -> Iterator[tuple[Slot, Names]]:
    """Each quantity with the names of what it measures.

    `carried` are the subjects of the clause before, for quantities without one (…1.96万亿元、增长8.1%).
    """
    carried = _plausible(carried)
    heads = _heads_of_levels(slots)
    for index, slot in enumerate(slots):
        if "分别" in slot.left and (shared := _distributed(slots[index:], carried, index == 0)) is not None:
            yield from shared
            return
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


def _plausible(carried: Names) -> Names:
    """Without what no report carries from clause to clause: noise would grow from each to the next."""
    names = carried.names
    return carried if len(names) <= _MOST_CARRIED and all(len(name) <= _LONGEST_CARRIED for name in names) else NONE


def _distributed(slots: Sequence[Slot], carried: Names, opens: bool) -> list[tuple[Slot, Names]] | None:
    """分别: one subject for each value in turn; where the counts differ each value keeps the whole list.

    `opens`: no other quantity stands before them in the clause.
    """
    left = slots[0].left
    start, at = slots[0].quantity.start - len(left), left.find("分别")
    name = subjects.before(left[:at].lstrip("”、")).name
    names = subjects.split_subjects(name)
    if len(carried.names) == len(slots) and (not name or subjects.is_generic(name)):
        names = [subject if name == "总量" else subject + name for subject in carried.names]
    if len(names) != len(slots):
        whole = Names((name,), "name-uneven", start, start + at)
        return [(slot, whole) for slot in slots] if name and opens else None
    return [
        (slot, Names((subjects.shortened(name),), "name-in-turn", start, start + at + 2))
        for slot, name in zip(_evenly(slots), names, strict=True)
    ]


def _evenly(slots: Sequence[Slot]) -> Sequence[Slot]:
    """36%和46%左右: 左右 after the last of two that 和 joins is said of both."""
    if len(slots) == 2 and slots[1].left == "和" and slots[1].suffix == "左右" and not slots[0].suffix:
        return [replace(slots[0], suffix="左右"), slots[1]]
    return slots


def _names(slot: Slot, carried: Names, head: str) -> Names:
    quantity = slot.quantity
    behind = quantity.end + len(slot.suffix)
    if noun := _NOUN_UNIT.search(quantity.text):
        return Names((noun.group(),), "name-in-unit", *slot.whole)
    counted = subjects.after(slot.right, slot.followed) + head
    if members := subjects.announced(slot.left, counted):
        return Names(tuple(members), "name-members", quantity.start - len(slot.left), behind + len(slot.right))
    if counted and quantity.unit not in _UNCOUNTED and subjects.counts_what_follows(slot.left, counted):
        verb, _ = work.verb_and_object(subjects.strip_leading(slot.left))
        name = work.as_indicator(verb, counted)
        return Names((name,), "name-counted", behind, behind + len(slot.right))
    return _before(slot, counted, carried)


def _before(slot: Slot, counted: str, carried: Names) -> Names:
    """Names from the words before the quantity."""
    start, end = slot.quantity.start - len(slot.left.lstrip("、，和及")), slot.quantity.start
    found = subjects.before(_own_words(slot.left))
    name = _balanced(found.name)
    if not name:
        return _carried(carried) or _whatever(slot, counted)
    doubled = slot.quantity.text == "双倍增"
    if found.predicate or doubled:
        listed = subjects.split_subjects(name)
        if subjects.shares_one_value(listed) or (doubled and len(listed) == 2):
            return Names(tuple(map(subjects.shortened, listed)), "name-shared-value", start, end)
    verb, noun = work.verb_and_object(name)
    if verb and not noun.strip("、的了") and not work.is_whole(verb):
        if counted:
            return Names((work.as_indicator(verb, counted),), "name-verb-and-counted", start, end)
        return _carried(carried) or Names((name,), "name-before", start, end)
    if (subjects.is_generic(name) or subjects.shortened(name) == "占比") and carried.names:
        first, head = carried.names[0], subjects.shortened(name)
        whole = first if first.endswith(head) else first + head
        return Names((whole,), "name-generic-head", start, end)
    name = subjects.shortened(work.as_indicator(verb, noun) if noun else name)
    return Names((name,), "name-before", start, end)


def _carried(carried: Names) -> Names | None:
    return replace(carried, rule="name-carried") if carried.names else None


def _whatever(slot: Slot, counted: str) -> Names:
    """Where no words tell: what is counted, the bare words before, or the whole clause."""
    name = counted or slot.left.strip("、，") or slot.clause.text
    return Names((name,), "name-clause", slot.clause.start, slot.clause.end)


def _balanced(name: str) -> str:
    return name.strip("“”") if name.count("“") != name.count("”") else name


def _own_words(left: str) -> str:
    """Without an earlier part that has a predicate of its own (实现县县通、通车里程突破)."""
    parts = left.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if _PREDICATE_PART.search(parts[index - 1]):
            return "、".join(parts[index:])
    return left
