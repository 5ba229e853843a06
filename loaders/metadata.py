"""Metadata: what a report says of itself, or what a file beside it says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from loaders.reading import Reading
from loaders.records import KeptText, Named, Period, ReportMetadata
from ontology.errors import DocumentError
from ontology.vocabulary import Vocabulary

_DATE = re.compile(r"(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日")
_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|地区|盟|县|区|旗))人民政府")
_CONGRESS = re.compile(r"(?:日在?|在)\s?(?![^，。]{0,6}代表)([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|盟|县|区|旗))\s?(?:第[一二三四五六七八九十]+届)?\s?人民代表大会")
_TITLE = re.compile(r"^\s*(?:20\d\d年)?([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|州|地区|盟|县|区|旗))(?:(?:20|19)\d\d年)?(?:人民)?政府工作报告")
_NO_PLACE = ("", "省", "市", "县", "区", "自治区", "自治州")
_KIND = re.compile(r"代表(省|市|自治区|自治州|州)人民政府")
_OFTEN, _SPEECH = 5, 100_000
_BEFORE_NAME = re.compile(r".*[在月日]")
_ON_BEHALF = re.compile(r".*代表")
_DAY_LINES = re.compile(r"^\W*(?:20\d\d|19\d\d)年\d{1,2}月\d{1,2}日", re.MULTILINE)
"""Lines of the head that begin with a day: how a report tells when it was delivered."""
_PLAN = re.compile(r"(20\d\d|19\d\d)年(?:政府)?(?:的)?(?:主要|重点|工作|经济|发展|目标|任务|总体)")
_TITLE_LINES = 8
_TYPESETTING = re.compile(r"^[\ue000-\uf8ff]+|[\ue000-\uf8ff]+$")
"""Private-use characters around a line, which typesetting systems leave."""
FIELDS = {"name", "title", "government", "area", "delivered", "covers", "source", "sha256"}


@dataclass(frozen=True, slots=True)
class Read:
    """Metadata, with what is odd about it."""

    metadata: ReportMetadata
    warnings: list[str]
    unclear: tuple[str, ...]
    """What the text alone does not settle, each with the choices; a guess stands in the metadata."""


def read_metadata(
    reading: Reading, vocabulary: Vocabulary, path: Path | None, given: Mapping[str, str] = MappingProxyType({})
) -> Read:
    """What is `given` wins over the text, and so do fields of a `.toml` file beside the report.

    Raises DocumentError where these two contradict each other, or one of them is wrong.
    """
    given = _together(given, _beside(path, reading.source), path) if path else dict(given)
    text = reading.text
    head = text[:600]
    warnings: list[str] = []
    place = given.get("area") or _place(head, text, vocabulary)
    if place is None:
        place, warning = "", f"{reading.source.name}: names no government; is it a work report?"
        warnings.append(warning)
    delivered = given.get("delivered") or _delivered(head)
    covers = int(given["covers"]) if "covers" in given else _covers(text, delivered, reading.source.name)
    if covers is None:
        covers = 0
        warnings.append(f"{reading.source.name}: names no year; give `covers` in {reading.source.name}.toml")
    government = given.get("government") or (f"{place}人民政府" if place else "")
    metadata = ReportMetadata(
        name=given.get("name") or reading.source.name,
        title=given.get("title") or _title(reading),
        government=_named(vocabulary, "organization", government),
        area=_named(vocabulary, "region", place),
        delivered=delivered,
        covers=Period(covers, covers),
        source=given.get("source"),
    )
    if delivered and covers > int(delivered[:4]):
        warnings.append(f"{reading.source.name}: delivered on {delivered}, it plans {covers}")
    return Read(metadata, warnings, tuple(_unclear(reading, given, delivered)))


def metadata_beside(path: Path) -> Mapping[str, str]:
    """The fields of the `.toml` file beside a report; none where there is no such file.

    Raises DocumentError where it is wrong.
    """
    file = path.with_suffix(".toml")
    if not file.is_file():
        return {}
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"{file}: not valid TOML ({error})") from error
    if unknown := set(given) - FIELDS:
        raise DocumentError(f"{file}: unknown field {sorted(unknown)[0]!r}; it may have {', '.join(sorted(FIELDS))}")
    return {field: str(value) for field, value in given.items()}


def _beside(path: Path, source: KeptText) -> Mapping[str, str]:
    given = metadata_beside(path)
    if given.get("sha256", source.sha256) != source.sha256:
        file = path.with_suffix(".toml")
        raise DocumentError(f"{file}: sha256 is not that of {path.name}; describe the file that lies beside it")
    return given


def _together(given: Mapping[str, str], beside: Mapping[str, str], path: Path) -> dict[str, str]:
    for field in sorted(given.keys() & beside.keys()):
        if given[field] != beside[field]:
            choices = f"{given[field]!r} in the table of metadata, {beside[field]!r} in {path.with_suffix('.toml').name}"
            raise DocumentError(f"{path}: {field} is {choices}; keep one")
    return {**beside, **given}


def _unclear(reading: Reading, given: Mapping[str, str], delivered: str | None) -> Iterator[str]:
    """What the text says in two ways, equally strong."""
    name, head = reading.source.name, reading.text[:600]
    if not given.keys() & {"area", "government"} and not _stated_place(head):
        most = _equally_often(_governments(reading.text))
        if len(most) > 1:
            yield f"{name}: speaks for {' and for '.join(f'{each}人民政府' for each in most)} as often; give `government`"
    if "covers" not in given and not delivered and not re.search(r"(19|20)\d\d", name):
        years = _equally_often(Counter(_PLAN.findall(reading.text)))
        if len(years) > 1:
            yield f"{name}: plans {' and '.join(years)} as often; give `covers`"
    if "delivered" not in given:
        days = list(dict.fromkeys(filter(None, (_delivered(line) for line in _DAY_LINES.findall(head)))))
        if len(days) > 1:
            yield f"{name}: was delivered on {' or on '.join(days)}; give `delivered`"


def _equally_often(counts: Counter[str]) -> list[str]:
    most = max(counts.values(), default=0)
    return sorted(name for name, count in counts.items() if count == most)


def _named(vocabulary: Vocabulary, scheme: str, name: str) -> Named:
    concept = vocabulary.by_name(scheme, name) if name else None
    return Named(name, concept.iri if concept else None)


def _place(head: str, text: str, vocabulary: Vocabulary) -> str | None:
    if stated := _stated_place(head):
        return stated
    return next(_governed(head), None) or _most_named(head, text, vocabulary) or next(_governed(text), None)


def _stated_place(head: str) -> str | None:
    """The place of the congress, or of the title."""
    for pattern in (_CONGRESS, _TITLE):
        if (match := pattern.search(head)) and (name := _BEFORE_NAME.sub("", match[1])) not in _NO_PLACE:
            return name
    return None


def _governed(text: str) -> Iterator[str]:
    """Places whose government the text names, most often first: 我代表镇江市人民政府 does, 我代表市人民政府 not."""
    yield from (name for name, _ in _governments(text).most_common())


def _governments(text: str) -> Counter[str]:
    found = Counter(_ON_BEHALF.sub("", name) for name in _GOVERNMENT.findall(text))
    return Counter({name: count for name, count in found.items() if name not in _NO_PLACE})


def _most_named(head: str, text: str, vocabulary: Vocabulary) -> str | None:
    """The province or prefecture that a text of an unnamed 省 or 市 speaks of most, where no other comes near."""
    kind = _KIND.search(head)
    if not kind:
        return None
    code = r"\d\d0000" if kind[1] in ("省", "自治区") else r"\d{4}00"
    speech = text[:_SPEECH]
    counts = Counter({
        region.labels["zh"]: sum(speech.count(name) for name in region.names if len(name) > 1 and name != region.labels["zh"])
        for region in vocabulary.scheme("region")
        if re.fullmatch(code, region.notation) and region.labels["zh"].endswith(kind[1])
    })
    (first, most), (_, next_most), *_ = [*counts.most_common(2), ("", 0), ("", 0)]
    return first if most >= _OFTEN and most >= 2 * next_most else None


def _delivered(head: str) -> str | None:
    match = _DATE.search(head)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def _covers(text: str, delivered: str | None, name: str) -> int | None:
    """The year that plans speak of; else the year of delivery; else the year in the file's name."""
    plans = Counter(int(year) for year in _PLAN.findall(text))
    if delivered:
        year, month = int(delivered[:4]), int(delivered[5:7])
        # Reports of the last quarter plan the next year; in December they say so in many words.
        plans_next = plans[year + 1] or (month == 12 and ("明年" in text or str(year + 1) in text + name))
        return year + 1 if month >= 10 and plans_next else year
    if match := re.search(r"(19|20)\d\d", name):
        return int(match.group())
    return max(plans, default=None)


def _title(reading: Reading) -> str:
    for paragraph in reading.paragraphs[:_TITLE_LINES]:
        line = reading.text[paragraph.start : paragraph.end]
        if "报告" in line and len(line) <= 40:
            return _TYPESETTING.sub("", line)
    return reading.source.name
