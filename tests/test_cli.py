"""The commands: what they print, how they end, and that their errors are one line."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.commands import EXPORT_FORMATS
from ontology.text_table import width
from queries.catalogue import questions
from tests.unanswered import SHIPPED

CHENGNUO = str(Path(sys.executable).with_name("chengnuo"))
"""The command as `make setup` installs it."""

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data/reports/chongqing-2023.txt"
GOLD = ROOT / "tests/gold/dev"
ONE_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/chengnuo/def/Commitment> }"
ONE_TRIPLE = "CONSTRUCT { <https://example.org/a> <https://example.org/p> ?o } WHERE { VALUES ?o { 1 } }"
HEAVY = ("spacy", "flask", "rdflib", "pyoxigraph", "pyshacl", "networkx", "gunicorn")
XIAN = "西安市人民政府工作报告\n各位代表：\n一、2024年工作安排\n全年新增就业15万人。\n"
FAULTY_FILES = {
    "{broken}": "SELECT ?s WHERE { ?s",
    "{service}": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def fails(result: Result, code: int = 1) -> str:
    """The one line that a failing command says."""
    assert result.exit_code == code, result.output
    *_, last = result.stderr.splitlines()
    assert last.startswith("Error: ")
    assert "Traceback" not in result.output
    return last


def test_help_is_quick() -> None:
    """Under half a second: the best of three, since other programs share the machine."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([CHENGNUO, "--help"], cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.5


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys, click.testing, cli; click.testing.CliRunner().invoke(cli.main, ['--help']);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    assert printed(script) == "[]"


def test_what_reads_no_report_loads_neither_spacy_nor_openpyxl() -> None:
    """Loading both takes longer than to remove a report of a thousand."""
    script = "import sys, graph.building.reports; print({'spacy', 'openpyxl'} & set(sys.modules))"
    assert printed(script) == "set()"


