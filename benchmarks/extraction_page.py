"""The page on performance: tables in Markdown, from timings alone."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from statistics import median

from benchmarks.extraction_timing import Length, SideBySide

_HEAD = """\
# Performance: how fast a report is read

Written by `python -m benchmarks.extraction`: every figure here comes from that command, none is typed in. In
one process and on one core it reads the shipped report, from the file on disk to the records, and in turn
tags the same text with `jieba.posseg` {jieba}, which only cuts it into words with their parts of speech.
Times are CPU times; they depend on the machine, the ratios hardly do.

- **{ratio:.1f} times** the characters per second of `jieba.posseg`: the median of {rounds} rounds, each with
  its own ratio ({least:.1f} to {most:.1f}).
- **{growth:.2f} times** the time per character for a text {times} times as long.
- **{memory:.0f} MB** at most in a process of its own that reads the report, Python and spaCy included.

Python {python}, spaCy {spacy}, {machine}."""

_COMPARED = ("", "share", "best ms", "median ms", "characters/s (best)", "times `jieba.posseg`")
_LENGTHS = ("length", "characters", "s", "characters/s", "time per character")


def page(compared: SideBySide, memory: float, lengths: Sequence[Length]) -> str:
    """The whole page."""
    ratios = [each.ratio for each in compared.rounds]
    shortest, longest = lengths[0], lengths[-1]
    head = _HEAD.format(
        ratio=compared.ratio, least=min(ratios), most=max(ratios), rounds=len(ratios),
        growth=shortest.speed / longest.speed, times=longest.times // shortest.times, memory=memory,
        jieba=version("jieba"), spacy=version("spacy"),
        python=platform.python_version(), machine=platform.machine(),
    )
    lines = [
        head,
        "", "## Side by side", "", f"{compared.characters:,} characters; the stages are the extraction's.",
        "", *_head_row(_COMPARED), *_compared(compared),
        "", "## With the length of the text", "", "The report's text, repeated; the best of three.",
        "", *_head_row(_LENGTHS), *_lengths(lengths),
    ]
    return "\n".join(lines) + "\n"


def _head_row(columns: Sequence[str]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |"
    yield "|---" + "|---:" * (len(columns) - 1) + "|"


def _compared(compared: SideBySide) -> Iterator[str]:
    """The tagger, the whole extraction, and each of its stages."""
    rounds = compared.rounds
    tagger, whole = [each.tagger for each in rounds], [each.extraction for each in rounds]
    yield _row("`jieba.posseg`", tagger, tagger, None, compared.characters)
    yield _row("**whole extraction**", whole, tagger, 1, compared.characters)
    for stage in rounds[0].stages:
        seconds = [each.stages[stage] for each in rounds]
        yield _row(stage, seconds, tagger, median(seconds) / median(whole), compared.characters)


def _row(
    name: str, seconds: Sequence[float], tagger: Sequence[float], share: float | None, characters: int
) -> str:
    ratio = median(other / own for other, own in zip(tagger, seconds, strict=True))
    cells = (
        name, "" if share is None else f"{share:.0%}", f"{min(seconds) * 1e3:.1f}",
        f"{median(seconds) * 1e3:.1f}", f"{characters / min(seconds):,.0f}", f"{ratio:.1f}",
    )
    return "| " + " | ".join(cells) + " |"


def _lengths(lengths: Sequence[Length]) -> Iterator[str]:
    for each in lengths:
        slower = lengths[0].speed / each.speed
        yield (
            f"| {each.times}× | {each.characters:,} | {each.seconds:.2f} | {each.speed:,.0f} "
            f"| {slower:.2f} |"
        )
