"""The page of agencies in a browser: from the list to one of them."""

from __future__ import annotations

from tests.browser.visit import Visitor


def test_a_body_is_chosen_from_the_list(visit: Visitor) -> None:
    here = visit()
    here.open("/agencies")
    here.page.get_by_role("link", name="重庆市水利局").click()
    here.page.wait_for_url("**agency=*")
    assert here.page.locator("#agency h2").inner_text() == "重庆市水利局"
    assert "完成水利投资390亿元" in here.page.locator(".assigned--inferred").first.inner_text()
    assert here.is_clean(), (here.errors, here.strangers)
