"""Questions that a graph cannot answer with its own examples, since it has nothing that they ask for."""

from __future__ import annotations

SHIPPED = {"responsibilities"}
"""Nobody has broken the shipped report down into tasks."""

SMALL = SHIPPED | {
    *("figures-of-indicator", "goal-steps", "indicator-ranking", "project-history"),
    *("project-thread", "ranking-choices", "region-figures", "regions-mentioned"),
    *("statement-counts", "statement-figures"),
}
"""What a handful of statements made by hand lacks: other years, other places; the shipped graph has it."""
