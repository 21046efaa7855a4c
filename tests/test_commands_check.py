"""`check` as a user runs it: a quotation, standard input, a file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import LIBRARY, Built, Run
from tests.test_commands import assert_explained


def test_check_prints_the_verdict_and_the_source(command: Run, tiny: Built):
    result = command("check", "“the reading room seats 90 people.”", "--index", tiny.folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("EXACT")
    assert "Night library, City of Northport, 2026-03-05" in result.stdout


def test_check_prints_json(command: Run, tiny: Built):
    result = command("check", "The reading room seats 95 people", "--json", "--index", tiny.folder)
    assert result.returncode == 0
    check = json.loads(result.stdout)
    assert {"quotation", "verdict", "true_wording", "differences", "citation", "places", "nearest"} <= set(check)
    assert (check["verdict"], check["true_wording"]) == ("altered", "The reading room seats 90 people")
    assert check["differences"] == [{"kind": "figure", "said": "95", "source": "90"}]
    assert LIBRARY[check["citation"]["start"] : check["citation"]["end"]] == check["citation"]["quote"]


def test_an_invention_is_not_found_and_still_status_0(command: Run, tiny: Built):
    result = command("check", "Copper kettles will be sold in the autumn", "--index", tiny.folder)
    assert result.returncode == 0
    assert result.stdout.startswith("NOT FOUND")
    assert "Nearest in the sources" in result.stdout


def test_words_come_from_standard_input(command: Run, tiny: Built):
    result = command("check", "-", "--index", tiny.folder, stdin="The reading room\nseats 90 people.\n")
    assert result.stdout.startswith("EXACT")


def test_a_file_is_checked_sentence_by_sentence(command: Run, tiny: Built, tmp_path: Path):
    article = tmp_path / "article.txt"
    article.write_text("The reading room seats 90 people. The reading room seats 95 people.", encoding="utf-8")
    result = command("check", "--file", article, "--json", "--index", tiny.folder)
    assert [each["verdict"] for each in json.loads(result.stdout)["sentences"]] == ["exact", "altered"]
    assert "Sentences: 1 exact, 1 altered" in command("check", "--file", article, "--index", tiny.folder).stdout


def test_wrong_usage_is_explained(command: Run, tiny: Built, tmp_path: Path):
    assert_explained(command("check"), 2, "quoted words or --file")
    assert_explained(command("check", " ", "--index", tiny.folder), 2, "nothing to check")
    assert_explained(command("check", "--file", tmp_path / "none.txt"), 2, "none.txt")
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    assert_explained(command("check", "--file", latin, "--index", tiny.folder), 1, "not UTF-8")


def test_check_has_help(command: Run):
    result = command("check", "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "exact" in result.stdout
