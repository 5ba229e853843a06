"""Answers for people: labels for IRIs, one column for what belongs together, links to the report.

The files for programs (CSV, JSON) have all columns as they are; only pages use this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ontology.vocabulary import Concept, load_vocabulary
from queries.results import Table, Term
from viz.amounts import amount, number, symbol
from viz.column_names import heading
from viz.current import Site
from viz.labels import Label
from viz.language import gettext as _
from viz.language import language

Row: TypeAlias = Mapping[str, Term | None]

_SUBJECTS = ("commitment", "figure", "project", "passage")
"""IRIs of statements: the quote beside one links to it."""
_QUOTES = ("quote", "exact")
_WITH_ANOTHER = {
    "report", "start", "end", "prefix", "suffix", "upperValue", "comparator", "unitName",
    "endYear", "eachYear", "reportTitle", "sectionTitle", "indicatorText", "statusName",
    *(
        role + name
        for role in ("baseline", "annual", "later")
        for name in ("Comparator", "UpperValue", "UnitName", "Measure", "StartYear", "EachYear", "Start")
    ),
    "paceUnit",
}  # fmt: skip
"""Columns that the cell of another column tells."""
_TOLD = {
    "baseline": "baselineVerbatim",
    "baselineValue": "baselineVerbatim",
    "annual": "annualVerbatim",
    "annualValue": "annualVerbatim",
    "later": "laterVerbatim",
    "laterValue": "laterVerbatim",
    "target": "laterVerbatim",
    "verbatim": "quote",
}
"""Columns that are told where another stands beside them."""


_WIDTHS = {"xs": 3.4, "s": 5.6, "m": 9.6, "l": 15.3}
"""Ems of text in a line of a column; the widest, `xl`, is for whatever is longer."""
_WORD = re.compile(r"[A-Za-z]+|\d{4}-\d\d-\d\d")
"""What is not to be broken: words and days."""

_SCHEMES = {
    "unitName": "unit",
    "measureName": "measure",
    "horizonRuleName": "horizon-rule",
}
"""Whose concepts some columns name without their IRI."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    language: str = ""
    iri: str = ""
    """What the text names, if that has a page."""
    group: str = ""
    is_number: bool = False
    before: str = ""
    after: str = ""
    """What stands around a quote."""
    report: str = ""
    start: str = ""
    """Where in which report the row comes from."""
    width: str = ""
    """Of a heading: how wide its column is drawn, as in `columns` of macros.html."""

    @property
    def words(self) -> str:
        """All that is written in the cell."""
        return self.before + self.text + self.after


@dataclass(frozen=True, slots=True)
class Answer:
    """A table for a page."""

    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    count: int
    """Rows of the whole answer; `rows` may be its beginning."""


def present(table: Table, here: Site, most: int) -> Answer:
    """The first `most` rows with what people read."""
    columns = [name for name in table.columns if is_shown(name, table.columns)]
    rows = table.rows[:most]
    iris = {term.value for row in rows for term in row.values() if term is not None and term.kind == "iri"}
    labels = here.labels.of(sorted(iris))
    last = [_("出处")] if "start" in table.columns else []
    cells = [
        [
            *(_cell(row, name, labels) for name in columns),
            *([_source(row, here)] if last else []),
        ]
        for row in rows
    ]
    numbers = [any(row[at].is_number for row in cells) for at in range(len(columns))] + [False] * len(last)
    names = [*(heading(name) for name in columns), *last]
    headings = [
        Cell(name, is_number=is_number, width=_width(name, [row[at] for row in cells]))
        for at, (name, is_number) in enumerate(zip(names, numbers, strict=True))
    ]
    return Answer(headings, cells, len(table))


def _width(name: str, cells: Sequence[Cell]) -> str:
    """The narrowest in which no number and no word is broken, and no text fills more than three lines."""
    needed = max((_ems(cell.words) / (1 if cell.is_number else 3) for cell in cells), default=0)
    words = (word for text in (name, *(cell.words for cell in cells)) for word in _WORD.findall(text))
    needed = max(needed, _ems(name) / 2, *map(_ems, words), 0)
    return next((width for width, ems in _WIDTHS.items() if needed <= ems), "xl")


def _ems(text: str) -> float:
    return sum(0.6 if each.isascii() else 1 for each in text)


def is_shown(name: str, columns: Sequence[str]) -> bool:
    """Not names of IRIs that the table has, not IRIs of statements whose quote it has."""
    if name in _WITH_ANOTHER or (name.endswith("Name") and name.removesuffix("Name") in columns):
        return False
    first = next((each for each in _SUBJECTS if each in columns), None)
    if name == first and any(quote in columns for quote in _QUOTES):
        return False
    return not (name in _TOLD and _TOLD[name] in columns)


