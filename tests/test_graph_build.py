"""Building: whole or not at all, the same each time, one build at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.build_directory import FORMAT, Build
from graph.building.build import build_graph
from graph.publishing.export import CATALOGUE, FORMATS, catalogue_name, file_name
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.errors import BuildError

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests/cases/tiny/tiny-2024.txt"
BUILD = (
    "import sys; from pathlib import Path; from graph.building.build import build_graph;"
    "from loaders.pipeline import read_report;"
    "build_graph([read_report(Path(sys.argv[1]))], Path(sys.argv[2]),"
    " progress=lambda step: print(step, flush=True))"
)


@pytest.fixture(scope="module")
def tiny() -> Extraction:
    return read_report(TINY)


@pytest.fixture(scope="module")
def built(tiny: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    yield build_graph([tiny], tmp_path_factory.mktemp("tiny"))


def in_process(target: Path, seed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(TINY), str(target)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_holds_what_the_manifest_says(built: Build, tiny: Extraction) -> None:
    assert built.text("tiny-2024") == tiny.source.text
    records = built.records_path("tiny-2024").read_text(encoding="utf-8").splitlines()
    assert len(records) == len(list(tiny.records()))
    assert len(Store.read_only(str(built.store_path))) == built.manifest.triples
    assert sum(built.manifest.graphs.values()) == built.manifest.triples
    assert built.reports[0].counts["figures"] == len(tiny.figures) > 5
    exports = {f"exports/{file_name(name)}" for name in FORMATS}
    exports |= {f"exports/{catalogue_name(name)}" for name in CATALOGUE}
    assert set(built.manifest.files) == {
        "data/vocabulary.nq.gz", "data/reports/tiny-2024.nq.gz",
        "beside/vocabulary.nq.gz", "beside/counts.nq.gz", "beside/description.nq.gz",
        "beside/reports/tiny-2024.nq.gz",
        "search/0001.sqlite", "search/dead.json",
        "explanations/tiny-2024.sqlite", "texts/tiny-2024.txt", "records/tiny-2024.jsonl",
        "audits/tiny-2024.jsonl", "retired.jsonl", *exports,
    }  # fmt: skip


def test_other_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        with in_process(tmp_path / seed, seed) as process:
            process.communicate()
        assert process.returncode == 0
    first, second = (Build.open(tmp_path / seed) for seed in ("1", "2"))
    assert first.path.name == second.path.name
    assert first.manifest == second.manifest


def test_the_next_build_takes_the_place_and_the_one_before_stays_for_its_readers(
    tiny: Extraction, tmp_path: Path
) -> None:
    builds = [build_graph([tiny], tmp_path) for _ in range(3)]
    assert Build.open(tmp_path).path == builds[-1].path
    kept = {path.name for path in (tmp_path / "versions").iterdir()}
    assert kept == {builds[-1].path.name, builds[-2].path.name}


def test_artifacts_can_read_the_version_and_are_in_the_manifest(tiny: Extraction, tmp_path: Path) -> None:
    def write_names(folder: Path) -> None:
        (folder / "names.txt").write_text(Build.open(folder).reports[0].title, encoding="utf-8")

    assert "names.txt" in build_graph([tiny], tmp_path, artifacts=[write_names]).manifest.files


def test_a_killed_build_leaves_the_old_one(tiny: Extraction, tmp_path: Path) -> None:
    before = build_graph([tiny], tmp_path)
    with in_process(tmp_path, "0") as process:
        assert process.stdout
        for line in process.stdout:
            if line.strip() == "search index":
                process.send_signal(signal.SIGKILL)
                break
    assert len(list((tmp_path / "versions").glob(".unfinished-*"))) == 1
    assert Build.open(tmp_path).path == before.path
    after = build_graph([tiny], tmp_path)
    assert {path.name for path in (tmp_path / "versions").iterdir()} == {before.path.name, after.path.name}


def test_a_failing_artifact_leaves_the_old_one(tiny: Extraction, tmp_path: Path) -> None:
    before = build_graph([tiny], tmp_path)

    def fail(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder / "layout.json"))

    with pytest.raises(BuildError, match="No space left on device"):
        build_graph([tiny], tmp_path, artifacts=[fail])
    assert Build.open(tmp_path).path == before.path
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_one_build_at_a_time(tiny: Extraction, tmp_path: Path) -> None:
    build_graph([tiny], tmp_path)
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildError, match="another build is under way"):
            build_graph([tiny], tmp_path)


def test_two_reports_of_one_name_are_refused(tiny: Extraction, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="tiny-2024"):
        build_graph([tiny, tiny], tmp_path)
    assert not (tmp_path / "current").exists()


def damage_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}", encoding="utf-8")


def remove_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def cut_data(folder: Path) -> None:
    (folder / "data/reports/tiny-2024.nq.gz").write_bytes(b"")


def remove_store(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def age_format(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 0'), encoding="utf-8"
    )


@pytest.mark.parametrize("damage", [damage_manifest, remove_manifest, cut_data, remove_store, age_format])
def test_a_damaged_build_is_not_opened(damage: object, built: Build, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(built.path, copy)
    assert callable(damage)
    damage(copy)
    with pytest.raises(BuildError, match="chengnuo build"):
        Build.open(copy)


def test_no_build_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no graph is here.*chengnuo build"):
        Build.open(tmp_path / "none")
