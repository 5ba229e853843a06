"""The page of the network's times says what was measured; its peer draws the same and fetches nothing."""

from __future__ import annotations

import re

from benchmarks.network import peer_page
from benchmarks.network_page import LARGE, LARGE_WHOLE, OVERVIEW, PYVIS, WHOLE, page

FACTS = {"nodes": 1377, "links": 1441, "rounds": 3, "cores": 2, "reports": 20, "groups": 24}


def test_times_and_their_ratio() -> None:
    times = {OVERVIEW: [400.0, 300.0, 900.0], WHOLE: [1000.0, 900.0], PYVIS: [19000.0]}
    text = page(times, FACTS)
    assert "| overview | 300 | 400 | 700 |" in text
    assert "| pyvis' default page | 19,000 | 19,000 | – |" in text
    assert "drawn 20 times sooner" in text and "1,377 nodes and 1,441 links" in text
    assert "Many reports" not in text


def test_many_reports() -> None:
    times = {WHOLE: [1.0], PYVIS: [1.0], LARGE: [2000.0], LARGE_WHOLE: [2500.0]}
    assert "Many reports: 20." in page(times, FACTS)


def test_the_peer_has_the_same_graph_and_fetches_nothing() -> None:
    nodes = [{"id": each, "label": each, "title": each, "group": "area"} for each in "ab"]
    html = peer_page({"nodes": nodes, "edges": [{"from": "a", "to": "b"}]})
    assert '"from": "a"' in html and '"id": "b"' in html
    assert '"physics": {' in html and '"enabled": true' in html
    assert not re.search(r'<(script|link)[^>]+(src|href)="(https?:)?//', html)
