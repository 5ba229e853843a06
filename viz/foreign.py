"""Names of classes and properties from other vocabularies that the graph uses without labels of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from viz.language import gettext as _
from viz.language import language

_DCAT = "http://www.w3.org/ns/dcat#"
_DCTERMS = "http://purl.org/dc/terms/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_OWL = "http://www.w3.org/2002/07/owl#"
_PROV = "http://www.w3.org/ns/prov#"
_QB = "http://purl.org/linked-data/cube#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SH = "http://www.w3.org/ns/shacl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SPDX = "http://spdx.org/rdf/terms#"
_VOID = "http://rdfs.org/ns/void#"
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
        _DCAT + "accessURL": _("取得地址"),
        _DCAT + "byteSize": _("字节数"),
        _DCAT + "contactPoint": _("联系方式"),
        _DCAT + "dataset": _("所载数据集"),
        _DCAT + "distribution": _("分发文件"),
        _DCAT + "downloadURL": _("下载地址"),
        _DCAT + "endDate": _("止于"),
        _DCAT + "endpointDescription": _("接口说明"),
        _DCAT + "endpointURL": _("接口地址"),
        _DCAT + "keyword": _("关键词"),
        _DCAT + "landingPage": _("网页"),
        _DCAT + "mediaType": _("媒体类型"),
        _DCAT + "servesDataset": _("所服务的数据集"),
        _DCAT + "service": _("数据服务"),
        _DCAT + "startDate": _("始于"),
        _DCAT + "theme": _("主题"),
        _DCAT + "themeTaxonomy": _("主题分类表"),
        _DCAT + "version": _("版本"),
        _DCTERMS + "accessRights": _("开放程度"),
        _DCTERMS + "accrualPeriodicity": _("更新频率"),
        _DCTERMS + "conformsTo": _("遵循的标准"),
        _DCTERMS + "description": _("描述"),
        _DCTERMS + "format": _("文件格式"),
        _DCTERMS + "identifier": _("标识"),
        _DCTERMS + "issued": _("发布日期"),
        _DCTERMS + "language": _("语言"),
        _DCTERMS + "license": _("许可"),
        _DCTERMS + "modified": _("修改日期"),
        _DCTERMS + "provenance": _("来历"),
        _DCTERMS + "publisher": _("出版者"),
        _DCTERMS + "source": _("来源"),
        _DCTERMS + "spatial": _("涉及地域"),
        _DCTERMS + "temporal": _("涉及时间"),
        _DCTERMS + "title": _("标题"),
        _FOAF + "homepage": _("主页"),
        _FOAF + "name": _("名称"),
        _FOAF + "page": _("网页"),
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
        _PROV + "wasDerivedFrom": _("取自"),
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
        _RDFS + "seeAlso": _("另见"),
        _RDFS + "subClassOf": _("上位类"),
        _RDFS + "subPropertyOf": _("上位属性"),
        _SCHEMA + "keywords": _("关键词"),
        _SCHEMA + "target": _("查询地址"),
        _SH + "construct": _("查询语句"),
        _SH + "declare": _("前缀声明"),
        _SH + "namespace": _("命名空间"),
        _SH + "prefix": _("前缀"),
        _SH + "prefixes": _("所用前缀"),
        _SH + "select": _("查询语句"),
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
        _SPDX + "algorithm": _("算法"),
        _SPDX + "checksum": _("校验和"),
        _SPDX + "checksumValue": _("校验值"),
        _VOID + "class": _("类"),
        _VOID + "classPartition": _("按类分区"),
        _VOID + "classes": _("类的数目"),
        _VOID + "dataDump": _("数据文件"),
        _VOID + "distinctObjects": _("不同宾语数"),
        _VOID + "distinctSubjects": _("不同主语数"),
        _VOID + "entities": _("事物数"),
        _VOID + "exampleResource": _("示例事物"),
        _VOID + "feature": _("所有格式"),
        _VOID + "properties": _("属性的数目"),
        _VOID + "property": _("属性"),
        _VOID + "propertyPartition": _("按属性分区"),
        _VOID + "sparqlEndpoint": _("SPARQL 地址"),
        _VOID + "subset": _("所含子集"),
        _VOID + "triples": _("三元组数"),
        _VOID + "uriSpace": _("IRI 前缀"),
        _VOID + "vocabulary": _("所用词汇"),
        _WGS84 + "lat": _("纬度"),
        _WGS84 + "long": _("经度"),
    }


def _classes() -> dict[str, str]:
    return {
        "http://data.europa.eu/eli/ontology#LegalResource": _("法律文件（ELI）"),
        "http://www.w3.org/ns/sparql-service-description#NamedGraph": _("命名图"),
        _DCAT + "Catalog": _("数据目录"),
        _DCAT + "DataService": _("数据服务"),
        _DCAT + "Dataset": _("数据集（DCAT）"),
        _DCAT + "Distribution": _("分发文件"),
        _DCTERMS + "Location": _("地点"),
        _DCTERMS + "PeriodOfTime": _("时段"),
        _DCTERMS + "ProvenanceStatement": _("来历说明"),
        _FOAF + "Agent": _("机构或个人"),
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
        _SH + "PrefixDeclaration": _("前缀声明"),
        _SH + "SPARQLExecutable": _("SPARQL 查询"),
        _SH + "SPARQLSelectExecutable": _("SELECT 查询"),
        _SKOS + "Concept": _("概念（SKOS）"),
        _SKOS + "ConceptScheme": _("概念体系"),
        _SPDX + "Checksum": _("校验和"),
        _VOID + "Dataset": _("数据集（VoID）"),
    }
