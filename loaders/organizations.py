"""Organizations: every mention of a body of party or government, a court, a company, a university and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.gazetteer import Characters, Gazetteer
from loaders.lexicon import ADVERBS, VERBS, one_of
from loaders.reading import Reading
from loaders.records import Named, Organization, Reason
from loaders.spans import without_overlaps
from ontology.divisions import code_of
from ontology.vocabulary import Concept, Vocabulary

_RANK = r"(?:省|市|自治区|区|县|州|盟|旗)"
_RANKS = ("自治区", "自治州", "自治县", "省", "市", "州", "盟", "地区", "县", "区", "旗")
_RANK_WORD = re.compile(r"自治区|省|市|区|县|州|盟|旗")
# Words that mean a body of the reporting government's own level: what they stand for, and its type.
_LOCAL = (
    (re.compile(rf"{_RANK}委(?P<session>[一二三四五六七八九十]+届[一二三四五六七八九十]+次全[体]?会议?)"), "plenum", "party", "body-local-plenum"),
    (re.compile(rf"(?=[中省市自区县州盟旗])(?:(?:中共[\u4e00-\u9fff]{{2,6}}?)?(?<![\u4e00-\u9fff]{{0}}乡){_RANK}委(?![员托培派组会办书])|自治区党委)"), "中国共产党{area}委员会", "party", "body-local-party"),
    (re.compile(rf"(?=[省市自区县州盟旗])(?:(?<![各])(?:{_RANK})(?:人民政府|政府)(?![性])|自治区(?:人民)?政府)"), "{area}人民政府", "government", "body-local-government"),
    (re.compile(rf"{_RANK}政协"), "中国人民政治协商会议{area}委员会", "other", "body-local-conference"),
    (re.compile(rf"{_RANK}人大常委会"), "{area}人民代表大会常务委员会", "legislature", "body-local-congress"),
    (re.compile(rf"{_RANK}人大(?!代表|常)"), "{area}人民代表大会", "legislature", "body-local-congress"),
)
_CONGRESS = re.compile(r"党的(?P<number>[一二三四五六七八九十]{1,3})大(?!以)|党的(?P<after>[一二三四五六七八九十]{1,3})大(?=以)")
_PLENA = re.compile(r"(?=[党一二三四五六七八九十])(?:党的)?(?P<congress>[一二三四五六七八九十]{2,3})届(?P<session>历次|[一二三四五六七八九十]+中)全会")
_CENTRE = re.compile(r"中央(?:(?<![党\u4e00-\u9fff]中央)(?=部署|决定|批准|赋予|要求|、|的)|(?<=[，。、；]中央)(?=部署|决策))")
_BOUNDARY = r"(?<=[，。、；：（“和与及等对由在向从托持设办投用立])(?!立)"
# Proper names by their last word, with as little before it as reads as a name.
_PATTERNS = (
    (re.compile(rf"{_BOUNDARY}[\u4e00-\u9fff]{{2,7}}?(?:大学|学院)(?=[、，。；“（和等]|产教|设置|建设|[\u4e00-\u9fff]{{0,4}}“双一流”)"), "education", "body-university"),
    (re.compile(rf"{_BOUNDARY}[\u4e00-\u9fff]{{2,10}}?(?:集团|公司)(?=[、，。；等\u4e00-\u9fff])"), "company", "body-company"),
    (re.compile(rf"{_BOUNDARY}[\u4e00-\u9fff]{{2,8}}?法[院庭](?=[、，。；揭建])"), "court", "body-court"),
    (re.compile(rf"{_BOUNDARY}(?=[\u4e00-\u9fff]{{0,40}}国家|省部)[\u4e00-\u9fff]{{4,24}}?(?:重点实验室|工程研究中心|制造业创新中心|技术标准创新基地)"), "research", "body-laboratory"),
    (re.compile(r"(?<=组建)[\u4e00-\u9fff]{4,12}?工作专班"), "government", "body-task-force"),
    (re.compile(rf"{_BOUNDARY}[\u4e00-\u9fff]{{4,10}}?投资基金(?=建立|设立|落地)"), "other", "body-fund"),
    (re.compile(rf"{_BOUNDARY}[\u4e00-\u9fff]{{2,6}}医院(?=[、，。；建扩迁])"), "health", "body-hospital"),
)
_VERB_BEFORE = re.compile(rf"(?:依托|与|和|了|申建|{one_of(ADVERBS)}|{one_of(VERBS)})+")
_AFTER_VERB = ("company", "research", "health", "education", "court")
_GENERIC = re.compile(r"(?:跨国|国际|各|一批|有关|职业|高等|本科|中小|所属|国有|市属|省属|区属|科技|上市|龙头|互联网|保险|公立|民办|普通|重点|一流|高水平|应用型|技工|企业|融资|平台|大型|县级|三级|二级|三甲|专科|综合|基层|中医|社区|乡镇|妇幼)")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str
    type: str
    rule: str


class OrganizationReader:
    """Reads the organizations of one report."""

    def __init__(self, reading: Reading, characters: Characters, area: Named, vocabulary: Vocabulary) -> None:
        self._reading = reading
        self._characters = characters
        self._area = area
        self._ranks = _ranks(vocabulary, area)
        self._names = dict(vocabulary.names("organization")) | _own_names(vocabulary, area.concept)
        self._types = {concept.iri: concept.notation for concept in vocabulary.scheme("organization-type")}

    def read(self) -> Iterator[Organization]:
        """Mentions in the order of the text; of those that overlap, the longest."""
        for found in without_overlaps(self._all()):
            concept = self._names.get(found.name)
            name = Named(concept.labels["zh"] if concept else found.name, concept.iri if concept else None)
            span = self._reading.span(found.start, found.end)
            because = (Reason("canonical", found.rule, span), Reason("type", found.rule, span))
            yield Organization(span, name, found.type, because)

    def _all(self) -> Iterator[_Found]:
        text = self._reading.text
        for match in _gazetteer(frozenset(self._names)).find(self._characters):
            concept = self._names[match.name]
            links = concept.links.get("organizationType", ())
            type_ = self._types.get(links[0], "other") if links else "other"
            yield _Found(match.start, match.end, match.name, type_, "body-listed")
        yield from self._local(text)
        yield from _party(text)
        for pattern, type_, rule in _PATTERNS:
            for found in pattern.finditer(text):
                verb = _VERB_BEFORE.match(found.group())
                start = found.start() + (verb.end() if verb and type_ in _AFTER_VERB else 0)
                if not _GENERIC.match(text, start) and found.end() - start > 3:
                    yield _Found(start, found.end(), text[start : found.end()], type_, rule)

    def _local(self, text: str) -> Iterator[_Found]:
        for pattern, template, type_, rule in _LOCAL:
            for match in pattern.finditer(text):
                rank = _RANK_WORD.search(match.group())
                area = self._ranks.get(rank.group()) if rank else None
                if area is None:
                    continue
                name = template.format(area=area)
                if template == "plenum":
                    congress, session = re.split("届", match["session"])
                    number = re.match(r"[一二三四五六七八九十]+", session)
                    name = f"中国共产党{area}第{congress}届委员会第{number.group() if number else ''}次全体会议"
                start = match.start()
                if text.endswith(area[:-1], 0, start):
                    start -= len(area) - 1
                yield _Found(start, match.end(), name, type_, rule)


@lru_cache(maxsize=16)
def _gazetteer(names: frozenset[str]) -> Gazetteer:
    """For reports on the same area, made once."""
    return Gazetteer(names)


def _ranks(vocabulary: Vocabulary, area: Named) -> dict[str, str]:
    """Which area a word of rank means in the reports of an area: in a city's report 省 is its province."""
    if not area.name:
        return {}
    own = _rank(area.name)
    ranks = {own: area.name}
    code = (vocabulary.get(area.concept).notation if area.concept else "") or code_of(area.name) or ""
    for parent in {f"{code[:2]}0000", f"{code[:4]}00"} - {code}:
        region = next((r for r in vocabulary.scheme("region") if r.notation == parent), None)
        if region:
            ranks.setdefault(_rank(region.labels["zh"]), region.labels["zh"])
    return ranks


