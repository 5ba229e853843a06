"""Choices: values that a page offers, found by whatever an address calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from viz.current import Site
from viz.labels import Label
from viz.language import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a page offers, and how much there is of it."""

    label: Label
    count: int

    def is_called(self, name: str) -> bool:
        """By IRI, code, or name in a language.

        >>> Choice(Label("https://example.org/id/indicator/gdp", "地区生产总值", "GDP"), 1).is_called("gdp")
        True
        """
        iri = self.label.iri
        return name in (iri, iri.rpartition("/")[2], self.label.zh, self.label.en)


def known(choices: Iterable[Choice], value: str) -> str:
    """The IRI of the choice that is called so; nothing for what is not offered."""
    return next((each.label.iri for each in choices if each.is_called(value)), "") if value else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, and how much there is then."""

    value: str
    """As the address says it; empty for any."""
    text: str
    count: int
    source: str
    """The question that counts, and which of its rows are meant."""
    row: str


Named = Callable[[Iterable[str]], Iterable[tuple[str, str, str]]]
"""Values as the address and the page say them, and as the counts do, in order."""


def options(
    here: Site, view: str, column: str, counted: str, others: Mapping[str, str], named: Named
) -> list[Option]:
    """Any and each value of a column of a view that counts, as the other choices leave them."""
    source = view + (f"?{urlencode(others)}" if others else "")
    counts: Counter[str] = Counter()
    for row in here.service.ask(view, **others):
        counts[str(row[column] or "")] += int(str(row[counted]))
    values = named(value for value in counts if value)
    each = (Option(value, text, counts[key], source, f"{column}={key}") for value, text, key in values)
    return [Option("", _("不限"), counts.total(), source, ""), *each]
