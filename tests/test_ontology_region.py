"""Chongqing's divisions, clusters and circles, and the names that texts use for places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

REGION = f"{VOCABULARY_BASE}id/region/"
CENTRAL = "渝中区 大渡口区 江北区 沙坪坝区 九龙坡区 南岸区 北碚区 渝北区 巴南区"
NEW = "涪陵区 綦江区 大足区 长寿区 江津区 合川区 永川区 南川区 璧山区 铜梁区 潼南区 荣昌区"
NORTHEAST = "万州区 开州区 梁平区 城口县 丰都县 垫江县 忠县 云阳县 奉节县 巫山县 巫溪县"
SOUTHEAST = "黔江区 武隆区 石柱土家族自治县 秀山土家族苗族自治县 酉阳土家族苗族自治县 彭水苗族土家族自治县"
CIRCLE = (
    f"{CENTRAL} 万州区 涪陵区 綦江区 大足区 黔江区 长寿区 江津区 合川区 永川区 南川区 璧山区 铜梁区 潼南区"
    " 荣昌区 梁平区 丰都县 垫江县 忠县"
)
WHOLE_CITIES = "成都市 自贡市 泸州市 德阳市 遂宁市 内江市 乐山市 南充市 眉山市 宜宾市 广安市 资阳市"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def region(vocabulary: Vocabulary, name: str) -> Concept:
    found = vocabulary.by_name("region", name)
    assert found, name
    return found


def inside(vocabulary: Vocabulary, whole: str) -> set[Concept]:
    """Every region that lies wholly inside `whole`, at any depth."""
    children: dict[str, set[Concept]] = {}
    for concept in vocabulary.scheme("region"):
        for parent in concept.links.get("partOfRegion", ()):
            children.setdefault(parent, set()).add(concept)

    def below(iri: str) -> Iterator[Concept]:
        for child in children.get(iri, ()):
            yield child
            yield from below(child.iri)

    return set(below(region(vocabulary, whole).iri))


def divisions(concepts: set[Concept], province: str = "50") -> set[str]:
    """Names of the county-level divisions of a province that carry a code."""
    return {c.labels["zh"] for c in concepts if c.notation.startswith(province) and c.notation[2:] != "0000"}


def test_chongqing_has_its_38_divisions(vocabulary: Vocabulary) -> None:
    expected = f"{CENTRAL} {NEW} {NORTHEAST} {SOUTHEAST}".split()
    found = divisions(inside(vocabulary, "重庆市"))
    assert len(found) == 38
    assert found == set(expected)


@pytest.mark.parametrize(("cluster", "members"), [
    ("中心城区", CENTRAL),
    ("主城新区", NEW),
    ("主城都市区", f"{CENTRAL} {NEW}"),
    ("渝东北三峡库区城镇群", NORTHEAST),
    ("渝东南武陵山区城镇群", SOUTHEAST),
    ("重庆都市圈", f"{CENTRAL} {NEW}"),
])
def test_clusters(vocabulary: Vocabulary, cluster: str, members: str) -> None:
    assert divisions(inside(vocabulary, cluster)) == set(members.split())


def test_division_points_lie_in_chongqing(vocabulary: Vocabulary) -> None:
    for concept in inside(vocabulary, "重庆市"):
        if concept.notation:
            (latitude,), (longitude,) = concept.links["lat"], concept.links["long"]
            assert 28.1 < float(latitude) < 32.3 and 105.2 < float(longitude) < 110.3, concept.labels["zh"]
            assert concept.links["divisionCode"] == (concept.notation,)


def test_circle(vocabulary: Vocabulary) -> None:
    members = inside(vocabulary, "成渝地区双城经济圈")
    assert len(CIRCLE.split()) == 27 and len(WHOLE_CITIES.split()) == 12
    assert divisions(members) == set(CIRCLE.split())
    whole_cities = {c.labels["zh"] for c in members if re.fullmatch(r"51\d\d00", c.notation)}
    assert whole_cities == set(WHOLE_CITIES.split())


def test_partial_members_of_the_circle(vocabulary: Vocabulary) -> None:
    circle = region(vocabulary, "成渝地区双城经济圈").iri
    parts = {
        vocabulary.get(part.links["member"][0]).labels["zh"]:
            {vocabulary.get(iri).labels["zh"] for iri in part.links.get("without", ())}
        for part in vocabulary.scheme("region") if part.links.get("whole") == (circle,)
    }
    assert parts == {
        "开州区": set(), "云阳县": set(), "绵阳市": {"平武县", "北川羌族自治县"}, "达州市": {"万源市"},
        "雅安市": {"天全县", "宝兴县"},
    }
    partly = {c.labels["zh"] for c in vocabulary.scheme("region") if circle in c.links.get("partlyIn", ())}
    assert partly == set(parts)


def test_partial_memberships_and_links_agree(vocabulary: Vocabulary) -> None:
    parts = {
        (part.links["member"][0], part.links["whole"][0])
        for part in vocabulary.scheme("region") if "PartialMembership" in part.types
    }
    links = {(c.iri, whole) for c in vocabulary.scheme("region") for whole in c.links.get("partlyIn", ())}
    assert links == parts


def test_containment_has_no_circle(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.scheme("region"):
        if concept.links.get("partOfRegion"):
            assert concept not in inside(vocabulary, concept.labels["zh"]), concept.iri


def test_joined_names_are_their_members_in_order(vocabulary: Vocabulary) -> None:
    joined = [concept for concept in vocabulary.scheme("region") if "JoinedName" in concept.types]
    assert joined
    for concept in joined:
        members = [vocabulary.get(iri).labels["zh"] for iri in concept.links["denotes"]]
        assert concept.labels["zh"] == "|".join(members)


@pytest.mark.parametrize(("text", "name"), [
    ("江津", "江津区"),
    ("渝东北", "渝东北三峡库区城镇群"),
    ("一区", "主城都市区"),
    ("两群", "渝东北三峡库区城镇群|渝东南武陵山区城镇群"),
    ("双城经济圈", "成渝地区双城经济圈"),
    ("重庆高新区", "重庆高新技术产业开发区"),
    ("重庆自贸试验区", "中国（重庆）自由贸易试验区"),
    ("川渝", "四川省|重庆市"),
    ("成渝", "成都市|重庆市"),
    ("万开云", "万州区|开州区|云阳县"),
    ("港澳台", "香港特别行政区|澳门特别行政区|台湾省"),
    ("贵州", "贵州省"),
    ("吉林", "吉林省"),
])
def test_names_of_texts(vocabulary: Vocabulary, text: str, name: str) -> None:
    assert region(vocabulary, text).labels["zh"] == name


@pytest.mark.parametrize("word", ["一区两群", "渝", "长治", "朝阳", "安康", "大理", "中国", "全市", "市教委"])
def test_words_that_name_no_place_or_body_for_certain(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.by_name("region", word) is None
    assert vocabulary.by_name("organization", word) is None


def test_districts_of_other_times(vocabulary: Vocabulary) -> None:
    new_area, district = (vocabulary.get(f"{REGION}liangjiang-{kind}") for kind in ("new-area", "district"))
    assert district.links["validFrom"] == ("2025-11-06",)
    assert "validUntil" not in new_area.links and not new_area.links.get("divisionCode")
    for name in ("江北区", "渝北区"):
        assert region(vocabulary, name).links["validUntil"] == ("2025-11-05",)
    assert region(vocabulary, "万盛区").links["validUntil"] < region(vocabulary, "綦江区").links["validFrom"]