def printed(script: str) -> str:
    """By a process of its own."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def test_build_tells_counts_and_time(shipped_result: tuple[Path, Result]) -> None:
    target, result = shipped_result
    assert result.exit_code == 0
    assert re.search(r"工作报告 \(chongqing-2023\): \d+ commitments, \d+ figures", result.stdout)
    assert re.search(r"\d+ triples in \d+\.\d s", result.stdout)
    assert (target / "current/manifest.json").exists()
    assert (target / "current/layout.json").exists()


def test_build_takes_a_base(tmp_path: Path) -> None:
    report = tmp_path / "xian-2024.txt"
    report.write_text(XIAN, encoding="utf-8")
    target = tmp_path / "build"
    result = run("build", report, "-o", target, "--base-iri", "https://data.example.org/")
    assert result.exit_code == 0, result.output
    written = (target / "current/exports/chengnuo.nq").read_text(encoding="utf-8")
    assert "https://data.example.org/id/xian-2024" in written


def test_build_refuses_a_base_that_is_no_iri(tmp_path: Path) -> None:
    assert "CHENGNUO_BASE_IRI" in fails(run("build", "--base-iri", "example.org", "-o", tmp_path))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff\xfe\xff\x00binary\x00", None])
def test_build_refuses_what_is_no_text(content: bytes | None, tmp_path: Path) -> None:
    report = tmp_path / "broken-2024.txt"
    if content is not None:
        report.write_bytes(content)
    assert "broken-2024.txt" in fails(run("build", report, "-o", tmp_path / "build"))
    assert not (tmp_path / "build/current").exists()


def test_build_says_where_it_cannot_write(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert str(blocked) in fails(run("build", "-o", blocked / "build"))


def test_extract_prints_one_object_a_line() -> None:
    result = run("extract", REPORT)
    assert result.exit_code == 0
    text = REPORT.read_bytes().decode("utf-8-sig")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert {record["record"] for record in records} == {
        "figure", "project", "region", "organization", "commitment", "item",
    }
    assert all(text[record["start"] : record["end"]] == record["text"] for record in records)
    assert [record["start"] for record in records] == sorted(record["start"] for record in records)


def test_extract_of_something_else_warns(tmp_path: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("床前明月光，疑是地上霜。", encoding="utf-8")
    result = run("extract", poem)
    assert result.exit_code == 0
    assert "Warning: " in result.stderr


def test_questions_are_listed() -> None:
    result = run("questions")
    assert result.exit_code == 0
    for name, question in questions().items():
        assert re.search(rf"^{name} .*{re.escape(question.title['zh'])}", result.stdout, re.MULTILINE)


def test_a_table_is_aligned_by_what_is_seen() -> None:
    head, rule, *rows = run("questions").stdout.splitlines()
    second_column = rule.index(" -") + 1
    for row in (head, *rows):
        before = next(i for i in range(len(row) + 1) if width(row[:i]) >= second_column)
        assert width(row[:before]) == second_column and row[before - 1] == " " != row[before]


@pytest.mark.parametrize("name", questions())
def test_every_question_answers_with_its_examples(name: str, shipped_build: Path) -> None:
    needed = [parameter for parameter in questions()[name].parameters if parameter.required]
    given = [f"--param={parameter.name}={parameter.example}" for parameter in needed]
    result = run("query", name, *given, "--build", shipped_build)
    assert result.exit_code == 0, result.output
    assert (len(result.stdout.splitlines()) > 2) == (name not in SHIPPED)


def test_query_takes_a_name_of_a_region(shipped_build: Path) -> None:
    question = ("commitments-of-region", "--param", "region=万州")
    result = run("query", *question, "--format", "csv", "--build", shipped_build)
    assert result.exit_code == 0
    assert "万州" in result.stdout
    assert len({len(row) for row in csv.reader(io.StringIO(result.stdout))}) == 1


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        (ONE_COUNT, "table", r"^n\n-+\n\d+\n$"),
        (ONE_COUNT, "csv", r"^n\r?\n\d+\n$"),
        (ONE_COUNT, "json", r'^\{"head":\{"vars":\["n"\]\}'),
        (ONE_TRIPLE, "ttl", r"<https://example.org/p> 1"),
        ("ASK { ?s ?p ?o }", "table", r"^answer\n-+\ntrue\n$"),
    ],
)
def test_query_takes_a_file(
    query: str, form: str, expected: str, shipped_build: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(query, encoding="utf-8")
    result = run("query", file, "--format", form, "--build", shipped_build)
    assert result.exit_code == 0, result.output
    assert re.search(expected, result.stdout)


def test_triples_are_turtle_unless_told(shipped_build: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(ONE_TRIPLE, encoding="utf-8")
    assert run("query", file, "--build", shipped_build).stdout.endswith(" .\n")
    refused = run("query", file, "--format", "csv", "--build", shipped_build)
    assert "choose ttl" in fails(refused, 2)


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["commitments-of-regions"], "commitments-of-region", 1),
        (["commitments-of-region"], "region", 1),
        (["commitments-of-region", "--param", "region=万洲"], "万洲", 1),
        (["commitments-of-region", "--param", "place=万州"], "place", 1),
        (["commitments-of-region", "--param", "region"], "NAME=VALUE", 2),
        (["{broken}"], "line 1", 1),
        (["{service}"], "SERVICE", 1),
        (["{broken}", "--param", "a=b"], "--param", 2),
    ],
)
def test_a_wrong_query_is_told_in_a_line(
    arguments: list[str], words: str, code: int, shipped_build: Path, tmp_path: Path
) -> None:
    for name, text in FAULTY_FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    placed = [tmp_path / argument if argument in FAULTY_FILES else argument for argument in arguments]
    assert words in fails(run("query", *placed, "--build", shipped_build), code)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_export_writes_a_file_or_the_same_bytes_to_the_output(
    form: str, shipped_build: Path, tmp_path: Path
) -> None:
    target = tmp_path / "graph"
    assert run("export", "--format", form, "-o", target, "--build", shipped_build).exit_code == 0
    assert target.read_bytes() == run("export", "--format", form, "--build", shipped_build).stdout_bytes
    assert target.stat().st_size > 100_000
    assert list(tmp_path.iterdir()) == [target]


def test_export_holds_inferred_statements_only_when_told(shipped_build: Path) -> None:
    inferred = b"def/InferredStatement>"
    plain = run("export", "--format", "ntriples", "--build", shipped_build).stdout_bytes
    full = run("export", "--format", "ntriples", "--inferred", "--build", shipped_build).stdout_bytes
    typed = b"type> <https://w3id.org/chengnuo/" + inferred
    assert typed not in plain
    assert typed in full
    assert set(plain.splitlines()) < set(full.splitlines())


def test_export_says_where_it_cannot_write(shipped_build: Path, tmp_path: Path) -> None:
    assert "--output" in fails(run("export", "-o", tmp_path / "nowhere/graph.ttl", "--build", shipped_build))


@pytest.mark.slow
def test_validate_finds_the_shipped_graph_sound(shipped_build: Path) -> None:
    result = run("validate", "--build", shipped_build)
    assert result.exit_code == 0, result.output
    assert {line.split()[:2] == ["note", "local-concept"] for line in result.stdout.splitlines()} == {True}


@pytest.mark.parametrize("command", [["validate"], ["export"], ["query", "policy-areas"], ["serve"]])
def test_a_missing_graph_is_told_with_the_remedy(command: list[str], tmp_path: Path) -> None:
    assert "chengnuo build" in fails(run(*command, "--build", tmp_path / "none"))


def test_score_prints_the_gates() -> None:
    result = run("score", GOLD, REPORT)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[2:]] == [
        "figure", "project", "region", "organization", "commitment",
    ]


def test_score_lists_errors() -> None:
    result = run("score", GOLD, REPORT, "--errors", "project")
    assert re.search(r"^(MISSED|SPURIOUS|WRONG) ", result.stdout, re.MULTILINE)


def test_score_needs_annotations(tmp_path: Path) -> None:
    assert "coverage.json" in fails(run("score", tmp_path, REPORT))


@pytest.mark.parametrize(
    "arguments", [["unknown"], ["extract"], ["export", "--format", "word"], ["serve", "--port", "x"]]
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    fails(run(*arguments), 2)


@pytest.mark.slow
def test_the_shipped_report_is_built_in_time(tmp_path: Path) -> None:
    """Under 15 s with start-up and layout."""
    began = time.perf_counter()
    command = [CHENGNUO, "build", "--output", str(tmp_path / "build")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert time.perf_counter() - began < 15
