"""The page of regions in a browser: from a map to a table, two side by side."""

from __future__ import annotations

from pathlib import Path

from tests.browser.visit import Visitor


def test_an_analyst_takes_along_what_is_promised_for_a_cluster(visit: Visitor) -> None:
    """From the first page in three clicks."""
    here = visit()
    here.open("/")
    here.page.get_by_role("link", name="各区域", exact=True).first.click()
    here.page.wait_for_url("**/regions")
    here.page.locator("a.cluster__head", has_text="渝东南武陵山区城镇群").first.click()
    here.page.wait_for_url("**/regions?*region=*")
    assert here.is_clean(), (here.errors, here.strangers)  # a browser counts a download as a page that failed
    with here.page.expect_download() as download:
        here.page.get_by_role("link", name="CSV", exact=True).click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 10 and any("发展康养产业" in row for row in rows)


def test_the_map_leads_to_a_division(visit: Visitor) -> None:
    here = visit()
    here.open("/regions?lang=en")
    here.page.locator(".where__map").first.locator(
        'a[href*="%E4%B8%87%E5%B7%9E%E5%8C%BA"] path'
    ).first.click()
    here.page.wait_for_url("**/regions?*region=*")
    assert here.page.locator(".about h2").inner_text() == "Wanzhou District"
    assert here.page.evaluate("new URL(location).searchParams.get('lang')") == "en"
    assert here.is_clean(), (here.errors, here.strangers)


def test_the_form_compares_two(visit: Visitor) -> None:
    here = visit()
    here.open("/regions")
    here.page.locator("#region").fill("万州")
    here.page.locator("#with").fill("黔江")
    here.page.get_by_role("button", name="查看").click()
    here.page.wait_for_url("**with=*")
    assert here.page.locator(".about h2").all_inner_texts() == ["万州区", "黔江区"]
    assert here.is_clean(), (here.errors, here.strangers)
