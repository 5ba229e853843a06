"""Archives: DOCX and XLSX files are ZIP archives, which may unpack to far more than they weigh."""

from __future__ import annotations

import zipfile

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all members together. `zipfile` reads no more of a member than the archive says that it has."""


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """Bytes that an archive says it unpacks to, without unpacking it."""
    return sum(member.file_size for member in archive.infolist())
