"""Everything to take away: the graph in six formats, the texts and the records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_file

from graph.export import FORMATS
from ontology.identifiers import Identifiers
from viz.current import Site, site

blueprint = Blueprint("download", __name__)

_ABOUT = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}


@dataclass(frozen=True, slots=True)
class File:
    """One file of a report."""

    name: str
    path: Path
    media_type: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


@blueprint.get("/download")
def page() -> str:
    here = site()
    return render_template(
        "download.html",
        exports=here.exports.all(),
        names=_ABOUT,
        reports=[(report, _files(here, report.name)) for report in here.build.reports],
        triples=_triples(here),
    )


@blueprint.get("/download/<filename>")
def file(filename: str) -> Response:
    """One file, as an attachment that can be resumed and asked for again cheaply."""
    here = site()
    for name in FORMATS:
        if here.exports.filename(name) == filename:
            written = here.exports.get(name)
            return _sent(here, written.path, written.media_type, filename)
    for report in here.build.reports:
        for one in _files(here, report.name):
            if one.name == filename:
                return _sent(here, one.path, one.media_type, filename)
    abort(404)


def _triples(here: Site) -> int:
    """In the files of the graph, which leave out what is only inferred."""
    manifest = here.build.manifest
    return manifest.triples - manifest.graphs.get(Identifiers(manifest.base).graph("inferred"), 0)


def _files(here: Site, report: str) -> list[File]:
    return [
        File(f"{report}.txt", here.build.text_path(report), "text/plain; charset=utf-8"),
        File(f"{report}.jsonl", here.build.records_path(report), "application/x-ndjson"),
    ]


def _sent(here: Site, path: Path, media_type: str, filename: str) -> Response:
    response = send_file(
        path,
        mimetype=media_type,
        as_attachment=True,
        download_name=filename,
        etag=f"{here.build.path.name}-{filename}",
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
