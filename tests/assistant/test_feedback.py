"""The feedback file: real files, several writers at once, what is removed and what is never kept."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import feedback
from assistant.feedback import COMMENT_CHARACTERS, FeedbackStore, FeedbackSummary, KeptCitation, Verdict
from assistant.feedback_file import FeedbackError
from assistant.records import Answer, Citation
from tests.conftest import ROOT

DAYS = 30


def citation(n: int = 1, quote: str = "The bridge was built in 1931") -> Citation:
    return Citation(
        n=n, source="harbour-bridge", title="Harbour Bridge renewal", publisher="City of Northport", date="2026-03-05", tier="official",
        url=None, statement_source=None, statement_date=None, section="I, Background", passage_id="p1", quote=quote, start=100, end=100 + len(quote),
    )  # fmt: skip


def answered(question: str = "When was the bridge built?") -> Answer:
    return Answer(question, question, "answered", "“The bridge was built in 1931” [1]", (citation(),))


def abstention(question: str = "What does the ferry cost?") -> Answer:
    return Answer(question, f"{question} (Northport)", "not_in_sources", "The sources do not say.", nearest=(citation(),))


def store_in(folder: Path, keeps: bool = True) -> FeedbackStore:
    return FeedbackStore(folder, DAYS, keeps)


def age(store: FeedbackStore, days: int, question: str) -> None:
    """Makes the entry of a question older."""
    time = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with sqlite3.connect(store.path) as database:
        assert database.execute("UPDATE entry SET time = ? WHERE question = ?", (time, question)).rowcount == 1
    database.close()


def questions(store: FeedbackStore) -> list[str]:
    return [entry.question for entry in store.entries()]


def test_an_unanswered_question_is_kept_with_what_was_shown(tmp_path: Path):
    store = store_in(tmp_path)
    before = datetime.now(UTC).replace(microsecond=0)
    assert store.record_unanswered(abstention())
    (entry,) = store.entries()
    assert before <= datetime.fromisoformat(entry.time) <= datetime.now(UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", entry.time)
    assert entry == feedback.FeedbackEntry(
        time=entry.time,
        kind="unanswered",
        question="What does the ferry cost?",
        standalone_question="What does the ferry cost? (Northport)",
        status="not_in_sources",
        language="en",
        answer="The sources do not say.",
        citations=(),
        nearest=(KeptCitation(1, "harbour-bridge", 100, 128, "The bridge was built in 1931"),),
        verdict=None,
        comment="",
    )


@pytest.mark.parametrize("verdict", feedback.VERDICTS)
def test_a_verdict_is_kept_with_answer_citation_and_comment(tmp_path: Path, verdict: Verdict):
    store = store_in(tmp_path)
    assert store.record_verdict(answered("桥是哪一年建成的？"), verdict, "  好的 👍\nsecond line ")
    (entry,) = store.entries()
    assert (entry.kind, entry.verdict, entry.comment) == ("verdict", verdict, "好的 👍\nsecond line")
    assert (entry.question, entry.answer) == ("桥是哪一年建成的？", "“The bridge was built in 1931” [1]")
    assert [each.quote for each in entry.citations] == ["The bridge was built in 1931"]


@pytest.mark.parametrize(
    ("status", "kept"),
    [("answered", False), ("partial", True), ("not_in_sources", True), ("off_topic", True), ("refused", True), ("unclear", True)],
)
def test_only_what_was_not_or_half_answered_is_kept_unasked(tmp_path: Path, status, kept: bool):
    store = store_in(tmp_path)
    assert store.record_unanswered(replace(answered(), status=status)) is kept
    assert len(questions(store)) == kept
    assert store.path.exists() is kept


def test_a_comment_is_cut_and_loses_control_characters(tmp_path: Path):
    store = store_in(tmp_path)
    store.record_verdict(answered(), "wrong", "\x00\x1b[31mno\x07\x85\u202e" + "长" * 3_000)
    (entry,) = store.entries()
    assert entry.comment == "no" + "长" * (COMMENT_CHARACTERS - 2)


def test_an_unknown_verdict_is_named(tmp_path: Path):
    with pytest.raises(ValueError, match="right, wrong, missing, not 'perhaps'"):
        store_in(tmp_path).record_verdict(answered(), "perhaps")  # type: ignore[arg-type]


def test_an_entry_beyond_the_limit_is_refused(tmp_path: Path):
    store = store_in(tmp_path)
    with pytest.raises(FeedbackError, match="20,000 characters"):
        store.record_verdict(replace(answered(), answer="a" * feedback.MOST_CHARACTERS), "right")
    assert questions(store) == []


def test_half_characters_do_not_stop_it(tmp_path: Path):
    store = store_in(tmp_path)
    store.record_unanswered(abstention("what \ud83d is\x00this"))
    assert questions(store) == ["what ? is\x00this"]


def test_the_file_is_its_owners_alone_and_nothing_lies_beside_it(tmp_path: Path):
    store = store_in(tmp_path / "new" / "data")
    store.record_unanswered(abstention())
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in store.path.parent.iterdir()] == ["feedback.sqlite3"]


def test_a_folder_with_signs_of_an_address_in_its_name_serves(tmp_path: Path):
    store = store_in(tmp_path / "50% ?mode=ro#工作")
    store.record_unanswered(abstention())
    assert len(questions(store)) == 1


def test_reading_makes_no_file(tmp_path: Path):
    store = store_in(tmp_path / "none")
    assert list(store.entries()) == []
    assert store.summary() == FeedbackSummary(0, {}, {"right": 0, "wrong": 0, "missing": 0}, None)
    assert store.delete_all() == 0
    store.remove_expired()
    assert not store.path.parent.exists()


def test_off_means_that_nothing_is_kept_and_what_is_there_can_be_read_and_deleted(tmp_path: Path):
    off = store_in(tmp_path, keeps=False)
    assert (off.record_unanswered(abstention()), off.record_verdict(answered(), "right")) == (False, False)
    assert not off.path.exists()
    store_in(tmp_path).record_unanswered(abstention())
    assert len(questions(off)) == 1
    assert off.delete_all() == 1


def test_the_summary_counts_by_kind(tmp_path: Path):
    store = store_in(tmp_path)
    for status in ("unclear", "not_in_sources", "not_in_sources"):
        store.record_unanswered(replace(abstention(), status=status))  # type: ignore[arg-type]
    store.record_verdict(answered(), "right")
    store.record_verdict(abstention("oldest"), "right")
    age(store, 10, "oldest")
    summary = store.summary()
    assert (summary.entries, list(summary.unanswered.items())) == (5, [("not_in_sources", 2), ("unclear", 1)])
    assert summary.verdicts == {"right": 2, "wrong": 0, "missing": 0}
    assert summary.since == next(entry.time for entry in store.entries() if entry.question == "oldest")


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.record_unanswered(abstention("new")),
        lambda store: list(store.entries()),
        lambda store: store.summary(),
        lambda store: store.remove_expired(),
    ],
    ids=["writing", "reading", "counting", "at start"],
)
def test_what_is_older_than_the_limit_is_removed_from_the_file(tmp_path: Path, call: Callable[[FeedbackStore], object]):
    store = store_in(tmp_path)
    for question in ("quokka forever ago", "just within"):
        store.record_unanswered(abstention(question))
    age(store, DAYS + 1, "quokka forever ago")
    age(store, DAYS - 1, "just within")
    call(store)
    with sqlite3.connect(store.path) as database:
        assert [row[0] for row in database.execute("SELECT question FROM entry WHERE question <> 'new'")] == ["just within"]
    database.close()
    assert b"quokka" not in store.path.read_bytes()


def test_a_shorter_limit_holds_for_what_is_there(tmp_path: Path):
    store = store_in(tmp_path)
    store.record_unanswered(abstention())
    age(store, 5, "What does the ferry cost?")
    assert questions(FeedbackStore(tmp_path, 4)) == []


def test_beyond_the_largest_number_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feedback, "MOST_ENTRIES", 3)
    store = store_in(tmp_path)
    for number in range(5):
        store.record_unanswered(abstention(f"question {number}"))
    assert questions(store) == ["question 2", "question 3", "question 4"]


def test_what_was_deleted_is_not_in_the_file_any_more(tmp_path: Path):
    store = store_in(tmp_path)
    for number in range(40):
        store.record_verdict(answered(f"zanzibar{number}"), "wrong", "wombat " * 250)  # longer than a page of the file
    content = store.path.read_bytes()
    assert b"zanzibar7" in content
    assert b"wombat" in content
    assert store.delete_all() == 40
    content = store.path.read_bytes()
    assert b"zanzibar" not in content
    assert b"wombat" not in content
    assert b"harbour-bridge" not in content
    assert len(content) < 20_000
    assert [path.name for path in tmp_path.iterdir()] == ["feedback.sqlite3"]
    store.record_unanswered(abstention())
    assert len(questions(store)) == 1


WRITER = """
import sys
from pathlib import Path
from tests.assistant.test_feedback import abstention, store_in
store = store_in(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.record_unanswered(abstention(f"{sys.argv[2]}-{number}"))
"""


def test_threads_and_processes_that_write_at_once_lose_nothing(tmp_path: Path):
    each, store = 40, store_in(tmp_path)
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"process{number}", str(each)], cwd=ROOT, stderr=subprocess.PIPE)
        for number in range(2)
    ]  # fmt: skip

    def write(name: str) -> None:
        for number in range(each):
            store.record_verdict(answered(f"{name}-{number}"), "right")

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, f"thread{number}") for number in range(2)]:
            done.result()
    for process in processes:
        assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)
    writers = ("process0", "process1", "thread0", "thread1")
    assert sorted(questions(store)) == sorted(f"{writer}-{number}" for writer in writers for number in range(each))


def test_a_slow_reader_keeps_no_writer_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feedback, "_PAGE", 2)
    store = store_in(tmp_path)
    for number in range(5):
        store.record_unanswered(abstention(f"{number}"))
    reading = store.entries()
    next(reading)
    store.record_unanswered(abstention("5"))
    assert [entry.question for entry in reading] == ["1", "2", "3", "4", "5"]


def test_a_lock_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.feedback_file.BUSY_SECONDS", 0.1)
    store = store_in(tmp_path)
    store.record_unanswered(abstention())
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(FeedbackError, match="in use by another program"):
        store.record_unanswered(abstention())
    other.close()
    assert store.record_unanswered(abstention())


CALLS: list[Callable[[FeedbackStore], object]] = [
    lambda store: store.record_verdict(answered(), "right"),
    lambda store: list(store.entries()),
    lambda store: store.summary(),
    lambda store: store.delete_all(),
]


@pytest.mark.parametrize("call", CALLS, ids=["writing", "reading", "counting", "deleting"])
def test_a_damaged_file_is_told_and_not_replaced(tmp_path: Path, call: Callable[[FeedbackStore], object]):
    store = store_in(tmp_path)
    store.path.write_bytes(b"no database at all " * 500)
    with pytest.raises(FeedbackError, match="feedback.sqlite3 is damaged; move it away"):
        call(store)
    assert store.path.read_bytes() == b"no database at all " * 500


def test_a_file_whose_end_is_lost_is_told(tmp_path: Path):
    store = store_in(tmp_path)
    for number in range(60):
        store.record_unanswered(abstention(f"{number}"))
    content = store.path.read_bytes()
    store.path.write_bytes(content[: len(content) // 2 // 4096 * 4096])
    with pytest.raises(FeedbackError, match="is damaged"):
        questions(store)


@pytest.mark.parametrize(
    "change", ["citations = '{'", "citations = '[1]'", "status = 'new'", "verdict = 'perhaps'", "question = x'ff'"]
)
def test_an_entry_that_makes_no_sense_is_told(tmp_path: Path, change: str):
    store = store_in(tmp_path)
    store.record_unanswered(abstention())
    with sqlite3.connect(store.path) as database:
        database.execute(f"UPDATE entry SET {change}")
    database.close()
    with pytest.raises(FeedbackError, match="move it away"):
        questions(store)


def test_a_file_of_a_newer_version_is_told_and_left_alone(tmp_path: Path):
    store = store_in(tmp_path)
    store.record_unanswered(abstention())
    with sqlite3.connect(store.path) as database:
        database.execute("PRAGMA user_version = 2")
    database.close()
    content = store.path.read_bytes()
    for call in CALLS:
        with pytest.raises(FeedbackError, match="newer version"):
            call(store)
    assert store.path.read_bytes() == content


def test_a_data_folder_that_is_none_is_told(tmp_path: Path):
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(FeedbackError, match="see to the data folder"):
        store_in(tmp_path / "data").record_unanswered(abstention())
    (tmp_path / "feedback.sqlite3").mkdir()
    for call in CALLS:
        with pytest.raises(FeedbackError, match="see to the"):
            call(store_in(tmp_path))


FULL = """
import resource, sys
from pathlib import Path
from assistant.feedback_file import FeedbackError
from tests.assistant.test_feedback import abstention, store_in
store = store_in(Path(sys.argv[1]))
store.record_unanswered(abstention("first"))
resource.setrlimit(resource.RLIMIT_FSIZE, (24_000, 24_000))
kept = 1
try:
    for kept in range(1, 100):
        store.record_unanswered(abstention("more " * 400))
except FeedbackError as error:
    print(kept, error)
"""


def test_where_the_disk_takes_no_more_what_was_kept_stays(tmp_path: Path):
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    kept, _, said = done.stdout.partition(" ")
    assert "make room and try again" in said
    assert len(questions(store_in(tmp_path))) == int(kept)
