"""Garbage: work without Python's search for objects that hold each other in cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Neither records nor triples have cycles, and to look through them and the vocabulary again and again is
    a fifth of the work.

    What was made meanwhile joins what is old, so that it is not looked through afterwards either.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # else somebody else's frozen objects would thaw
                gc.freeze()
                gc.unfreeze()
            gc.enable()
