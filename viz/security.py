"""Headers that keep a page to what it is: its own scripts, no frames but one, nothing from elsewhere."""

from __future__ import annotations

from flask import Response, request

_POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'{more}",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors {frames}",
)
_STYLES = {"sparql.endpoint": " 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"}
"""Style elements, by their hash, that the libraries of a page write: the query editor's for its columns."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def secure(response: Response) -> Response:
    """Adds the headers to an answer."""
    response.headers["Content-Security-Policy"] = "; ".join(_POLICY).format(
        more=_STYLES.get(request.endpoint or "", ""), frames="*" if embedded() else "'none'"
    )
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if not embedded():
        response.headers["X-Frame-Options"] = "DENY"
    return response


def embedded() -> bool:
    """Whether the page is the one view that other sites may frame: the network without what is around it.

    Nothing on the site can be changed by a click, so a frame can lead nobody to harm.
    """
    return request.endpoint == "network.page" and request.args.get("embed") == "1"
