"""Runners: who does the reading. Each takes tasks and yields their outcomes as they come, in any order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

from graph.building.reading import Outcome, ReadingTask, read_partition
from ontology.errors import BuildError

Runner: TypeAlias = Callable[[Sequence[ReadingTask]], Iterator[Outcome]]

FEW = 4
"""Reports that are read sooner than other processes could be started."""
_MOST_DEATHS = 3
"""Of a worker on one report, before that report is given up."""


def one_after_another(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
    """In this process."""
    yield from map(read_partition, tasks)


def local_runner(workers: int | None) -> Runner:
    """Processes of this machine, by default one for each core; a few reports are read by this one."""

    def run(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
        count = min(workers or os.cpu_count() or 1, len(tasks))
        if count <= 1 or (workers is None and len(tasks) <= FEW):
            yield from one_after_another(tasks)
        else:
            yield from _in_processes(tasks, count)

    return run


def _in_processes(tasks: Sequence[ReadingTask], count: int) -> Iterator[Outcome]:
    """When a worker dies, its processes are started anew for what is left to do."""
    left = {task.folder: task for task in tasks}
    deaths: dict[object, int] = {}
    while left:
        try:
            for outcome in _pool(list(left.values()), count):
                del left[outcome.task.folder]
                yield outcome
        except BrokenProcessPool:
            # Which report it was cannot be told, but it was among the first that are left.
            for folder in list(left)[: 2 * count]:
                deaths[folder] = deaths.get(folder, 0) + 1
                if deaths[folder] >= _MOST_DEATHS:
                    task = left.pop(folder)
                    yield Outcome(task, f"{task.path}: the process that reads it dies; is memory short?")


def _pool(tasks: Sequence[ReadingTask], count: int) -> Iterator[Outcome]:
    # A fork would copy the engine's locks, but not the threads that hold them.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        futures: list[Future[Outcome]] = [pool.submit(read_partition, task) for task in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def runner_for(workers: int | None, scheduler: str) -> Runner:
    """Raises BuildError where both are given: a cluster has its own workers."""
    if not scheduler:
        return local_runner(workers)
    if workers is not None:
        raise BuildError("--workers is for this machine, --scheduler for a cluster: give one of them")
    from graph.building.cluster import cluster_runner

    return cluster_runner(scheduler)
