"""Why a number became no figure: the rules of audit_reasons.toml, of which the first that fits gives the reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ontology.errors import VocabularyError

RULES = Path(__file__).with_name("audit_reasons.toml")
WINDOW = 24
"""Characters before and after a number that a rule may look at."""
UNKNOWN = "unknown"

Inside = Literal["", "quote", "title"]

_LONGEST_QUOTE = 16
_FIELDS = {"reason", "before", "number", "after", "inside", "example"}


@dataclass(frozen=True, slots=True)
class Place:
    """A number of a reading with the words around it; `\\n` is the edge of a paragraph."""

    before: str
    number: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Place:
        before = text[max(start - WINDOW, 0) : start]
        return cls(before if start > WINDOW else f"\n{before}", text[start:end], text[end : end + WINDOW])

    @classmethod
    def of_example(cls, example: str) -> Place:
        """An example marks the number by 【 and 】, and the edge of a paragraph by |."""
        before, number, after = re.split(r"【(?=[^【】]+】)|(?<=[^【】])】", example.replace("|", "\n"), maxsplit=2)
        return cls(before[-WINDOW:], number, after[:WINDOW])

    @property
    def inside(self) -> Inside:
        """Whether it stands between the marks of a title or of a short quotation."""
        if self._between("《", "》"):
            return "title"
        quoted = self._between("“", "”") or self._between("「", "」")
        return "quote" if quoted and len(quoted) <= _LONGEST_QUOTE and not re.search("[，。；]", quoted) else ""

    def _between(self, opening: str, closing: str) -> str:
        """What the marks around the number hold; empty where it stands between none."""
        left, right = self.before.rpartition(opening), self.after.partition(closing)
        if not left[1] or not right[1] or closing in left[2] or opening in right[0]:
            return ""
        return left[2] + self.number + right[0]


@dataclass(frozen=True, slots=True)
class ReasonRule:
    """Fits a number by its own characters and by the words next to it."""

    reason: str
    before: re.Pattern[str]
    number: re.Pattern[str]
    after: re.Pattern[str]
    inside: Inside
    example: str

    def fits(self, place: Place) -> bool:
        return (
            self.number.fullmatch(place.number) is not None
            and (not self.inside or self.inside == place.inside)
            and self.after.match(place.after) is not None
            and self.before.search(place.before) is not None
        )


@dataclass(frozen=True, slots=True)
class Reasons:
    """The rules in order, and what each reason is called in Chinese and English."""

    labels: Mapping[str, Mapping[str, str]]
    rules: tuple[ReasonRule, ...]

    def of(self, place: Place) -> str | None:
        """The reason of the first rule that fits, or None."""
        return next((rule.reason for rule in self.rules if rule.fits(place)), None)


@cache
def load_reasons(path: Path = RULES) -> Reasons:
    """Raises VocabularyError, naming file and rule, where a rule is malformed."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = content["reasons"]
    rules = tuple(_rule(path, number, row) for number, row in enumerate(content["rule"], 1))
    if unknown := {rule.reason for rule in rules} - set(labels):
        raise VocabularyError(f"{path}: reason {sorted(unknown)[0]!r} has no names; add it to [reasons]")
    return Reasons(labels, rules)


def _rule(path: Path, number: int, row: Mapping[str, Any]) -> ReasonRule:
    if unknown := set(row) - _FIELDS:
        raise VocabularyError(f"{path}: rule {number}: unknown field {sorted(unknown)[0]!r}")
    try:
        return ReasonRule(
            row["reason"],
            re.compile(f"(?:{row.get('before', '')})$"),
            re.compile(row.get("number", ".*")),
            re.compile(row.get("after", "")),
            row.get("inside", ""),
            row["example"],
        )
    except (KeyError, re.error) as error:
        raise VocabularyError(f"{path}: rule {number}: {error}") from error
