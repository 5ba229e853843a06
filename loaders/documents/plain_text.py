"""Plain text: bytes to characters, strictly, never by dropping what does not fit."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from ontology.errors import DocumentError

ENCODINGS = ("utf-8-sig", "gb18030")
"""Tried in this order, strictly, where no byte order mark tells. GB18030 holds GBK and GB2312."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_SAMPLE = 100_000


def decode(content: bytes, where: str, declared: str | None = None) -> tuple[str, str]:
    """The text without byte order mark, and the encoding that it was read with.

    A byte order mark tells; else UTF-16 shows by its NUL bytes; else `declared` is tried, then ENCODINGS.

    >>> decode("报告".encode("gb18030"), "a.txt")
    ('报告', 'gb18030')

    Raises DocumentError when the bytes are binary or fit none of the encodings; tells where each failed.
    """
    failures = []
    for encoding in _candidates(content, where, declared):
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError as error:
            failures.append(f"{encoding.removesuffix('-sig')} (byte {error.start:,}: 0x{content[error.start]:02x})")
    raise DocumentError(f"{where}: not readable as {', '.join(failures)}; save it as UTF-8 and try again")


def _candidates(content: bytes, where: str, declared: str | None) -> Iterator[str]:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked:
        yield marked
    elif b"\x00" in content:
        yield _wide(content, where)
    else:
        yield from dict.fromkeys([*([declared] if declared else []), *ENCODINGS])


def _wide(content: bytes, where: str) -> str:
    """UTF-16 without a mark, in the byte order that reads as Chinese; raises DocumentError where none does."""
    shares = {encoding: _share_of_chinese(content[:_SAMPLE].decode(encoding, errors="replace")) for encoding in _WIDE}
    best = max(shares, key=lambda encoding: shares[encoding])
    if shares[best] > 0.5:
        return best
    raise DocumentError(f"{where}: looks binary (a NUL byte at {content.index(0):,}); give plain text")


def _share_of_chinese(sample: str) -> float:
    """Share of common Chinese characters and ASCII; 0 for what has NUL characters or no mark, as no text has."""
    if "\x00" in sample:
        return 0.0
    if not any(mark in sample for mark in "。，\n"):
        return 0.0
    return sum("\u4e00" <= character <= "\u9fff" or "\t" <= character <= "~" for character in sample) / len(sample)
