"""Values as people write them: 4e12 元 is 4 万亿元, or CNY 4 trillion."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_SYMBOLS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "=": ""}

_SCALES = {
    "zh": (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4)),
    "en": ((" trillion", Decimal(10) ** 12), (" billion", Decimal(10) ** 9), (" million", Decimal(10) ** 6)),
}


_ENGLISH = {
    "%": "{}%",
    "元": "CNY {}",
    "美元": "USD {}",
    "欧元": "EUR {}",
    "人": "{} people",
}
"""Where English writes a unit (by its notation) in another way than number, space and name."""


def symbol(comparator: str) -> str:
    """The sign of a comparator's notation; nothing for equality."""
    return _SYMBOLS.get(comparator, comparator)


def amount(value: str, unit: str, language: str, upper: str = "", *, name: str = "") -> str:
    """A value, or a range of two, with its unit: the notation in Chinese, the name in English.

    >>> amount("4000000000000", "元", "zh"), amount("4000000000000", "元", "en")
    ('4万亿元', 'CNY 4 trillion')
    >>> amount("5.5", "%", "en", upper="6")
    '5.5–6%'
    >>> amount("338", "天", "en", name="days")
    '338 days'
    """
    numbers = "–".join(number(part, language) for part in (value, upper) if part)
    if language == "en":
        return _ENGLISH.get(unit, "{} " + (name or unit)).format(numbers).strip()
    return numbers + unit


def number(value: str, language: str) -> str:
    """A number in the language's words for magnitudes; what is no number stays as it is.

    >>> number("900", "zh"), number("100000000", "zh"), number("2910000000000.0", "en")
    ('900', '1亿', '2.91 trillion')
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    for name, size in _SCALES[language]:
        if abs(exact) >= size:
            return _plain(exact / size) + name
    return _plain(exact)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
