"""Succession: which former division a division continues, and which it only took in.

The evidence is the table of divisions alone. A division continues another where it took over its code under
another name (襄樊市, 襄阳市), or kept its name under another code (铜梁县, 铜梁区), as the other ended.
Where it has the code of one and the name of another (綦江区 of 万盛区 and 綦江县), two were merged: neither
is continued.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ontology.divisions import Division, divisions

_LONGEST_OVERLAP_DAYS = 731
"""Between the revisions that first have the new name and last have the old: the table knows no more."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One division after another."""

    earlier: Division
    later: Division
    kind: Literal["renamed", "recoded", "merged"]
    """Only a merged one is not continued: figures before and after are of different territories."""

    @property
    def continues(self) -> bool:
        return self.kind != "merged"


def successions(among: Iterable[Division] | None = None) -> Iterator[Succession]:
    """Every succession of the table, or of some divisions, in its order.

    >>> [(each.earlier.name, each.kind) for each in successions() if each.later.name == "襄阳市"]
    [('襄樊市', 'renamed')]
    >>> sorted((each.earlier.name, each.kind) for each in successions() if each.later.name == "綦江区")
    [('万盛区', 'merged'), ('綦江县', 'merged')]
    """
    table = tuple(among) if among is not None else divisions()
    by_code, by_short = defaultdict(list), defaultdict(list)
    for each in table:
        by_code[each.code].append(each)
        by_short[each.short].append(each)

    def goes_on(earlier: Division) -> bool:
        """Under another code: then its own was given to a stranger."""
        return any(_is_namesake(earlier, each) for each in by_short[earlier.short])

    for later in table:
        if not later.since:
            continue
        ended = [each for each in by_code[later.code] if _ends_as_begins(each, later)]
        same_code = [each for each in ended if not goes_on(each)]
        same_name = [each for each in by_short[later.short] if _is_namesake(each, later)]
        merged = bool(same_code) and bool(same_name)
        for earlier in same_code:
            yield Succession(earlier, later, "merged" if merged else "renamed")
        for earlier in same_name:
            yield Succession(earlier, later, "merged" if merged else "recoded")


def _is_namesake(earlier: Division, later: Division) -> bool:
    """The same short name in the same province and level under another code, as the earlier ends."""
    return (
        bool(later.short)
        and earlier.short == later.short
        and _ends_as_begins(earlier, later)
        and earlier.code != later.code
        and earlier.code[:2] == later.code[:2]
        and earlier.level == later.level
    )


def _ends_as_begins(earlier: Division, later: Division) -> bool:
    if earlier is later or not earlier.until or not later.since or earlier.since >= later.since:
        return False
    days = (date.fromisoformat(earlier.until) - date.fromisoformat(later.since)).days
    return abs(days) <= _LONGEST_OVERLAP_DAYS
