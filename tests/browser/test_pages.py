"""Every page in a browser, and the ways that people go through them."""

from __future__ import annotations

import pytest

from tests.browser.visit import SIZES, Visitor

PAGES = (
    "/",
    "/report/chongqing-2023",
    "/network",
    "/network?view=all",
    "/projects",
    "/projects?region=万州",
    "/questions",
    "/questions/targets-by-year",
    "/questions/commitments-of-region?region=万州",
    "/sparql",
    "/download",
    "/search?q=口袋公园",
    "/doc/region/cn-500101",
    "/doc/def/Figure",
)


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(visit: Visitor, path: str, width: int) -> None:
    """In both languages: nothing in the console, nothing from elsewhere, nothing beyond the edge."""
    here = visit(width=width, color_scheme="dark" if width == 390 else "light")
    for lang in ("zh", "en"):
        here.open(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        here.page.wait_for_timeout(100)  # for what scripts do after loading
        beyond = here.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert beyond <= 0, f"{path} is {beyond} px wider than the screen"
        assert here.page.title()
    assert here.errors == []
    assert here.strangers == []


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
