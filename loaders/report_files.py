"""Report files: which files are reports, out of files, folders and patterns, with what a table says of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.documents import FORMATS, reports_in
from loaders.metadata import FIELDS
from loaders.sheets import read_sheet
from ontology.errors import CorrectionError, DocumentError

_PATTERN = set("*?[")
_FILE = "file"
COLUMNS = (_FILE, *sorted(FIELDS))
"""Of a table of metadata; only `file` is needed."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report's file."""

    path: Path
    given: Mapping[str, str]
    """Metadata by field, from a table."""


def find_report_files(paths: Iterable[Path], table: Path | None = None) -> list[ReportFile]:
    """The reports among files, folders (with their folders) and patterns, each once, by path.

    Raises DocumentError for a folder or pattern without reports, and for a table that is wrong or names other files.
    """
    files = sorted({file for path in paths for file in _files(path)})
    rows = _read_table(table, files) if table else {}
    return [ReportFile(path, rows.get(path, {})) for path in files]


def _files(path: Path) -> Iterator[Path]:
    """A file that is missing is told when it is read, so that all others are."""
    if path.is_dir():
        found = [*reports_in(path), *(file for sub in sorted(path.rglob("*/")) for file in reports_in(sub))]
        if not found:
            raise DocumentError(f"{path}: no report is in this folder; reports end in {', '.join(FORMATS)}")
        yield from found
    elif _PATTERN & set(str(path)) and not path.exists():
        root = Path(path.anchor)
        matched = root.glob(str(path.relative_to(root)))
        found = [each for each in matched if each.is_file() and each.suffix.lower() in FORMATS]
        if not found:
            raise DocumentError(f"{path}: no report fits this pattern; reports end in {', '.join(FORMATS)}")
        yield from found
    else:
        yield path


def _read_table(table: Path, files: Sequence[Path]) -> Mapping[Path, Mapping[str, str]]:
    """Rows by file; raises DocumentError, naming the table and the row."""
    try:
        columns, rows = read_sheet(table)
    except CorrectionError as error:
        raise DocumentError(str(error)) from error
    if unknown := [column for column in columns if column not in COLUMNS]:
        raise DocumentError(f"{table}: row 1: unknown column {unknown[0]!r}; columns are {', '.join(COLUMNS)}")
    if _FILE not in columns:
        raise DocumentError(f"{table}: row 1: column {_FILE!r} is missing; it names each report's file")
    found: dict[Path, Mapping[str, str]] = {}
    named = _by_name(files)
    for row in rows:
        where, name = f"{table}: row {row.number}", row.cells[_FILE]
        meant = named.get(name, [])
        if len(meant) != 1:
            choices = ", ".join(map(str, meant)) or "none of the reports"
            raise DocumentError(f"{where}: {name!r} is {choices}; give the path of one as it is built")
        if meant[0] in found:
            raise DocumentError(f"{where}: {name!r} stands twice; keep one row")
        found[meant[0]] = {field: row.cells[field] for field in columns if field != _FILE and row.cells[field]}
    return found


def _by_name(files: Iterable[Path]) -> Mapping[str, list[Path]]:
    """By path, by file name and by name without suffix."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        for name in dict.fromkeys((str(file), file.name, file.stem)):
            found[name].append(file)
    return found
