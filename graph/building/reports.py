"""Reports: the named graphs of a build directory as a set that is built whole, added to, and removed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graph.build_directory import Build
from graph.building.build import Built, Manner, build_partitions, kept_partitions
from graph.building.partition import Partition
from graph.building.reading import Outcome, ReadingTask, reading_task
from graph.building.runners import Runner
from graph.progress import counted
from loaders.report_files import ReportFile
from ontology.errors import BuildError, ChengnuoError
from ontology.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """How reports are read."""

    run: Runner
    settings: Settings
    skip_unreadable: bool = False
    """Whether reports that cannot be read are left out, instead of ending the build."""


def build_reports(sources: Sequence[ReportFile], target: Path, manner: Manner, reading: Reading) -> Built:
    """Makes `target` serve the graph of exactly these reports. Those that it has already are not read again.

    Raises BuildError as `build_partitions` does, and where a report cannot be read: what was read is kept.
    """
    return build_partitions(partial(_read, sources, manner, reading), target, manner)


def add_reports(sources: Sequence[ReportFile], target: Path, manner: Manner, reading: Reading) -> Built:
    """Adds reports to the graph that `target` serves; one of the same name takes the place of the other."""
    build = Build.open(target)
    manner = replace(manner, base=build.base)

    def read(cache: Path) -> list[Partition]:
        kept = {partition.name: partition for partition in kept_partitions(build, target)}
        kept |= {partition.name: partition for partition in _read(sources, manner, reading, cache)}
        return list(kept.values())

    return build_partitions(read, target, manner, build)


def remove_reports(names: Sequence[str], target: Path, manner: Manner) -> Built:
    """Removes reports, by name, from the graph that `target` serves; raises BuildError for one it has not."""
    build = Build.open(target)
    held = {report.name for report in build.reports}
    for name in names:
        if name not in held:
            raise BuildError(f"{target}: has no report {name!r}; `chengnuo list` tells which it has")
    if held <= set(names):
        raise BuildError(f"{target}: would have no report left; build another graph with `chengnuo build`")

    def read(cache: Path) -> list[Partition]:
        gone = {f"reports/{name}" for name in names}
        return [each for each in kept_partitions(build, target) if each.name not in gone]

    return build_partitions(read, target, replace(manner, base=build.base), build)


def _read(
    sources: Sequence[ReportFile], manner: Manner, reading: Reading, cache: Path
) -> Iterator[Partition]:
    """The partitions of all sources: those that the cache has, then those that are made, as they come."""
    tasks: list[ReadingTask] = []
    failures: list[str] = []
    for source in sources:
        try:
            tasks.append(reading_task(source.path, source.given, manner.base, reading.settings, cache))
        except ChengnuoError as error:
            failures.append(str(error))
    _refuse_equal_names(tasks)
    kept = [task for task in tasks if task.folder.is_dir()]
    missing = [task for task in tasks if not task.folder.is_dir()]
    yield from map(_partition, kept)
    if kept and missing:
        manner.progress(f"{len(kept):,} reports are read already")
    outcomes = counted(reading.run(missing), len(missing), "reports read", manner.progress)
    for outcome in _sound(outcomes):
        for warning in outcome.warnings if not outcome.error else ():
            manner.progress(f"Warning: {warning}")
        if outcome.error:
            failures.append(outcome.error)
        else:
            yield _partition(outcome.task)
    _tell(failures, len(sources), manner, reading)


def _partition(task: ReadingTask) -> Partition:
    return Partition.open(f"reports/{task.name}", task.folder)


def _sound(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Raises BuildError at the first fault that is no report's."""
    for outcome in outcomes:
        if outcome.fatal:
            raise BuildError(f"{outcome.error}; what was read is kept, build again to go on")
        yield outcome


def _refuse_equal_names(tasks: Sequence[ReadingTask]) -> None:
    seen: dict[str, ReadingTask] = {}
    for task in tasks:
        other = seen.setdefault(task.name, task)
        if other.path != task.path and other.folder != task.folder:
            raise BuildError(
                f"{other.path} and {task.path}: both reports are called {task.name!r}; "
                "rename a file, names become IRIs"
            )


def _tell(failures: Sequence[str], total: int, manner: Manner, reading: Reading) -> None:
    """Raises BuildError where a report cannot be read, unless such reports shall be left out."""
    if not failures:
        return
    if total == 1:
        raise BuildError(failures[0])
    for failure in sorted(failures):
        manner.progress(f"Left out: {failure}" if reading.skip_unreadable else f"Not read: {failure}")
    if len(failures) == total:
        raise BuildError(f"none of {total} reports can be read")
    if not reading.skip_unreadable:
        raise BuildError(
            f"{len(failures)} of {total} reports cannot be read, such as {min(failures)}. The others are "
            "kept and not read again: mend these, or leave them out with --skip-unreadable"
        )
