"""`python -m eval answers` and `accept` over a small index: asking, scoring again, the report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.answers import read_json
from tests.conftest import Built

CASES = [
    {
        "id": "bridge-1",
        "kind": "fact",
        "question": "When was the Harbour Bridge built?",
        "status": ["answered"],
        "facts": [["1931"]],
        "spans": [["The bridge was built in 1931"]],
        "source": "harbour-bridge",
    },
    {
        "id": "bridge-2",
        "kind": "list",
        "question": "What are the three stages of the <b>work</b>?",
        "status": ["answered"],
        "items": [["no such stage"]],
        "spans": [["Second is to replace the deck"]],
        "source": "harbour-bridge",
    },
]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    return main([str(each) for each in arguments])


def test_a_run_is_saved_with_what_it_was_made_with(tiny: Built, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("answers", cases, "--index", tiny.folder, "--out", tmp_path / "one", "--failures") == 0
    results = read_json(tmp_path / "one/results.json")
    assert results["half"] == "all"
    assert results["settings"]["embeddings"] == "multilingual-e5-small"
    assert results["summary"]["overall"]["quotes_exact"]["share"] == 1.0
    assert [score["grounded"] for score in results["scores"]] == [True, False]
    assert "item missing: no such stage" in capsys.readouterr().out


def test_stored_answers_are_scored_again_without_asking(tiny: Built, cases: Path, tmp_path: Path):
    run("answers", cases, "--index", tiny.folder, "--out", tmp_path / "one")
    again = (
        "answers",
        cases,
        "--index",
        tmp_path / "no-index",
        "--answers",
        tmp_path / "one/answers.jsonl",
        "--out",
        tmp_path / "two",
    )
    assert run(*again) == 0
    assert read_json(tmp_path / "two/results.json") == read_json(tmp_path / "one/results.json")


def test_the_report_is_one_page_without_anything_from_elsewhere(tiny: Built, cases: Path, tmp_path: Path):
    run("answers", cases, "--index", tiny.folder, "--out", tmp_path / "one")
    run("answers", cases, "--index", tiny.folder, "--out", tmp_path / "two")
    page = (tmp_path / "two/report.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe)|\b(src|href)=|url\(|@import", page)
    assert "stages of the &lt;b&gt;work&lt;/b&gt;" in page
    assert "Second is to replace the deck" in page
    assert "Hollow: one of" in page


def test_failures_of_the_reporting_half_stay_unseen(tiny: Built, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr("eval.gold.CASES", tmp_path)
    monkeypatch.setattr("eval.command_answers.half_of", lambda id_: "reporting")
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    shown = []
    for more in ([], ["--reveal"]):
        run("answers", path, "--half", "all", "--index", tiny.folder, "--out", tmp_path / "one", "--failures", *more)
        shown.append("no such stage" in capsys.readouterr().out + (tmp_path / "one/report.html").read_text(encoding="utf-8"))
    assert shown == [False, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["answers", "none.jsonl"], "cannot be read"),
        (["answers", "--answers", "none.jsonl"], "cannot be read"),
        (["answers", "--index", "none"], "no index at none"),
        (["accept", "none"], "no results.json in none"),
        (["retrieval", "none"], "cannot be read"),
        (["scale", "none"], "cannot be read"),
    ],
)
def test_a_failure_is_one_sentence_and_status_1(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]):
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("command", [[], ["answers"], ["accept"], ["retrieval"], ["speed"], ["scale"]])
def test_every_command_explains_itself(command: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert "usage: python -m eval" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["answers", "--half", "third"], ["scale", "x", "--passages", "0"], ["retrieval", "x", "--limit", "-1"]]
)
def test_wrong_usage_is_status_2(arguments: list[str]):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
