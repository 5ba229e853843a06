"""How much a report promises for each region, as numbers and as steps of a colour scale."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from viz.current import Site

STEPS = 5
"""Colours of the scale (`heat-1` to `heat-5` in css/regions.css)."""


@dataclass(frozen=True, slots=True)
class RegionCounts:
    """Commitments by region, in one report."""

    source: str
    """The question that the numbers come from, with its parameters."""
    inside: dict[str, int]
    """That name the region or a place inside it. A region that none names is not here."""
    own: dict[str, int]
    """That name the region itself."""
    mentioned: frozenset[str]
    """Regions that the text names, in a promise or elsewhere."""
    scale: tuple[int, ...]
    """The least number of each step."""

    def state(self, iri: str) -> str:
        """promised, mentioned (but in no promise), or unnamed."""
        if self.inside.get(iri):
            return "promised"
        return "mentioned" if iri in self.mentioned else "unnamed"

    def step(self, iri: str) -> int:
        """1 to `STEPS`; 0 for what no promise names."""
        return self.step_of(sum(self.inside.get(iri, 0) >= least for least in self.scale))

    def step_of(self, reached: int) -> int:
        """The colour of the so-manieth part of the scale: a short one is spread over all colours."""
        return reached and 1 + round((reached - 1) * (STEPS - 1) / max(1, len(self.scale) - 1))


def region_counts(here: Site, report: str, scaled_over: list[str]) -> RegionCounts:
    """The counts of a report, with a scale that fits the regions of a map."""
    inside: dict[str, int] = defaultdict(int)
    own: dict[str, int] = defaultdict(int)
    for row in here.service.ask("regions", report=report):
        inside[str(row["region"])] += int(str(row["commitments"]))
        own[str(row["region"])] += int(str(row["namingIt"]))
    mentioned = frozenset(here.service.ask("regions-mentioned", report=report).column("region"))
    most = max((inside.get(iri, 0) for iri in scaled_over), default=0)
    return RegionCounts(f"regions?report={report}", dict(inside), dict(own), mentioned, scale(most))


def scale(most: int) -> tuple[int, ...]:
    """Where the steps begin: at each number while there are few, else at equal ratios.

    >>> scale(3), scale(6), scale(30)
    ((1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 4, 8, 15))
    """
    if most <= STEPS:
        return tuple(range(1, most + 1))
    begins: list[int] = []
    for step in range(STEPS):
        begins.append(max(round(most ** (step / STEPS)), begins[-1] + 1 if begins else 1))
    return tuple(begins)
