"""Allocator: what processes with much in memory tell glibc's before they begin; others do not understand it.

Triples and the store's batches are looked up all over the memory. With pages of 4 KiB a processor soon looks
for pages rather than for what is in them, worst of all in a virtual machine; glibc asks the kernel for pages
of 2 MiB when it is told so. And the store's engine takes and gives back millions of small blocks, which glibc
by itself does not keep at hand. Processes that mostly run Python are better off without: it has an allocator
of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_AT_HAND = ("tcache_count=2000", "mxfast=0")

MUCH = ("hugetlb=1", *_AT_HAND)
"""For a process that fills much memory."""
LITTLE = ("arena_max=1", *_AT_HAND)
"""For a process whose addresses are limited: a heap for each of its threads would take 64 MiB of them."""


def environment(settings: tuple[str, ...]) -> Mapping[str, str]:
    """Ours with these, for a process to start with; what is set there already stays."""
    tunables = ":".join(f"glibc.malloc.{setting}" for setting in settings)
    return {"GLIBC_TUNABLES": tunables, **os.environ}
