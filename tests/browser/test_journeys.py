"""What three people come for, in few clicks: an analyst, a citizen, the maintainer of a portal."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.visit import Visitor


def test_an_analyst_takes_along_what_is_promised_for_a_region(visit: Visitor) -> None:
    """From the first page to the CSV in four clicks."""
    here = visit()
    here.open("/")
    here.page.get_by_role("link", name="某区域的承诺").click()
    here.page.get_by_label("区域").first.fill("渝东南武陵山区城镇群")
    here.page.locator(".question-form button").click()
    here.page.wait_for_url("**region=*")
    assert here.is_clean(), (here.errors, here.strangers)  # a browser counts a download as a page that failed
    with here.page.expect_download() as download:
        here.page.get_by_role("link", name="CSV", exact=True).click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 10 and any("黔江" in row for row in rows)


def test_a_citizen_finds_the_pocket_parks(visit: Visitor) -> None:
    """Number, year and the words of the report."""
    here = visit(width=390)
    here.open("/")
    here.page.locator("#q-large").fill("口袋公园")
    here.page.locator("#q-large").press("Enter")
    here.page.wait_for_url("**/search?q=*")
    here.page.locator('a[href*="/figure/"]').first.click()
    here.page.wait_for_url("**/doc/chongqing-2023/figure/*")
    text = here.page.locator("main").inner_text()
    assert "口袋公园" in text and re.search(r"\d+个", text) and "2023" in text
    here.page.locator('a[href*="/report/chongqing-2023#o"]').first.click()
    here.page.wait_for_url("**/report/chongqing-2023#o*")
    assert here.is_clean(), (here.errors, here.strangers)


def test_a_maintainer_gets_from_a_thing_to_its_turtle(visit: Visitor) -> None:
    here = visit()
    here.open("/doc/region/cn-500101")
    turtle = here.page.get_by_role("link", name="Turtle").first.get_attribute("href")
    assert turtle
    answer = here.page.request.get(here.address + turtle)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "cn-500101" in answer.text()
