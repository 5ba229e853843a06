"""Takes a picture of every page: wide and narrow, light and dark, in both languages (`make screenshots`)."""

from __future__ import annotations

import re
import shutil
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from docs.pictures import served
from tests.browser.pages import PAGES
from tests.browser.visit import SIZES

LANGUAGES = ("zh", "en")
SCHEMES = ("light", "dark")
_DRAWING_MS = 700
"""Time for what scripts draw after a page is loaded."""


def file_name(path: str, lang: str, width: int, scheme: str) -> str:
    """
    >>> file_name("/projects?region=万州", "en", 390, "dark")
    'projects-region-万州.en.390.dark.png'
    """
    words = re.sub(r"\W+", "-", path).strip("-") or "home"
    return f"{words}.{lang}.{width}.{scheme}.png"


def take(browser: Browser, address: str, folder: Path) -> None:
    """One PNG for each page, language, width and colour scheme; the first screen and what follows it."""
    for width, scheme in product(SIZES, SCHEMES):
        size = {"width": width, "height": SIZES[width]}
        with browser.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
            page = context.new_page()
            for path, lang in product(PAGES, LANGUAGES):
                page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}", wait_until="load")
                page.wait_for_timeout(_DRAWING_MS)
                clip = {"x": 0, "y": 0, "width": width, "height": 4 * SIZES[width]}
                page.screenshot(path=folder / file_name(path, lang, width, scheme), full_page=True, clip=clip)  # type: ignore[arg-type]


def main(folder: Path) -> None:
    """Writes into the folder, which is made."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, address, folder)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
