"""Values of the EU's authority tables, and of IANA's, that a catalogue record names.

https://op.europa.eu/en/web/eu-vocabularies/authority-tables. Only IRI, class and our own labels are here.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS, SKOS

from graph.terms import TYPE, Add, chinese, english, node

_TABLES = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Authority:
    """One value of a table."""

    table: str
    code: str
    class_: object
    zh: str
    en: str

    @property
    def iri(self) -> str:
        return f"{_TABLES}{self.table}/{self.code}"

    def write(self, add: Add) -> NamedNode:
        """Says what the value is, so that a record can be checked without fetching the table."""
        for class_ in (self.class_, SKOS.Concept):
            add(self.iri, TYPE, node(class_))
        add(self.iri, node(SKOS.inScheme), NamedNode(_TABLES + self.table))
        for label in (chinese(self.zh), english(self.en)):
            add(self.iri, node(SKOS.prefLabel), label)
        return NamedNode(self.iri)


PUBLIC = Authority("access-right", "PUBLIC", DCTERMS.RightsStatement, "公开", "public")
IRREGULAR = Authority("frequency", "IRREG", DCTERMS.Frequency, "不定期", "irregular")
STABLE = Authority("planned-availability", "STABLE", SKOS.Concept, "稳定", "stable")
CHINA = Authority("country", "CHN", DCTERMS.Location, "中国", "China")
LANGUAGES = (
    Authority("language", "ZHO", DCTERMS.LinguisticSystem, "中文", "Chinese"),
    Authority("language", "ENG", DCTERMS.LinguisticSystem, "英文", "English"),
)
THEMES = (
    Authority("data-theme", "GOVE", SKOS.Concept, "政府与公共部门", "Government and public sector"),
    Authority("data-theme", "ECON", SKOS.Concept, "经济与金融", "Economy and finance"),
    Authority("data-theme", "REGI", SKOS.Concept, "区域与城市", "Regions and cities"),
)
FILE_TYPES = {
    "turtle": Authority("file-type", "RDF_TURTLE", DCTERMS.MediaTypeOrExtent, "Turtle 文件", "Turtle"),
    "ntriples": Authority(
        "file-type", "RDF_N_TRIPLES", DCTERMS.MediaTypeOrExtent, "N-Triples 文件", "N-Triples"
    ),
    "nquads": Authority("file-type", "RDF_N_QUADS", DCTERMS.MediaTypeOrExtent, "N-Quads 文件", "N-Quads"),
    "trig": Authority("file-type", "RDF_TRIG", DCTERMS.MediaTypeOrExtent, "TriG 文件", "TriG"),
    "jsonld": Authority("file-type", "JSON_LD", DCTERMS.MediaTypeOrExtent, "JSON-LD 文件", "JSON-LD"),
    "rdfxml": Authority("file-type", "RDF_XML", DCTERMS.MediaTypeOrExtent, "RDF/XML 文件", "RDF/XML"),
}
"""By the names of `graph.publishing.export.FORMATS`."""


def themes(add: Add) -> NamedNode:
    """The table of themes as a whole."""
    iri = _TABLES + THEMES[0].table
    add(iri, TYPE, node(SKOS.ConceptScheme))
    add(iri, node(DCTERMS.title), english("Data themes"))
    add(iri, node(DCTERMS.title), chinese("数据主题"))
    return NamedNode(iri)


def media_type(add: Add, name: str) -> NamedNode:
    """IANA's IRI of a media type."""
    iri = _MEDIA_TYPES + name
    add(iri, TYPE, node(DCTERMS.MediaType))
    return NamedNode(iri)
