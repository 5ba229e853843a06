"""The site: everything that an application needs to serve one build, as blueprints."""

from __future__ import annotations

from flask import Blueprint, Flask, request, url_for
from flask.blueprints import BlueprintSetupState

from graph.build_directory import Build
from ontology.version import VERSION
from queries.service import QueryService
from viz import (
    agencies,
    api,
    compression,
    current,
    download,
    editor,
    entity,
    errors,
    followup,
    groups,
    health,
    home,
    language,
    portal,
    projects,
    quality,
    questions,
    report,
    search,
    security,
    sparql,
)
from viz.indicators import chains, rankings
from viz.indicators import pages as indicators
from viz.network import pages as network
from viz.regions import pages as regions

CHILDREN = (
    home.blueprint,
    report.blueprint,
    quality.blueprint,
    network.blueprint,
    indicators.blueprint,
    projects.blueprint,
    regions.blueprint,
    agencies.blueprint,
    chains.blueprint,
    rankings.blueprint,
    followup.blueprint,
    questions.blueprint,
    api.blueprint,
    sparql.blueprint,
    editor.blueprint,
    download.blueprint,
    portal.blueprint,
    search.blueprint,
    entity.blueprint,
    health.blueprint,
)


def site(service: QueryService, build: Build) -> list[Blueprint]:
    """The frame, named `chengnuo`, which has templates and static files, and the blueprint of each page.

    Registering the frame hands service and build over to the pages (`viz.current`), and gives the whole
    application its language, its headers and its errors.
    """
    frame = Blueprint(
        "chengnuo", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    here = current.Site.of(service, build)

    def install(state: BlueprintSetupState) -> None:
        app = state.app
        assert isinstance(app, Flask)
        current.hand_over(app, here)
        app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
        language.install(app)
        app.jinja_env.globals.update(build=build, version=VERSION, languages=language.LANGUAGES)

    frame.record_once(install)
    names = (language.language, _in_language, _address, _link, groups.group_name, security.embedded)
    for function in names:
        frame.add_app_template_global(function, function.__name__.lstrip("_"))
    frame.add_app_template_global(language.localized, "local")
    frame.after_app_request(security.secure)
    frame.after_app_request(compression.compress)
    errors.register(frame)
    return [frame, *CHILDREN]


def _address(iri: str) -> str | None:
    """Where this site describes a thing."""
    path = current.site().addresses.path(iri)
    return path and language.localized(path)


def _link(iri: str) -> str | None:
    """Where a link to an IRI leads: here or elsewhere."""
    return _address(iri) or current.site().addresses.link(iri)


def _in_language(chosen: str) -> str:
    """The address of the current page in another language."""
    lang = None if chosen == language.LANGUAGES[0] else chosen
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return url_for("home.home", lang=lang)
    values = {**request.args.to_dict(flat=False), **(request.view_args or {}), "lang": lang}
    return url_for(request.endpoint, **values)
