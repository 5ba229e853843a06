"""Closed namespaces: a misspelled term raises instead of matching nothing.

`tests/test_ontology_namespaces.py` holds this file and `chengnuo.ttl` to the same terms.
"""

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class _Closed(DefinedNamespace):
    """Makes each term once; rdflib makes it anew whenever it is asked for."""

    def __init_subclass__(cls) -> None:
        for term in cls.__annotations__:
            setattr(cls, term, cls._NS[term])


class CN(_Closed):
    """The ontology of `chengnuo.ttl`."""

    _NS = Namespace("https://w3id.org/chengnuo/def/")
    _fail = True

    Report: URIRef
    KeptText: URIRef
    Section: URIRef
    Passage: URIRef
    Statement: URIRef
    Commitment: URIRef
    Figure: URIRef
    Project: URIRef
    Programme: URIRef
    LivelihoodItem: URIRef
    RegionMention: URIRef
    OrganizationMention: URIRef
    Horizon: URIRef
    Indicator: URIRef
    IndicatorGroup: URIRef
    Region: URIRef
    Layout: URIRef
    PartialMembership: URIRef
    JoinedName: URIRef
    Organization: URIRef
    PolicyArea: URIRef
    Goal: URIRef
    Unit: URIRef
    DerivedStatement: URIRef
    Outcome: URIRef
    SelfAssessment: URIRef
    CitedDocument: URIRef
    CitedFigure: URIRef
    InferredStatement: URIRef
    Rule: URIRef
    Review: URIRef
    FieldChange: URIRef
    ResponsibilityTable: URIRef
    Task: URIRef
    Count: URIRef
    Totals: URIRef

    report: URIRef
    government: URIRef
    territory: URIRef
    deliveredOn: URIRef
    covers: URIRef
    keptText: URIRef
    sha256: URIRef
    characterCount: URIRef
    commitmentCount: URIRef
    figureCount: URIRef
    targetCount: URIRef
    projectCount: URIRef
    regionMentionCount: URIRef
    organizationMentionCount: URIRef
    sourceFormat: URIRef
    sourceEncoding: URIRef
    section: URIRef
    parentSection: URIRef
    level: URIRef
    passage: URIRef
    quote: URIRef
    commitmentKind: URIRef
    action: URIRef
    hasFigure: URIRef
    hasProject: URIRef
    relation: URIRef
    comparedIndicator: URIRef
    reference: URIRef
    mentionsRegion: URIRef
    mentionsOrganization: URIRef
    horizon: URIRef
    horizonRule: URIRef
    itemNumber: URIRef
    announcedBy: URIRef
    horizonPassage: URIRef
    startYear: URIRef
    endYear: URIRef
    eachYear: URIRef
    indicator: URIRef
    indicatorText: URIRef
    refArea: URIRef
    figureKind: URIRef
    value: URIRef
    upperValue: URIRef
    unit: URIRef
    comparator: URIRef
    measure: URIRef
    strength: URIRef
    verbatim: URIRef
    stage: URIRef
    projectClass: URIRef
    organizationType: URIRef
    polarity: URIRef
    priceBasis: URIRef
    conversionUnit: URIRef
    conversionFactor: URIRef
    policyArea: URIRef
    functionWord: URIRef
    leadAgency: URIRef
    responsibleAgency: URIRef
    statutoryFunction: URIRef
    divisionCode: URIRef
    regionType: URIRef
    partOfRegion: URIRef
    partlyIn: URIRef
    overlaps: URIRef
    member: URIRef
    whole: URIRef
    without: URIRef
    denotes: URIRef
    layout: URIRef
    validFrom: URIRef
    validUntil: URIRef
    rule: URIRef
    decides: URIRef
    exampleValue: URIRef
    basis: URIRef
    baseline: URIRef
    impliedAnnualGrowth: URIRef
    impliedAnnualChange: URIRef
    annualTarget: URIRef
    paceVerdict: URIRef
    outcome: URIRef
    result: URIRef
    matchedBy: URIRef
    completionRatio: URIRef
    selfAssessment: URIRef
    lookedIn: URIRef
    changeBetweenLevels: URIRef
    assessmentKind: URIRef
    citedFrom: URIRef
    citedSection: URIRef
    governedBy: URIRef
    continuesProject: URIRef
    stepToward: URIRef
    formerTerritory: URIRef
    mergedTerritory: URIRef
    score: URIRef
    forReport: URIRef
    table: URIRef
    rowNumber: URIRef
    leadUnit: URIRef
    leadUnitText: URIRef
    taskUnit: URIRef
    taskUnitText: URIRef
    deadlineText: URIRef
    breaksDown: URIRef
    within: URIRef
    partlyWithin: URIRef
    underArea: URIRef
    nearestArea: URIRef
    countOf: URIRef
    countedIn: URIRef
    countedKind: URIRef
    countedArea: URIRef
    number: URIRef
    reviewOf: URIRef
    decision: URIRef
    reviewer: URIRef
    reviewedOn: URIRef
    reviewReason: URIRef
    fieldChange: URIRef
    fieldName: URIRef
    valueBefore: URIRef
    valueAfter: URIRef

    figureStructure: URIRef
    allReports: URIRef


