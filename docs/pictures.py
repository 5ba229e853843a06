"""Takes the pictures of docs/images/ from the product itself: `make pictures` (needs Chromium)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().with_name("images")
PICTURES = {"home": "/", "network": "/network", "report": "/report/chongqing-2023#o12281"}
SIZE = ViewportSize(width=1280, height=800)


@contextmanager
def served() -> Iterator[str]:
    """The address of the site, served from the current build."""
    chengnuo = Path(sys.executable).with_name("chengnuo")
    command = [str(chengnuo), "serve", "--port", "0", "--no-access-log"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://\S+(?=/)", line)
            if found is None:
                raise SystemExit(f"the site cannot be served: {line}")
            yield found[0]
        finally:
            server.terminate()


def take() -> None:
    """Writes one PNG for each of PICTURES."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, path in PICTURES.items():
            page.goto(address + path, wait_until="load")
            page.wait_for_timeout(1500)  # the network draws itself after the page is loaded
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take()
