"""docs/scale.md: which store for which size, with the figures that benchmarks/questions.py measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

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
class Loading:
    """Seconds; None where it was not measured."""

    embedded: float | None
    virtuoso: float | None


@dataclass(frozen=True, slots=True)
class Size:
    """All questions at one size."""

    reports: int
    triples: int
    embedded_bytes: int
    virtuoso_bytes: int
    loading: Loading
    asked: Sequence[Measured]
    load: float
    """Load average of the machine meanwhile, over five minutes."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def typical(self, engine: str) -> float | None:
        """The median question."""
        taken = [each for each in (asked.typical(engine) for asked in self.asked) if each is not None]
        return median(taken) if taken else None


def page(sizes: Sequence[Size], rounds: int) -> str:
    """The whole page."""
    return "\n".join((*_head(), *_which(sizes), *_extrapolated(sizes), *_questions(sizes, rounds))) + "\n"


def _head() -> Iterator[str]:
    yield "# Scale: which store for which size"
    yield ""
    yield "Written by `python -m benchmarks.questions measure`: figures of tables come from that command."
    yield "The engines were asked in turn in one run, on a machine that had other work to do meanwhile:"
    yield "only ratios within a row mean something."
    yield ""


def _which(sizes: Sequence[Size]) -> Iterator[str]:
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
    heads = "triples | embedded, disk | Virtuoso, disk | loading it | median question, embedded | Virtuoso"
    yield f"| reports | {heads} |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for size in sizes:
        disk = f"{_gb(size.embedded_bytes)} | {_gb(size.virtuoso_bytes)}"
        stored = f"{disk} | {_seconds(size.loading.virtuoso)}"
        typical = f"{_ms(size.typical('embedded'))} | {_ms(size.typical('Virtuoso'))}"
        yield f"| {size.reports:,} | {size.triples:,} | {stored} | {typical} |"
    largest = sizes[-1]
    for reports in (1_000, ALL_REPORTS):
        if reports > largest.reports:
            factor = reports / largest.reports
            yield (
                f"| {reports:,} (extrapolated) | {largest.triples * factor:,.0f} | "
                f"{_gb(largest.embedded_bytes * factor)} | {_gb(largest.virtuoso_bytes * factor)} | "
                f"{_seconds(largest.loading.virtuoso and largest.loading.virtuoso * factor)} | – | – |"
            )
    yield ""
    yield "Extrapolated rows are proportional to the largest size measured. Virtuoso grows its file in steps."
    yield ""


def _questions(sizes: Sequence[Size], rounds: int) -> Iterator[str]:
    for size in sizes:
        engines = [engine for engine in ENGINES if size.typical(engine) is not None]
        yield f"## Questions at {size.reports:,} report{'s' if size.reports > 1 else ''}"
        yield ""
        yield (
            f"Median of {rounds} rounds after one that warms up, in milliseconds, answer as JSON; load "
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


def _gb(size: float) -> str:
    return f"{size / 1e9:,.2f} GB"