class OA(_Closed):
    """The terms of Web Annotation that we use; rdflib has no namespace for it."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef
    prefix: URIRef
    suffix: URIRef


class ELI(_Closed):
    """The one term of the European Legislation Identifier that we use."""

    _NS = Namespace("http://data.europa.eu/eli/ontology#")
    _fail = True

    LegalResource: URIRef


class SD(_Closed):
    """The one term of SPARQL Service Description that data uses."""

    _NS = Namespace("http://www.w3.org/ns/sparql-service-description#")
    _fail = True

    NamedGraph: URIRef


class DQV(_Closed):
    """The terms of the Data Quality Vocabulary that a measurement needs; rdflib has no namespace for it."""

    _NS = Namespace("http://www.w3.org/ns/dqv#")
    _fail = True

    QualityMeasurement: URIRef
    computedOn: URIRef
    hasQualityMeasurement: URIRef
    isMeasurementOf: URIRef
    value: URIRef


class SPDX(_Closed):
    """The terms of SPDX that a checksum needs."""

    _NS = Namespace("http://spdx.org/rdf/terms#")
    _fail = True

    Checksum: URIRef
    ChecksumAlgorithm: URIRef
    checksum: URIRef
    algorithm: URIRef
    checksumValue: URIRef
    checksumAlgorithm_sha256: URIRef


class VCARD(_Closed):
    """The terms of vCard that a contact needs."""

    _NS = Namespace("http://www.w3.org/2006/vcard/ns#")
    _fail = True

    Kind: URIRef
    Organization: URIRef
    fn: URIRef
    hasEmail: URIRef
    hasURL: URIRef


class DCATAP(_Closed):
    """The one term that DCAT-AP adds to DCAT and that we use."""

    _NS = Namespace("http://data.europa.eu/r5r/")
    _fail = True

    availability: URIRef


class DCAT(_Closed):
    """The terms of DCAT 3 that we use; rdflib has those of DCAT 2."""

    _NS = Namespace("http://www.w3.org/ns/dcat#")
    _fail = True

    Catalog: URIRef
    Dataset: URIRef
    Distribution: URIRef
    DataService: URIRef
    dataset: URIRef
    service: URIRef
    distribution: URIRef
    themeTaxonomy: URIRef
    theme: URIRef
    keyword: URIRef
    version: URIRef
    landingPage: URIRef
    startDate: URIRef
    endDate: URIRef
    accessURL: URIRef
    downloadURL: URIRef
    mediaType: URIRef
    byteSize: URIRef
    endpointURL: URIRef
    endpointDescription: URIRef
    servesDataset: URIRef
    contactPoint: URIRef
    compressFormat: URIRef
