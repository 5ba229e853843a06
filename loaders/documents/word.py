"""Word files: the paragraphs of a DOCX.

Read with zipfile and lxml's events. (python-docx leaves out what stands in smart tags, which older Word puts around
dates and measures, in content controls and in tracked insertions.)
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from loaders.documents.archives import MAX_UNPACKED, unpacked_size
from ontology.errors import DocumentError

_CHUNK = 1 << 16
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "rPrChange", "pPrChange"))
"""Deleted and moved text, and what stands twice for the sake of older programs."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_word(content: bytes, where: str) -> tuple[str, str]:
    """The paragraphs of a DOCX with those of table cells in order, then its footnotes and endnotes; and "utf-8".

    A line for each paragraph, an empty one around each cell. Headers, footers and comments are left out.
    Raises DocumentError for what is no DOCX, is damaged, or unpacks to more than MAX_UNPACKED bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if (size := unpacked_size(archive)) > MAX_UNPACKED:
                raise DocumentError(f"unpacks to {size:,} bytes, more than {MAX_UNPACKED:,}; it is not opened")
            return "\n".join(line for part in _parts(archive) for line in _paragraphs(archive, part)), "utf-8"
    except DocumentError as error:
        raise DocumentError(f"{where}: {error}") from error
    except zipfile.BadZipFile as error:
        raise DocumentError(f"{where}: is no DOCX ({error}); open it in a word processor and save it as .docx") from error
    except (etree.XMLSyntaxError, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError) as error:
        raise DocumentError(f"{where}: is damaged or encrypted ({error}); save it again as .docx") from error


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    """The names of the parts that hold text: the document, its footnotes, its endnotes."""
    main = next(_related(archive, "", "officeDocument"), None)
    if main is None:
        raise DocumentError("is a ZIP archive without a document; give a .docx of a word processor")
    yield main
    yield from _related(archive, main, "footnotes")
    yield from _related(archive, main, "endnotes")


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[str]:
    """Parts of a kind that a part (or the package, "") points to."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive.namelist():
        return
    relations: list[dict[str, str]] = []
    _parse(archive, rels, _Events(start=lambda tag, attributes: relations.append(attributes)))
    for relation in relations:
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", folder, relation["Target"])).lstrip("/")


def _paragraphs(archive: zipfile.ZipFile, part: str) -> list[str]:
    text = _Text()
    _parse(archive, part, _Events(text.start, text.end, text.data))
    return text.lines


def _parse(archive: zipfile.ZipFile, part: str, events: _Events) -> None:
    """Feeds a part to its events piece by piece; nothing is fetched."""
    parser = etree.XMLParser(target=events, no_network=True)
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
    parser.close()


def _nothing(*_: Any) -> None:
    pass


class _Events:
    """Hands on the parser's events with local names: the namespaces of strict files differ.

    Raises DocumentError for a document type, which could define entities that stand for ever more text.
    """

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None] = _nothing,
        end: Callable[[str], None] = _nothing,
        data: Callable[[str], None] = _nothing,
    ) -> None:
        self._start, self._end, self.data = start, end, data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._end(_local(tag))

    def doctype(self, *_: object) -> None:
        raise DocumentError("it declares a document type, as no word processor does")

    def close(self) -> None:
        pass


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class _Text:
    """Takes the events of a part; `lines` are its paragraphs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[list[str]] = []
        """The paragraphs that are open: one, and those of text boxes inside it."""
        self._unseen = 0
        self._in_text = self._in_run = self._hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._unseen or tag in _UNSEEN or attributes.get("type") in _SEPARATORS:
            self._unseen += 1
        elif tag == "p":
            self._open.append([])
        elif tag == "r":
            self._in_run, self._hidden = True, False
        elif tag == "vanish" and self._in_run:
            self._hidden = attributes.get("val", "1") not in ("0", "false")
        elif tag == "t":
            self._in_text = True
        elif tag in _CHARACTERS and self._in_run:
            self._add(_CHARACTERS[tag])

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag == "p" and self._open:
            self.lines.append("".join(self._open.pop()))
        elif tag == "r":
            self._in_run = False
        elif tag == "t":
            self._in_text = False
        elif tag in ("tc", "tbl"):
            self.lines.append("")

    def data(self, text: str) -> None:
        if self._in_text and not self._unseen:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].append(text)
