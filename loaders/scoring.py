"""How well records agree with annotations made by hand: the rules of tests/gold/GUIDE.md.

A record and an annotation agree when their characters overlap by half or more of what they cover together
(one to one, best overlap first); F1 counts those pairs, strict F1 only pairs whose decisive fields agree too.
Records on lines that were not annotated are left out, and so are headings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DocumentError

JsonRecord = Mapping[str, object]
"""A record in the public format (docs/records.md), or an annotation with the same fields."""

FILES = {
    "figure": "figures",
    "project": "projects",
    "region": "regions",
    "organization": "organizations",
    "commitment": "commitments",
}
FIELDS = {
    "figure": ("value", "unit", "kind", "comparator", "period", "measure", "indicator", "region", "strength"),
    "project": ("kind", "stage", "class", "action"),
    "region": ("canonical",),
    "organization": ("canonical", "type"),
    "commitment": ("type", "action"),
}
DECISIVE = {
    "figure": ("value", "unit", "kind", "comparator", "period", "indicator"),
    "project": ("stage",),
    "region": ("canonical",),
    "organization": ("canonical",),
    "commitment": ("type",),
}
_ENOUGH_OVERLAP = 0.5
_ENOUGH_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was found of one kind: pairs (annotation, record), and what stayed alone on either side."""

    kind: str
    pairs: tuple[tuple[JsonRecord, JsonRecord], ...]
    missed: tuple[JsonRecord, ...]
    spurious: tuple[JsonRecord, ...]

    @property
    def gold(self) -> int:
        return len(self.pairs) + len(self.missed)

    @property
    def predicted(self) -> int:
        return len(self.pairs) + len(self.spurious)

    @property
    def precision(self) -> float:
        return _share(len(self.pairs), self.predicted)

    @property
    def recall(self) -> float:
        return _share(len(self.pairs), self.gold)

    @property
    def f1(self) -> float:
        return _f1(len(self.pairs), self.gold, self.predicted)

    @property
    def strict_f1(self) -> float:
        right = sum(not self._wrong(pair, DECISIVE[self.kind]) for pair in self.pairs)
        return _f1(right, self.gold, self.predicted)

    def fields(self) -> dict[str, float]:
        """Of each field, the share of the pairs in which it agrees."""
        return {
            field: _share(sum(not self._wrong(pair, (field,)) for pair in self.pairs), len(self.pairs))
            for field in FIELDS[self.kind]
        }

    def errors(self) -> list[str]:
        """One line for each annotation missed, record that none asked for, and field that differs."""
        lines = [f"MISSED   {json.dumps(row, ensure_ascii=False)}" for row in self.missed]
        lines += [f"SPURIOUS {json.dumps(row, ensure_ascii=False)}" for row in self.spurious]
        for gold, found in self.pairs:
            lines += [
                f"WRONG    {gold['text']!r} {field}: gold {gold.get(field)!r}, predicted {found.get(field)!r}"
                for field in self._wrong((gold, found), FIELDS[self.kind])
            ]
        return lines

    @staticmethod
    def _wrong(pair: tuple[JsonRecord, JsonRecord], fields: Iterable[str]) -> list[str]:
        return [field for field in fields if not _agree(field, pair[0].get(field), pair[1].get(field))]


def score(gold_folder: Path, text: str, records: Sequence[JsonRecord]) -> dict[str, Agreement]:
    """Compare records with the annotations in a folder, kind by kind; kinds without annotations are absent.

    `text` is the kept text that the offsets of `records` count in. Raises DocumentError when the folder holds
    no annotations, or when they are of another text.
    """
    lines = _lines(text)
    return {
        kind: _compare(kind, gold, [record for record in records if record.get("record") == kind], windows)
        for kind, gold, windows in _read_gold(gold_folder, lines)
    }


def _compare(
    kind: str, gold: list[JsonRecord], records: list[JsonRecord], windows: list[tuple[int, int]]
) -> Agreement:
    annotated = [
        record
        for record in records
        if any(start <= _offset(record, "start") < end for start, end in windows)
    ]
    return _pair(kind, _without_headings(kind, gold), _without_headings(kind, annotated))