def _cell(row: Row, name: str, labels: Mapping[str, Label]) -> Cell:
    term = row[name]
    if term is None:
        return Cell("")
    if name in _SPECIAL:
        return _SPECIAL[name](row, term)
    if name in _SCHEMES:
        concept = _concept(name, term.value)
        return Cell(concept.labels.get(language(), term.value) if concept else term.value)
    if term.kind == "iri":
        label = labels[term.value]
        return Cell(label.text(language()), label.text_language(language()), term.value, label.group)
    if term.is_number:
        return Cell(number(term.value, language()), is_number=True)
    return Cell(_word(term.value), term.language or ("zh" if not term.value.isascii() else ""))


def _concept(column: str, name: str) -> Concept | None:
    """The concept that a column names in Chinese; None for a report's own."""
    return load_vocabulary().by_name(_SCHEMES[column], name)


def _quote(row: Row, term: Term) -> Cell:
    iri = next((str(row[each]) for each in _SUBJECTS if row.get(each) is not None), "")
    return Cell(
        term.value, "zh", iri, before=str(row.get("prefix") or ""), after=str(row.get("suffix") or "")
    )


def _value(row: Row, term: Term) -> Cell:
    """≥4 万亿元: comparator, value or range, unit."""
    upper, name = str(row.get("upperValue") or ""), str(row.get("unitName") or "")
    unit = _concept("unitName", name)
    sign = symbol(str(row.get("comparator") or ""))
    text = amount(
        term.value,
        unit.notation if unit else name,
        language(),
        upper,
        name=unit.labels.get("en", "") if unit else "",
    )
    return Cell(sign + text, is_number=True)


def _years(row: Row, term: Term) -> Cell:
    end = str(row.get("endYear") or term.value)
    years = term.value if end == term.value else f"{term.value}–{end}"
    each = str(row.get("eachYear") or "") == "true"
    return Cell(_("%(years)s 每年", years=years) if each else years, is_number=True)


def _step(role: str) -> Callable[[Row, Term], Cell]:
    """The words of another figure of the row, which link to it."""

    def cell(row: Row, term: Term) -> Cell:
        sign = symbol(str(row.get(role + "Comparator") or ""))
        return Cell(sign + term.value, "zh", str(row.get(role) or ""))

    return cell


def _pace(row: Row, term: Term) -> Cell:
    return Cell(amount(term.value, str(row.get("paceUnit") or ""), language()), is_number=True)


def _year(_row: Row, term: Term) -> Cell:
    """A year has no thousands."""
    return Cell(term.value, is_number=True)


_SPECIAL: Mapping[str, Callable[[Row, Term], Cell]] = {
    "quote": _quote,
    "exact": _quote,
    "value": _value,
    "startYear": _years,
    "baselineYear": _year,
    "annualYear": _year,
    "laterYear": _year,
    "baselineVerbatim": _step("baseline"),
    "annualVerbatim": _step("annual"),
    "laterVerbatim": _step("later"),
    "pace": _pace,
    "covers": _year,
    "goalYear": _year,
    "due": _year,
}


def _source(row: Row, here: Site) -> Cell:
    report, start = row.get("report"), row.get("start")
    if report is None or start is None:
        return Cell("")
    return Cell(_("见原文"), report=here.addresses.report_name(report.value), start=start.value)


def _word(value: str) -> str:
    """Codes that questions answer with, in words."""
    return {
        "stated": _("明写"),
        "derived": _("推导"),
        "inferred": _("推断·未核实"),
        "whole": _("全部"),
        "part": _("部分"),
        "itself": _("点名本区域"),
        "inside": _("点名区内地方"),
        "overlap": _("点名与它交叠、或只含其一部分的区域"),
        "cluster": _("点名它所属的片区、合作区"),
        "partial": _("点名它只有一部分在内的区域"),
        "territory": _("点名全市（全省）"),
        "beyond": _("点名更大的范围"),
        "circle": _("提到双城经济圈"),
        "zone": _("提到跨界合作区"),
        "across": _("提到另一侧成员"),
        "both": _("提到两侧"),
        "statement": _("陈述本身"),
        "horizon": _("时限"),
        "input": _("推导的输入"),
        "target": _("年度目标"),
        "result": _("年度结果"),
        "goal": _("多年目标"),
        "other": _("其他"),
        "true": _("是"),
        "false": _("否"),
    }.get(value, value)
