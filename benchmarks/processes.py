"""The processes of a running server, from Linux's /proc."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def below(pid: int) -> set[int]:
    """Process ids below a process, at any depth; each thread lists those that it started."""
    found: set[int] = set()
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended meanwhile
            found |= set(map(int, listed.read_text(encoding="ascii").split()))
    return found | {deep for child in found for deep in below(child)}


def evaluators(pid: int) -> set[int]:
    """Processes of a server that evaluate queries."""
    return {child for child in below(pid) if "queries.evaluator" in _command(child)}


def serving(pid: int) -> set[int]:
    """Processes of a server that answer requests."""
    return {child for child in below(pid) if "serve" in _command(child)}


def memory_mib(pid: int) -> float:
    """What a process and all below it hold, shared pages counted once."""
    return sum(_proportional_kib(each) for each in {pid, *below(pid)}) / 1024


def _command(pid: int) -> list[str]:
    """The words of its command line."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
    return []


def _proportional_kib(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0
