"""The real server and a real browser: Debian's Chromium, driven by playwright, without a way out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import SIZES, Visit, Visitor, watch

ROOT = Path(__file__).resolve().parents[2]
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
    command = [sys.executable, "-c", "from cli import main; main()", "serve", "--port", "0"]
    command += ["--host", "127.0.0.1", "--build", str(shipped_build)]
    # Nobody reads on after the first line: a log would fill the pipe, and the server would wait.
    quiet = {**os.environ, "CHENGNUO_ACCESS_LOG": "off"}
    with subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, f"the server did not say where it serves: {line!r}"
            yield found[0]
        finally:
            server.terminate()


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
    """Opens windows: `visit()`, or `visit(width=390, color_scheme="dark")`."""
    contexts = []

    def begin(width: int = 1440, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, **options)
        contexts.append(context)
        made = Visit(context.new_page(), address)
        watch(made)
        return made

    yield begin
    for context in contexts:
        context.close()
