"""Timing the extraction: beside a tagger in one process, its peak memory, its growth with the text.

All times are CPU time, so that what else runs on the machine weighs little.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from loaders.documents import read_document
from loaders.pipeline import extract, read_report
from ontology.vocabulary import load_vocabulary

FIRST_STAGE = "document"
"""From the file on disk to the paragraphs and metadata; the other stages are named by the pipeline."""

_READ_ONE = """
import re, sys
from pathlib import Path
from loaders.pipeline import read_report
read_report(Path(sys.argv[1]))
print(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
"""Not getrusage: on Linux its maximum counts the process from which this one was started as well."""


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that the extraction and the tagger took for the same text, one right after the other."""

    stages: Mapping[str, float]
    """Of the extraction, in order."""
    tagger: float

    @property
    def extraction(self) -> float:
        return sum(self.stages.values())

    @property
    def ratio(self) -> float:
        """How many times the tagger's speed."""
        return self.tagger / self.extraction


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Rounds over a text of so many characters."""

    characters: int
    rounds: tuple[Round, ...]

    @property
    def ratio(self) -> float:
        """The median of the rounds' own."""
        return median(each.ratio for each in self.rounds)


@dataclass(frozen=True, slots=True)
class Length:
    """Seconds for the report repeated so many times."""

    times: int
    characters: int
    seconds: float

    @property
    def speed(self) -> float:
        """Characters per second."""
        return self.characters / self.seconds


def side_by_side(path: Path, rounds: int) -> SideBySide:
    """Rounds in which the extraction and the tagger take turns; both are warm before the first."""
    tag = _tagger()
    text = read_document(path).text
    tag(text)
    read_report(path)
    taken = (Round(_stages(path), _seconds(partial(tag, text))) for _ in range(rounds))
    return SideBySide(len(text), tuple(taken))


def growth(path: Path, lengths: Sequence[int], rounds: int = 3) -> tuple[Length, ...]:
    """The best of some rounds for the report's text repeated 1, 2, 4 … times."""
    source, vocabulary = read_document(path), load_vocabulary()
    read_report(path)
    found = []
    for times in lengths:
        longer = replace(source, text=source.text * times)
        best = min(_seconds(partial(extract, longer, vocabulary)) for _ in range(rounds))
        found.append(Length(times, len(longer.text), best))
    return tuple(found)


def peak_memory(path: Path) -> float:
    """Megabytes (10⁶ bytes) that a process of its own needs at most to read one report."""
    command = [sys.executable, "-c", _READ_ONE, str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(answer.stdout) * 1024 / 1e6


def _stages(path: Path) -> dict[str, float]:
    marks = [(FIRST_STAGE, time.process_time())]
    read_report(path, progress=lambda stage: marks.append((stage, time.process_time())))
    marks.append(("", time.process_time()))
    return {stage: end - start for (stage, start), (_, end) in pairwise(marks)}


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _tagger() -> Callable[[str], object]:
    """`jieba.posseg` with its dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own: old escapes, pkg_resources
        import jieba
        from jieba import posseg
    jieba.setLogLevel(logging.WARNING)
    posseg.initialize()
    tagger: Callable[[str], object] = posseg.lcut
    return tagger
