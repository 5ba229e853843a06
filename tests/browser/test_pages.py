"""Every page in a browser, and the ways that people go through them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from ontology.settings import Settings
from server import close, create_app
from tests.browser.accessibility import serious_violations
from tests.browser.pages import NO_PAGES, PAGES
from tests.browser.visit import SIZES, Visitor

HOME_BYTES = 400_000
"""That a first visit to the home page may transfer, with its styles, scripts and pictures."""
SCREENS = (390, 768, 1024, 1440, 1920)


def _in(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def _beyond(page: Page) -> int:
    """Pixels that a page is wider than the screen."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(width)


def _layout_shift(page: Page) -> float:
    """How much of the page moved without being asked, as Chromium measures it (0: nothing)."""
    return float(
        page.evaluate(
            """new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => {
                for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
              }).observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(sum), 50);
            })"""
        )
    )


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(visit: Visitor, path: str, width: int) -> None:
    """In both languages: no error, nothing from elsewhere, nothing that moves or goes beyond the edge."""
    here = visit(width=width, color_scheme="dark" if width == 390 else "light")
    for lang in ("zh", "en"):
        here.open(_in(path, lang))
        here.page.wait_for_timeout(100)  # for what scripts do after loading
        assert _beyond(here.page) <= 0, f"{path} is wider than the screen"
        assert _layout_shift(here.page) < 0.01, f"{path} moves while it loads"
        assert here.page.title()
    assert here.errors == []
    assert here.strangers == []


@pytest.mark.slow
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_still_as_it_arrives(visit: Visitor, slow_address: str, path: str, width: int) -> None:
    """Whatever has come is drawn at once, and nothing that follows moves it."""
    here = visit(width=width, at=slow_address)
    here.open(_in(path, "en" if width == 390 else "zh"))
    here.page.wait_for_timeout(100)
    assert _layout_shift(here.page) < 0.01


@pytest.mark.slow
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible(visit: Visitor, path: str, width: int) -> None:
    here = visit(width=width, color_scheme="dark" if width == 390 else "light")
    here.open(_in(path, "en" if width == 390 else "zh"))
    here.page.wait_for_timeout(100)
    assert serious_violations(here.page) == []


@pytest.mark.slow
def test_pages_fit_screens_of_every_width(visit: Visitor) -> None:
    here = visit()
    for path in PAGES:
        here.open(path)
        for width in SCREENS:
            here.page.set_viewport_size({"width": width, "height": 900})
            assert _beyond(here.page) <= 0, f"{path} is wider than {width} px"


def test_home_is_light(visit: Visitor) -> None:
    here = visit()
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    here.page.on("requestfinished", note)
    here.open("/")
    here.page.wait_for_timeout(200)
    sizes = [request.sizes() for request in asked]
    assert len(sizes) > 2
    assert sum(each["responseHeadersSize"] + each["responseBodySize"] for each in sizes) < HOME_BYTES


def test_no_page_is_forgotten(shipped_build: Path) -> None:
    """Every address of the site is tried in a browser, or is known to be no page."""
    app = create_app(shipped_build, Settings())
    try:
        match = app.url_map.bind("localhost").match
        tried = {match(path.partition("?")[0])[0] for path in PAGES}
        known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    finally:
        close(app)
    assert tried | NO_PAGES == known


def test_a_form_gives_its_table(visit: Visitor) -> None:
    here = visit()
    here.open("/questions/commitments-of-region")
    here.page.get_by_label("区域").first.fill("秀山")
    here.page.locator(".question-form button").click()
    here.page.wait_for_url("**region=*")
    assert here.page.locator("tbody tr").count() > 0
    assert "秀山土家族苗族自治县" in here.page.locator("tbody").inner_text()
    with here.page.expect_download() as download:
        here.page.get_by_text("CSV", exact=True).click()
    assert download.value.suggested_filename == "commitments-of-region.csv"


def test_a_question_opens_in_the_editor_and_runs(visit: Visitor) -> None:
    here = visit()
    here.open("/questions/targets-by-year?year=2023")
    here.page.get_by_text("在 SPARQL 编辑器中打开").click()
    here.page.locator(".yasqe .CodeMirror-line").first.wait_for()
    assert "2023" in here.page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
    here.page.locator("#run").click()
    here.page.locator(".yasr table tbody tr").first.wait_for()
    assert here.is_clean(), (here.errors, here.strangers)


def test_an_example_is_put_into_the_editor(visit: Visitor) -> None:
    here = visit()
    here.open("/sparql")
    here.page.locator(".yasqe .CodeMirror-line").first.wait_for()
    here.page.locator('[data-example="policy-areas"]').click()
    value = here.page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()")
    assert "?policyArea" in value
    here.page.keyboard.type("x")
    assert here.is_clean(), (here.errors, here.strangers)


def test_search_finds_the_pocket_parks(visit: Visitor) -> None:
    here = visit()
    here.open("/")
    here.page.locator('input[name="q"]').first.fill("口袋公园")
    here.page.locator('input[name="q"]').first.press("Enter")
    here.page.wait_for_url("**/search?q=*")
    assert "口袋公园" in here.page.locator("main").inner_text()
    assert here.page.locator("main mark").count() > 0
