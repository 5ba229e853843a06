"""A quote in its context: the sentence that it stands in, cut from the kept text."""

from __future__ import annotations

from dataclasses import dataclass

from viz.current import Site

_ENDS = "。！？\n"
_FARTHEST = 160
"""Characters shown on each side of a statement where its sentence is longer."""
_FARTHEST_OF_OTHERS = 40
"""The same for what gave a horizon and for inputs of rules."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the rest of its sentence before and after."""

    role: str
    """statement, horizon (it gave the horizon) or input (of what is derived or inferred)."""
    report: str
    """Name of the report."""
    start: int
    before: str
    exact: str
    after: str


def quotes(here: Site, iri: str) -> list[Quote]:
    """The passages that state a thing, each place once, the thing's own first."""
    rows = sorted(here.service.ask("quotes", iri=iri), key=lambda row: str(row["role"]) != "statement")
    found: dict[tuple[str, int, int], Quote] = {}
    for row in rows:
        report = here.addresses.report_name(str(row["report"]))
        start, end = int(str(row["start"])), int(str(row["end"]))
        if (report, start, end) not in found:
            limit = _FARTHEST if str(row["role"]) == "statement" else _FARTHEST_OF_OTHERS
            before, exact, after = around(here.build.text(report), start, end, limit)
            found[report, start, end] = Quote(str(row["role"]), report, start, before, exact, after)
    return list(found.values())


def around(text: str, start: int, end: int, limit: int = _FARTHEST) -> tuple[str, str, str]:
    """The rest of the sentence before, the characters themselves, and the rest after; `limit` on each side.

    >>> around("先行。建设口袋公园150个。后记。", 5, 9)
    ('建设', '口袋公园', '150个。')
    """
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    found = (text.find(mark, max(start, end - 1)) for mark in _ENDS)
    last = min((place + 1 for place in found if place >= 0), default=len(text))
    last = max(last, end)
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > limit:
        before = "…" + before[-limit:]
    if len(after) > limit:
        after = after[:limit] + "…"
    return before, text[start:end], after
