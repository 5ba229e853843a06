"""The page of agencies in a browser: to one of them, accessible on wide and narrow screens."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import serious_violations
from tests.browser.visit import SIZES, Visitor


def test_a_body_is_chosen_from_the_list(visit: Visitor) -> None:
    here = visit()
    here.open("/agencies")
    here.page.get_by_role("link", name="重庆市水利局").click()
    here.page.wait_for_url("**agency=*")
    assert here.page.locator("#agency h2").inner_text() == "重庆市水利局"
    assert "完成水利投资390亿元" in here.page.locator(".assigned--inferred").first.inner_text()
    assert here.is_clean(), (here.errors, here.strangers)


@pytest.mark.parametrize("width", SIZES)
def test_the_page_is_accessible_and_fits(visit: Visitor, width: int) -> None:
    here = visit(width=width, color_scheme="dark" if width == 390 else "light")
    for path in ("/agencies", "/agencies?agency=重庆市科学技术局&lang=en"):
        here.open(path)
        root = "document.documentElement"
        assert here.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0, path
        found = serious_violations(here.page)
        assert found == [], "\n".join(found)
    assert here.is_clean(), (here.errors, here.strangers)