def _without_headings(kind: str, rows: list[JsonRecord]) -> list[JsonRecord]:
    return [row for row in rows if kind != "commitment" or row.get("type") != "heading"]


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, without its line feed."""
    bounds, start = [], 0
    for line in text.split("\n"):
        bounds.append((start, start + len(line)))
        start += len(line) + 1
    return bounds


def _read_gold(
    folder: Path, lines: list[tuple[int, int]]
) -> Iterable[tuple[str, list[JsonRecord], list[tuple[int, int]]]]:
    try:
        coverage = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"{folder}: no annotations can be read here ({error}); give a folder with coverage.json and "
            "figures.jsonl, projects.jsonl, … as tests/gold/dev has"
        ) from error
    for kind, stem in FILES.items():
        path = folder / f"{stem}.jsonl"
        if path.exists():
            yield kind, _annotations(path, lines), [_line(path, lines, number) for number in coverage[stem]]


def _annotations(path: Path, lines: list[tuple[int, int]]) -> list[JsonRecord]:
    """Annotations with their offsets moved from the line to the whole text."""
    rows: list[JsonRecord] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.strip():
            annotation = json.loads(row)
            start = _line(path, lines, annotation["line"])[0]
            rows.append(
                {**annotation, "start": annotation["start"] + start, "end": annotation["end"] + start}
            )
    return rows


def _line(path: Path, lines: list[tuple[int, int]], number: int) -> tuple[int, int]:
    if not 1 <= number <= len(lines):
        raise DocumentError(
            f"{path}: line {number} is annotated, but the report has {len(lines)} lines; "
            "score with the report that the annotations were made on"
        )
    return lines[number - 1]


def _offset(row: JsonRecord, field: str) -> int:
    value = row[field]
    assert isinstance(value, int), f"{field} of {row} is no offset"
    return value


def _pair(kind: str, gold: list[JsonRecord], found: list[JsonRecord]) -> Agreement:
    candidates = sorted(
        (-overlap, g, f)
        for g, annotation in enumerate(gold)
        for f, record in enumerate(found)
        if (overlap := _overlap(annotation, record)) >= _ENOUGH_OVERLAP
    )
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in candidates:
        if g not in of_gold and f not in taken:
            of_gold[g] = f
            taken.add(f)
    return Agreement(
        kind,
        tuple((gold[g], found[f]) for g, f in of_gold.items()),
        tuple(row for g, row in enumerate(gold) if g not in of_gold),
        tuple(row for f, row in enumerate(found) if f not in taken),
    )


def _overlap(a: JsonRecord, b: JsonRecord) -> float:
    """Characters that both cover, as a share of those that either covers."""
    starts, ends = [_offset(row, "start") for row in (a, b)], [_offset(row, "end") for row in (a, b)]
    return max(0.0, (min(ends) - max(starts)) / (max(ends) - min(starts)))


def _agree(field: str, gold: object, found: object) -> bool:
    if field == "value":
        return _same_number(gold, found)
    if field == "indicator":
        return _same_indicator(_letters(gold), _letters(found))
    return ("" if gold is None else str(gold)) == ("" if found is None else str(found))


def _same_number(gold: object, found: object) -> bool:
    """The sign does not count: the verb or the indicator carries the direction."""
    try:
        expected, value = abs(float(str(gold))), abs(float(str(found)))
    except ValueError:
        return False
    return abs(expected - value) <= 1e-9 * max(1.0, expected)


def _letters(text: object) -> str:
    return "".join(character for character in str(text or "") if character.isalnum())


def _same_indicator(gold: str, found: str) -> bool:
    """One holds the other and half of it or more, or their pairs of characters are alike; 人均 in both or none."""
    if not gold or not found or ("人均" in gold) != ("人均" in found):
        return False
    short, long = sorted((gold, found), key=len)
    if len(short) >= 3 and 2 * len(short) >= len(long) and short in long:
        return True
    a, b = _bigrams(gold), _bigrams(found)
    return 2 * len(a & b) / (len(a) + len(b)) >= _ENOUGH_ALIKE


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(right: int, gold: int, found: int) -> float:
    precision, recall = _share(right, found), _share(right, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
