"""Metadata: what a report says of itself, or what a file beside it says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

from loaders.reading import Reading
from loaders.records import KeptText, Named, Period, ReportMetadata
from ontology.errors import DocumentError
from ontology.vocabulary import Vocabulary

_DATE = re.compile(r"(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日")
_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|地区|盟|县|区|旗))人民政府")
_CONGRESS = re.compile(r"在([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|盟|县|区|旗))(?:第[一二三四五六七八九十]+届)?人民代表大会")
_TITLE = re.compile(r"^\s*([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|州|地区|盟|县|区|旗))(?:(?:20|19)\d\d年)?(?:人民)?政府工作报告")
_ON_BEHALF = re.compile(r".*代表")
_PLAN = re.compile(r"(20\d\d|19\d\d)年(?:政府)?(?:的)?(?:主要|重点|工作|经济|发展|目标|任务|总体)")
_TITLE_LINES = 8
_FIELDS = {"name", "title", "government", "area", "delivered", "covers", "source", "sha256"}


def read_metadata(reading: Reading, vocabulary: Vocabulary, path: Path | None) -> tuple[ReportMetadata, list[str]]:
    """Metadata with warnings; fields of a `.toml` file beside the report win over the text."""
    given = _beside(path, reading.source) if path else {}
    text = reading.text
    head = text[:600]
    warnings: list[str] = []
    place = given.get("area") or _place(head, text)
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
    return metadata, warnings


def _named(vocabulary: Vocabulary, scheme: str, name: str) -> Named:
    concept = vocabulary.by_name(scheme, name) if name else None
    return Named(name, concept.iri if concept else None)


def _beside(path: Path, source: KeptText) -> dict[str, str]:
    file = path.with_suffix(".toml")
    if not file.is_file():
        return {}
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"{file}: not valid TOML ({error})") from error
    if unknown := set(given) - _FIELDS:
        raise DocumentError(f"{file}: unknown field {sorted(unknown)[0]!r}; it may have {', '.join(sorted(_FIELDS))}")
    if given.get("sha256", source.sha256) != source.sha256:
        raise DocumentError(f"{file}: sha256 is not that of {path.name}; describe the file that lies beside it")
    return {field: str(value) for field, value in given.items()}


def _place(head: str, text: str) -> str | None:
    for pattern in (_CONGRESS, _TITLE):
        if match := pattern.search(head):
            return match[1]
    for part in (head, text):
        # 我代表镇江市人民政府 names a place; 我代表市人民政府 does not.
        governments = Counter(_ON_BEHALF.sub("", name) for name in _GOVERNMENT.findall(part))
        if named := [name for name, _ in governments.most_common() if len(name) > 1]:
            return named[0]
    return None


def _delivered(head: str) -> str | None:
    match = _DATE.search(head)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def _covers(text: str, delivered: str | None, name: str) -> int | None:
    """The year that plans speak of; else the year of delivery; else the year in the file's name."""
    plans = Counter(int(year) for year in _PLAN.findall(text))
    if delivered:
        year, month = int(delivered[:4]), int(delivered[5:7])
        # Reports of the last quarter plan the next year.
        return year + 1 if month >= 10 and plans[year + 1] else year
    if match := re.search(r"(19|20)\d\d", name):
        return int(match.group())
    return max(plans, default=None)


def _title(reading: Reading) -> str:
    for paragraph in reading.paragraphs[:_TITLE_LINES]:
        line = reading.text[paragraph.start : paragraph.end]
        if "报告" in line and len(line) <= 40:
            return line
    return reading.source.name
