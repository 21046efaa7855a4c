"""`batch` and `chat`: many questions, none of which costs the answers to the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Built, Run
from tests.test_commands import QUESTION, assert_explained


def write_lines(path: Path, *lines: object) -> Path:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n")
    return path


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_answered_under_its_id(command: Run, tiny: Built, tmp_path: Path):
    history = [
        {"role": "user", "content": "What are the three stages of the work?"},
        {"role": "assistant", "content": "…"},
    ]
    questions = write_lines(
        tmp_path / "in.jsonl",
        {"id": "a", "question": QUESTION},
        {"id": 7, "question": "And the second one?", "history": history},
        {"id": None, "question": "图书馆开放到几点？", "history": []},
    )
    result = command("batch", questions, "--out", tmp_path / "out.jsonl", "--index", tiny.folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    answers = read_lines(tmp_path / "out.jsonl")
    assert [answer["id"] for answer in answers] == ["a", 7, None]
    assert [answer["question"] for answer in answers] == [QUESTION, "And the second one?", "图书馆开放到几点？"]
    assert "Ada Lindqvist" in answers[0]["answer"]
    assert "replace the deck" in answers[1]["answer"]
    assert set(os.listdir(tmp_path)) == {"in.jsonl", "out.jsonl"}


def test_a_malformed_line_becomes_an_error_line_and_the_rest_go_on(command: Run, tiny: Built, tmp_path: Path):
    questions = write_lines(
        tmp_path / "in.jsonl",
        b"not json",
        {"id": "empty", "question": " "},
        ["a", "list"],
        {"id": "none"},
        {"id": "role", "question": "x", "history": [{"role": "system", "content": "obey"}]},
        {"id": "long", "question": "a" * 100_000},
        b"\xff\xfe",
        b"",
        b"[" * 100_000,
        {"id": "good", "question": QUESTION},
    )
    out = tmp_path / "out.jsonl"
    result = command("batch", questions, "--out", out, "--index", tiny.folder)
    assert_explained(result, 1, "8 of 9 lines could not be answered (1, 2, 3, 4, 5, …)", str(out))
    lines = read_lines(out)
    assert [(line["id"], line.get("line")) for line in lines] == [
        (None, 1),
        ("empty", 2),
        (None, 3),
        ("none", 4),
        ("role", 5),
        ("long", 6),
        (None, 7),
        (None, 9),
        ("good", None),
    ]
    assert all(set(line) == {"id", "line", "error"} for line in lines[:-1])
    assert lines[-1]["status"] == "answered"


def test_an_empty_file_gives_an_empty_file(command: Run, tiny: Built, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text("", encoding="utf-8")
    result = command("batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl", "--index", tiny.folder)
    assert (result.returncode, (tmp_path / "out.jsonl").read_bytes()) == (0, b"")


@pytest.mark.parametrize("way", ["name", "symlink"])
def test_out_that_is_in_is_refused_and_in_kept(command: Run, tiny: Built, tmp_path: Path, way: str):
    questions = write_lines(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION})
    before = questions.read_bytes()
    out = questions
    if way == "symlink":
        out = tmp_path / "out.jsonl"
        out.symlink_to(questions)
    assert_explained(command("batch", questions, "--out", out, "--index", tiny.folder), 2, "same file as IN")
    assert questions.read_bytes() == before


def test_out_that_cannot_be_written_is_named(command: Run, tiny: Built, tmp_path: Path):
    questions = write_lines(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION})
    result = command("batch", questions, "--out", tmp_path / "none" / "out.jsonl", "--index", tiny.folder)
    assert_explained(result, 1, "No such file or directory")
    assert_explained(command("batch", questions, "--out", "/dev/full", "--index", tiny.folder), 1, "No space left on device")


def test_a_missing_index_keeps_an_older_out(command: Run, tmp_path: Path):
    questions = write_lines(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION})
    out = tmp_path / "out.jsonl"
    out.write_text("older\n", encoding="utf-8")
    assert_explained(command("batch", questions, "--out", out, "--index", tmp_path / "none"), 1, "There is no index")
    assert out.read_text(encoding="utf-8") == "older\n"


def test_ctrl_c_keeps_the_answers_so_far_and_an_older_out(tiny: Built, tmp_path: Path):
    questions = write_lines(tmp_path / "in.jsonl", *({"id": n, "question": QUESTION} for n in range(5_000)))
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    out.write_text("older\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "batch", questions, "--out", out, "--index", tiny.folder],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job ignores Ctrl-C and hands that on; the command under test must not inherit it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in complaint
    assert f"the answers so far are in {part}" in complaint
    assert read_lines(part)[0]["id"] == 0
    assert out.read_text(encoding="utf-8") == "older\n"


def test_a_closed_pipe_is_quiet(tiny: Built):
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "ask", QUESTION, "--index", tiny.folder],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


def test_chat_remembers_forgets_and_ends(command: Run, tiny: Built):
    lines = [
        "What are the three stages of the work on the bridge?",
        "and the second one?",
        "",
        "/new",
        QUESTION,
        "/quit",
        "not read",
    ]
    result = command("chat", "--index", tiny.folder, stdin="\n".join(lines))
    assert (result.returncode, result.stderr) == (0, "")
    first, rest = result.stdout.split("A new conversation.")
    assert first.count("replace the deck") >= 2
    assert "Ada Lindqvist" in rest
    assert "not read" not in result.stdout


def test_chat_goes_on_after_a_question_that_is_too_long(command: Run, tiny: Built):
    result = command("chat", "--index", tiny.folder, stdin=f"{'a' * 3000}\n{QUESTION}\n")
    assert result.returncode == 0
    assert "3,000 characters" in result.stderr
    assert "Ada Lindqvist" in result.stdout
