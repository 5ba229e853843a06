"""The catalogue: DCAT 3 as DCAT-AP 3 profiles it, with the services and who publishes them.

https://www.w3.org/TR/vocab-dcat-3/, https://semiceu.github.io/DCAT-AP/releases/3.0.0/. Nothing is read
from the clock: dates are those that the publisher gives.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, FOAF, RDFS

from graph.publishing import authorities
from graph.publishing.record import Record
from graph.terms import TYPE, node
from ontology.namespaces import DCAT, VCARD

PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"


class CatalogueRecord(Record):
    """Writes catalogue, services, publisher and contact."""

    def write(self) -> None:
        self._write_agents()
        self._write_catalogue()
        protocol = ("SPARQL 查询服务", "SPARQL query service")
        self._write_service("sparql", "sparql", "sparql", PROTOCOL, protocol)
        questions = ("提问接口", "Questions as an API")
        self._write_service("questions", "api/questions", "api/openapi.json", OPENAPI, questions)

    def _write_agents(self) -> None:
        add = self.add
        add(self.who, TYPE, node(FOAF.Agent))
        add(self.who, node(FOAF.name), Literal(self.publisher.name))
        if self.publisher.page:
            self.document(self.who, FOAF.homepage, self.publisher.page)
        if self.publisher.contact:
            for class_ in (VCARD.Kind, VCARD.Organization):
                add(self.contact, TYPE, node(class_))
            add(self.contact, node(VCARD.fn), Literal(self.publisher.name))
            means = VCARD.hasEmail if "@" in self.publisher.contact else VCARD.hasURL
            add(self.contact, node(means), NamedNode(self.publisher.contact_iri))

    def _write_catalogue(self) -> None:
        add, catalogue = self.add, self.identifiers.published("catalog")
        add(catalogue, TYPE, node(DCAT.Catalog))
        self.named(catalogue, "承诺：数据目录", "Chengnuo: catalogue of data")
        self.described(catalogue, "本站所发布的。", "What this site publishes.")
        self.published(catalogue)
        self.document(catalogue, FOAF.homepage, self.identifiers.base)
        add(catalogue, node(DCAT.dataset), NamedNode(self.dataset))
        for name in ("sparql", "questions"):
            add(catalogue, node(DCAT.service), NamedNode(self._service(name)))
        for language in authorities.LANGUAGES:
            add(catalogue, node(DCTERMS.language), language.write(add))
        add(catalogue, node(DCAT.themeTaxonomy), authorities.themes(add))
        add(catalogue, node(DCTERMS.spatial), authorities.CHINA.write(add))

    def _write_service(
        self, name: str, path: str, description: str, standard: str, title: tuple[str, str]
    ) -> None:
        add, iri = self.add, self._service(name)
        add(iri, TYPE, node(DCAT.DataService))
        self.named(iri, *title)
        self.described(iri, f"{title[0]}，只读，无需注册。", f"{title[1]}: read-only, without registration.")
        self.published(iri)
        self.themed(iri)
        for property, address in ((DCAT.endpointURL, path), (DCAT.endpointDescription, description)):
            target = self.identifiers.address(address)
            add(target, TYPE, node(RDFS.Resource))
            add(iri, node(property), NamedNode(target))
        add(iri, node(DCTERMS.conformsTo), NamedNode(standard))
        add(standard, TYPE, node(DCTERMS.Standard))
        add(iri, node(DCAT.servesDataset), NamedNode(self.dataset))

    def _service(self, name: str) -> str:
        return self.identifiers.published(f"service/{name}")
