"""Cluster: reports read by the workers of a Dask scheduler, which see the same folders as the build.

Dask is imported here only, when a scheduler is given: `pip install chengnuo[cluster]`. Its workers run the
same Chengnuo. A worker that dies loses what it was doing; the scheduler gives that to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.building.reading import Outcome, ReadingTask, read_partition
from graph.building.runners import Runner
from ontology.errors import BuildError

_SECONDS = 30
"""How long a scheduler, and its first worker, are waited for."""
_RETRIES = 3


def cluster_runner(scheduler: str) -> Runner:
    """Raises BuildError where Dask is not installed; the runner does where the cluster fails as a whole."""
    try:
        import distributed
    except ImportError as error:
        raise BuildError(
            f"--scheduler {scheduler}: Dask is not installed here; install it by `pip install distributed`"
        ) from error

    def run(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
        with _client(distributed, scheduler) as client:
            futures = {
                client.submit(
                    read_partition, task, key=f"read-{task.name}-{task.key}", retries=_RETRIES
                ): task
                for task in tasks
            }
            try:
                done = distributed.as_completed(futures, loop=client.loop)  # type: ignore[no-untyped-call]
                for future in done:
                    yield _outcome(future, futures[future])
            except (OSError, TimeoutError) as error:
                raise _lost(scheduler, error) from error

    return run


def _client(distributed: Any, scheduler: str) -> Any:
    try:
        client = distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=_SECONDS)
        return client
    except (OSError, TimeoutError, ValueError) as error:
        raise _lost(scheduler, error) from error


def _lost(scheduler: str, error: BaseException) -> BuildError:
    reason = str(error) or type(error).__name__
    return BuildError(
        f"--scheduler {scheduler}: the cluster does not answer ({reason}); start scheduler and workers, "
        "then build again: reports that were read are not read again"
    )


def _outcome(future: Any, task: ReadingTask) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        if not outcome.error and not task.folder.is_dir():
            reason = f"{task.folder}: a worker wrote this, and it is not here; give all the same folders"
            return Outcome(task, reason, fatal=True)
        return outcome
    return Outcome(task, f"{task.path}: no worker could read it ({future.exception()!r})")
