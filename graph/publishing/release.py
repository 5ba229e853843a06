"""The release: everything that a build publishes as one archive, the same bytes for the same build."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import ontology
from graph.build_directory import RETIRED, Build
from graph.publishing.export import catalogue_name, file_name, is_exported, read_quads
from graph.publishing.record import LICENCE
from graph.publishing.tables import TABLES, Table, write_tables
from ontology.identifiers import Identifiers
from ontology.settings import ROOT
from ontology.version import VERSION

_DATA = ("turtle", "trig", "jsonld")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a ZIP can say of a file's time that says nothing."""

_ABOUT = """\
承诺 Chengnuo {version}
{base}

{titles}

data/         整个图谱：Turtle、TriG、JSON-LD，不含只是推断的陈述
              The whole graph; what is only inferred is not in it.
tables/       每类陈述一张表（CSV，UTF-8）；各列见 datapackage.json；一格多值以“ | ”分隔
              A table for each kind of statement. datapackage.json tells the columns; " | " stands between
              several values of one cell.
description/  目录记录（DCAT-AP 3）与统计（VoID）
              Catalogue record and counts. It describes the files of the site, which are those of data/.
              retired.jsonl：停用的标识及其后继 Identifiers that are no more, and their successors.
ontology/     本体、形状、词表
              Ontology, shapes and vocabularies.
texts/        留存文本，所有偏移量都以它的字符计
              The kept texts, whose characters all offsets count.
records/      抽取记录，每行一个 JSON 对象
              What was read, one JSON object a line.
SHA256SUMS    校验和：sha256sum -c SHA256SUMS

许可 Licence: {licence} (data, ontology, vocabularies); LICENSE
"""


def write_release(build: Build, stream: BinaryIO) -> None:
    """Writes a ZIP whose files have the same order, time and rights whenever and wherever it is written."""
    files = dict(sorted(_files(build)))
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    folder = release_name(build)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)


def release_name(build: Build) -> str:
    """The archive's name without its suffix: version of Chengnuo, and of the graph."""
    return f"chengnuo-{build.manifest.version}-{build.path.name.partition('-')[0]}"


def _files(build: Build) -> Iterator[tuple[str, bytes]]:
    tables = list(_tables(build))
    for format in _DATA:
        yield f"data/{file_name(format)}", build.export_path(file_name(format)).read_bytes()
    for table, data in tables:
        yield f"tables/{table.name}.csv", data
    yield "datapackage.json", _package(build, {table.name: data for table, data in tables})
    catalogue = catalogue_name("turtle")
    yield f"description/{catalogue}", build.export_path(catalogue).read_bytes()
    yield f"description/{RETIRED}", (build.path / RETIRED).read_bytes()
    sources = Path(ontology.__file__).parent
    for path in (*sources.glob("*.ttl"), *sources.glob("vocabularies/*.ttl")):
        yield f"ontology/{path.relative_to(sources).as_posix()}", path.read_bytes()
    for report in build.reports:
        yield f"texts/{report.name}.txt", build.text_path(report.name).read_bytes()
        yield f"records/{report.name}.jsonl", build.records_path(report.name).read_bytes()
    yield "LICENSE", (ROOT / "LICENSE").read_bytes()
    titles = "\n".join(f"{report.title} ({report.name})" for report in build.reports)
    about = _ABOUT.format(version=VERSION, base=build.base, titles=titles, licence=LICENCE)
    yield "README.txt", about.encode()


def _tables(build: Build) -> Iterator[tuple[Table, bytes]]:
    identifiers = Identifiers(build.base)
    return write_tables(quad for quad in read_quads(build) if is_exported(quad, identifiers))


def _package(build: Build, tables: Mapping[str, bytes]) -> bytes:
    """Frictionless' data package: https://specs.frictionlessdata.io/data-package/."""
    package = {
        "profile": "tabular-data-package",
        "name": "chengnuo",
        "title": "承诺 Chengnuo",
        "version": build.manifest.version,
        "homepage": build.base,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "sources": [{"title": report.title, "path": f"texts/{report.name}.txt"} for report in build.reports],
        "resources": [_resource(table, tables[table.name]) for table in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, data: bytes) -> Mapping[str, Any]:
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": f"tables/{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.about}
                for column in table.columns
            ],
            "primaryKey": "iri",
        },
    }
