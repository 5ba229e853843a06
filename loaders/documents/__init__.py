"""Documents: a file becomes the kept text. One module per format; the suffix decides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from loaders.documents.plain_text import decode
from loaders.documents.web_page import read_web_page
from loaders.documents.word import read_word
from loaders.records import KeptText
from ontology.errors import DocumentError
from ontology.settings import Settings


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its media type, with its reader of (bytes, file name) that returns (text, encoding)."""

    media_type: str
    read: Callable[[bytes, str], tuple[str, str]]


_WEB_PAGE = Format("text/html", read_web_page)
FORMATS: Mapping[str, Format] = MappingProxyType({
    ".txt": Format("text/plain", decode),
    ".html": _WEB_PAGE,
    ".htm": _WEB_PAGE,
    ".docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_word),
})
"""By suffix."""

# What XML 1.0 forbids: such characters would make every RDF/XML and SPARQL XML answer unreadable.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PAGE_BREAKS = re.compile(r"[\x0b\x0c]")
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


def reports_in(folder: Path) -> list[Path]:
    """The files of a folder that can be read, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in FORMATS)


def read_document(path: Path, settings: Settings | None = None) -> KeptText:
    """The kept text of a file: decoded once, byte order mark dropped, line breaks of plain text untouched.

    Characters that XML forbids are replaced one for one by U+FFFD, form feeds by line breaks, so offsets stay true.
    Raises DocumentError for a file that is missing, empty, too long, binary, of an unknown format or encoding.
    """
    settings = settings or Settings()
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise DocumentError(f"{path}: no reader for {path.suffix or 'files without suffix'!r}; give one of {', '.join(FORMATS)}")
    content = _bytes_of(path, settings.source_mib)
    text, encoding = form.read(content, str(path))
    if not text.strip():
        raise DocumentError(f"{path}: holds no text; give the report as a {path.suffix} file with its words")
    if len(text) > settings.source_characters:
        raise DocumentError(
            f"{path}: {len(text):,} characters, more than the {settings.source_characters:,} that a report may have "
            "(CHENGNUO_SOURCE_CHARACTERS); a work report has some 30,000: give one report in each file"
        )
    kept = _FORBIDDEN.sub("\ufffd", _PAGE_BREAKS.sub("\n", text))
    return KeptText(report_name(path), kept, encoding, hashlib.sha256(content).hexdigest(), form.media_type)


def _bytes_of(path: Path, mib: int) -> bytes:
    """Never more than the limit, whatever the size that the system tells (of a pipe: none)."""
    most = mib * 1024 * 1024
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1) if path.stat().st_size <= most else None
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if content is None or len(content) > most:
        raise DocumentError(f"{path}: more than the {mib} MiB that a source may have (CHENGNUO_SOURCE_MIB); is it a work report?")
    return content
