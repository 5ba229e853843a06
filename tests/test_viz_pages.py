"""Every page of the shipped report's site: it answers, its links lead somewhere, nothing is inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology.errors import BuildError, QueryOverload
from ontology.settings import Settings
from queries.service import QueryService
from server import close, create_app

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
WANZHOU = "/doc/region/cn-500101"
PAGES = (
    "/",
    "/search?q=万州",
    "/report/chongqing-2023",
    WANZHOU,
    "/download",
    "/questions",
    "/network",
    "/projects",
    "/follow-up",
)


class Page(HTMLParser):
    """What a page links to, its ids, and what no page of ours has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        for name in ("href", "src", "action"):
            if name in found:
                self.links.add(found[name] or "")
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        handlers = [name for name in found if name == "style" or name.startswith("on")]
        is_code = tag == "script" and not found.get("src") and found.get("type") != "application/json"
        self.inline += handlers + (["script"] if is_code else []) + (["style"] if tag == "style" else [])


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def page(client: FlaskClient, address: str, status: int = 200) -> Page:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status, address
    return Page(answer.text)


def status(client: FlaskClient, address: str) -> int:
    return client.get(address, headers=BROWSER, buffered=True).status_code


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_pages(client: FlaskClient, address: str, language: str) -> None:
    found = page(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert not found.inline, "the policy forbids it"
    assert len(found.ids) == len(set(found.ids))
    assert found.headings.count("h1") == 1
    local = {link for link in found.links if link.startswith("/") and "static" not in link}
    assert all(("lang=en" in link) == (language == "en") for link in local if not exempt(link)), (
        "keep the language"
    )


def exempt(link: str) -> bool:
    """Data have no language, and the switch leads to the other one."""
    return bool(re.search(r"\.(ttl|nt|jsonld|rdf|trig)$", link)) or link.split("?")[0] in {*PAGES, "/search"}


@pytest.mark.parametrize("address", ["/", "/report/chongqing-2023", WANZHOU, "/download"])
def test_links_lead_somewhere(client: FlaskClient, address: str) -> None:
    found = page(client, address)
    assert {link for link in found.links if link.startswith("#")} <= {f"#{name}" for name in found.ids}
    paths = {urldefrag(link).url for link in found.links if link.startswith("/")}
    some = sorted(paths)[:: max(len(paths) // 60, 1)]
    broken = [link for link in some if status(client, link) not in (200, 303)]
    assert not broken


def test_home_shows_what_the_report_promises(client: FlaskClient) -> None:
    text = client.get("/").text
    for words in ("重庆市人民政府工作报告", "地区生产总值", "6%", "4万亿元", "targets-by-year?year=2027"):
        assert words in text
    assert "CNY 4 trillion" in client.get("/?lang=en").text


def test_search_marks_what_was_searched(client: FlaskClient) -> None:
    text = client.get("/search", query_string={"q": "口袋公园"}).text
    assert "<mark>口袋公园</mark>" in text and "/doc/chongqing-2023/commitment/" in text
    assert "没有找到" in client.get("/search", query_string={"q": "并无此词"}).text
    assert client.get("/search", query_string={"q": "公"}).status_code == 200


def test_every_statement_is_marked_and_every_place_is_an_anchor(client: FlaskClient, app: Flask) -> None:
    found = page(client, "/report/chongqing-2023")
    service = app.extensions["chengnuo.service"]
    statements = service.ask("report-statements")
    assert {f"o{start}" for start in statements.column("start")} <= set(found.ids)
    marked = {link.removeprefix("/doc/") for link in found.links if link.startswith("/doc/")}
    commitments = [row for row in statements if str(row["class"]).endswith("/Commitment")]
    missing = [row for row in commitments if str(row["statement"]).partition("/id/")[2] not in marked]
    assert len(missing) < len(commitments) / 50, "only those that other statements cover wholly"


def test_downloads_are_attachments_that_can_be_asked_for_again(client: FlaskClient) -> None:
    answer = client.get("/download/chengnuo.ttl", buffered=True)
    assert answer.mimetype == "text/turtle"
    assert answer.headers["Content-Disposition"] == "attachment; filename=chengnuo.ttl"
    again = client.get(
        "/download/chengnuo.ttl", headers={"If-None-Match": answer.headers["ETag"]}, buffered=True
    )
    assert again.status_code == 304
    part = client.get("/download/chongqing-2023.txt", headers={"Range": "bytes=0-8"}, buffered=True)
    assert (part.status_code, len(part.data)) == (206, 9)
    assert client.get("/download/chongqing-2023.jsonl", buffered=True).mimetype == "application/x-ndjson"
    assert client.get("/download/..%2fmanifest.json").status_code == 404


@pytest.mark.parametrize("address", [*PAGES, "/sparql", "/nothing", "/static/css/site.css", "/healthz"])
def test_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address, headers=BROWSER, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "default-src 'self'" in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_errors_have_one_shape(client: FlaskClient) -> None:
    answer = client.get("/report/nothing", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json and answer.json["status"] == 404
    lost = client.get("/doc/region/万州", headers=BROWSER)
    assert lost.status_code == 404 and WANZHOU in lost.text, "it proposes what has these words"
    hostile = client.get("/doc/<script>alert(1)</script>", headers=BROWSER)
    assert hostile.status_code == 404 and "<script>alert" not in hostile.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(QueryOverload("busy"), 503), (BuildError("/secret/path"), 500), (RuntimeError("/secret/path"), 500)],
)
def test_faults_tell_nothing_of_the_inside(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(QueryService, "ask", fail)
    answer = client.get("/", headers=BROWSER)
    assert answer.status_code == status and "secret" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_every_address_is_documented(app: Flask) -> None:
    document = (Path(__file__).resolve().parent.parent / "docs/web.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(/[^`]*)` \|", document, re.MULTILINE))
    addresses = {re.sub(r"<\w+:(\w+)>", r"<\1>", rule.rule) for rule in app.url_map.iter_rules()}
    assert {
        re.sub("filename", "path", rule) if "static" in rule else rule for rule in addresses
    } == documented
