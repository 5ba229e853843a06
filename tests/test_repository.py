"""What lies in the repository is what it says, and names no machine."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from ontology.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted((ROOT / "data/reports").glob("*.txt"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_shipped_reports_have_metadata(report: Path) -> None:
    metadata = tomllib.loads(report.with_suffix(".toml").read_text(encoding="utf-8"))
    source = report.read_bytes()
    assert metadata["sha256"] == hashlib.sha256(source).hexdigest()
    assert metadata["name"] == report.stem
    assert isinstance(metadata["delivered"], date) and metadata["covers"] >= metadata["delivered"].year
    assert source.decode("utf-8-sig").lstrip().startswith(metadata["title"])


def test_the_shipped_report_is_the_one_meant() -> None:
    assert [report.stem for report in REPORTS] == ["chongqing-2023"]


def test_the_lock_names_no_folder_and_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert len(pinned) > 50
    for line in pinned:
        assert re.fullmatch(r"[a-z0-9._-]+==[^\s/]+( ; .+)?", line), line


@pytest.mark.parametrize("script", [".ci/run"])
def test_shell_scripts_parse_and_may_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
    subprocess.run(["bash", "-n", ROOT / script], check=True)


def test_the_containerfile_copies_what_there_is() -> None:
    text = (ROOT / ".ci/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY ")]
    names = [name.removeprefix("/srv/chengnuo/") for words in copied for name in words if "--" not in name]
    assert {"ontology", "viz", "server.py", "data"} <= set(names)
    assert [name for name in names if name != "build" and not (ROOT / name).exists()] == []
    for variable in re.findall(r"CHENGNUO_\w+", text):
        assert variable.removeprefix(PREFIX).lower() in {field.name for field in fields(Settings)}, variable


def test_packages_of_debian_are_names() -> None:
    lines = (ROOT / ".ci/apt.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if not line.startswith("#")]
    assert {"chromium", "fonts-noto-cjk", "raptor2-utils"} <= set(packages)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", package) for package in packages)
