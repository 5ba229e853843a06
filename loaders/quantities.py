"""Quantities: the number grammar of work reports.

Arabic and Chinese numerals, magnitudes (万, 亿, 万亿), ranges, ratios, multiples and classes, with the unit or
classifier as written. What looks like a number but is an ordinal, a date or part of a name is not a quantity;
`reason` tells which. Source: GB/T 15835 and the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ontology.errors import QuantityError

MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

# Units and classifiers as written → unit of value and factor. Longest first in the pattern.
_PLAIN = ["元", "美元", "欧元", "港元", "人", "户", "家", "个", "公里", "平方米", "平方公里", "亩", "公顷", "立方米", "吨", "套", "天", "个工作日", "年", "岁", "列", "辆", "件", "项", "座", "条", "台", "所", "种", "部", "起", "批次", "次", "人次", "场次", "艘", "架", "班", "场", "处", "对", "宗", "款", "张", "份", "只", "头", "羽", "株", "棵", "册", "间", "床", "小时", "分钟", "千瓦", "千瓦时", "吨标准煤", "标箱", "位", "村", "镇", "乡", "县", "区", "市", "伏", "千伏", "校", "园", "支", "门", "组", "本", "首", "篇", "档", "例", "度", "期", "节", "片", "块", "栋", "幢", "孔", "眼", "口", "米", "千米", "海里", "克", "公斤", "斤", "升", "摄氏度", "标准箱", "架次", "列次", "个月", "车位", "车次", "笔", "单", "枚", "届", "名", "点", "标方", "兆瓦", "吉瓦", "平方千米", "立方", "匹", "尾", "盏", "根", "桥", "隧", "卡", "G", "M", "T"]
_CONVERTED: dict[str, tuple[str, int | str]] = {
    "%": ("%", 1), "个百分点": ("pp", 1), "百分点": ("pp", 1), "‰": ("‰", 1), "倍": ("×", 1),
    "名": ("人", 1), "余人": ("人", 1), "套（间）": ("套", 1), "套(间)": ("套", 1), "个工作日": ("工作日", 1), "工作日": ("工作日", 1),
    "千米": ("公里", 1), "平米": ("平方米", 1), "担": ("公斤", 50), "平方千米": ("平方公里", 1), "桥": ("座", 1), "隧": ("座", 1), "人民币": ("元", 1), "日": ("天", 1),
    "微克/立方米": ("微克/立方米", 1), "毫克/立方米": ("毫克/立方米", 1), "元/平方米": ("元/平方米", 1), "元/亩": ("元/亩", 1),
    "吨标煤": ("吨标准煤", 1), "kW": ("千瓦", 1), "MW": ("兆瓦", 1), "GW": ("吉瓦", 1), "EFLOPS": ("EFLOPS", 1), "Gbps": ("Gbps", 1),
    "家（次）": ("家", 1), "个（次）": ("个", 1), "公里/小时": ("公里/小时", 1), "位": ("人", 1), "方": ("立方米", 1), "件次": ("件", 1), "户次": ("户", 1), "班次": ("班", 1),
}
UNITS: dict[str, tuple[str, int | str]] = {unit: (unit, 1) for unit in _PLAIN} | _CONVERTED

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MAGNITUDE = r"(?:(?!千[瓦伏克米卡])(?:万亿|千亿|百亿|十亿|千万|百万|十万|百万亿|亿|万|千|百))"
# Classifiers that are the first character of a common word, and how that word goes on.
_NOT_BEFORE_WORD = {
    "市": "场民政域区容级直属", "区": "域块间位划", "县": "区域级城", "村": "庄民级集", "镇": "域区级", "乡": "镇村亲", "校": "园区长舍企",
    "园": "区林艺丁", "口": "岸碑号径", "片": "区", "门": "诊户槛类", "支": "持撑付出队部点", "本": "科地级土市省", "组": "织建", "度": "电",
    "期": "间末刊", "节": "约能", "眼": "科", "根": "据本治", "点": "位", "单": "位个项", "次": "日年月", "卡": "口", "年": "级龄", "处": "理置级", "批": "准发复评示",
    "台": "账阶风商", "对": "接外口口", "部": "分门署委", "条": "件例", "所": "有属需得", "种": "植业子养粮", "件": "均", "起": "步", "架": "构", "方": "面案式向法便位针圆言才可米",
}


def _unit_pattern(unit: str) -> str:
    goes_on = _NOT_BEFORE_WORD.get(unit)
    return re.escape(unit) + (f"(?![{goes_on}])" if goes_on else "")


_UNIT = "|".join(_unit_pattern(unit) for unit in sorted(UNITS, key=lambda unit: (-len(unit), unit)))
_MAX_DIGITS = 20
"""What is longer numbers something, or is noise; Decimal would round it."""
_MORE = r"[余多]"
_RANGE = r"(?:-|—|－|–|~|～|至|到)"

_FIRST = r"[\d一二两三四五六七八九十百千万双倍翻减ⅠⅡⅢⅣⅤ]"
OPENING = re.compile(_FIRST)
"""Characters with which every quantity begins."""
_QUANTITY = re.compile(
    rf"(?={_FIRST})(?:"  # all other characters are passed over at once
    rf"(?P<ratio>(?P<ratio_left>{_NUMBER}):1(?!\d))"
    rf"|(?P<number>{_NUMBER})(?P<low_unit>%)?(?P<low_magnitude>{_MAGNITUDE})?(?:{_RANGE}(?P<upper>{_NUMBER}))?"
    rf"(?P<more>{_MORE})?(?P<magnitude>{_MAGNITUDE})?(?P<more_after>{_MORE})?(?P<level>级)?(?(level)|(?(low_unit)%?|(?P<unit>{_UNIT})?))"
    rf"|(?P<bare>(?<![一二三四五六七八九十\d点几数成整])(?<!(?<!迈)上)(?:(?P<bare_magnitude>万亿|千亿|百亿|十亿|千万|百万|十万)|[千万](?=个))(?P<bare_level>级|(?P<bare_unit>亩|吨|千瓦|户|人次|人|头|公里|个(?!百分)|家|立方米|平方米)|(?=农民|群众|人口|市民)))"
    r"|(?P<twice>(?:双倍增|倍增)(?![”]?(?:发展)?(?:行动|计划|工程|效应|作用|规划|发展|信心|攻坚|方案|战略|专项|器|培育))|翻(?P<times>[一两二三])?番|(?<![一二三四五六七八九十百千万\d第])减半)"
    r"|(?P<class>(?P<roman>[ⅠⅡⅢⅣⅤ])类)"
    rf"|(?P<chinese>(?<![一二两三四五六七八九十百])[一二两三四五六七八九十百]++)(?P<chinese_unit>成(?=以上|左右|的|$|，|。)|个百分点|倍(?=以上|$|，|。|、)))"
)
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}

# Numbers that state no amount: what stands before, what stands after, why.
_NOT_BEFORE = re.compile(
    r"(?P<ordinal>第|前|TOP|No\.)$|(?P<name>[A-Za-z.·\-]|PM)$|(?P<formula>[+×x]|\d[/])$|(?P<document>〔|［|\[)$", re.I
)
_NOT_AFTER = re.compile(
    r"(?P<date>年(?!以上|左右|期?限)|月(?!以上)|日(?!游)|世纪|时许|点钟)|(?P<name>号|G(?!bps|\b)|[A-Za-z]|[+×]|\.\d|期(?!间)|级|极|后|度(?!电))|(?P<ordinal>届|位(?!数)|名列)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at reading offsets `start` to `end`; without 以上, 左右 or 超过."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    """Unit of `value`; empty where the text leaves it out."""
    more: bool
    """余 or 多 says that the true value is higher."""
    text: str
    form: str
    """Which part of the grammar read it: plain, range, ratio, round, multiple, class or numeral."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Digits that are no quantity, and why."""

    start: int
    end: int
    reason: str


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity | Refusal]:
    """Quantities and refusals between two reading offsets, in order.

    >>> [q.value for q in quantities("由34天缩短至1个工作日")]
    [Decimal('34'), Decimal('1')]
    >>> [(q.value, q.unit) for q in quantities("迈上4万亿元台阶")]
    [(Decimal('4000000000000'), '元')]
    """
    end = len(text) if end is None else end
    for match in _QUANTITY.finditer(text, start, end):
        reason = _refusal(text, match)
        if reason:
            yield Refusal(match.start(), match.end(), reason)
        else:
            yield _quantity(match)


