"""Rows of an answer, and the formats that they can be written in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from loaders.formulas import guarded

XSD = "http://www.w3.org/2001/XMLSchema#"

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "gYear"))


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of an answer."""

    kind: Literal["iri", "literal", "blank"]
    value: str
    language: str = ""
    datatype: str = ""
    """IRI; empty for plain strings and for strings with a language."""

    @property
    def is_number(self) -> bool:
        return self.datatype in _NUMBERS

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Table:
    """An answer in rows. An ASK has one row, whose `answer` is true or false."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Term | None], ...]

    @classmethod
    def from_json(cls, body: bytes) -> Table:
        """From SPARQL 1.1 Query Results JSON."""
        document = json.loads(body)
        if "boolean" in document:
            truth = Term("literal", str(document["boolean"]).lower(), datatype=XSD + "boolean")
            return cls(("answer",), ({"answer": truth},))
        columns = tuple(document["head"]["vars"])
        rows = (
            {name: _term(binding[name]) if name in binding else None for name in columns}
            for binding in document["results"]["bindings"]
        )
        return cls(columns, tuple(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Term | None]]:
        return iter(self.rows)

    def column(self, name: str) -> tuple[str, ...]:
        """The values of one column; an unbound one is empty."""
        return tuple(str(row[name] or "") for row in self.rows)

    def to_csv(
        self, *, bom: bool = False, as_is: bool = False, headings: Mapping[str, str] | None = None
    ) -> str:
        """RFC 4180. `bom` lets Excel read it as UTF-8.

        A text that a spreadsheet would run as a formula gets an apostrophe before it, unless all shall
        stay `as_is`; numbers do not.
        """
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow((headings or {}).get(name, name) for name in self.columns)
        for row in self.rows:
            terms = (row[name] for name in self.columns)
            writer.writerow(str(term or "") if as_is else _cell(term) for term in terms)
        return ("\ufeff" if bom else "") + target.getvalue()

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        bindings = [
            {name: _json(term) for name in self.columns if (term := row[name]) is not None}
            for row in self.rows
        ]
        document = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _term(binding: Mapping[str, str]) -> Term:
    kinds: dict[str, Literal["iri", "blank"]] = {"uri": "iri", "bnode": "blank"}
    return Term(
        kinds.get(binding["type"], "literal"),
        binding["value"],
        binding.get("xml:lang", ""),
        binding.get("datatype", ""),
    )


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if term.is_number else guarded(term.value)


def _json(term: Term) -> dict[str, Any]:
    kind = {"iri": "uri", "blank": "bnode"}.get(term.kind, "literal")
    extra = {"xml:lang": term.language, "datatype": term.datatype}
    return {"type": kind, "value": term.value} | {name: value for name, value in extra.items() if value}
