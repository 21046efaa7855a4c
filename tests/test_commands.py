"""The commands as a user runs them: output, exit status, and one sentence for whatever goes wrong."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest

from tests.conftest import LIBRARY, Built, Run, write_document

QUESTION = "Who proposed the night opening of the library?"


def assert_explained(result, status: int, *words: str) -> None:
    """One sentence on standard error, nothing on standard output, no traceback."""
    assert (result.returncode, result.stdout) == (status, ""), result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    for each in words:
        assert each in result.stderr


def test_ask_prints_the_answer_and_its_source(command: Run, tiny: Built):
    result = command("ask", QUESTION, "--index", tiny.folder)
    assert (result.returncode, result.stderr) == (0, "")
    answer, sources = result.stdout.split("\n\nSources\n")
    assert "Ada Lindqvist" in answer
    assert answer.rstrip().endswith("[1]")
    assert sources.startswith("[1] “")
    assert "Night library, City of Northport, 2026-03-05" in sources
    assert sources.rstrip().endswith("(official)")


def test_ask_prints_the_answer_as_json(command: Run, tiny: Built):
    result = command("ask", QUESTION, "--json", "--index", tiny.folder)
    answer = json.loads(result.stdout)
    assert {"question", "standalone_question", "status", "abstained", "answer", "citations", "emphasis", "nearest"} <= set(answer)
    assert {"notes", "engine", "language", "elapsed_ms"} <= set(answer)
    assert (answer["question"], answer["status"], answer["abstained"]) == (QUESTION, "answered", False)
    for citation in answer["citations"]:
        assert set(citation) == {
            *("n", "source", "title", "publisher", "date", "tier", "url", "statement_source", "statement_date"),
            *("section", "passage_id", "quote", "start", "end", "page"),
        }
        assert LIBRARY[citation["start"] : citation["end"]] == citation["quote"]


def test_an_abstention_prints_the_nearest_passages(command: Run, tiny: Built):
    result = command("ask", "What is the salary of the librarian in Northport?", "--index", tiny.folder)
    assert result.returncode == 0
    assert "Sources" not in result.stdout


@pytest.mark.parametrize(
    "question", ["Quand la bibliothèque ferme-t-elle ?", "図書館はいつ閉まりますか", "🚲?", "متى تغلق المكتبة؟"]
)
def test_a_question_in_another_language_goes_through(command: Run, tiny: Built, question: str):
    result = command("ask", question, "--json", "--index", tiny.folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["question"] == question


@pytest.mark.parametrize(
    ("question", "words"),
    [("", "The question is empty"), (" \n\t ", "The question is empty"), ("\x01\x07\x1b", "The question is empty")],
)
def test_an_empty_question_is_refused(command: Run, tiny: Built, question: str, words: str):
    assert_explained(command("ask", question, "--index", tiny.folder), 2, words)


def test_a_hundred_thousand_characters_are_refused_with_the_limit(command: Run, tiny: Built):
    assert_explained(command("ask", "a" * 100_000, "--index", tiny.folder), 2, "100,000 characters", "2,000")


def test_control_characters_are_stripped(command: Run, tiny: Built):
    result = command("ask", f"\x1b\x07{QUESTION}\x01", "--json", "--index", tiny.folder)
    assert json.loads(result.stdout)["question"] == QUESTION


@pytest.mark.parametrize("arguments", [("ask", QUESTION), ("chat",), ("search", "library"), ("serve",), ("index", "status")])
def test_a_missing_index_is_named_with_the_next_step(command: Run, tmp_path: Path, arguments: tuple[str, ...]):
    result = command(*arguments, "--index", tmp_path / "none", PORT=str(free_port()))
    assert_explained(result, 1, "There is no index at", "run `python -m assistant index build`")


def test_a_damaged_index_is_named(command: Run, tiny: Built, tmp_path: Path):
    folder = tmp_path / "index"
    shutil.copytree(tiny.folder, folder)
    for database in folder.rglob("chroma.sqlite3"):
        database.write_bytes(database.read_bytes()[:5000])
    for arguments in (("ask", QUESTION), ("search", "library"), ("index", "status")):
        assert_explained(command(*arguments, "--index", folder), 1, "is damaged", "run `python -m assistant index build`")


def test_a_stale_index_is_named_rebuilt_and_then_answers_from_the_new_document(command: Run, tiny: Built, tmp_path: Path):
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(tiny.corpus, corpus)
    shutil.copytree(tiny.folder, folder)
    build = ("index", "build", corpus, "--index", folder)
    assert "0 newly embedded" in command(*build).stdout
    assert command(*build, "--if-stale").stdout == f"The index at {folder} is up to date.\n"

    write_document(corpus, "market", "The fish market of Northport moves to Pier 7 on April 9.\n")
    question = ("ask", "When does the fish market move?", "--json", "--index", folder)
    assert_explained(command(*question), 1, "out of date: the catalogue has changed", "index build")
    result = command(*build, "--if-stale")
    assert result.returncode == 0
    assert ", 1 newly embedded, " in result.stdout
    answer = json.loads(command(*question).stdout)
    assert [citation["source"] for citation in answer["citations"]] == ["market"]
    assert "April 9" in answer["answer"]


def test_a_build_that_is_not_needed_imports_no_torch(command: Run, tiny: Built):
    program = ("-c", "import sys; from assistant.__main__ import main; print(main(sys.argv[1:]), 'torch' in sys.modules)")
    result = command("index", "build", tiny.corpus, "--index", tiny.folder, "--if-stale", program=program)
    assert result.stdout.splitlines()[-1] == "0 False"


def test_a_wrong_sha_is_named(command: Run, tmp_path: Path):
    write_document(tmp_path / "corpus", "library", LIBRARY).write_text("changed", encoding="utf-8")
    for option in ((), ("--if-stale",)):
        result = command("index", "build", tmp_path / "corpus", "--index", tmp_path / "index", *option)
        assert_explained(result, 1, "Document library", "SHA-256", "restore the file")


def test_status_has_the_shape_that_other_programs_rely_on(command: Run, tiny: Built):
    status = json.loads(command("index", "status", "--json", "--index", tiny.folder).stdout)
    assert {"model", "generation", "bytes", "stale", "passages"} <= set(status)
    assert status["stale"] is None
    assert [set(document) for document in status["documents"]] == [{"id", "title", "tier", "date", "publisher", "language", "url", "text_path", "passages"}] * 2
    assert Path(status["documents"][1]["text_path"]).read_text(encoding="utf-8") == LIBRARY


def test_status_in_words_names_the_documents(command: Run, tiny: Built):
    result = command("index", "status", "--index", tiny.folder)
    assert "night-library (official, 2026-03-05)" in result.stdout
    assert result.stdout.endswith("Up to date.\n")


def test_search_prints_ranked_passages_as_json(command: Run, tiny: Built):
    rows = json.loads(command("search", "night opening survey", "-k", "3", "--json", "--index", tiny.folder).stdout)
    assert [row["rank"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert set(row) == {"rank", "score", "source", "passage_id", "text", "start", "end"}
    assert rows[0]["text"] == LIBRARY[rows[0]["start"] : rows[0]["end"]]
    assert "survey" in rows[0]["text"]


@pytest.mark.parametrize("k", ["0", "-1", "1001", "many"])
def test_search_bounds_the_number_of_passages(command: Run, k: str):
    assert_explained(command("search", "library", "-k", k), 2, "-k")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.com", ""])
def test_a_host_other_than_loopback_is_refused(command: Run, tiny: Built, host: str):
    assert_explained(command("serve", "--host", host, "--index", tiny.folder), 1, "no login yet", "refused")


def test_a_port_that_is_taken_is_named(command: Run, tiny: Built):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_explained(command("serve", "--port", port, "--index", tiny.folder), 1, f"Port {port}", "--port")
        assert_explained(command("serve", "--index", tiny.folder, PORT=port), 1, f"Port {port}")
        assert_explained(command("--index", tiny.folder, program=("app.py",), PORT=port), 1, f"Port {port}")


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_a_port_that_is_none_is_wrong_usage(command: Run, port: str):
    assert_explained(command("serve", "--port", port), 2, "--port")
    assert_explained(command("serve", PORT=port), 1, "The setting port is not usable")


@pytest.mark.parametrize("arguments", [("ask", QUESTION), ("chat",), ("serve",)])
def test_the_engine_llm_asks_for_a_model(command: Run, tiny: Built, arguments: tuple[str, ...]):
    result = command(*arguments, "--engine", "llm", "--index", tiny.folder)
    assert_explained(result, 1, "needs a language model; name one in PLAN_ASSISTANT_MODEL")


def test_what_writes_no_answer_needs_no_model(command: Run, tiny: Built):
    assert command("search", "bridge", "--engine", "llm", "--index", tiny.folder).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask",), "Missing argument"),
        (("frobnicate",), "No such command"),
        (("ask", "x", "--frob"), "--frob"),
        (("ask", "x", "--engine", "magic"), "--engine"),
        (("batch", "in.jsonl"), "in.jsonl"),
        (("index", "build", "/nowhere"), "/nowhere"),
    ],
)
def test_wrong_usage_is_one_sentence_with_status_2(command: Run, arguments: tuple[str, ...], words: str):
    assert_explained(command(*arguments), 2, words, "--help")


@pytest.mark.parametrize(
    "arguments",
    [(), ("ask",), ("chat",), ("batch",), ("search",), ("index",), ("index", "build"), ("index", "status"), ("serve",)],
)
def test_every_command_has_help(command: Run, arguments: tuple[str, ...]):
    result = command(*arguments, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")


def test_an_unreadable_settings_file_is_named(command: Run, tmp_path: Path):
    settings = tmp_path / "mine.toml"
    settings.write_text("colour = 'red'\n", encoding="utf-8")
    assert_explained(command("ask", "x", PLAN_ASSISTANT_CONFIG=str(settings)), 1, "colour")


def test_the_example_settings_are_the_defaults():
    import tomllib

    from assistant.config import Settings
    from tests.conftest import ROOT

    example = tomllib.loads((ROOT / "plan-assistant.example.toml").read_text(encoding="utf-8"))
    assert Settings.model_validate(example) == Settings()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