def _refusal(text: str, match: re.Match[str]) -> str | None:
    before = _NOT_BEFORE.search(text[max(match.start() - 3, 0) : match.start()])
    if before and match["number"]:
        return before.lastgroup
    if match["number"] is None:
        return None
    if len(match["number"]) > _MAX_DIGITS:
        return "unknown"
    unit = match["unit"] or match["low_unit"]
    scaled = match["magnitude"] or match["low_magnitude"]
    rest = text[match.end() : match.end() + 4]
    if unit == "年" and re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return "date"
    if unit in ("伏", "千伏") or (unit in ("G", "M", "T") and not scaled):
        return "name"
    if unit and rest.startswith("级") and unit != "个":
        return "name"
    if unit == "届" or (unit == "位" and text[max(match.start() - 1, 0)] in "第前"):
        return "ordinal"
    if unit is None and not scaled:
        after = _NOT_AFTER.match(rest)
        return (after.lastgroup if after else None) or "unknown"
    return None


def _quantity(match: re.Match[str]) -> Quantity:
    value, upper, unit = _value(match)
    more = bool(match["number"] and (match["more"] or match["more_after"]))
    return Quantity(match.start(), match.end(), value, upper, unit, more, match.group(), _form(match))


def _form(match: re.Match[str]) -> str:
    if match["upper"]:
        return "range"
    forms = {"number": "plain", "ratio": "ratio", "bare": "round", "twice": "multiple", "class": "class"}
    return next((form for group, form in forms.items() if match[group]), "numeral")


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal | None, str]:
    """Value, other end of a range, unit."""
    if match["ratio"]:
        return Decimal(match["ratio_left"].replace(",", "")), None, ":1"
    if match["number"]:
        unit, factor = UNITS.get(match["unit"] or match["low_unit"] or "", ("", 1))
        scale = magnitude(match["magnitude"] or match["low_magnitude"] or "") * Decimal(factor)
        if match["level"] and not unit:
            unit = "元"
        low = Decimal(match["number"].replace(",", ""))
        high = Decimal(match["upper"].replace(",", "")) * scale if match["upper"] else None
        low_scale = magnitude(match["low_magnitude"]) if match["low_magnitude"] and match["magnitude"] else scale
        return low * low_scale, high, unit
    if match["bare"]:
        unit = "元" if match["bare_level"] == "级" else UNITS.get(match["bare_unit"] or "", ("", 1))[0]
        return Decimal(magnitude(match["bare_magnitude"] or match["bare"][0])), None, unit
    if match["twice"]:
        return Decimal(2 ** _DIGITS[match["times"] or "一"]), None, "×"
    if match["class"]:
        return Decimal(_ROMAN[match["roman"]]), None, "类"
    return _chinese_value(match)


def _chinese_value(match: re.Match[str]) -> tuple[Decimal, Decimal | None, str]:
    number = Decimal(chinese_number(match["chinese"]))
    if match["chinese_unit"] == "成":
        return number * 10, None, "%"
    return number, None, UNITS[match["chinese_unit"]][0]


def magnitude(words: str) -> int:
    """The product of magnitude words.

    >>> magnitude("万亿")
    1000000000000
    """
    product = 1
    for word in words:
        product *= MAGNITUDES[word]
    return product


def chinese_number(words: str) -> int:
    """A Chinese numeral below 10,000.

    >>> chinese_number("三百二十"), chinese_number("十五"), chinese_number("两")
    (320, 15, 2)

    Raises QuantityError with the text when it is none.
    """
    total = digit = 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in MAGNITUDES and MAGNITUDES[word] <= 1000:
            total += (digit or 1) * MAGNITUDES[word]
            digit = 0
        else:
            raise QuantityError(f"{words!r} is no Chinese numeral below 10,000 (at {word!r})")
    return total + digit
