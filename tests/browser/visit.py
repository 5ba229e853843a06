"""A visit of a page: what the tests in a browser do and watch."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

SIZES = {1440: 900, 390: 844}
"""Width and height of the screens that pages are tried on."""

PATIENCE_SECONDS = 30
ABORTED = "net::ERR_ABORTED"
"""What a request ends with that was under way when its page was left."""


@dataclass
class Visit:
    """A page in a window of its own, and what went wrong in it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    """Console errors, uncaught exceptions, requests that failed other than by leaving the page."""
    strangers: list[str] = field(default_factory=list)
    """Requests to other hosts."""

    def open(self, path: str) -> None:
        self.page.goto(self.address + path, wait_until="load")

    def show_network(self, path: str) -> None:
        """Opens a view of the network and waits until it is drawn."""
        self.open(path)
        self.until("window.chengnuo && window.chengnuo.network.drawn > 0")

    def until(self, expression: str) -> None:
        """Waits until JavaScript is true. Playwright's own way needs eval, which our pages forbid."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"{expression} did not become true at {self.page.url}"
            self.page.wait_for_timeout(25)

    def shown(self) -> set[str]:
        """IRIs of the nodes that are drawn."""
        return set(self.page.evaluate("window.chengnuo.network.shown()"))

    def click_node(self, iri: str) -> None:
        place = self.page.evaluate("iri => window.chengnuo.network.at(iri)", iri)
        self.page.mouse.click(place["x"], place["y"])

    def is_clean(self) -> bool:
        return not self.errors and not self.strangers


Visitor = Callable[..., Visit]


def watch(visit: Visit) -> None:
    """Begins to note what goes wrong."""
    page, errors = visit.page, visit.errors

    def stranger(url: str) -> None:
        if not url.startswith((visit.address, "data:", "blob:")):
            visit.strangers.append(url)

    def failed(request: Request) -> None:
        if request.failure != ABORTED:
            errors.append(f"{request.url}: {request.failure}")

    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", failed)
    page.on("request", lambda request: stranger(request.url))
