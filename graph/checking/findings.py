"""Findings: what a check has to say of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault, or a note on what someone may want to know."""

    severity: Literal["fault", "note"]
    code: str
    """Name of the check, or of the shape in ontology/shapes.ttl."""
    where: str
    """An IRI or a file."""
    message: str
