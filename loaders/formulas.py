"""Formulas: texts that a spreadsheet would run, which sheets that we write never hold as such."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(_SIGNS)


def guarded(text: str) -> str:
    """The text as CSV has it.

    >>> guarded("=1+1"), guarded("6%")
    ("'=1+1", '6%')
    """
    return f"'{text}" if is_formula(text) else text


def plain(text: str) -> str:
    """What was guarded, as it was."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
