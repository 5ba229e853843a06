"""Minutes of mixed load on a server while its graph is rebuilt and its processes are killed.

    python -m benchmarks.soak [--seconds N]

Every request must be answered with a status that is told: 2xx, 3xx, 4xx or 503. Only those that were under
way in a serving process when it was killed may be lost. Ends with 1 where one failed, or memory has grown.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import quote

import click

from benchmarks.load_servers import Server, chengnuo, ended
from benchmarks.processes import evaluators, memory_mib, serving
from benchmarks.visitors import Visitors
from graph.build_directory import current_version

ROOT = Path(__file__).resolve().parent.parent
VISITORS = 8
SECONDS_BETWEEN_FAULTS = 6.0
MOST_GROWTH = 1.25
"""Times the memory of the second quarter that the last one may hold: what is kept fills up, and no more."""
PATHS = (
    "/",
    "/network",
    "/questions",
    "/report/chongqing-2023",
    "/doc/region/cn-500101.html",
    "/doc/region/cn-500101.ttl",
    "/doc/indicator/gdp.html",
    "/doc/none",
    "/readyz",
    "/search?q=" + quote("公园"),
    "/questions/commitments-of-region?region=" + quote("万州"),
    "/questions/policy-areas.csv",
    "/sparql?query=" + quote("SELECT ?s ?p WHERE { ?s ?p <https://w3id.org/chengnuo/id/region/cn-500101> }"),
    "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    "/sparql?query=" + quote("SELECT * {"),
)


@click.command()
@click.option("--seconds", default=600, show_default=True)
@click.option("--build", type=click.Path(path_type=Path), default=ROOT / "build", help="To begin with.")
def main(seconds: int, build: Path) -> None:
    """Ask, rebuild and kill for so many seconds."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name, "build")
        (target / "versions").mkdir(parents=True)
        shutil.copytree(current_version(build), target / "versions/first")
        (target / "current").symlink_to("versions/first")
        with ended([chengnuo(target, QUERY_SECONDS="3")]) as (server,):
            sound = soak(server, target, seconds)
    sys.exit(0 if sound else 1)


def soak(server: Server, target: Path, seconds: float) -> bool:
    """Whether all held; tells what happened."""
    faults: dict[str, Callable[[], None]] = {
        "rebuilt": lambda: rebuild(target),
        "evaluator killed": lambda: kill(evaluators(server.process.pid)),
        "serving process killed": lambda: visitors.expect_losses(lambda: kill(serving(server.process.pid))),
    }
    visitors = Visitors(server.address, PATHS, VISITORS)
    memory: list[float] = []
    done = dict.fromkeys(faults, 0)
    end = time.monotonic() + seconds
    with visitors:
        while time.monotonic() < end:
            for name, fault in faults.items():
                fault()
                done[name] += 1
                memory.append(memory_mib(server.process.pid))
                time.sleep(SECONDS_BETWEEN_FAULTS)
    for line in visitors.summary():
        click.echo(line)
    click.echo(", ".join(f"{count} times {name}" for name, count in done.items()))
    return is_flat(memory) and not visitors.failures


def rebuild(target: Path) -> None:
    """By the command itself, under a base that differs each time, so that the graph does."""
    command = [str(Path(sys.executable).with_name("chengnuo")), "build", "--output", str(target)]
    base = f"https://{random.getrandbits(32):x}.example/"
    subprocess.run([*command, "--base-iri", base], check=True, capture_output=True)


def kill(processes: set[int]) -> None:
    if processes:
        os.kill(random.choice(sorted(processes)), signal.SIGKILL)


def is_flat(memory: list[float]) -> bool:
    """Tells the memory of each quarter, and whether the last holds no more than it may."""
    size = max(len(memory) // 4, 1)
    quarters = [median(memory[start : start + size]) for start in range(0, 4 * size, size) if memory[start:]]
    click.echo("memory in MiB, median of each quarter: " + ", ".join(f"{each:.0f}" for each in quarters))
    return len(quarters) < 4 or quarters[-1] <= MOST_GROWTH * quarters[1]


if __name__ == "__main__":
    main()
