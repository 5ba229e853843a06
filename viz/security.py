"""Headers that keep a page to what it is: its own scripts, no frames, nothing from elsewhere."""

from __future__ import annotations

from flask import Response, request

_POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src {style}",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_INLINE_STYLE = {"sparql.endpoint"}
"""Pages whose libraries write style elements; scripts stay as strict there."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def secure(response: Response) -> Response:
    """Adds the headers to an answer."""
    style = "'self' 'unsafe-inline'" if request.endpoint in _INLINE_STYLE else "'self'"
    response.headers["Content-Security-Policy"] = "; ".join(_POLICY).format(style=style)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
