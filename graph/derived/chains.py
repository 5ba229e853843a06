"""Chains: what several reports of one government say of one thing, derived with its rule and inputs.

The facts of each report are few and plain values, so that they can be taken from reports one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.derived.derive import StatementGraph
from graph.derived.goal_steps import GoalStep, SeriesFigure, goal_steps
from graph.derived.governments import Former, Governed, division_of, family_key, formers, government_key
from graph.derived.project_threads import ProjectLink, ProjectMention, ProjectThreads
from graph.model.report import ReportGraph
from graph.terms import decimal, node
from loaders.records import Extraction, Named, Project
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What of one report chains are made of."""

    family: str
    """The same for reports of one government, and of those that were merged into it."""
    government: str
    own_names: tuple[str, ...]
    """Of its territory."""
    governed: Governed
    projects: tuple[ProjectMention, ...]
    figures: tuple[SeriesFigure, ...]


def report_facts(graph: ReportGraph, vocabulary: Vocabulary) -> ReportFacts:
    """The facts of a report; a report that names no year has no place in a chain and gives none."""
    extraction = graph.extraction
    metadata = extraction.metadata
    key, year = government_key(metadata, vocabulary), metadata.covers.end
    family = family_key(metadata, vocabulary)
    territory = graph.evidence.concept("region", metadata.area).value if metadata.area.name else ""
    governed = Governed(
        territory, metadata.area.name, graph.ids.report, year, division_of(metadata, vocabulary)
    )
    names = _own_names(metadata.area, vocabulary)
    if not year:
        return ReportFacts(family, key, names, governed, (), ())
    projects = tuple(
        ProjectMention(
            iri, key, graph.ids.report, year, project.span.start, project.name, project.project_class,
            project.stage, project.kind == "target", _places(extraction, project),
        )
        for project, iri in graph.statements.projects
    )  # fmt: skip
    return ReportFacts(family, key, names, governed, projects, _figures(graph, key, vocabulary))


def _own_names(area: Named, vocabulary: Vocabulary) -> tuple[str, ...]:
    known = vocabulary.by_name("region", area.name)
    return known.names if known else tuple(filter(None, (area.name,)))


def _places(extraction: Extraction, project: Project) -> frozenset[str]:
    """Regions that the project's words name, without the government's own territory."""
    area = extraction.metadata.area
    named = (
        region
        for mention in extraction.regions
        if project.span.holds(mention.span)
        for region in mention.regions
    )
    return frozenset(region.concept or region.name for region in named if region != area)


def _figures(graph: ReportGraph, key: str, vocabulary: Vocabulary) -> tuple[SeriesFigure, ...]:
    """Figures of the whole territory whose words are a name of the indicator itself, which is no group."""
    metadata = graph.extraction.metadata
    return tuple(
        SeriesFigure(
            iri, key, graph.ids.report, metadata.covers.end, figure.indicator.concept, figure.measure,
            figure.unit.concept or figure.unit.name, figure.kind == "target", figure.horizon.period.start,
            figure.horizon.period.end, figure.horizon.period.each_year, figure.value, figure.span.words,
        )
        for figure, iri in graph.statements.figures
        if figure.indicator.concept
        and figure.regions == (metadata.area,)
        and (known := vocabulary.by_name("indicator", figure.indicator.name))
        and "IndicatorGroup" not in known.types  # holds things of many kinds
    )  # fmt: skip


def derive_family(family: Sequence[ReportFacts], target: StatementGraph, vocabulary: Vocabulary) -> None:
    """What the reports of one family of governments say together."""
    governments: dict[str, list[ReportFacts]] = defaultdict(list)
    for each in family:
        governments[each.government].append(each)
    for _, reports in sorted(governments.items()):
        own = tuple(dict.fromkeys(name for report in reports for name in report.own_names))
        threads = ProjectThreads(own, *_place_names(vocabulary))
        for link in threads.links(project for report in reports for project in report.projects):
            _write_link(link, target)
        for step in goal_steps(figure for report in reports for figure in report.figures):
            _write_step(step, target)
    for former in formers(each.governed for each in family):
        _write_former(former, target)


def _place_names(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations and names of all regions."""
    regions = vocabulary.scheme("region")
    return (
        frozenset(name for region in regions for name in region.hidden),
        frozenset(name for region in regions for name in region.names),
    )


def _write_link(link: ProjectLink, target: StatementGraph) -> None:
    iri = target.state(
        link.mention.iri,
        CN.continuesProject,
        NamedNode(link.first.iri),
        "project-by-name",
        [link.mention.iri, link.before.iri],
        f"{_named(link.mention)}与{_named(link.before)}是同一项目，相似度 {link.score}",
    )
    target.writer.add(iri, node(CN.score), decimal(link.score))


def _named(mention: ProjectMention) -> str:
    return f"“{mention.name}”（{mention.year}年报告）"


def _write_step(step: GoalStep, target: StatementGraph) -> None:
    said = "目标" if step.step.is_target else "结果"
    inputs: Sequence[str] = [step.step.iri, step.goal.iri]
    label = f"{step.step.end}年{said} {step.step.words} → {step.goal.end}年目标 {step.goal.words}"
    target.state(step.step.iri, CN.stepToward, NamedNode(step.goal.iri), "step-by-indicator", inputs, label)


def _write_former(former: Former, target: StatementGraph) -> None:
    """A merged territory is told apart: its figures are not continued."""
    later, earlier = former.later, former.earlier
    predicate, rule = (
        (CN.formerTerritory, f"territory-{former.succession.kind}")
        if former.succession.continues
        else (CN.mergedTerritory, "territory-merged")
    )
    was, became = former.succession.earlier, former.succession.later
    label = f"{later.name}（{became.code}）前为{earlier.name}（{was.code}，至{was.until[:4]}年）"
    target.state(later.iri, predicate, NamedNode(earlier.iri), rule, [later.report, earlier.report], label)
