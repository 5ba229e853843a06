"""Endings reach as far as their patterns: a shorter reach would cut off the longest of them."""

from __future__ import annotations

import importlib
import pkgutil
from re import _parser  # type: ignore[attr-defined]  # the only way to ask a pattern for its width

import pytest

import loaders
from loaders.endings import Ending

ENDINGS = {
    f"{module.name}.{name}": value
    for module in pkgutil.iter_modules(loaders.__path__, "loaders.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Ending)
}


def test_there_are_endings() -> None:
    assert len(ENDINGS) > 5


@pytest.mark.parametrize("name", ENDINGS)
def test_an_ending_reaches_as_far_as_its_pattern(name: str) -> None:
    ending = ENDINGS[name]
    assert _parser.parse(ending.pattern.pattern).getwidth()[1] == ending.reach
