"""Plain text: bytes to characters, strictly, never by dropping what does not fit."""

from __future__ import annotations

import codecs

from ontology.errors import DocumentError

ENCODINGS = ("utf-8-sig", "gb18030")
"""Tried in this order, strictly. GB18030 holds GBK and GB2312."""

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, where: str) -> tuple[str, str]:
    """The text without byte order mark, and the encoding that it was read with.

    >>> decode("报告".encode("gb18030"), "a.txt")
    ('报告', 'gb18030')

    Raises DocumentError when the bytes are binary or fit none of the encodings; names those tried.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, where), encoding
    if b"\x00" in content:
        raise DocumentError(f"{where}: looks binary (a NUL byte at {content.index(0)}); give plain text")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise DocumentError(f"{where}: not readable as {', '.join(ENCODINGS)}; save it as UTF-8 and try again")


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{where}: starts like {encoding} but byte {error.start} does not fit it") from error
