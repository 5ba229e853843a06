"""Names of classes and properties from other vocabularies that the graph uses without labels of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from viz.language import gettext as _
from viz.language import language

_DCTERMS = "http://purl.org/dc/terms/"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_OWL = "http://www.w3.org/2002/07/owl#"
_PROV = "http://www.w3.org/ns/prov#"
_QB = "http://purl.org/linked-data/cube#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}


def foreign_name(iri: str) -> str | None:
    """The name in the language of the page; None for what is unknown here."""
    return _names(language()).get(iri)


@cache
def _names(_language: str) -> Mapping[str, str]:
    """All of them; translated once, for a page asks for many."""
    return {**_properties(), **_classes(), **_LICENCES}


def _properties() -> dict[str, str]:
    return {
        _DCTERMS + "description": _("描述"),
        _DCTERMS + "license": _("许可"),
        _DCTERMS + "source": _("来源"),
        _DCTERMS + "title": _("标题"),
        _OA + "end": _("终点（不含）"),
        _OA + "exact": _("引文"),
        _OA + "hasSelector": _("选择器"),
        _OA + "hasSource": _("所在文本"),
        _OA + "prefix": _("前文"),
        _OA + "start": _("起点"),
        _OA + "suffix": _("后文"),
        _ORG + "unitOf": _("隶属于"),
        _OWL + "versionInfo": _("版本"),
        _PROV + "used": _("读取"),
        _PROV + "wasAssociatedWith": _("执行者"),
        _PROV + "wasGeneratedBy": _("产生于"),
        _QB + "attribute": _("属性成分"),
        _QB + "component": _("成分"),
        _QB + "componentRequired": _("必备"),
        _QB + "dataSet": _("数据集"),
        _QB + "dimension": _("维度成分"),
        _QB + "measure": _("度量成分"),
        _QB + "structure": _("结构"),
        _RDF + "object": _("陈述的宾语"),
        _RDF + "predicate": _("陈述的谓语"),
        _RDF + "subject": _("陈述的主语"),
        _RDF + "type": _("类"),
        _RDFS + "comment": _("说明"),
        _RDFS + "domain": _("定义域"),
        _RDFS + "isDefinedBy": _("定义于"),
        _RDFS + "label": _("名称"),
        _RDFS + "range": _("值域"),
        _RDFS + "subClassOf": _("上位类"),
        _RDFS + "subPropertyOf": _("上位属性"),
        _SKOS + "altLabel": _("别名"),
        _SKOS + "broadMatch": _("宽泛对应"),
        _SKOS + "broader": _("上位概念"),
        _SKOS + "definition": _("定义"),
        _SKOS + "exactMatch": _("完全对应"),
        _SKOS + "hiddenLabel": _("合称中的简称"),
        _SKOS + "inScheme": _("所属词表"),
        _SKOS + "notation": _("代码"),
        _SKOS + "prefLabel": _("名称"),
        _SKOS + "related": _("相关概念"),
        _SKOS + "scopeNote": _("使用说明"),
        _WGS84 + "lat": _("纬度"),
        _WGS84 + "long": _("经度"),
    }


def _classes() -> dict[str, str]:
    return {
        "http://data.europa.eu/eli/ontology#LegalResource": _("法律文件（ELI）"),
        "http://www.w3.org/ns/sparql-service-description#NamedGraph": _("命名图"),
        _OA + "SpecificResource": _("特定资源（Web Annotation）"),
        _OA + "TextPositionSelector": _("位置选择器"),
        _OA + "TextQuoteSelector": _("引文选择器"),
        _OWL + "Class": _("类（OWL）"),
        _OWL + "DatatypeProperty": _("数据属性"),
        _OWL + "ObjectProperty": _("对象属性"),
        _OWL + "Ontology": _("本体"),
        _PROV + "Activity": _("活动"),
        _PROV + "SoftwareAgent": _("软件"),
        _QB + "AttributeProperty": _("属性成分的属性"),
        _QB + "ComponentSpecification": _("结构成分"),
        _QB + "DataSet": _("数据集"),
        _QB + "DataStructureDefinition": _("数据结构定义"),
        _QB + "DimensionProperty": _("维度成分的属性"),
        _QB + "MeasureProperty": _("度量成分的属性"),
        _QB + "Observation": _("观测值（Data Cube）"),
        _RDF + "Property": _("属性"),
        _RDFS + "Class": _("类（RDFS）"),
        _SKOS + "Concept": _("概念（SKOS）"),
        _SKOS + "ConceptScheme": _("概念体系"),
    }
