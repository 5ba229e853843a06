"""Publisher: who answers for a published graph, as its description states it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
_WEB = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is empty is not stated. Raises ValueError for what is no address or no date."""

    name: str = "承诺 Chengnuo"
    page: str = ""
    """http(s) address."""
    contact: str = ""
    """Mail address, or the http(s) address of a page."""
    issued: str = ""
    """The day of publication, YYYY-MM-DD."""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("the publisher needs a name")
        if self.page and not _WEB.fullmatch(self.page):
            raise ValueError(f"{self.page!r} is no http(s) address")
        if self.contact and not _WEB.fullmatch(self.contact) and not _MAIL.fullmatch(self.contact):
            raise ValueError(f"{self.contact!r} is neither a mail address nor an http(s) address")
        if self.issued and not _is_date(self.issued):
            raise ValueError(f"{self.issued!r} is no date; write YYYY-MM-DD")

    @property
    def contact_iri(self) -> str:
        """The contact as an IRI: mailto: for a mail address.

        >>> Publisher(contact="data@example.org").contact_iri
        'mailto:data@example.org'
        """
        return f"mailto:{self.contact}" if _MAIL.fullmatch(self.contact) else self.contact


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
