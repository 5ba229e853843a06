"""Kinds of units: what a figure in one unit may measure, and which units stand for one another."""

from __future__ import annotations

MONEY, SHARES, PEOPLE, MASS, TIME, CLASS = "money", "share", "people", "mass", "time", "class"
POWER, ENERGY, ANGLE = "power", "energy", "angle"
COUNT, PHYSICAL, AREA = "count", "physical", "area"
PHYSICAL_KINDS = (COUNT, PHYSICAL)
_KINDS = {
    "元": MONEY, "元/亩": MONEY, "元/平方米": MONEY, "美元": MONEY, "欧元": MONEY, "港元": MONEY, "%": SHARES, "‰": SHARES, ":1": SHARES,
    "人": PEOPLE, "人次": PEOPLE, "吨": MASS, "斤": MASS, "公斤": MASS, "吨标准煤": MASS, "标箱": MASS,
    "千瓦": POWER, "吉瓦": POWER, "兆瓦": POWER, "千瓦时": ENERGY, "年": TIME, "岁": TIME, "天": TIME, "工作日": TIME, "小时": TIME,
    "分钟": TIME, "个月": TIME, "类": CLASS, "度": ANGLE,
}  # fmt: skip
_GENERAL = ("个", "项", "件")
"""Units of indicators that count things only; those of 所, 座, 公里, 亩 take any physical unit (学校 in 平方米)."""
_AREAS = ("亩", "公顷", "平方米")
"""Units of indicators that count nothing: 造林 in 亩 is not measured in 个."""
_ANIMALS = ("头", "羽", "匹", "尾")
"""Never units of projects: 200万头生猪养殖项目 counts pigs."""
_HOUSEHOLDS = ("户", "例")
"""Units of things and of people alike."""
_OWN = ("所", "户")
"""Classifiers of schools, clinics and households: a single character names none of them unless it is their own."""
_EXTENTS = ("亩", "公顷", "公里", "米", "平方米", "平方公里", "立方米", "万方", "方")
_LENGTHS, _VOLUMES, _LAND = ("公里", "米"), ("立方米", "万方", "方"), ("亩", "公顷")
THINGS = ("个", "处", "项", "件", "家", "所", "座")
"""Classifiers that stand for one another."""
_ALIKE = (("台", "辆", "套", "艘", "架", "列", "部", "台套"), ("场", "场次", "次", "期"))
"""So do those of machines, and those of occasions."""
_LOOSEST = ("个", "处", "项", "件")
_PIECES = ("条", "次", "场", "场次", "块", "宗", "栋", "幢", "段", "片", "种", "批", "批次", "口", "间", "类", "对", "台", "套")
"""What is counted of a group whose own unit is a general one."""


def kind_of_indicator(unit: str) -> str:
    """The kind of an indicator whose usual unit this is.

    >>> kind_of_indicator("亩"), kind_of_indicator("所"), kind_of_indicator("元")
    ('area', 'physical', 'money')
    """
    if unit in _AREAS:
        return AREA
    return COUNT if unit in _GENERAL else _KINDS.get(unit, PHYSICAL)


def kinds_of(unit: str) -> tuple[str, ...]:
    """Kinds of indicator that a figure in this unit may have."""
    if unit in _EXTENTS:
        return (PHYSICAL, AREA)
    if unit in _ANIMALS:
        return (PHYSICAL,)
    if unit in _HOUSEHOLDS:
        return (*PHYSICAL_KINDS, PEOPLE)
    return (_KINDS[unit],) if unit in _KINDS else PHYSICAL_KINDS


def kinds_of_rates(unit: str) -> tuple[str, ...]:
    """Percentage points are the change of a share; anything else may grow by a rate."""
    if unit == "pp":
        return (SHARES,)
    return (MONEY, *PHYSICAL_KINDS, AREA, PEOPLE, MASS, POWER, ENERGY, TIME, SHARES, CLASS)


def is_rate(unit: str, measure: str) -> bool:
    """Whether the value is a rate of change, which any quantity may have."""
    return unit == "×" or (measure in ("growth", "change") and unit in ("%", "pp"))


def is_of_group(unit: str, usual: str, *, one_character: bool) -> bool:
    """Whether a group whose usual unit this is counts in a unit; stricter where one character names it.

    >>> is_of_group("座", "个", one_character=True), is_of_group("所", "个", one_character=True)
    (True, False)
    """
    if usual == unit:
        return True
    if one_character and (unit in _OWN or (usual in _LAND and unit not in _LAND)):
        return False
    if usual in _EXTENTS:
        return unit in _EXTENTS and (unit in _LENGTHS) == (usual in _LENGTHS) and unit not in _VOLUMES
    if any(usual in alike and unit in alike for alike in _ALIKE):
        return True
    if kind_of_indicator(usual) in PHYSICAL_KINDS:
        return unit in THINGS or (usual in _LOOSEST and unit in _PIECES)
    return _KINDS.get(unit) == kind_of_indicator(usual)
