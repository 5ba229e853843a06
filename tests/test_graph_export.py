"""Exports: every format holds the same, parses in three libraries, and has the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse

from graph.build_directory import Build
from graph.publishing.export import FORMATS, NOT_EXPORTED, export, file_name, is_exported, read_quads
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}
"""The formats that rapper reads, by its names; its TriG parser is not in every build of it."""


@pytest.fixture(scope="module")
def build(shipped_build: Path) -> Build:
    return Build.open(shipped_build)


@pytest.fixture(scope="module")
def written(build: Build) -> dict[str, bytes]:
    return {name: exported(build, name) for name in FORMATS}


def exported(build: Build, name: str, *, inferred: bool = False) -> bytes:
    stream = io.BytesIO()
    export(build, name, stream, inferred=inferred)
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_parses_in_pyoxigraph_to_the_same_triples(name: str, build: Build, written: dict[str, bytes]) -> None:
    identifiers = Identifiers(build.base)
    expected = {quad.triple for quad in read_quads(build) if is_exported(quad, identifiers)}
    found = {quad.triple for quad in parse(written[name], format=FORMATS[name].syntax)}
    assert found == expected


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld"])
def test_formats_for_quads_keep_the_graphs(name: str, build: Build, written: dict[str, bytes]) -> None:
    found = {str(quad.graph_name)[1:-1] for quad in parse(written[name], format=FORMATS[name].syntax)}
    left_out = {Identifiers(build.base).graph(name) for name in NOT_EXPORTED}
    assert found == build.manifest.graphs.keys() - left_out


@pytest.mark.parametrize("name", RAPPER)
def test_parses_in_rapper(name: str, written: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.write_bytes(written[name])
    command = ["rapper", "-q", "-c", "-i", RAPPER[name], str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_parses_in_rdflib(written: dict[str, bytes]) -> None:
    turtle = rdflib.Graph().parse(data=written["turtle"], format="turtle")
    assert len(turtle) == len(written["ntriples"].splitlines())


@pytest.mark.slow
@pytest.mark.parametrize(("name", "format"), [("rdfxml", "xml"), ("jsonld", "json-ld"), ("trig", "trig")])
def test_parses_in_rdflib_to_the_same_triples(name: str, format: str, written: dict[str, bytes]) -> None:
    expected = set(rdflib.Graph().parse(data=written["ntriples"], format="nt"))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written[name], format=format)
    assert set(dataset.triples((None, None, None))) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_has_the_same_bytes_each_time(name: str, build: Build, written: dict[str, bytes]) -> None:
    assert hashlib.sha256(exported(build, name)).digest() == hashlib.sha256(written[name]).digest()


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_of_a_build_are_its_exports(name: str, build: Build, written: dict[str, bytes]) -> None:
    assert build.export_path(file_name(name)).read_bytes() == written[name]


def test_what_is_inferred_is_left_out_unless_asked_for(build: Build, written: dict[str, bytes]) -> None:
    more = exported(build, "ntriples", inferred=True).splitlines()
    less = written["ntriples"].splitlines()
    left_out = build.manifest.graphs[Identifiers(build.base).graph("inferred")]
    assert len(more) - len(less) == left_out > 0


def test_turtle_is_good_to_read(written: dict[str, bytes]) -> None:
    """Prefixes, what a thing is first, Chinese as it is."""
    text = written["turtle"].decode()
    assert text.startswith("@prefix ")
    assert "a cn:Commitment ;" in text
    assert '"地区生产总值"@zh' in text


def test_an_unknown_format_is_told(build: Build) -> None:
    with pytest.raises(BuildError, match="no format 'word'; there is turtle"):
        export(build, "word", io.BytesIO())
