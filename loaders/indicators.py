"""Indicators: what each quantity of a clause measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders import subjects, work
from loaders.slots import Slot

_NOUN_UNIT = re.compile(r"[桥隧]$")
_PREDICATE_PART = re.compile(r"实现|完成|达到|建成|得到|取得")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|州|县|区|校)级(?:以上)?(?P<noun>.*)$")
_STATE = re.compile(r"(?:全年|年内|当年|累计|基本|新|再|全部|分期|计划|实际|主体)*(?:开工|建成|完工|竣工|交付|改造|续建|新建|改建|建设|开工建设|开工改造|完成|实施|投用|入住|分配入住)+")
"""Bare states of work, which say nothing without the thing worked on."""
_OF_THINGS = re.compile(r"的?[\u4e00-\u9fff]{2}")
"""90%以上的行政村…: a share of what follows."""
_IS_SHARE = re.compile(r"(?:占比|比重|比例|比|率|份额)$")
_SPENT = re.compile(r"(?:投入|投资|安排|筹资|筹措|筹集|拨付)(?:资金)?$")
_MOST_CARRIED, _LONGEST_CARRIED = 12, 60
_UNCOUNTED = ("%", "pp", "×", ":1", "类", "年", "天", "小时", "分钟", "工作日", "个月")


class Names(NamedTuple):
    """What a quantity measures: usually one name; with the rule that read it and where its words stand."""

    names: tuple[str, ...]
    rule: str
    start: int
    end: int
    places: tuple[str, ...] = ()
    """Where only places stand before the quantity: of these it is, and measures what the one before measures."""


NONE = Names((), "", 0, 0)


def named(
    slots: Sequence[Slot], carried: Names, are_places: Callable[[Sequence[str]], bool] = lambda names: False
) -> Iterator[tuple[Slot, Names]]:
    """Each quantity with the names of what it measures.

    `carried` are the subjects of the clause before, for quantities without one (…1.96万亿元、增长8.1%);
    `are_places` tells whether names are those of places, which measure nothing.
    """
    carried = _plausible(carried)
    heads = _heads_of_levels(slots)
    for index, slot in enumerate(slots):
        if "分别" in slot.left and (shared := _distributed(slots[index:], carried, index == 0)) is not None:
            yield from ((each, _of_places(names, carried, are_places)) for each, names in shared)
            return
        names = _of_places(_names(slot, carried, heads[index]), carried, are_places)
        yield slot, names
        carried = names._replace(places=())


def _of_places(names: Names, carried: Names, are_places: Callable[[Sequence[str]], bool]) -> Names:
    """塔城地区增长6%, after an indicator: what the indicator is in a part of the area."""
    if len(carried.names) != 1 or names.rule not in ("name-before", "name-in-turn", "name-uneven", "name-shared-value"):
        return names
    places = tuple(part for name in names.names for part in subjects.listed(name.removeprefix("其中")))
    if not places or not are_places(places):
        return names
    return Names(carried.names, "name-of-place", names.start, names.end, places)


def _heads_of_levels(slots: Sequence[Slot]) -> list[str]:
    """The noun that the last one says of all, for each that stops at its level or size.

    1个国家级、5个省级重点专科; 5个投资10亿元以上、20个5亿元以上重点项目.
    """
    heads, head = [""] * len(slots), ""
    for index in range(len(slots) - 1, -1, -1):
        slot = slots[index]
        noun = subjects.after(slot.right, slot.followed)
        level, bare = _LEVEL.match(noun), subjects.without_size(noun)
        if (level and not level["noun"]) or (not bare and (noun or slot.quantity.text.endswith("级"))):
            heads[index] = head
        else:
            graded = bare != noun or slot.quantity.text.endswith("级")
            head = level["noun"] if level else bare if graded else ""
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
    if carried.rule != "name-worked-on" and len(carried.names) == len(slots) and (not name or subjects.is_generic(name)):
        names = [subject if name == "总量" else subject + name for subject in carried.names]
    if len(slots) == 2 and len(names) == 1 and name.startswith("城乡"):
        names = [name.replace("城乡", "城镇", 1), name.replace("城乡", "农村", 1)]
    if len(slots) == 1 and subjects.shares_one_value(names):
        return [(slots[0], Names(tuple(map(subjects.shortened, names)), "name-shared-value", start, start + at))]
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
    counted = subjects.after(_with_classifier(slot), slot.followed) + head
    if members := subjects.announced(slot.left, counted):
        return Names(tuple(members), "name-members", quantity.start - len(slot.left), behind + len(slot.right))
    if noun := _SPENT.search(slot.left) if quantity.unit == "元" and _is_deed(counted) else None:
        start = quantity.start - len(slot.left) + noun.start()
        return Names((noun.group(),), "name-spending", start, start + len(noun.group()))
    if counted and quantity.unit not in _UNCOUNTED and subjects.counts_what_follows(slot.left, counted):
        verb, _ = work.verb_and_object(subjects.strip_leading(slot.left))
        name = work.as_indicator(verb, counted)
        start = behind if slot.right else quantity.start  # 千亿级、百亿级产业集群: the noun is the last one's
        return Names((name,), "name-counted", start, behind + len(slot.right))
    return _before(slot, counted, carried)


def _is_deed(counted: str) -> bool:
    """Whether what follows says what is done with the money: 投入2亿元【改善办学条件】."""
    return bool(work.verb_and_object(counted)[0])


def _with_classifier(slot: Slot) -> str:
    """50万人口: 人 is the classifier and belongs to the noun."""
    return "人" + slot.right if slot.quantity.text.endswith("人") and slot.right.startswith("口") else slot.right


def _before(slot: Slot, counted: str, carried: Names) -> Names:
    """Names from the words before the quantity."""
    start, end = slot.quantity.start - len(slot.left.lstrip("、，和及")), slot.quantity.start
    found = subjects.before(_own_words(slot.left))
    name = _balanced(found.name)
    if not name:
        shared = slot.quantity.unit == "%" and _OF_THINGS.match(slot.right) and counted
        return (None if shared else _carried(carried)) or _whatever(slot, counted)
    if name.endswith("各") and (each := _each(name.removesuffix("各"))):
        return Names(each, "name-each", start, end)
    if slot.quantity.unit == "×" and subjects.shares_one_value(both := subjects.split_subjects(name)):
        return Names(tuple(map(subjects.shortened, both)), "name-shared-value", start, end)
    doubled = slot.quantity.text == "双倍增"
    if found.predicate or doubled:
        listed = subjects.split_subjects(name)
        if subjects.shares_one_value(listed) or (doubled and len(listed) == 2):
            return Names(tuple(map(subjects.shortened, listed)), "name-shared-value", start, end)
    level = _LEVEL.fullmatch(name)
    if level and not level["noun"] and carried.names and (whole := _LEVEL.match(carried.names[0])) and whole["noun"]:
        return Names((name + whole["noun"],), "name-of-level", start, end)
    verb, noun = work.verb_and_object(name)
    if verb and not noun.strip("、的了") and not work.is_whole(verb):
        if counted:
            return Names((work.as_indicator(verb, counted),), "name-verb-and-counted", start, end)
        goes_on = carried.rule != "name-worked-on" or _STATE.fullmatch(name)
        return (_carried(carried) if goes_on else None) or Names((name,), "name-before", start, end)
    if (subjects.is_generic(name) or subjects.shortened(name) == "占比") and carried.names and carried.rule != "name-worked-on":
        first, head = carried.names[0], subjects.shortened(name)
        headed = first if first.endswith(head) else first + head
        return Names((headed,), "name-generic-head", start, end)
    name = subjects.shortened(work.as_indicator(verb, noun) if noun else name)
    if slot.quantity.unit == "%" and "占" in found.words and not _IS_SHARE.search(name):
        name += "占比"
    return Names((name,), "name-before", start, end)


def _each(name: str) -> tuple[str, ...]:
    """示范合作社、家庭农场各50家: one for each; none where only the place or the verb stands before 各."""
    verb, noun = work.verb_and_object(name)
    return tuple(work.as_indicator(verb, part) for part in subjects.listed(noun)) if len(noun) > 2 else ()


def _carried(carried: Names) -> Names | None:
    if not carried.names:
        return None
    return carried if carried.rule == "name-worked-on" else carried._replace(rule="name-carried")


def _whatever(slot: Slot, counted: str) -> Names:
    """Where no words tell: what is counted, the bare words before, or the whole clause."""
    name = counted or slot.left.strip("、，") or slot.clause.text
    return Names((name,), "name-clause", slot.clause.start, slot.clause.end)


def _balanced(name: str) -> str:
    name = name.strip("“”") if name.count("“") != name.count("”") else name
    opened = name.count("（") + name.count("(") > name.count("）") + name.count(")")
    return name.lstrip("（(") if opened else name


def _own_words(left: str) -> str:
    """Without an earlier part that has a predicate of its own (实现县县通、通车里程突破)."""
    parts = left.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if _PREDICATE_PART.search(parts[index - 1]):
            return "、".join(parts[index:])
    return left
