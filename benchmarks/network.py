"""Draws the network and pyvis' default page of the same graph side by side, and writes docs/network.md.

    python -m benchmarks.network [--large BUILD] [--rounds N]

Needs Chromium. BUILD is a graph of many reports, such as `chengnuo build REPORTS… -o BUILD` makes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from benchmarks.load_servers import chengnuo, ended
from benchmarks.network_page import EXPANSION, LARGE, LARGE_WHOLE, OVERVIEW, PYVIS, WHOLE, Times, page
from graph.build_directory import Build

ROOT = Path(__file__).resolve().parent.parent
_PATH = click.Path(path_type=Path)
_WHOLE_PATH = "/network?view=all"
_AREA = "https://w3id.org/chengnuo/id/area/culture"
_PATIENCE = 600_000
"""Milliseconds that a page may take."""
_VIEW = {"width": 1440, "height": 900}
_OURS = "window.chengnuo && window.chengnuo.network && window.chengnuo.network.drawn"
_PEER = "window.chengnuoPeerDrawn"

_ELSEWHERE = re.compile(r'<link[^>]+href="https?:[^>]*>|<script[^>]+src="https?:[^>]*></script>')
_WATCH = """
let kept;
Object.defineProperty(window, "network", {
  get: () => kept,
  set: (made) => {
    kept = made;
    made.once("stabilizationIterationsDone", () => {
      made.once("afterDrawing", () => { window.chengnuoPeerDrawn = performance.now(); });
    });
  },
});
"""
"""Notes when pyvis' page has settled and is drawn: until then it shows a loading bar."""


@click.command()
@click.option("--build", type=_PATH, default=ROOT / "build", help="The graph.")
@click.option("--large", type=_PATH, help="A graph of many reports.")
@click.option("--rounds", default=5, show_default=True, help="Of each page; pyvis' page has two.")
@click.option("--output", type=_PATH, default=ROOT / "docs/network.md", help="Page to write.")
def main(build: Path, large: Path | None, rounds: int, output: Path) -> None:
    """Measure how soon the network is drawn, and write the table."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        with ended([chengnuo(build)]) as (server,):
            picture = asked(f"{server.address}/network/data.json?view=all")
            peer = Path(name) / "pyvis.html"
            peer.write_text(peer_page(picture), encoding="utf-8")
            times, drawn = measured(browser, server.address, peer.as_uri(), rounds)
        facts: dict[str, object] = {"nodes": drawn[0], "links": drawn[1], "rounds": rounds}
        if large:
            with ended([chengnuo(large)]) as (server,):
                times = {**times, **of_large(browser, server.address, rounds)}
                whole = asked(f"{server.address}/network/data.json?view=all")
            facts |= {"reports": len(Build.open(large).reports), "groups": len(whole["nodes"])}
    facts["cores"] = os.cpu_count()
    output.write_text(page(times, facts), encoding="utf-8")
    click.echo(output)


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def asked(address: str) -> Mapping[str, Any]:
    with urllib.request.urlopen(address, timeout=120) as answer:
        found: Mapping[str, Any] = json.load(answer)
    return found


def peer_page(picture: Mapping[str, Any]) -> str:
    """What `pyvis` makes by default of the same nodes and edges: physics on, everything in one file.

    Without Bootstrap, which even then it fetches from elsewhere, and which would only hold it up.
    """
    network = Network(directed=True, cdn_resources="in_line")
    for node in picture["nodes"]:
        network.add_node(node["id"], label=node["label"], title=node["title"], group=node["group"])
    for edge in picture["edges"]:
        network.add_edge(edge["from"], edge["to"])
    html: str = network.generate_html(notebook=False)
    return _ELSEWHERE.sub("", html)


def measured(browser: Browser, address: str, peer: str, rounds: int) -> tuple[Times, tuple[int, int]]:
    """Milliseconds by what is measured, in turns, and how many nodes and links both pages draw."""
    times, drawn = defaultdict[str, list[float]](list), set[tuple[int, int]]()
    for number in range(rounds):
        for name, path in ((OVERVIEW, "/network"), (WHOLE, _WHOLE_PATH)):
            with opened(browser, address + path, _OURS) as (window, milliseconds):
                times[name].append(milliseconds)
                if name == WHOLE:
                    drawn.add(counted(window, "chengnuo.network.shown().length", "chengnuo.network.links()"))
                else:
                    times[EXPANSION].append(expansion(window))
        if number < 2:
            with opened(browser, peer, _PEER, _WATCH) as (window, milliseconds):
                times[PYVIS].append(milliseconds)
                drawn.add(counted(window, "network.body.data.nodes.length", "network.body.data.edges.length"))
        click.echo({name: round(each[-1]) for name, each in times.items()}, err=True)
    if len(drawn) != 1:
        raise RuntimeError(f"the pages draw different graphs: {drawn}")
    return dict(times), drawn.pop()


def of_large(browser: Browser, address: str, rounds: int) -> Times:
    """The first drawings of a graph of many reports."""
    times = defaultdict[str, list[float]](list)
    for _ in range(rounds):
        for name, path in ((LARGE, "/network"), (LARGE_WHOLE, _WHOLE_PATH)):
            with opened(browser, address + path, _OURS) as (_window, milliseconds):
                times[name].append(milliseconds)
    return dict(times)


@contextmanager
def opened(browser: Browser, address: str, ready: str, first: str = "") -> Iterator[tuple[Page, float]]:
    """A page in a window of its own, and when it was drawn, in milliseconds from navigation."""
    context = browser.new_context(viewport=_VIEW)  # type: ignore[arg-type]
    try:
        window = context.new_page()
        if first:
            window.add_init_script(first)
        window.goto(address, wait_until="commit")
        yield window, wait(window, ready)
    finally:
        context.close()


def wait(window: Page, expression: str) -> float:
    """The value of an expression once it is true; playwright's own way needs eval, which our pages forbid."""
    for _ in range(_PATIENCE // 20):
        if found := window.evaluate(expression):
            return float(found)
        window.wait_for_timeout(20)
    raise RuntimeError(f"{window.url} was not drawn in {_PATIENCE / 1000:g} s")


def counted(window: Page, *expressions: str) -> tuple[int, int]:
    nodes, links = (int(window.evaluate(expression)) for expression in expressions)
    return nodes, links


def expansion(window: Page) -> float:
    """Milliseconds from the wish to open an area in place until what it opens is drawn."""
    place = window.evaluate("iri => chengnuo.network.at(iri)", _AREA)
    window.mouse.click(place["x"], place["y"])
    window.locator(f'.net-node[data-iri="{_AREA}"] a[data-stay]').first.click()
    wait(window, "location.search.includes('expand=')")
    wait(window, "!document.getElementById('network').hasAttribute('aria-busy') && chengnuo.network.took")
    return float(window.evaluate("chengnuo.network.took"))


if __name__ == "__main__":
    main()
