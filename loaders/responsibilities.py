"""Responsibility tables (任务分解表): who answers for which task by when, as an office has written it down.

A table is a document of its own: what it says is kept as it is written, row by row. Names of bodies lead to the
vocabulary's organization only where they are exactly its names; every other name stays text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.organizations import names_of_bodies
from loaders.records import Named, ReportMetadata, Responsibilities, Task
from loaders.sheets import SUFFIXES, SheetRow, merged_cells, read_sheet
from ontology.errors import ResponsibilityError
from ontology.vocabulary import Vocabulary

TASK, LEAD, UNITS, DEADLINE, PLACE = "任务", "牵头单位", "责任单位", "完成时限", "出处"
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    TASK: ("工作任务", "任务内容", "重点任务", "目标任务"),
    LEAD: ("牵头部门", "牵头责任单位"),
    UNITS: ("责任部门",),
    DEADLINE: ("完成时间", "时限要求"),
    PLACE: (),
}
"""What offices call the columns."""

_SEPARATORS = re.compile(r"[、，,；;/\n]+")
_PLACE = re.compile(r"(?P<report>[!-~]+?):(?P<start>\d+)-(?P<end>\d+)")
_NAMES = {name: column for column, others in ALSO_CALLED.items() for name in (column, *others)}


def responsibilities_file(folder: Path, report: str) -> Path | None:
    """The table of a report, or None; raises ResponsibilityError where there are two."""
    found = [path for suffix in SUFFIXES if (path := folder / f"{report}{suffix}").is_file()]
    if len(found) > 1:
        raise ResponsibilityError(f"{found[0]} and {found[1]}: both break down one report; keep one")
    return found[0] if found else None


def read_responsibilities(path: Path, metadata: ReportMetadata, vocabulary: Vocabulary) -> Responsibilities:
    """The tasks of a table that name a body; rows without any say nothing of who answers.

    Raises ResponsibilityError (SheetError for the file itself), naming file and row, where columns are missing,
    cells are merged, or a row has a body but no task.
    """
    columns, rows = read_sheet(path, known=_NAMES)
    header = min((row.number for row in rows), default=2) - 1
    own = _columns(path, columns)
    _refuse_merged(path, header)
    bodies = names_of_bodies(vocabulary, metadata.area, metadata.delivered)
    tasks = tuple(task for row in rows if (task := _task(path, row, own, bodies)))
    if not tasks:
        raise ResponsibilityError(f"{path}: no row names a body; fill in {LEAD} or {UNITS}")
    return Responsibilities(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), tasks)


def _columns(path: Path, columns: Sequence[str]) -> dict[str, str]:
    """The sheet's name of each column of ours."""
    found: dict[str, str] = {}
    for name in columns:
        column = _NAMES.get(name, "")
        if column in found:
            raise ResponsibilityError(
                f"{path}: columns {found[column]!r} and {name!r} are both {column}; keep one"
            )
        if column:
            found[column] = name
    if TASK not in found or not {LEAD, UNITS} & found.keys():
        missing = TASK if TASK not in found else f"{LEAD} or {UNITS}"
        has = "、".join(filter(None, columns)) or "none"
        raise ResponsibilityError(
            f"{path}: row 1: column {missing} is missing (columns are {has});"
            f" a table has {TASK}, {LEAD}, {UNITS} and {DEADLINE}"
        )
    return found


def _refuse_merged(path: Path, header: int) -> None:
    for row, cells in merged_cells(path):
        if row > header:
            raise ResponsibilityError(
                f"{path}: row {row}: cells {cells} are merged, so that only the first has a value;"
                " unmerge them and fill in each row"
            )


def _task(path: Path, row: SheetRow, columns: Mapping[str, str], bodies: Mapping[str, str]) -> Task | None:
    cells = {column: row.cells[name] for column, name in columns.items()}
    lead, units = cells.get(LEAD, ""), cells.get(UNITS, "")
    text = "".join(cells[TASK].split())
    if not lead and not units:
        return None
    if not text:
        raise ResponsibilityError(
            f"{path}: row {row.number}: {TASK} is empty but {lead or units} is named; say for what"
            " (merged cells are saved with one value: fill in each row)"
        )
    place = _PLACE.fullmatch(cells.get(PLACE, ""))
    return Task(
        row=row.number,
        text=text,
        lead=lead,
        leads=_bodies(lead, bodies),
        units=units,
        unit_names=_bodies(units, bodies),
        deadline=cells.get(DEADLINE, ""),
        place=(place["report"], int(place["start"]), int(place["end"])) if place else None,
    )


def _bodies(cell: str, bodies: Mapping[str, str]) -> tuple[Named, ...]:
    names = dict.fromkeys(filter(None, (name.strip() for name in _SEPARATORS.split(cell))))
    return tuple(Named(name, bodies.get(name)) for name in names)
