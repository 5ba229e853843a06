"""Choices: values that a page offers, found by whatever an address calls them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from viz.labels import Label


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
