"""What of the network a page shows, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from viz.language import gettext as _
from viz.network_graph import BASES, GROUPS

SURE = ("stated", "derived")
"""The bases shown where the address names none."""
_SCOPES = ("overview", "all")
_KNOWN = {"focus", "depth", "view", "class", "basis", "lang", "q"}


@dataclass(frozen=True, slots=True)
class View:
    """One picture of the network; `View()` is the overview."""

    focus: str = ""
    """IRI of the node in the middle; empty for none."""
    depth: int = 1
    """Links from the focus, 1 or 2."""
    whole: bool = False
    """The whole network instead of its overview; without meaning where there is a focus."""
    groups: tuple[str, ...] = GROUPS
    bases: tuple[str, ...] = SURE

    def arguments(self) -> Mapping[str, str | list[str]]:
        """Of the address that shows this view; what is the default is left out."""
        found: dict[str, str | list[str]] = {}
        if self.focus:
            found["focus"] = self.focus
            if self.depth != 1:
                found["depth"] = str(self.depth)
        elif self.whole:
            found["view"] = "all"
        if self.groups != GROUPS:
            found["class"] = list(self.groups)
        if self.bases != SURE:
            found["basis"] = list(self.bases)
        return found

    def on(self, focus: str) -> View:
        return replace(self, focus=focus, depth=1, whole=False)


def read_view(arguments: MultiDict[str, str]) -> tuple[View, list[str]]:
    """The view of an address, and a sentence for each part of it that is not understood and ignored."""
    ignored = [_("已忽略未知参数：%(name)s", name=name) for name in arguments if name not in _KNOWN]
    depth = _one(arguments, "depth", ("1", "2"), ignored)
    scope = _one(arguments, "view", _SCOPES, ignored)
    groups = _several(arguments, "class", GROUPS, GROUPS, ignored)
    bases = _several(arguments, "basis", BASES, SURE, ignored)
    return View(arguments.get("focus", "").strip(), int(depth), scope == "all", groups, bases), ignored


def _one(arguments: MultiDict[str, str], name: str, known: tuple[str, ...], ignored: list[str]) -> str:
    value = arguments.get(name, known[0])
    if value in known:
        return value
    ignored.append(_ignored(name, value))
    return known[0]


def _several(
    arguments: MultiDict[str, str],
    name: str,
    known: tuple[str, ...],
    default: tuple[str, ...],
    ignored: list[str],
) -> tuple[str, ...]:
    """The named ones in the order of `known`; the default where none is named."""
    values = [part for value in arguments.getlist(name) for part in value.split(",") if part]
    ignored += [_ignored(name, value) for value in values if value not in known]
    chosen = tuple(each for each in known if each in values)
    return chosen or default


def _ignored(name: str, value: str) -> str:
    return _("已忽略 %(name)s 的未知取值：%(value)s", name=name, value=value[:80])
