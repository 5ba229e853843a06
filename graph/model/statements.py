"""Statements: commitments, figures, projects and mentions as triples, each with its passage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import QB

from graph.model.evidence import Evidence
from graph.model.identity import ReportIdentifiers
from graph.terms import LABEL, TYPE, Add, chinese, decimal, integer, node
from loaders.records import (
    Commitment,
    Extraction,
    Figure,
    Horizon,
    Item,
    Organization,
    Project,
    Record,
    Region,
    Relation,
    Span,
)
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary, load_vocabulary

_COMPARATORS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约", "=": ""}


R = TypeVar("R", bound=Record)


class _Found(Generic[R]):
    """Records with their IRIs, found by the span that holds them."""

    def __init__(self, pairs: Iterable[tuple[R, str]]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: pair[0].span.start)
        self._starts = [record.span.start for record, _ in self._pairs]

    def inside(self, span: Span) -> list[tuple[R, str]]:
        """In the order of the text."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return [(record, iri) for record, iri in self._pairs[first:last] if span.holds(record.span)]


class StatementWriter:
    """Writes all statements of a report and keeps their IRIs by record."""

    def __init__(self, add: Add, ids: ReportIdentifiers, evidence: Evidence, extraction: Extraction) -> None:
        self._add = add
        self._ids = ids
        self._evidence = evidence
        self._vocabulary: Vocabulary = load_vocabulary()
        self.figures = [(record, self._figure(record)) for record in extraction.figures]
        self.projects = [(record, self._project(record)) for record in extraction.projects]
        self.regions = [(record, self._region(record)) for record in extraction.regions]
        self.organizations = [(record, self._organization(record)) for record in extraction.organizations]
        self._figures, self._projects = _Found(self.figures), _Found(self.projects)
        self._regions, self._organizations = _Found(self.regions), _Found(self.organizations)
        self.commitments = [(record, self._commitment(record)) for record in extraction.commitments]
        for project, iri in self.projects:
            self._mentions(iri, project.span)
        self.items = [(record, self._item(record)) for record in extraction.items]

    def iris(self) -> dict[int, str]:
        """The IRI of each record by the record's identity."""
        mentions = (*self.regions, *self.organizations)
        pairs = (*self.figures, *self.projects, *mentions, *self.commitments, *self.items)
        return {id(record): iri for record, iri in pairs}

    def _coded(self, scheme: str, notation: str) -> NamedNode:
        return NamedNode(self._vocabulary.by_notation(scheme, notation).iri)

    def _statement(self, record: Record, classes: Sequence[object], label: str) -> str:
        """What every statement has: class, label, quote, passage, report and section."""
        iri = self._ids.statement(record)
        for class_ in classes:
            self._add(iri, TYPE, node(class_))
        self._add(iri, LABEL, chinese(label))
        self._add(iri, node(CN.quote), Literal(record.span.text))
        self._add(iri, node(CN.passage), self._evidence.passage(record.span))
        self._add(iri, node(CN.report), node(self._ids.report))
        if section := self._ids.section_of(record.span):
            self._add(iri, node(CN.section), node(self._ids.section(section)))
        return iri

    def _timed(self, iri: str, horizon: Horizon) -> None:
        self._add(iri, node(CN.horizon), self._evidence.horizon(horizon.period))
        self._add(iri, node(CN.horizonRule), self._coded("horizon-rule", horizon.rule))
        self._add(iri, node(CN.horizonPassage), self._evidence.passage(horizon.evidence))

    def _figure(self, figure: Figure) -> str:
        iri = self._statement(figure, (CN.Figure, QB.Observation), self._figure_label(figure))
        add = self._add
        add(iri, node(QB.dataSet), node(self._ids.one("figures")))
        add(iri, node(CN.verbatim), Literal(figure.span.text))
        add(iri, node(CN.value), decimal(figure.value))
        if figure.upper is not None:
            add(iri, node(CN.upperValue), decimal(figure.upper))
        add(iri, node(CN.unit), self._evidence.concept("unit", figure.unit))
        add(iri, node(CN.indicator), self._evidence.concept("indicator", figure.indicator))
        add(iri, node(CN.indicatorText), Literal(figure.indicator.name))
        add(iri, node(CN.figureKind), self._coded("figure-kind", figure.kind))
        add(iri, node(CN.measure), self._coded("measure", figure.measure))
        add(iri, node(CN.comparator), self._coded("comparator", figure.comparator))
        for region in figure.regions:
            if region.name:
                add(iri, node(CN.refArea), self._evidence.concept("region", region))
        if figure.strength:
            add(iri, node(CN.strength), Literal(figure.strength))
        self._timed(iri, figure.horizon)
        return iri

    def _figure_label(self, figure: Figure) -> str:
        """地区生产总值（增速）≥6%，2023"""
        measure = self._vocabulary.by_notation("measure", figure.measure).labels["zh"]
        comparator = _COMPARATORS[figure.comparator]
        return f"{figure.indicator.name}（{measure}）{comparator}{figure.span.words}，{figure.horizon.period}"

    def _project(self, project: Project) -> str:
        programme = (CN.Programme,) if project.project_class == "programme" else ()
        iri = self._statement(project, (CN.Project, *programme), project.name)
        self._add(iri, node(CN.action), Literal(project.action))
        self._add(iri, node(CN.stage), self._coded("stage", project.stage))
        self._add(iri, node(CN.figureKind), self._coded("figure-kind", project.kind))
        self._add(iri, node(CN.projectClass), self._coded("project-class", project.project_class))
        return iri

    def _item(self, item: Item) -> str:
        iri = self._statement(item, (CN.LivelihoodItem,), item.span.words)
        self._add(iri, node(CN.itemNumber), integer(item.number))
        self._add(iri, node(CN.announcedBy), self._evidence.passage(item.announced))
        return iri

    def _region(self, region: Region) -> str:
        iri = self._statement(region, (CN.RegionMention,), region.span.words)
        for named in region.regions:
            self._add(iri, node(CN.mentionsRegion), self._evidence.concept("region", named))
        return iri

    def _organization(self, organization: Organization) -> str:
        classes, label = (CN.OrganizationMention,), organization.span.words
        iri = self._statement(organization, classes, label)
        concept = self._evidence.concept("organization", organization.organization)
        self._add(iri, node(CN.mentionsOrganization), concept)
        self._add(iri, node(CN.organizationType), self._coded("organization-type", organization.type))
        return iri

    def _commitment(self, commitment: Commitment) -> str:
        iri = self._statement(commitment, (CN.Commitment,), commitment.span.words)
        self._add(iri, node(CN.action), Literal(commitment.action))
        self._add(iri, node(CN.commitmentKind), self._coded("commitment-kind", commitment.type))
        if commitment.horizon:
            self._timed(iri, commitment.horizon)
        if commitment.relation:
            self._related(iri, commitment.relation)
        for _, figure_iri in self._figures.inside(commitment.span):
            self._add(iri, node(CN.hasFigure), NamedNode(figure_iri))
        for _, project_iri in self._projects.inside(commitment.span):
            self._add(iri, node(CN.hasProject), NamedNode(project_iri))
        self._mentions(iri, commitment.span)
        return iri

    def _related(self, iri: str, relation: Relation) -> None:
        self._add(iri, node(CN.relation), self._coded("comparator", relation.comparator))
        self._add(iri, node(CN.comparedIndicator), self._evidence.concept("indicator", relation.indicator))
        self._add(iri, node(CN.reference), Literal(relation.reference))

    def _mentions(self, iri: str, span: Span) -> None:
        """Direct links to the regions and organizations that the statement's own words name."""
        for region, _ in self._regions.inside(span):
            for named in region.regions:
                self._add(iri, node(CN.mentionsRegion), self._evidence.concept("region", named))
        for organization, _ in self._organizations.inside(span):
            concept = self._evidence.concept("organization", organization.organization)
            self._add(iri, node(CN.mentionsOrganization), concept)
