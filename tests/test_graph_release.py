"""The release: whole, checked by its own sums, the same bytes each time, never half written."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

from cli import main
from graph.build_directory import Build
from graph.publishing.release import release_name, write_release
from graph.publishing.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent
RELEASE = "import sys; from cli import main; main(['release', '--build', sys.argv[1], '-o', sys.argv[2]])"


@pytest.fixture(scope="module")
def build(shipped_build: Path) -> Build:
    return Build.open(shipped_build)


@pytest.fixture(scope="module")
def released(build: Build) -> bytes:
    stream = io.BytesIO()
    write_release(build, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def files(build: Build, released: bytes) -> dict[str, bytes]:
    """What the archive holds, by name below its one folder."""
    with zipfile.ZipFile(io.BytesIO(released)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {name.partition("/")[0] for name in names} == {release_name(build)}
        return {name.partition("/")[2]: archive.read(name) for name in names}


def in_process(
    build: Path, output: Path, seed: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RELEASE, str(build), str(output)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def test_other_hash_seeds_and_hours_give_the_same_bytes(
    shipped_build: Path, released: bytes, tmp_path: Path
) -> None:
    for seed in ("1", "2"):
        done = in_process(shipped_build, tmp_path / f"{seed}.zip", seed)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"{seed}.zip").read_bytes() == released


def test_checksums_are_those_of_all_other_files(files: dict[str, bytes]) -> None:
    lines = (line.partition("  ") for line in files["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, _, name in lines}
    assert sums == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"
    }


def test_holds_what_the_readme_lists(build: Build, files: dict[str, bytes]) -> None:
    folders = {name.partition("/")[0] + "/" for name in files if "/" in name}
    readme = files["README.txt"].decode()
    assert set(re.findall(r"^[a-z]+/(?= )", readme, re.MULTILINE)) == folders
    for report in build.reports:
        assert files[f"texts/{report.name}.txt"] == build.text_path(report.name).read_bytes()
        assert report.title in readme
    assert {name for name in files if name.startswith("tables/")} == {
        f"tables/{table.name}.csv" for table in TABLES
    }


@pytest.mark.parametrize(
    ("name", "format"),
    [("ttl", RdfFormat.TURTLE), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)],
)
def test_the_graph_is_the_same_in_each_format(
    name: str, format: RdfFormat, build: Build, files: dict[str, bytes]
) -> None:
    expected = parse(path=build.export_path("chengnuo.nt"), format=RdfFormat.N_TRIPLES)
    found = parse(files[f"data/chengnuo.{name}"], format=format)
    assert {quad.triple for quad in found} == {quad.triple for quad in expected}


def test_all_turtle_can_be_read(files: dict[str, bytes]) -> None:
    turtle = [name for name in files if name.endswith(".ttl")]
    assert len(turtle) > 20
    for name in turtle:
        assert any(parse(files[name], format=RdfFormat.TURTLE)), name


def test_the_package_describes_the_tables(files: dict[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    assert len(package["resources"]) == len(TABLES)
    for resource_ in package["resources"]:
        data = files[resource_["path"]]
        header = data.decode(resource_["encoding"]).splitlines()[0].split(",")
        assert header == [field["name"] for field in resource_["schema"]["fields"]]
        assert all(field["description"] for field in resource_["schema"]["fields"])
        assert resource_["bytes"] == len(data)
        assert resource_["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_nothing_tells_where_it_was_made(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        assert str(ROOT).encode() not in data, name


def test_the_command_names_the_archive_after_both_versions(
    shipped_build: Path, build: Build, released: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["release", "--build", str(shipped_build)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / f"{release_name(build)}.zip").read_bytes() == released


def test_what_is_there_is_not_overwritten(shipped_build: Path, tmp_path: Path) -> None:
    output = tmp_path / "mine.zip"
    output.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["release", "--build", str(shipped_build), "-o", str(output)])
    assert result.exit_code == 1
    assert f"{output}: is there already; remove it" in result.output
    assert output.read_text(encoding="utf-8") == "mine"


def test_no_room_is_told_and_nothing_is_left(shipped_build: Path, tmp_path: Path) -> None:
    """A limit on the size of files fails the write as a full disk does."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = in_process(shipped_build, tmp_path / "out.zip", "0", limit)
    assert done.returncode == 1
    assert "out.zip: cannot be written" in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(shipped_build: Path, tmp_path: Path) -> None:
    output = tmp_path / "none" / "out.zip"
    result = CliRunner().invoke(main, ["release", "--build", str(shipped_build), "-o", str(output)])
    assert result.exit_code == 1
    assert "cannot be written (No such file or directory)" in result.output
