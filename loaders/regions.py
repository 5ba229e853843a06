"""Regions: every mention of a place, judged by sense, with its full official name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.gazetteer import Characters, Match
from loaders.places import places, unambiguous_signs
from loaders.reading import Reading
from loaders.records import Named, Organization, Region
from loaders.spans import SpanIndex, without_overlaps
from ontology.vocabulary import Concept, Vocabulary

_LINE = r"(?:高铁|铁路|城际|高速|快铁|客专|国高|特高压|货运铁路|跨境公路|动车)"
# Names of institutions, stations, products and brands that only begin like a place.
_NAME_GOES_ON = re.compile(
    r"国际(?:机场|博览|生物城|马拉松)|国际(?=影视)|站(?![稳上在到])|新?机场(?!航站楼|T\d|改|扩)|新机场|电厂|大学|学院|医科|中医药|银行|英才|人才|智造|创造|制造(?!业)|好人|造|精神|小面|火锅|海关|破产|知识产权|卓越|脑与"
    r"|工匠|礼物|日报|卫视|品牌|服务(?=”)|方言|菜(?!篮)|云算力|算法|科学中心|知名|交易所|新机|城市大脑|号|大桥|路(?!段)|中学|时间|港(?!口|澳|航)"
)
_BRAND_BEFORE = re.compile(r"(?:投资|感知|书香|平安|健康|美丽|智慧|法治|山水|富民兴|感动|巴味|爱|食在|诚信|清廉|幸福|文明|信用|智能|质量|轨道上的|多彩|大美|文化)$")
_BEFORE_ABBREVIATION = r"(?:驻|来|在|入|留|返|赴|援|进)"
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,12}?(?:产业园区?|枢纽园区|物流园区?|科学城|科创城|科技城|农科城|综合试验区|片区|景区|生态城|综保区|综合保税区|高新区|经开区|开发区|自贸片区|自贸区|自贸试验区|自由贸易试验区|合作区|保税区|航空港区|新区|生物城)"
)
_VERB_INSIDE = re.compile(r"重点|功能|建设|打造|推进|加快|发展|推动|提升|支持|创建|成为|培育|等|在|和|与|把|的|全市|各|加强|完善|一批")
_INNER = re.compile(r"(?![县区市旗])[\u4e00-\u9fff]{2,3}?(?:街道|镇|乡|村)(?!振|级|民|庄|容|镇|村|企|党)")
_NATURAL = re.compile(r"[山河湖](?![区东西南北县市城道堤口段路水])")
_BETWEEN = re.compile(r"至(?P<end>[\u4e00-\u9fff]{2,3}?)(?=高铁|铁路|高速|公路|城际|航道|快速|扩容|、|等|段|轨道|市域|[一二三]期)")
_ONLY_WITH = {"西部": re.compile(r"前列|地区|省"), "东部": re.compile(r"地区|省|协作"), "中部": re.compile(r"地区|省|崛起|前列")}
_ONLY_WITH |= dict.fromkeys(("中西部", "西南", "西北", "东南", "东北", "华北", "华东", "华南", "华中"), re.compile(r"地区|各?省|老工业"))
_QUOTE = re.compile(r"“([^“”]{1,10})”")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    concepts: tuple[Concept, ...]
    name: str


class RegionReader:
    """Reads the places of one report; inside the name of an organization is none."""

    def __init__(
        self, reading: Reading, characters: Characters, area: Named, date: str | None, vocabulary: Vocabulary,
        organizations: Sequence[Organization],
    ) -> None:
        self._reading = reading
        self._characters = characters
        self._area = area
        self._vocabulary = vocabulary
        self._places = places(vocabulary, area, date)
        self._names = self._places.names
        self._organizations = SpanIndex(organizations)
        self._signs = unambiguous_signs(vocabulary)
        if area.concept:
            own = vocabulary.get(area.concept)
            self._signs |= dict.fromkeys(own.hidden, own)

    def read(self) -> Iterator[Region]:
        """Mentions in the order of the text; of those that overlap, the longest."""
        for found in without_overlaps(self._all()):
            span = self._reading.span(found.start, found.end)
            joined = len(found.concepts) == 1 and "JoinedName" in found.concepts[0].types
            if joined or not self._organizations.holds(span):
                yield Region(span, self._regions(found))

    def _regions(self, found: _Found) -> tuple[Named, ...]:
        if not found.concepts:
            return (Named(found.name),)
        regions: list[Named] = []
        for concept in found.concepts:
            denoted = concept.links.get("denotes", ())
            if denoted:
                by_label = {self._vocabulary.get(iri).labels["zh"]: iri for iri in denoted}
                regions += [Named(label, by_label.get(label)) for label in concept.labels["zh"].split("|")]
            else:
                regions.append(Named(concept.labels["zh"], concept.iri))
        return tuple(regions)

    def _all(self) -> Iterator[_Found]:
        text = self._reading.text
        found = [self._found(match) for match in self._places.find(self._characters) if self._is_place(text, match)]
        yield from found
        for place in found:
            yield from self._around(text, place)
        yield from self._lines(text)
        yield from self._abbreviations(text)

    def _found(self, match: Match) -> _Found:
        concept = self._names[match.name]
        return _Found(match.start, match.end, (concept,) if concept else (), match.name)

    def _is_place(self, text: str, match: Match) -> bool:
        after = text[match.end : match.end + 8]
        before = text[max(match.start - 6, 0) : match.start]
        concept = self._names[match.name]
        full = (concept is None or concept.labels["zh"] == match.name) and len(match.name) > 2
        if match.name in _ONLY_WITH:
            return bool(_ONLY_WITH[match.name].match(after)) and not before.endswith(("中", "川渝"))
        if full:
            return True
        if _NAME_GOES_ON.match(after) or _BRAND_BEFORE.search(before):
            return False
        quote = next((q for q in _QUOTE.finditer(text, max(match.start - 12, 0), match.end + 12) if q.start() < match.start < q.end()), None)
        return quote is None or self._is_quoted_place(quote.group(1))

    def _is_quoted_place(self, quoted: str) -> bool:
        """“一区两群” is made of names of places alone; “投资重庆” is a slogan."""
        rest = quoted
        for name in self._places.longest_first:
            rest = rest.replace(name, "")
        return not rest

    def _around(self, text: str, place: _Found) -> Iterator[_Found]:
        """What a place's name grows into or leads on to: zones, villages, the other end of a line."""
        zone = _ZONE.match(text, place.end)
        if zone and not _VERB_INSIDE.search(zone.group()) and zone.group() not in ("片区",):
            name = text[place.start : zone.end()]
            yield _Found(place.start, zone.end(), (), name)
        natural = _NATURAL.match(text, place.end)
        if natural and len(place.name) == 2 and place.concepts:
            yield _Found(place.start, natural.end(), (), text[place.start : natural.end()])
        inner = _INNER.match(text, place.end)
        if inner:
            yield _Found(inner.start(), inner.end(), (), inner.group())
        between = _BETWEEN.match(text, place.end)
        if between and between["end"] not in self._names and not _VERB_INSIDE.search(between["end"]):
            end = self._places.elsewhere(between["end"])
            yield _Found(between.start("end"), between.end("end"), (end,) if end else (), between["end"])

    def _lines(self, text: str) -> Iterator[_Found]:
        """Lines named by the signs of the places they join (郑渝高铁)."""
        signs = "".join(sorted(sign for sign in self._signs if len(sign) == 1))
        if not signs:
            return
        for match in re.finditer(rf"(?<![{signs}])([{signs}]{{2,4}})(?={_LINE})", text):
            yield _Found(match.start(), match.end(), tuple(self._signs[sign] for sign in match[1]), match[1])

    def _abbreviations(self, text: str) -> Iterator[_Found]:
        """The sign of the government's own area after 来, 驻 and the like (驻渝)."""
        own = [sign for sign, concept in self._signs.items() if concept.iri == self._area.concept]
        for sign in own:
            for match in re.finditer(rf"(?<={_BEFORE_ABBREVIATION}){sign}(?![钢铝铁铜煤化重药])(?![\u4e00-\u9fff]{{0,3}}{_LINE})", text):
                yield _Found(match.start(), match.end(), (self._signs[sign],), sign)
