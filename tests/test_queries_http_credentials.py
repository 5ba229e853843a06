"""Answers to what stores ask for, beside the examples of the standards."""

from __future__ import annotations

import pytest

from queries.http_credentials import Credentials

CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
EXPECTED = {
    "MD5": "8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
}
"""RFC 7616, 3.9.1."""


@pytest.mark.parametrize("algorithm", EXPECTED)
def test_digest_of_the_standard(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    monkeypatch.setattr("secrets.token_hex", lambda _: own)
    credentials = Credentials("Mufasa", "Circle of Life")
    first, *_ = credentials.attempts("GET", "/dir/index.html")
    assert first == {}, "no password before a store asks"
    credentials.challenged(CHALLENGE.format(algorithm))
    header = next(credentials.attempts("GET", "/dir/index.html"))["Authorization"]
    assert f'response="{EXPECTED[algorithm]}"' in header and "nc=00000001" in header


def test_basic() -> None:
    credentials = Credentials("Aladdin", "open sesame")
    credentials.challenged('Basic realm="x"')
    assert next(credentials.attempts("PUT", "/")) == {"Authorization": "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}


def test_who_has_no_name_gives_none() -> None:
    credentials = Credentials("", "")
    credentials.challenged('Basic realm="x"')
    assert list(credentials.attempts("PUT", "/")) == [{}]
