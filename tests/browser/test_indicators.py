"""Indicators in a browser: charts are drawn, follow the colours of the system, and shut nobody out."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import serious_violations
from tests.browser.visit import Visitor

PAGES = ("/indicators", "/indicators/trade", "/indicators?area=科技创新")
DRAWN = "document.querySelectorAll('[data-drawn] canvas').length > 0"


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PAGES)
def test_charts_are_drawn(visit: Visitor, path: str, width: int) -> None:
    """In both languages, light and dark, without an error, anything from elsewhere, or beyond the edge."""
    for scheme, lang in (("light", "zh"), ("dark", "en")):
        here = visit(width=width, color_scheme=scheme)
        here.open(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        here.page.locator("[data-chart]").first.scroll_into_view_if_needed()
        here.until(DRAWN)
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert here.page.evaluate(beyond) <= 0
        assert serious_violations(here.page) == []
        assert here.is_clean(), (here.errors, here.strangers)


def test_nothing_moves_when_charts_are_drawn(visit: Visitor) -> None:
    here = visit()
    here.open("/indicators")
    place = "document.getElementById('all').getBoundingClientRect().top + scrollY"
    before = here.page.evaluate(place)
    here.page.evaluate("scrollTo(0, 600)")
    here.until(DRAWN)
    here.page.wait_for_timeout(200)
    assert here.page.evaluate(place) == before


def test_the_library_comes_with_the_first_chart_and_not_before(visit: Visitor) -> None:
    here = visit()
    asked: list[str] = []
    here.page.on("request", lambda request: asked.append(request.url))
    here.open("/")
    here.page.wait_for_timeout(200)
    assert not [url for url in asked if "chart" in url]
    here.open("/indicators")
    here.until(DRAWN)
    assert len([url for url in asked if url.endswith("vendor/chart.umd.min.js")]) == 1


def test_charts_follow_the_system(visit: Visitor) -> None:
    """Every mark has the colours of the scheme that the system turned to."""
    here = visit(color_scheme="light")
    here.open("/indicators/trade")
    here.until(DRAWN)
    picture = "document.querySelector('[data-drawn] canvas').toDataURL()"
    before = here.page.evaluate(picture)
    here.page.emulate_media(color_scheme="dark")
    here.until(f"document.querySelector('[data-drawn] canvas') && {picture} !== {before!r}")
    assert here.is_clean(), (here.errors, here.strangers)


def test_a_click_on_a_point_leads_to_its_figure(visit: Visitor) -> None:
    here = visit()
    here.open("/indicators/trade")
    here.until(DRAWN)
    here.page.evaluate("document.querySelector('[data-drawn]').scrollIntoView({ block: 'center' })")
    place = here.page.evaluate(
        """(() => {
          const chart = Chart.getChart(document.querySelector('[data-drawn] canvas'));
          const box = chart.canvas.getBoundingClientRect(), point = chart.getDatasetMeta(0).data[0];
          return { x: box.left + point.x, y: box.top + point.y };
        })()"""
    )
    here.page.mouse.click(place["x"], place["y"])
    here.page.wait_for_url("**/doc/chongqing-2023/figure/*")
    assert "8158.4亿元" in here.page.locator("main").inner_text()


def test_without_scripts_the_words_are_there(visit: Visitor) -> None:
    here = visit(java_script_enabled=False)
    here.open("/indicators")
    assert not here.page.locator(".chart").first.is_visible()
    assert "6348家" in here.page.locator(".ways").first.inner_text()
    assert here.page.locator("tbody tr").count() > 50
