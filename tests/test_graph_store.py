"""The store: damage is found before it is served, and the version before is there to fall back on."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.build_directory import Build, current_version, is_held, versions
from graph.building.build import build_graph
from graph.building.store import StoreLoading, sound_build, verify_store
from graph.n_quads import read_gzipped
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.errors import BuildError
from tests.server_process import alive, copy_of, put, until

TINY = Path(__file__).with_name("cases") / "tiny/tiny-2024.txt"


@pytest.fixture(scope="module")
def tiny() -> Extraction:
    return read_report(TINY)


@pytest.fixture(scope="module")
def built(tiny: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("store")
    build_graph([tiny], target)
    return target


def largest(store: Path) -> Path:
    return max(store.glob("*.sst"), key=lambda path: path.stat().st_size)


def cut(version: Path) -> None:
    table = largest(version / "store")
    table.write_bytes(table.read_bytes()[:100])


def lose_a_table(version: Path) -> None:
    largest(version / "store").unlink()


def lose_all(version: Path) -> None:
    shutil.rmtree(version / "store")
    (version / "store").mkdir()


def scribble(version: Path) -> None:
    (path,) = (version / "store").glob("MANIFEST*")
    path.write_bytes(b"x" * 500)


def forget_triples(version: Path) -> None:
    manifest = version / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"triples": ', '"triples": 1'), encoding="utf-8")


DAMAGES = [cut, lose_a_table, lose_all, scribble, forget_triples]


def test_a_sound_store_is_sound(built: Path) -> None:
    verify_store(Build.open(built))
    assert sound_build(built) == (Build.open(built), None)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_with_the_remedy(damage: Callable[[Path], None], built: Path, tmp_path: Path) -> None:
    target = copy_of(built, tmp_path)
    damage(current_version(target))
    with pytest.raises(BuildError, match=r"store.*build it again with `chengnuo build`"):
        sound_build(target)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_version_before_is_fallen_back_on(
    damage: Callable[[Path], None], built: Path, tmp_path: Path
) -> None:
    target = copy_of(built, tmp_path)
    put(target, "second", damage)
    build, error = sound_build(target)
    assert build.path.name == "first"
    assert error and "second" in str(error)


def test_versions_are_listed_newest_first(tiny: Extraction, tmp_path: Path) -> None:
    paths = [build_graph([tiny], tmp_path, base=f"https://{name}.example/").path for name in "ab"]
    (tmp_path / "versions/.unfinished-x").mkdir()
    assert versions(tmp_path) == paths[::-1]


def test_a_version_that_is_read_is_not_removed(tiny: Extraction, tmp_path: Path) -> None:
    def build(name: str) -> Path:
        return build_graph([tiny], tmp_path, base=f"https://{name}.example/").path

    read = build("a")
    with Build.open(read).held():
        assert is_held(read)
        build("b")
        build("c")
        assert read.exists(), "two builds later it is still read"
    assert not is_held(read)
    build("d")
    assert not read.exists()


def files_of(version: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(version.glob("data/**/*.nq.gz"))}


def loads(folder: Path) -> list[int]:
    """The processes that load a store in this folder."""
    lines = {path.parent: path for path in Path("/proc").glob("[0-9]*/cmdline")}
    found = []
    for process, line in lines.items():
        with suppress(OSError):
            if line.read_bytes().rstrip(b"\0").endswith(f"load\0{folder / 'store'}".encode()):
                found.append(int(process.name))
    return [pid for pid in found if alive(pid)]


def test_a_store_holds_what_is_settled_whatever_it_began_with(built: Path, tmp_path: Path) -> None:
    files = files_of(current_version(built))
    more = tmp_path / "more.nq.gz"
    line = b"<urn:s> <urn:p> <urn:o> <urn:g> .\n"
    more.write_bytes(gzip.compress(line))
    with closing(StoreLoading(tmp_path / "store")) as loading:
        loading.add({"more.nq.gz": more})
        loading.settle(files)
        loading.wait()
    said = {quad for path in files.values() for quad in read_gzipped(path)}
    assert set(Store.read_only(str(tmp_path / "store"))) == said


def test_a_store_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    opened = closing(StoreLoading(tmp_path / "store"))
    with opened as loading, pytest.raises(BuildError, match=r"missing\.nq\.gz"):
        loading.settle({"missing": tmp_path / "missing.nq.gz"})
        loading.wait()


def test_what_loads_a_store_ends_with_the_build(built: Path, tmp_path: Path) -> None:
    with closing(StoreLoading(tmp_path / "store")) as loading:
        loading.add(files_of(current_version(built)))
        until(lambda: bool(loads(tmp_path)))
    assert not loads(tmp_path)


def test_what_loads_a_store_ends_when_the_build_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from graph.building.store import StoreLoading;"
        "StoreLoading(Path(sys.argv[1])).add({'a': Path(sys.argv[2])}); time.sleep(60)"
    )
    (tmp_path / "a").write_bytes(gzip.compress(b""))
    build = subprocess.Popen([sys.executable, "-c", program, tmp_path / "store", tmp_path / "a"])
    until(lambda: bool(loads(tmp_path)))
    build.kill()
    build.wait()
    until(lambda: not loads(tmp_path))