def _rank(name: str) -> str:
    """The word that a government's bodies are called by: 州 of an autonomous prefecture, 省, 市, 自治区."""
    rank = next((rank for rank in _RANKS if name.endswith(rank)), "")
    return rank if rank == "自治区" else rank[-1:]


def _own_names(vocabulary: Vocabulary, area: str | None) -> dict[str, Concept]:
    """Names such as 市教委 that mean a body only in the reports of its own territory."""
    return {
        name: concept
        for concept in vocabulary.scheme("organization")
        if area and area in _territories(vocabulary, concept)
        for name in concept.hidden
    }


def names_of_bodies(vocabulary: Vocabulary, area: Named, date: str | None) -> Mapping[str, str]:
    """Every name that means one body in a document of an area's government, with the IRI of its concept.

    Names such as 市教委 mean a body of that government; bodies that did not exist on the date have none.
    """
    names = dict(vocabulary.names("organization")) | _own_names(vocabulary, area.concept)
    return {name: concept.iri for name, concept in names.items() if concept.valid_on(date)}


def _territories(vocabulary: Vocabulary, concept: Concept) -> tuple[str, ...]:
    own = concept.links.get("territory", ())
    parents = (vocabulary.get(iri) for iri in concept.links.get("unitOf", ()))
    return own + tuple(iri for parent in parents for iri in parent.links.get("territory", ()))


def _party(text: str) -> Iterator[_Found]:
    """Congresses and plenary sessions of the party, and 中央 where it stands for its central committee."""
    for match in _CONGRESS.finditer(text):
        number = match["number"] or match["after"]
        yield _Found(match.start(), match.end(), f"中国共产党第{number}次全国代表大会", "party", "body-party-congress")
    for match in _PLENA.finditer(text):
        which = "历次" if match["session"] == "历次" else f"第{match['session'].removesuffix('中')}次"
        name = f"中国共产党第{match['congress']}届中央委员会{which}全体会议"
        yield _Found(match.start(), match.end(), name, "party", "body-party-plenum")
    for match in _CENTRE.finditer(text):
        yield _Found(match.start(), match.end(), "中国共产党中央委员会", "party", "body-party-centre")
