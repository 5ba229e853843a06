"""Everything to take away: the graph in six formats, the texts and the records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_file

from graph.build_directory import EXPORTS
from graph.publishing.export import FORMATS, NOT_EXPORTED, exported_files
from graph.publishing.record import LICENCE
from ontology.identifiers import Identifiers
from viz.current import Site, site

blueprint = Blueprint("download", __name__)


@dataclass(frozen=True, slots=True)
class File:
    """One file."""

    name: str
    path: Path
    media_type: str
    format: str = ""
    """For the whole graph, a name of `graph.publishing.export.FORMATS`."""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


@blueprint.get("/download")
def page() -> str:
    here = site()
    return render_template(
        "download.html",
        exports=_exports(here),
        reports=[(report, _files(here, report.name)) for report in here.build.reports],
        triples=_triples(here),
    )


@blueprint.get("/download/<filename>")
def file(filename: str) -> Response:
    """One file, as an attachment that can be resumed and asked for again cheaply."""
    here = site()
    files = [*_exports(here)]
    files += [one for report in here.build.reports for one in _files(here, report.name)]
    for one in files:
        if one.name == filename:
            return _sent(here, one.path, one.media_type, filename)
    abort(404)


def _exports(here: Site) -> list[File]:
    """The files of the graph; those of a large one are fewer, and compressed."""
    return [
        File(
            path.name,
            path,
            "application/gzip" if path.suffix == ".gz" else FORMATS[format].media_type,
            format,
        )
        for format, path in exported_files(here.build.path / EXPORTS).items()
    ]


def _triples(here: Site) -> int:
    """In the files of the graph."""
    manifest = here.build.manifest
    left_out = [Identifiers(manifest.base).graph(name) for name in NOT_EXPORTED]
    return manifest.triples - sum(manifest.graphs.get(graph, 0) for graph in left_out)


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
    dataset = Identifiers(here.build.base).published("dataset")
    response.headers["Link"] = f'<{dataset}>; rel="collection", <{LICENCE}>; rel="license"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
