"""docs/load.md, from measurements alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from benchmarks.wrk import Measured

OURS, OXIGRAPH, RDFLIB = "Chengnuo", "oxigraph serve", "rdflib-endpoint"
AGAIN, NEW = "asked again", "each a new one"

Results = Mapping[tuple[str, str, str], Sequence[Measured]]
"""Rounds by server, kind of load and AGAIN or NEW."""

BARS = (
    ("lookup", OXIGRAPH, 0.35),
    ("lookup", RDFLIB, 2.5),
    ("aggregate", OXIGRAPH, 1.0),
    ("aggregate", RDFLIB, 10.0),
)
"""What a publisher may count on: times a peer's requests per second."""
PAGES_PER_CORE = 150.0

_HEAD = """\
# Load

Written by `python -m benchmarks.load`: every figure here comes from that command, none is typed in. wrk
asks with {connections} connections for {seconds} s at a time, in {rounds} rounds in which the servers take
turns; a figure is the median of its rounds. All run on one machine with {cores} cores, wrk and whatever
else ran there included: only ratios within a row mean something. The data are {triples:,} triples;
before the measuring, each query is asked of each server, and the answers have the same number of rows.

- **{again}**: the same few requests in turn. This server keeps answers until a new build takes over.
- **{new}**: no request is made twice (a comment with a number stands behind the query), so nothing
  that is kept serves: what a server's evaluation and rendering cost.

A *lookup* asks for all that is said of one of {regions} regions, the *aggregate* counts commitments by kind,
the *question* is `commitments-of-region` for five places. Peers are used as they come: {oxigraph} with an
optimized store on disk, {rdflib} with its default store in memory. A peer that answers none of the
{connections} requests at a time within a run has no figure.
"""


_PRICE = """
The figures wanted are for requests that are made again, as those of pages, portals and dashboards are. What
nobody has asked before travels from the serving process to one that can be killed, and back: the price of
limits that hold.
"""


def page(results: Results, facts: Mapping[str, object], one_process: Sequence[Measured]) -> str:
    """The whole page. `one_process`: rounds of new entity pages from a server with one serving process."""
    names = {"again": AGAIN, "new": NEW, "oxigraph": OXIGRAPH, "rdflib": RDFLIB}
    lines = [_HEAD.format(**facts, **names), "## Requests per second", "", *_rates(results), ""]
    lines += ["## What a publisher may count on", "", *_bars(results, one_process), _PRICE]
    return "\n".join(lines)


def _rates(results: Results) -> Iterator[str]:
    yield f"| load | | {OURS} | median ms | {OXIGRAPH} | ratio | {RDFLIB} | ratio |"
    yield "|---|---|---|---|---|---|---|---|"
    for load, way in dict.fromkeys((load, way) for _, load, way in results):
        ours = results[OURS, load, way]
        cells = [load, way, f"{rate(ours):,.0f}", f"{median(one.median_ms for one in ours):.1f}"]
        for peer in (OXIGRAPH, RDFLIB):
            theirs = results.get((peer, load, way))
            cells += [f"{rate(theirs):,.1f}" if theirs else "–", _ratio(results, load, peer, way)]
        yield "| " + " | ".join(cells) + " |"
    failed = sum(one.failed for rounds in results.values() for one in rounds)
    yield ""
    yield f"Requests that failed: {failed}."


def _bars(results: Results, one_process: Sequence[Measured]) -> Iterator[str]:
    yield "| | wanted | asked again | each a new one |"
    yield "|---|---|---|---|"
    for load, peer, wanted in BARS:
        ratios = [_ratio(results, load, peer, way) for way in (AGAIN, NEW)]
        yield f"| {load}, times {peer} | {wanted:g} | " + " | ".join(ratios) + " |"
    pages = f"{rate(one_process):,.0f}"
    yield f"| entity pages (HTML) a second, one serving process | {PAGES_PER_CORE:g} | | {pages} |"


def _ratio(results: Results, load: str, peer: str, way: str) -> str:
    """How many times a peer's requests per second; nothing where the peer answered none in time."""
    theirs = rate(results.get((peer, load, way), ()))
    return f"{rate(results[OURS, load, way]) / theirs:.2f}" if theirs else "–"


def rate(rounds: Sequence[Measured]) -> float:
    """Requests per second: the median of the rounds; 0 where there was none."""
    return median(one.per_second for one in rounds) if rounds else 0.0
