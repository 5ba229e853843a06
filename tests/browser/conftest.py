"""The real server and a real browser: Debian's Chromium, driven by playwright, without a way out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import served
from tests.browser.slowly import slowly
from tests.browser.visit import SIZES, Visit, Visitor, watch

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def address(shipped_build: Path) -> Iterator[str]:
    """Where `chengnuo serve` serves the shipped report's graph."""
    with served(shipped_build) as found:
        yield found


@pytest.fixture(scope="session")
def slow_address(address: str) -> Iterator[str]:
    """The same by a slow way."""
    with slowly(address) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visitor]:
    """Opens windows: `visit()`, or `visit(width=390, color_scheme="dark")`; `at` is another server."""
    contexts = []

    def begin(width: int = 1440, at: str = address, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, **options)
        contexts.append(context)
        made = Visit(context.new_page(), at)
        watch(made)
        return made

    yield begin
    for context in contexts:
        context.close()
