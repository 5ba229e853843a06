"""The page of the corpus: tables in Markdown, from readings alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.corpus_links import Links, is_held_back, judged
from benchmarks.corpus_reading import Reading

_LEVELS = ("national", "province", "prefecture", "county")
_WORST = 20
_POOR = 1 / 3
"""A rate below this part of the corpus's median is a reason to doubt."""

_UNKNOWN = 0.05
"""A larger share of digits without a reason is one, too."""

_HEAD = """\
# The corpus: what is read from {count:,} reports

Written by `python -m benchmarks.corpus`: every figure here comes from that command, none is typed in. It
reads every report of `../shared/corpus` (the texts are not part of this repository) in one process. Year and
level are those of the corpus's own list; municipalities count as provinces, large cities as prefectures.

- **figures, targets, commitments**: for 10,000 characters of text. Targets are figures of what shall be.
- **digits explained**: share of the text's digits that are in a figure or for which the audit knows a reason.
- **linked**: share of the targets whose indicator the vocabulary has.
- **growth target**: reports in which `annual_growth_target` finds one, none or several growth targets of
  gross regional product for the report's year and whole area. None is right where a report sets none. Several
  are statements that differ: a report that names a floor and a hope, or a reading that is wrong."""

_COLUMNS = (
    "reports", "read", "figures", "targets", "commitments", "digits explained", "linked",
    "one growth target", "none", "several",
)


def page(readings: Sequence[Reading], hand_read: frozenset[str]) -> str:
    """The whole page."""
    others = [reading for reading in readings if reading.source.path.name not in hand_read]
    lines = [
        _HEAD.format(count=len(readings)), "", "## All", "",
        *_table("", [("all", readings), (f"without the {len(hand_read)} read by hand", others)]),
        "", *_links(readings),
        "", "## By year and level", "",
        *_table("year, level", list(_groups(readings))),
        "", f"## The worst {_WORST}", "", *_worst(readings),
    ]
    return "\n".join(lines) + "\n"


_LINKS = """\
## Indicators

A report is in the held-back half where the SHA-256 of its place is odd (`benchmarks/corpus_links.py`): names,
endings and rules were sought in the other half. Of this one only samples of links were read, to judge them;
the general causes of mistakes found in the earlier samples were put right. *Names* are the distinct names of
each report. Of {count} linked targets in the last sample, {right} are linked rightly ({share}):
`tests/cases/indicator-links.csv`.

|  | targets | linked | names of targets | linked | figures | linked | names of figures | linked |
|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def _links(readings: Sequence[Reading]) -> Iterator[str]:
    """Shares of what is linked, of the half that the vocabulary was grown on and of the other."""
    sample = list(judged())
    right = sum(1 for each in sample if each.right)
    yield _LINKS.format(count=len(sample), right=right, share=_percent(right, len(sample)))
    for name, held_back in (("held back", True), ("grown on", False)):
        half = [reading for reading in readings if is_held_back(reading.source.place) == held_back]
        targets = sum((reading.target_links for reading in half), Links())
        figures = sum((reading.figure_links for reading in half), Links())
        yield "| " + " | ".join((name, *_linked(targets), *_linked(figures))) + " |"


def _linked(counted: Links) -> tuple[str, str, str, str]:
    return (
        f"{counted.figures:,}", _percent(counted.linked, counted.figures),
        f"{counted.names:,}", _percent(counted.names_linked, counted.names),
    )  # fmt: skip


def _groups(readings: Sequence[Reading]) -> Iterator[tuple[str, Sequence[Reading]]]:
    for year in sorted({reading.source.year for reading in readings}):
        for level in _LEVELS:
            group = [r for r in readings if (r.source.year, r.source.level) == (year, level)]
            if group:
                yield f"{year}, {level}", group


def _table(first: str, rows: Sequence[tuple[str, Sequence[Reading]]]) -> Iterator[str]:
    yield "| " + " | ".join((first, *_COLUMNS)) + " |"
    yield "|---|" + "---:|" * len(_COLUMNS)
    for name, group in rows:
        yield "| " + " | ".join((name, *_cells(group))) + " |"


def _cells(group: Sequence[Reading]) -> Iterator[str]:
    read = [reading for reading in group if not reading.error]
    characters = sum(reading.characters for reading in read)
    yield f"{len(group):,}"
    yield f"{len(read):,}"
    for count in (
        sum(reading.figures for reading in read),
        sum(reading.targets for reading in read),
        sum(reading.commitments for reading in read),
    ):
        yield f"{10_000 * count / characters:.1f}" if characters else "–"
    digits = sum(reading.digits for reading in read)
    yield _percent(digits - sum(reading.unknown_digits for reading in read), digits)
    yield _percent(sum(reading.linked for reading in read), sum(reading.targets for reading in read))
    yield str(sum(1 for reading in read if reading.growth_targets == 1))
    yield str(sum(1 for reading in read if reading.growth_targets == 0))
    yield str(sum(1 for reading in read if reading.growth_targets > 1))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _worst(readings: Sequence[Reading]) -> Iterator[str]:
    """The reports whose reading there is most reason to doubt."""
    yield "By the weight of the reasons to doubt what was read; where they weigh the same, those with fewer"
    yield f"targets for their length come first. A rate is low below {_POOR:.2f} of the median of all."
    yield ""
    yield "| report | place, year | reasons |"
    yield "|---|---|---|"
    typical = _typical(readings)
    doubted = [(reading, list(_reasons(reading, typical))) for reading in readings]
    doubted.sort(key=_order)
    for reading, reasons in doubted[:_WORST]:
        said = "; ".join(reason for _, reason in reasons) or "fewest targets of the rest"
        yield f"| {reading.source.path.stem} | {reading.source.place}, {reading.source.year} | {said} |"


def _order(doubted: tuple[Reading, list[tuple[int, str]]]) -> tuple[int, float, str]:
    reading, reasons = doubted
    weight = sum(weight for weight, _ in reasons)
    return -weight, reading.per_10000(reading.targets), reading.source.path.name


def _typical(readings: Sequence[Reading]) -> tuple[float, float, float]:
    """Medians of figures, targets and commitments for 10,000 characters."""
    read = [reading for reading in readings if not reading.error] or list(readings)
    return (
        median(reading.per_10000(reading.figures) for reading in read),
        median(reading.per_10000(reading.targets) for reading in read),
        median(reading.per_10000(reading.commitments) for reading in read),
    )


def _reasons(reading: Reading, typical: tuple[float, float, float]) -> Iterator[tuple[int, str]]:
    """Weight and words of each reason."""
    if reading.error:
        yield 100, f"not read: {reading.error}"
        return
    counts = (reading.figures, reading.targets, reading.commitments)
    for name, count, usual in zip(("figures", "targets", "commitments"), counts, typical, strict=True):
        if reading.per_10000(count) < _POOR * usual:
            yield 3, f"{reading.per_10000(count):.1f} {name} (median {usual:.1f})"
    if reading.growth_targets > 1:
        yield 2, f"{reading.growth_targets} growth targets"
    if reading.area:
        yield 2, f"read as of {reading.area}"
    if reading.year != reading.source.year:
        yield 2, f"read as of {reading.year}"
    if reading.unknown_digits > _UNKNOWN * reading.digits:
        yield 1, f"{_percent(reading.unknown_digits, reading.digits)} of the digits unexplained"
    if reading.targets and reading.linked < _POOR * reading.targets:
        yield 1, f"{_percent(reading.linked, reading.targets)} of the targets linked"
    if reading.growth_targets == 0:
        yield 1, "no growth target"
