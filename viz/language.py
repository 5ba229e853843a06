"""The language of a page: Chinese, or what `?lang=` says. Links keep it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request
from flask_babel import Babel
from flask_babel import gettext as _gettext

LANGUAGES = ("zh", "en")
"""The first is the one that the texts in code and templates are written in."""

_TRANSLATIONS = Path(__file__).with_name("translations")
_WITHOUT_LANGUAGE = {"static", "chengnuo.static"}


def language() -> str:
    """The language of the current page; the default for what is not one of LANGUAGES."""
    wanted = request.args.get("lang", "") if has_request_context() else ""
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def gettext(text: str, **values: object) -> str:
    """The text (Chinese, as in the code) in the language of the page, with each `%(name)s` filled in."""
    return str(_gettext(text, **values))


def localized(path: str) -> str:
    """The address of a path of this site, in the language of the page."""
    chosen = language()
    if chosen == LANGUAGES[0]:
        return path
    path, separator, fragment = path.partition("#")
    return f"{path}{'&' if '?' in path else '?'}lang={chosen}{separator}{fragment}"


def install(app: Flask) -> None:
    """Gettext for templates and code, and `lang` in the links of pages that are not in the default."""
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_translation_directories=str(_TRANSLATIONS),
        locale_selector=language,
    )

    @app.url_defaults
    def keep(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint not in _WITHOUT_LANGUAGE and language() != LANGUAGES[0]:
            values.setdefault("lang", language())
