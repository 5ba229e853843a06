"""docs/network.md, from measurements alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

OVERVIEW, WHOLE, EXPANSION = "overview", "whole network", "opening a policy area"
PYVIS = "pyvis' default page"
LARGE, LARGE_WHOLE = "overview of many reports", "all of many reports, by community"

Times = Mapping[str, Sequence[float]]
"""Milliseconds of each round."""

BARS = {OVERVIEW: 700, WHOLE: 1500, EXPANSION: 150, LARGE: 3000, LARGE_WHOLE: 3000}
"""Wanted at most, in milliseconds."""
TIMES_SOONER = 10
"""Wanted at least: the whole network against pyvis' default page."""

_HEAD = """\
# How soon the network is drawn

Written by `python -m benchmarks.network`: every figure here comes from that command, none is typed in.
Each page is opened in a new window of headless Chromium, offline, in {rounds} rounds in which the pages
take turns. Time runs from navigation until the first picture is on the canvas; for an opened node from
the click until what it opens is drawn. The machine has {cores} cores and had other work: only
ratios mean something elsewhere, and the best round comes closest to what the page itself costs.

The whole network of the shipped report has {nodes:,} nodes and {links:,} links. pyvis' default page
(physics on, everything in one file) is made of the same ones; both pages are asked how many they have
drawn before they are compared. It counts as drawn when its physics has settled: until then it shows a
loading bar.
"""
_MANY = """\
Many reports: {reports}. Their whole network is too large for one picture; it is drawn as {groups} groups
of what is closely linked.
"""


def page(times: Times, facts: Mapping[str, object]) -> str:
    """The whole page."""
    lines = [_HEAD.format(**facts), "| | best ms | median ms | wanted at most |", "|---|---|---|---|"]
    lines += [*_rows(times), "", *_ratio(times), ""]
    if LARGE in times:
        lines.append(_MANY.format(**facts))
    return "\n".join(lines)


def _rows(times: Times) -> Iterator[str]:
    for name, values in times.items():
        bar = f"{BARS[name]:,}" if name in BARS else "–"
        yield f"| {name} | {min(values):,.0f} | {median(values):,.0f} | {bar} |"


def _ratio(times: Times) -> Iterator[str]:
    ratio = median(times[PYVIS]) / median(times[WHOLE])
    yield f"The whole network is drawn {ratio:,.0f} times sooner than pyvis' default page of the same graph"
    yield f"(median against median); at least {TIMES_SOONER} are wanted."
