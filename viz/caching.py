"""Caching: documents change when the graph is rebuilt, so who has one asks whether it still holds."""

from __future__ import annotations

from flask import Response, request

from viz.current import site


def to_be_asked_for_again(response: Response) -> Response:
    """With a mark of its content and the time of the build; 304 for who has it already."""
    response.add_etag()
    response.last_modified = site().build.written
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
