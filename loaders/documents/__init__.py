"""Documents: a file becomes the kept text. One module per format; the suffix decides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from loaders.documents.plain_text import decode
from loaders.records import KeptText
from ontology.errors import DocumentError

MAX_BYTES = 32 * 1024 * 1024
"""A work report has some 80 kB; a file a hundred times longer is not one."""

READERS: dict[str, Callable[[bytes, str], tuple[str, str]]] = {".txt": decode}
"""Suffix → reader of (bytes, file name) that returns (text, encoding)."""

# What XML 1.0 forbids: such characters would make every RDF/XML and SPARQL XML answer unreadable.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


def report_name(path: Path) -> str:
    """The report's name in IRIs: the file's stem in lower-case ASCII.

    >>> report_name(Path("Chongqing 2023.txt"))
    'chongqing-2023'
    """
    name = _NOT_IN_NAME.sub("-", path.stem.lower()).strip("-")
    if not name:
        digest = hashlib.sha256(path.stem.encode()).hexdigest()[:8]
        return f"report-{digest}"
    return name


def read_document(path: Path) -> KeptText:
    """The kept text of a file: decoded once, BOM dropped, newlines untouched.

    Characters that XML forbids are replaced one for one by U+FFFD, so offsets stay true.
    Raises DocumentError for a file that is missing, empty, too long, binary, of an unknown format or encoding.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(f"{path}: no reader for {path.suffix or 'files without suffix'!r}; give one of {', '.join(READERS)}")
    content = _bytes_of(path)
    text, encoding = reader(content, str(path))
    if not text.strip():
        raise DocumentError(f"{path}: holds no text; give the report as a {path.suffix} file with its words")
    kept = _FORBIDDEN.sub("\ufffd", text)
    return KeptText(report_name(path), kept, encoding, hashlib.sha256(content).hexdigest())


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(f"{path}: {size:,} bytes, more than the {MAX_BYTES:,} that a report may have")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check the path") from error
