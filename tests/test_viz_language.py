"""The English catalogue: whole, and with the same things to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

VIZ = Path(__file__).resolve().parent.parent / "viz"
_FILLED_IN = re.compile(r"%\(\w+\)s")


def catalogue() -> Catalog:
    with (VIZ / "translations/en/LC_MESSAGES/messages.po").open("rb") as stream:
        return read_po(stream, locale="en")


def in_use() -> set[str]:
    with (VIZ / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]
    found = extract_from_dir(VIZ, methods, options)
    return {message[2] for message in found if isinstance(message[2], str)}


def test_every_string_is_translated_and_no_other() -> None:
    translated = {str(message.id) for message in catalogue() if message.id and message.string}
    used = in_use()
    assert len(used) > 100
    assert used - translated == set(), "translate: see viz/babel.cfg"
    assert translated - used == set(), "no longer used: see viz/babel.cfg"


def test_what_is_filled_in_stays() -> None:
    for message in catalogue():
        if message.id:
            source, target = str(message.id), str(message.string)
            assert set(_FILLED_IN.findall(source)) == set(_FILLED_IN.findall(target)), source


def test_no_word_of_the_interface_is_outside_the_catalogue() -> None:
    for path in (VIZ / "templates").glob("*.html"):
        bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search("[\u4e00-\u9fff]", bare), f"{path}: wrap it in _(…)"
