"""Huge pages: how processes that fill much memory get it, which on some machines more than halves their time.

Vocabulary, triples and the store's batches are looked up all over the memory. With pages of 4 KiB a processor
soon looks for pages rather than for what is in them, worst of all in a virtual machine. glibc asks the kernel
for pages of 2 MiB when it is told so before a process begins; elsewhere nobody understands these words.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_WORDS = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
"""Python's own allocator would not ask."""


def environment() -> dict[str, str]:
    """Ours, for a process to start with; what is set there already stays."""
    return {**_WORDS, **os.environ}


@contextmanager
def inherited() -> Iterator[None]:
    """Lets all processes have it that start meanwhile."""
    missing = _WORDS.keys() - os.environ.keys()
    os.environ.update({name: _WORDS[name] for name in missing})
    try:
        yield
    finally:
        for name in missing:
            del os.environ[name]
