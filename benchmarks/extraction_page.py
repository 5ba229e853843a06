"""The page on performance: tables in Markdown, from timings alone."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from statistics import median

from benchmarks.extraction_timing import Length, SideBySide

_HEAD = """\
# Performance: how fast a report is read

Written by `python -m benchmarks.extraction`: every figure here comes from that command, none is typed in. It
reads the shipped report, from the file on disk to the records, in one process and on one core, and in turn
tags the same text with `jieba.posseg` {jieba}, which only cuts it into words with their parts of speech.
Speeds depend on the machine and on what else runs there; the ratios hardly do.

- **{ratio:.1f} times** the characters per second of `jieba.posseg` (median of {rounds} rounds, each with its own
  ratio; from {least:.1f} to {most:.1f}).
- **{memory:.0f} MB** at most in a process of its own that reads the report, Python and spaCy included.
- **{growth:.2f} times** the time per character when the text is {times} times as long.

Python {python}, spaCy {spacy}, {machine}."""


def page(compared: SideBySide, memory: float, lengths: Sequence[Length]) -> str:
    """The whole page."""
    ratios = [each.ratio for each in compared.rounds]
    head = _HEAD.format(
        jieba=version("jieba"), spacy=version("spacy"), python=platform.python_version(), machine=platform.machine(),
        ratio=compared.ratio, least=min(ratios), most=max(ratios), rounds=len(ratios), memory=memory,
        growth=lengths[0].speed / lengths[-1].speed, times=lengths[-1].times,
    )
    lines = [
        head, "", "## Side by side", "", *_compared(compared),
        "", "## With the length of the text", "", *_lengths(lengths),
    ]
    return "\n".join(lines) + "\n"


def _compared(compared: SideBySide) -> Iterator[str]:
    yield f"{compared.characters:,} characters; the stages are those of the extraction."
    yield from ("", "|  | share | best ms | median ms | characters/s (best) | times jieba.posseg |", "|---|---:|---:|---:|---:|---:|")
    tagger = [each.tagger for each in compared.rounds]
    whole = [each.extraction for each in compared.rounds]
    yield _row("`jieba.posseg`", tagger, "", compared.characters, "1.0")
    yield _row("**whole extraction**", whole, "100%", compared.characters, f"**{compared.ratio:.1f}**")
    for stage in compared.rounds[0].stages:
        seconds = [each.stages[stage] for each in compared.rounds]
        ratio = median(each.tagger / each.stages[stage] for each in compared.rounds)
        share = f"{min(seconds) / sum(min(each.stages[s] for each in compared.rounds) for s in compared.rounds[0].stages):.0%}"
        yield _row(stage, seconds, share, compared.characters, f"{ratio:.0f}")


def _row(name: str, seconds: Sequence[float], share: str, characters: int, ratio: str) -> str:
    best = min(seconds)
    return f"| {name} | {share} | {best * 1e3:.1f} | {median(seconds) * 1e3:.1f} | {characters / best:,.0f} | {ratio} |"


def _lengths(lengths: Sequence[Length]) -> Iterator[str]:
    yield "The report's text, repeated; the best of three."
    yield from ("", "| length | characters | s | characters/s | time per character |", "|---|---:|---:|---:|---:|")
    for each in lengths:
        slower = lengths[0].speed / each.speed
        yield f"| {each.times}× | {each.characters:,} | {each.seconds:.2f} | {each.speed:,.0f} | {slower:.2f} |"
