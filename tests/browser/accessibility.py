"""What axe-core finds wrong with a page for people who do not see it, or use no mouse."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).resolve().parents[2] / "viz/node_modules/axe-core/axe.min.js"


def serious_violations(page: Page) -> list[str]:
    """Rules that the page breaks with serious or critical impact, and where."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
