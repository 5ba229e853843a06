"""Many reports: built, added, replaced and removed alone, with the same bytes whichever way they came
together."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from graph.build_directory import Build
from graph.building import version_store
from graph.building.build import Manner
from graph.building.optimizing import optimize
from graph.building.reading import Outcome, ReadingTask
from graph.building.reports import Reading, add_reports, build_reports, remove_reports
from graph.checking.validate import validate
from graph.publishing.export import read_quads
from loaders.report_files import find_report_files
from ontology.errors import BuildError
from ontology.settings import Settings
from tests.small_reports import MANNER, READING, Counting, data_of, write_report, write_reports

ROOT = Path(__file__).resolve().parent.parent
BUILD = """
import sys
from pathlib import Path
from graph.building.reports import build_reports
from loaders.report_files import find_report_files
from tests.small_reports import MANNER, READING
build_reports(find_report_files([Path(sys.argv[1])]), Path(sys.argv[2]), MANNER, READING)
"""


@pytest.fixture(autouse=True)
def small_builds_are_changed_as_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version_store, "_ALWAYS_ANEW", 0)
    monkeypatch.setattr(version_store, "_CHANGED_SHARE", 1)


def build(folder: Path, target: Path, reading: Reading = READING, manner: Manner | None = None) -> Build:
    return build_reports(find_report_files([folder]), target, manner or MANNER, reading).build


def names(build: Build) -> list[str]:
    return [report.name for report in build.reports]


def stored(build: Build) -> set[object]:
    return set(Store.read_only(str(build.store_path)))


def test_added_replaced_and_removed_as_if_built_so(tmp_path: Path) -> None:
    """Store, data files and search index hold the same as those of a build of the same reports."""
    first, second, third = write_reports(tmp_path / "reports", 3)
    whole = build(tmp_path / "reports", tmp_path / "whole")
    target = tmp_path / "target"
    build_reports(find_report_files([first]), target, MANNER, READING)
    write_report(tmp_path / "other", "chongqing-2001", year=2001, parks=99)
    add_reports(find_report_files([tmp_path / "other", third]), target, MANNER, READING)
    added = add_reports(find_report_files([second]), target, MANNER, READING).build
    assert names(added) == names(whole) == ["chongqing-2000", "chongqing-2001", "chongqing-2002"]
    assert data_of(added) == data_of(whole)
    assert stored(added) == set(read_quads(added))
    assert [finding for finding in validate(added) if finding.severity == "fault"] == []

    removed = remove_reports(["chongqing-2001"], target, MANNER).build
    assert names(removed) == ["chongqing-2000", "chongqing-2002"]
    assert data_of(removed) == data_of(
        build_reports(find_report_files([first, third]), tmp_path / "two", MANNER, READING).build
    )
    assert stored(removed) == set(read_quads(removed))
    graph = NamedNode(f"{removed.base}id/graph/chongqing-2001")
    assert graph not in {quad.graph_name for quad in Store.read_only(str(removed.store_path))}
    assert any(iri.startswith(f"{removed.base}id/chongqing-2001/") for iri in removed.retired())


def test_the_store_shares_the_files_of_the_one_before(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 2)
    before = build(tmp_path / "reports", tmp_path / "target")
    one = write_report(tmp_path, "chongqing-2010", year=2010)
    after = add_reports(find_report_files([one]), tmp_path / "target", MANNER, READING).build
    inodes = [{path.stat().st_ino for path in each.store_path.glob("*.sst")} for each in (before, after)]
    assert inodes[0] & inodes[1]
    assert stored(before) == set(read_quads(before)), "its readers still have it"


def test_on_a_damaged_store_nothing_is_built(tmp_path: Path) -> None:
    """It is loaded anew."""
    write_reports(tmp_path / "reports", 2)
    before = build(tmp_path / "reports", tmp_path / "target")
    for path in before.store_path.glob("*.sst"):
        path.unlink()
    one = write_report(tmp_path, "chongqing-2010", year=2010)
    after = add_reports(find_report_files([one]), tmp_path / "target", MANNER, READING).build
    assert stored(after) == set(read_quads(after))


def test_an_optimized_store_is_the_same_graph_in_fewer_files(tmp_path: Path) -> None:
    first, second = write_reports(tmp_path / "reports", 2)
    target = tmp_path / "target"
    build_reports(find_report_files([first]), target, MANNER, READING)
    before = add_reports(find_report_files([second]), target, MANNER, READING).build
    with before.held():
        after = optimize(target)
    assert after.path != before.path
    assert after.manifest == before.manifest
    assert stored(after) == set(read_quads(after)) == stored(before)
    tables = [len(list(each.store_path.glob("*.sst"))) for each in (before, after)]
    assert tables[1] < tables[0]
    assert Build.open(target).path == after.path
    third = write_report(tmp_path, "chongqing-2010", year=2010)
    assert len(add_reports(find_report_files([third]), target, MANNER, READING).build.reports) == 3


def test_a_damaged_store_is_not_optimized(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    before = build(tmp_path / "reports", tmp_path / "target")
    for path in before.store_path.glob("*.sst"):
        path.unlink()
    with pytest.raises(BuildError, match="the store cannot be written"):
        optimize(tmp_path / "target")
    assert Build.open(tmp_path / "target").path == before.path
    assert [path.name for path in before.path.parent.iterdir()] == [before.path.name]


def test_unchanged_reports_are_not_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_reports(folder, 3)
    for expected in (["chongqing-2000", "chongqing-2001", "chongqing-2002"], [], ["chongqing-2001"], []):
        if expected == ["chongqing-2001"]:
            write_report(folder, "chongqing-2001", year=2001, parks=77)
        counting = Counting()
        build(folder, tmp_path / "target", replace(READING, run=counting))
        assert counting.names == expected


def test_another_base_is_another_reading(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    build(tmp_path / "reports", tmp_path / "target")
    counting = Counting()
    other = replace(MANNER, base="https://data.example.org/")
    build(tmp_path / "reports", tmp_path / "target", replace(READING, run=counting), other)
    assert counting.names == ["chongqing-2000"]


def test_a_build_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """And ends in the same bytes."""
    write_reports(tmp_path / "reports", 4)

    def dies(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
        yield from READING.run(tasks[:2])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "reports", tmp_path / "target", replace(READING, run=dies))
    counting = Counting()
    resumed = build(tmp_path / "reports", tmp_path / "target", replace(READING, run=counting))
    assert counting.names == ["chongqing-2002", "chongqing-2003"]
    whole = build(tmp_path / "reports", tmp_path / "whole")
    assert resumed.manifest == whole.manifest


def test_one_unreadable_report_does_not_lose_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_reports(folder, 2)
    (folder / "broken.txt").write_bytes(b"\x00\x01\xff binary \x00")
    told: list[str] = []
    manner = replace(MANNER, progress=told.append)
    with pytest.raises(BuildError, match=r"1 of 3 reports cannot be read.*broken.txt.*--skip-unreadable"):
        build(folder, tmp_path / "target", READING, manner)
    assert any("broken.txt" in line for line in told)
    counting = Counting()
    skipping = replace(READING, run=counting, skip_unreadable=True)
    made = build(folder, tmp_path / "target", skipping, manner)
    assert names(made) == ["chongqing-2000", "chongqing-2001"]
    assert counting.names == ["broken"], "the others are kept"
    assert any(line.startswith("Left out: ") for line in told)


def test_a_missing_file_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    (path,) = write_reports(tmp_path / "reports", 1)
    missing = tmp_path / "missing-2024.txt"
    with pytest.raises(BuildError, match=r"missing-2024.txt"):
        build_reports(find_report_files([path, missing]), tmp_path / "target", MANNER, READING)
    assert list((tmp_path / "target/partitions").glob("chongqing-2000/*"))


def test_reports_of_one_name_are_refused(tmp_path: Path) -> None:
    one = write_report(tmp_path / "a", "chongqing-2024")
    other = write_report(tmp_path / "b", "chongqing-2024", parks=3)
    with pytest.raises(BuildError, match=r"a/chongqing-2024.txt and .*b/chongqing-2024.txt.*rename"):
        build_reports(find_report_files([one, other]), tmp_path / "target", MANNER, READING)


def test_the_same_report_twice_is_built_once_and_told(tmp_path: Path) -> None:
    write_report(tmp_path / "reports", "chongqing-2024")
    write_report(tmp_path / "reports", "report-of-chongqing")
    made = build_reports(find_report_files([tmp_path / "reports"]), tmp_path / "target", MANNER, READING)
    assert names(made.build) == ["chongqing-2024"]
    (note,) = made.notes
    assert "report-of-chongqing is the same report as chongqing-2024" in note


def test_versions_that_differ_are_both_kept_and_the_difference_told(tmp_path: Path) -> None:
    write_report(tmp_path / "reports", "chongqing-2024")
    write_report(tmp_path / "reports", "chongqing-2024-final", parks=35)
    made = build_reports(find_report_files([tmp_path / "reports"]), tmp_path / "target", MANNER, READING)
    assert names(made.build) == ["chongqing-2024", "chongqing-2024-final"]
    (note,) = made.notes
    assert "both kept" in note and "20个" in note and "35个" in note and "6%" not in note


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    build(tmp_path / "reports", tmp_path / "target")
    with pytest.raises(BuildError, match="chengnuo list"):
        remove_reports(["chongqing-1999"], tmp_path / "target", MANNER)
    with pytest.raises(BuildError, match="no report left"):
        remove_reports(["chongqing-2000"], tmp_path / "target", MANNER)


def test_reports_of_another_reader_are_not_mixed(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    made = build(tmp_path / "reports", tmp_path / "target")
    replace(made.manifest, reader="0").write(made.path / "manifest.json")
    one = write_report(tmp_path, "chongqing-2010", year=2010)
    with pytest.raises(BuildError, match="another version of Chengnuo"):
        add_reports(find_report_files([one]), tmp_path / "target", MANNER, READING)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """Files may have so many bytes: some partitions can be written, the store cannot."""
    write_reports(tmp_path / "reports", 2)
    command = [sys.executable, "-c", BUILD, str(tmp_path / "reports"), str(tmp_path / "target")]

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    full = subprocess.run(command, cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert full.returncode == 1
    assert "BuildError" in full.stderr and "cannot be written" in full.stderr
    assert not (tmp_path / "target/current").exists()
    counting = Counting()
    build(tmp_path / "reports", tmp_path / "target", replace(READING, run=counting))
    assert counting.names == [], "what was read is there"


def test_limits_of_sources_are_kept(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    small = replace(READING, settings=Settings(source_characters=10))
    with pytest.raises(BuildError, match="CHENGNUO_SOURCE_CHARACTERS"):
        build(tmp_path / "reports", tmp_path / "target", small)
