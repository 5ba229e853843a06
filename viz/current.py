"""What the pages of one application show: handed over once, found again from any request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from graph.build_directory import Build, Retired
from queries.service import QueryService
from viz.addresses import Addresses
from viz.labels import Labels

_KEY = "chengnuo.site"


@dataclass(frozen=True, slots=True)
class Site:
    """One build and those who answer questions about it."""

    service: QueryService
    build: Build
    labels: Labels
    addresses: Addresses
    retired: Mapping[str, Retired]
    """Identifiers of earlier builds, by IRI."""

    @classmethod
    def of(cls, service: QueryService, build: Build) -> Site:
        return cls(service, build, Labels(service), Addresses(build.base), build.retired())


def hand_over(app: Flask, site: Site) -> None:
    app.extensions[_KEY] = site


def site() -> Site:
    """The site that the current request is for."""
    return cast(Site, current_app.extensions[_KEY])
