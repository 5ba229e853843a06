"""Answers in gzip for clients that take it."""

from __future__ import annotations

import gzip

from flask import Response, request

SMALLEST = 1024
"""Bytes below which an answer is sent as it is."""

_LEVEL = 5
_TEXT = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/n-quads",
    "application/n-triples",
    "application/trig",
    "application/xml",
)
_SUFFIXES = ("+json", "+xml", "/javascript")


def compress(response: Response) -> Response:
    """The answer, compressed where that is asked for and of use. The same answer gives the same bytes.

    A tag of the answer becomes a weak one: it stands for the answer in either form.
    """
    if not _is_text(response.mimetype) or response.direct_passthrough or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    taken = request.accept_encodings.quality("gzip") > 0 and "Content-Encoding" not in response.headers
    data = response.get_data() if taken else b""
    if len(data) < SMALLEST:
        return response
    response.set_data(gzip.compress(data, _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response


def _is_text(media_type: str | None) -> bool:
    return media_type is not None and (media_type.startswith(_TEXT) or media_type.endswith(_SUFFIXES))
