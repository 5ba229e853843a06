"""What a report promises for one region, or several together: how much, of which kind, in which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ontology.identifiers import VOCABULARY_BASE
from queries.results import Table
from viz.current import Site
from viz.labels import Label

REACHES = ("itself", "inside", "overlap", "cluster", "partial", "territory", "beyond")
"""How a promise concerns a region, the nearest first (queries/questions/holds-for-region.rq)."""
BASES = ("stated", "derived")
SCOPES: Mapping[str, Sequence[str]] = {
    "named": ("itself", "inside"),
    "around": ("overlap", "cluster", "partial"),
    "territory": ("territory", "beyond"),
}
"""What `region-counts` sums the reaches up to."""
_POLICY_AREA = VOCABULARY_BASE + "def/PolicyArea"


@dataclass(slots=True)
class Promise:
    """One commitment, under its nearest reach."""

    iri: str
    quote: str
    start: str
    kind: Label
    area: Label | None
    reach: str
    basis: str
    places: dict[str, Label] = field(default_factory=dict)
    """The places through which it reaches the region."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of a kind or policy area by scope, and which rows of `region-counts` are meant."""

    label: Label
    rows: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RegionPromises:
    """Everything that the page says of a region."""

    asked: str
    """As the address has it."""
    regions: tuple[Label, ...]
    values: Mapping[str, str]
    """Parameters of the questions."""
    counts: Table
    promises: Mapping[str, list[Promise]]
    """By reach, in the order of the text."""
    kinds: tuple[Tally, ...]
    areas: tuple[Tally, ...]
    figures: Table
    projects: tuple[Label, ...]

    @property
    def source(self) -> str:
        return f"region-counts?{urlencode(self.values)}"

    def count(self, **meant: str) -> int:
        """Commitments with this scope, reach or basis."""
        rows = (row for row in self.counts if all(str(row[name]) == value for name, value in meant.items()))
        return sum(int(str(row["commitments"])) for row in rows)


def promises_for(here: Site, asked: str, report: str) -> RegionPromises:
    """Raises QuestionError where no region is called so."""
    values = {"region": asked, "report": report}
    counts = here.service.ask("region-counts", **values)
    iris = [iri for name in asked.split("|") for iri in here.service.names("region").find(name.strip())]
    projects = here.service.ask("projects", region=asked)
    named = dict.fromkeys(
        project
        for project, of in zip(projects.column("project"), projects.column("report"), strict=True)
        if of == report
    )
    return RegionPromises(
        asked,
        tuple(here.labels.of(iris).values()),
        values,
        counts,
        _promises(here, here.service.ask("holds-for-region", **values)),
        _tallies(here, counts, "kind"),
        tuple(tally for tally in _tallies(here, counts, "policyArea") if _POLICY_AREA in tally.label.classes),
        here.service.ask("region-figures", **values),
        tuple(here.labels.of(named).values()),
    )


def _promises(here: Site, table: Table) -> dict[str, list[Promise]]:
    columns = ("kind", "policyArea", "place")
    labels = here.labels.of(iri for column in columns for iri in table.column(column) if iri)
    found: dict[str, Promise] = {}
    for row in sorted(table, key=lambda row: _rank(str(row["reach"]), str(row["basis"]))):
        iri, reach, basis = str(row["commitment"]), str(row["reach"]), str(row["basis"])
        kind, area = labels[str(row["kind"])], labels.get(str(row["policyArea"]))
        promise = found.setdefault(
            iri, Promise(iri, str(row["quote"]), str(row["start"]), kind, area, reach, basis)
        )
        if (reach, basis) == (promise.reach, promise.basis):
            promise.places[str(row["place"])] = labels[str(row["place"])]
    by_reach: dict[str, list[Promise]] = {reach: [] for reach in REACHES}
    for promise in sorted(found.values(), key=lambda each: int(each.start)):
        by_reach[promise.reach].append(promise)
    return by_reach


def _rank(reach: str, basis: str) -> tuple[int, int]:
    return REACHES.index(reach), BASES.index(basis)


def _tallies(here: Site, counts: Table, column: str) -> tuple[Tally, ...]:
    """Those of a column, what names the region most often first."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in counts:
        if row[column] is not None:
            sums[str(row[column])][str(row["scope"])] += int(str(row["commitments"]))
    labels = here.labels.of(sums)

    def order(iri: str) -> tuple[object, ...]:
        return (*(-sums[iri][scope] for scope in SCOPES), iri)

    return tuple(Tally(labels[iri], f"{column}={iri}", sums[iri]) for iri in sorted(sums, key=order))
