"""docs/scale.md: which store for which size, with the figures that benchmarks/questions.py measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf
from statistics import median
from typing import Any

from benchmarks.loading_and_export import RDFLIB_REPORTS

ENGINES = ("embedded", "Oxigraph server", "Virtuoso", "rdflib")
ALL_REPORTS = 60_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One question at one size."""

    question: str
    rows: Mapping[str, int]
    seconds: Mapping[str, Sequence[float]]
    """By engine; none for one that did not answer in time."""

    def typical(self, engine: str) -> float | None:
        taken = self.seconds.get(engine)
        return median(taken) if taken else None


@dataclass(frozen=True, slots=True)
class Size:
    """All questions at one size."""

    reports: int
    triples: int
    stored: Mapping[str, int]
    """Bytes by engine: on disk, and rdflib's in memory."""
    loading: Mapping[str, float]
    """Seconds by engine."""
    export: Mapping[str, float]
    """Seconds by tool, to Turtle."""
    asked: Sequence[Measured]
    load: float
    """Load average of the machine meanwhile, over five minutes."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def rounds(self) -> int:
        """In which each question was asked."""
        return max(len(taken) for asked in self.asked for taken in asked.seconds.values())

    def typical(self, engine: str) -> float | None:
        """The median question; one that was not answered in time took longer than all others."""
        taken = [asked.typical(engine) for asked in self.asked]
        answered = any(each is not None for each in taken)
        return median(inf if each is None else each for each in taken) if answered else None


def page(sizes: Sequence[Size]) -> str:
    """The whole page."""
    tables = (_extrapolated(sizes), _export(sizes), _targets(sizes), _questions(sizes))
    parts = (_head(), _which(), *tables)
    return "\n".join(line for part in parts for line in part) + "\n"


def _head() -> Iterator[str]:
    yield "# Scale: which store for which size"
    yield ""
    yield "Written by `python -m benchmarks.questions measure`: figures of tables come from that command."
    yield "The engines were asked in turn in one run; a load average above 2 says that the machine had"
    yield "other work to do meanwhile. Ratios within a row hold on any machine. Each engine is a process of"
    yield "its own that sends the bytes of its answer here: the embedded store is asked as the site asks"
    yield "it, before it keeps answers. A dash is for what was not asked, or not answered in 30 s, which"
    yield "counts as longer than all others. `… build` tells which reports: the shipped one, those of its"
    yield "government, and others evenly from the rest."
    yield ""


def _which() -> Iterator[str]:
    yield "## Which store"
    yield ""
    yield "| reports | store | why |"
    yield "|---|---|---|"
    yield "| up to some hundred | the embedded one | nothing to run beside the site; a build is one folder |"
    yield (
        "| up to some thousand | the embedded one, or one Virtuoso or QLever (`chengnuo load`) | "
        "the embedded one answers what a report, a region, an indicator or an agency narrows; queries from "
        "outside that scan everything want an engine that runs in parallel and keeps columns |"
    )
    yield (
        "| all 60,000 | Virtuoso or QLever on a machine of its own, a replica for each site server | "
        "the triples fit one large machine (see below); reading the reports is what a cluster is for |"
    )
    yield ""
    yield "What was measured and what is inferred from it is told apart below. QLever was not measured here."
    yield ""


def _extrapolated(sizes: Sequence[Size]) -> Iterator[str]:
    yield "## Size"
    yield ""
    yield "| reports | triples | engine | disk (rdflib: memory) | loading | median question |"
    yield "|---:|---:|---|---:|---:|---:|"
    for size in sizes:
        for engine in ENGINES:
            stored = (_gb(size.stored.get(engine)), _seconds(size.loading.get(engine)))
            row = " | ".join((engine, *stored, _ms(size.typical(engine))))
            yield f"| {size.reports:,} | {size.triples:,} | {row} |"
    for engine in ("embedded", "Virtuoso", "rdflib"):
        known = [size for size in sizes if engine in size.stored and engine in size.loading]
        if known and known[-1].reports < ALL_REPORTS:
            largest, factor = known[-1], ALL_REPORTS / known[-1].reports
            disk, seconds = largest.stored[engine] * factor, largest.loading[engine] * factor
            row = f"{largest.triples * factor:,.0f} | {engine} | {_gb(disk)} | {_seconds(seconds)} | – |"
            yield f"| {ALL_REPORTS:,} (extrapolated) | {row}"
    yield ""
    yield "The Oxigraph server reads the embedded store's files. Extrapolated rows are in proportion to the"
    yield "largest size at which its loading was measured. Virtuoso grows its file in steps. rdflib keeps all"
    yield f"in memory, and was asked at up to {RDFLIB_REPORTS} reports."
    yield ""


def _export(sizes: Sequence[Size]) -> Iterator[str]:
    yield "## Turtle"
    yield ""
    yield "Chengnuo begins with the build on disk, serdi with N-Triples on disk, rdflib with a graph in"
    yield "memory. In brackets: how many times as long as Chengnuo."
    yield ""
    yield "| reports | Chengnuo | serdi | rdflib |"
    yield "|---:|---:|---:|---:|"
    for size in (size for size in sizes if size.export):
        ours = size.export["chengnuo"]
        cells = (size.export.get(tool) for tool in ("chengnuo", "serdi", "rdflib"))
        told = ("–" if taken is None else f"{taken:.1f} s ({taken / ours:.1f})" for taken in cells)
        yield f"| {size.reports:,} | {' | '.join(told)} |"
    yield ""


def _targets(sizes: Sequence[Size]) -> Iterator[str]:
    yield "## What was wanted, and what is"
    yield ""
    for size in sizes:
        yield f"At {size.reports:,} report{'s' if size.reports > 1 else ''}, the embedded store:"
        yield ""
        yield f"* median question: {_ms(size.typical('embedded'))}"
        slow = [each.question for each in size.asked if (each.typical("embedded") or 0) >= 1]
        yield f"* a second or more: {_named(slow)}"
        for engine, times in (("Oxigraph server", 1.1), ("Virtuoso", 3)):
            if size.typical(engine) is not None:
                found = [each.question for each in size.asked if _exceeds(each, engine, times)]
                yield f"* over {times} × {engine}: {_named(found)}"
        if (rdflib := size.typical("rdflib")) and (embedded := size.typical("embedded")):
            yield f"* rdflib takes {rdflib / embedded:.0f} times as long on the median question"
        yield ""


def _exceeds(asked: Measured, engine: str, times: float) -> bool:
    ours, theirs = asked.typical("embedded"), asked.typical(engine)
    return ours is not None and theirs is not None and ours > times * theirs


def _named(questions: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in questions) or "none"


def _questions(sizes: Sequence[Size]) -> Iterator[str]:
    for size in sizes:
        engines = [engine for engine in ENGINES if size.typical(engine) is not None]
        yield f"## Questions at {size.reports:,} report{'s' if size.reports > 1 else ''}"
        yield ""
        yield (
            f"Median of {size.rounds} round{'s' if size.rounds > 1 else ''} after one that warms up, "
            "(rdflib: one answer), in milliseconds, answer as JSON; load "
            f"average {size.load:.1f}. In brackets: how many times as long as embedded. Questions are "
            "given the parameters that they need; those that list what a report says are given a report."
        )
        yield ""
        yield f"| question | rows | {' | '.join(engines)} |"
        yield f"|---|---:|{'---:|' * len(engines)}"
        for asked in size.asked:
            cells = [_cell(asked.typical(engine), asked.typical("embedded")) for engine in engines]
            yield f"| `{asked.question}` | {asked.rows.get('embedded', '–')} | {' | '.join(cells)} |"
        cells = [_cell(size.typical(engine), size.typical("embedded")) for engine in engines]
        yield f"| median question | | {' | '.join(cells)} |"
        yield ""


def _cell(seconds: float | None, embedded: float | None) -> str:
    if seconds is None:
        return "–"
    ratio = f" ({seconds / embedded:.1f})" if embedded else ""
    return f"{1000 * seconds:.1f}{ratio}"


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{1000 * seconds:.0f} ms"


def _seconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:,.0f} s"


def _gb(size: float | None) -> str:
    return "–" if size is None else f"{size / 1e9:,.2f} GB"
