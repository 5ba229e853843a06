"""Record: what every entry of the catalogue says of itself; the same words are used for all."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, FOAF

from graph.publishing import authorities
from graph.terms import LABEL, TYPE, XSD, Add, chinese, english, node
from ontology.identifiers import Identifiers
from ontology.namespaces import DCAT
from ontology.publisher import Publisher

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_KEYWORDS = {
    "zh": ("政府工作报告", "承诺", "目标", "指标", "重大项目", "知识图谱"),
    "en": ("government work report", "commitments", "targets", "indicators", "projects", "knowledge graph"),
}


class Record:
    """Writes titles, licence, dates, publisher and themes; what is of one kind adds its own."""

    def __init__(self, add: Add, identifiers: Identifiers, publisher: Publisher) -> None:
        self.add = add
        self.identifiers = identifiers
        self.publisher = publisher
        self.dataset = identifiers.published("dataset")
        self.who = identifiers.published("publisher")
        self.contact = identifiers.published("contact")

    def named(self, iri: str, zh: str, en: str) -> None:
        for property in (node(DCTERMS.title), LABEL):
            self.add(iri, property, chinese(zh))
            self.add(iri, property, english(en))

    def described(self, iri: str, zh: str, en: str) -> None:
        self.add(iri, node(DCTERMS.description), chinese(zh))
        self.add(iri, node(DCTERMS.description), english(en))

    def published(self, iri: str) -> None:
        """By whom, when, under which licence, for whom."""
        self.add(iri, node(DCTERMS.publisher), NamedNode(self.who))
        if self.publisher.contact:
            self.add(iri, node(DCAT.contactPoint), NamedNode(self.contact))
        self.add(iri, node(DCTERMS.accessRights), authorities.PUBLIC.write(self.add))
        self.licensed(iri)
        self.dated(iri)

    def licensed(self, iri: str) -> None:
        self.add(iri, node(DCTERMS.license), NamedNode(LICENCE))
        self.add(LICENCE, TYPE, node(DCTERMS.LicenseDocument))

    def dated(self, iri: str) -> None:
        if self.publisher.issued:
            date = Literal(self.publisher.issued, datatype=NamedNode(f"{XSD}date"))
            self.add(iri, node(DCTERMS.issued), date)
            self.add(iri, node(DCTERMS.modified), date)

    def themed(self, iri: str) -> None:
        for theme in authorities.THEMES:
            self.add(iri, node(DCAT.theme), theme.write(self.add))
        for keywords, make in ((_KEYWORDS["zh"], chinese), (_KEYWORDS["en"], english)):
            for keyword in keywords:
                self.add(iri, node(DCAT.keyword), make(keyword))

    def document(self, iri: str, property: object, address: str) -> None:
        self.add(address, TYPE, node(FOAF.Document))
        self.add(iri, node(property), NamedNode(address))
