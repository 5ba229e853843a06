"""Groups of classes: what has one colour, shape and name on every page."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.identifiers import VOCABULARY_BASE
from viz.language import gettext as _

OTHER = "other"

_CLASSES = VOCABULARY_BASE + "def/"
_GROUPS = {
    "Commitment": "commitment",
    "Figure": "figure",
    "Project": "project",
    "Programme": "project",
    "LivelihoodItem": "commitment",
    "Region": "region",
    "RegionMention": "region",
    "JoinedName": "region",
    "Layout": "region",
    "PartialMembership": "region",
    "Organization": "organization",
    "OrganizationMention": "organization",
    "Indicator": "indicator",
    "PolicyArea": "area",
    "Goal": "area",
    "Horizon": "horizon",
    "Report": "report",
    "KeptText": "report",
    "Section": "section",
    "Passage": "section",
    "DerivedStatement": "derived",
    "InferredStatement": "inferred",
}


def group_of(classes: Iterable[str]) -> str:
    """The group of a thing with these classes (IRIs).

    >>> group_of(["http://www.w3.org/2004/02/skos/core#Concept", VOCABULARY_BASE + "def/Region"])
    'region'
    """
    found = (_GROUPS.get(iri.removeprefix(_CLASSES)) for iri in classes)
    return next((group for group in found if group), OTHER)


def group_name(group: str) -> str:
    """What a group is called in the language of the page."""
    return {
        "commitment": _("承诺"),
        "figure": _("指标数值"),
        "project": _("项目"),
        "region": _("区域"),
        "organization": _("机构"),
        "indicator": _("指标"),
        "area": _("政策领域"),
        "horizon": _("时限"),
        "report": _("报告"),
        "section": _("章节"),
        "derived": _("推导"),
        "inferred": _("推断·未核实"),
    }.get(group, _("其他"))
