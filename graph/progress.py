"""Progress of long work: how much is done, how fast, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeAlias, TypeVar

Progress: TypeAlias = Callable[[str], None]
"""Is told how far work is."""

_SECONDS = 5.0
"""Between two messages."""

_Thing = TypeVar("_Thing")


def silent(message: str) -> None:
    """Tells nobody."""


def counted(
    things: Iterable[_Thing],
    total: int,
    what: str,
    say: Progress,
    *,
    clock: Callable[[], float] = monotonic,
) -> Iterator[_Thing]:
    """The same things; every few seconds it is told how many have come, how many a second, and when all will
    have."""
    began = told = clock()
    for number, thing in enumerate(things, 1):
        yield thing
        now = clock()
        if now - told >= _SECONDS and number < total:
            told = now
            rate = number / (now - began)
            say(f"{number:,} of {total:,} {what}, {rate:.1f} a second, {_left((total - number) / rate)} left")
    if total > 1:
        say(f"{total:,} {what} in {_left(clock() - began)}")


def _left(seconds: float) -> str:
    """Minutes and seconds.

    >>> _left(754)
    '12:34'
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
