"""The conversation as the browser keeps it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from assistant.records import Answer, Citation
from assistant.ui.kept import KEY_FILE, MOST_KEPT, KeptAnswer, Seal, from_kept, open_seal

CITATION = Citation(1, "paper", "Title", "Publisher", "2026-01-02", "official", None, None, None, "One", "p", "words 😀", 3, 10)
ANSWER = Answer(
    "谁?", "谁?", "answered", "“words 😀” [1]", (CITATION,), ((1, 6),), notes=("a note",), language="zh-Hans", elapsed_ms=1.5
)


def through_the_browser(*kept: KeptAnswer) -> list[KeptAnswer]:
    return from_kept(json.loads(json.dumps([each.as_json() for each in kept])))


def test_what_the_browser_keeps_comes_back_the_same():
    kept = Seal().sealed(ANSWER, "a1")
    assert through_the_browser(kept) == [kept]


def test_what_is_not_an_answer_is_left_out():
    kept = KeptAnswer(ANSWER, "a1").as_json()
    invented = {**kept, "answer": {**ANSWER.as_json(), "status": "invented"}}
    assert from_kept([kept, {"id": "b"}, {"question": "half"}, None, 7, invented]) == [KeptAnswer(ANSWER, "a1")]


def test_what_is_not_a_conversation_is_an_empty_one():
    assert [from_kept(each) for each in (None, "text", {"a": 1}, 3)] == [[], [], [], []]


def test_only_the_latest_answers_are_read():
    kept = through_the_browser(*(KeptAnswer(Answer(str(number), "", "answered", "")) for number in range(MOST_KEPT + 5)))
    assert [kept[0].answer.question, kept[-1].answer.question, len(kept)] == ["5", str(MOST_KEPT + 4), MOST_KEPT]


def test_a_seal_holds_for_what_was_sealed_and_for_nothing_else():
    seal = Seal()
    (kept,) = through_the_browser(seal.sealed(ANSWER, "a1"))
    assert seal.holds(kept)
    for forged in (
        replace(kept, answer=replace(ANSWER, answer="the city never said so")),
        replace(kept, id="a2"), replace(kept, proof=""), replace(kept, proof="é"), KeptAnswer(ANSWER, "a1"),
    ):  # fmt: skip
        assert not seal.holds(forged)
    assert not Seal().holds(kept)


def test_a_seal_holds_after_a_restart_and_its_key_is_for_the_owners_eyes(tmp_path: Path):
    kept = open_seal(tmp_path / "data").sealed(ANSWER, "a1")
    assert open_seal(tmp_path / "data").holds(kept)
    assert (tmp_path / "data" / KEY_FILE).stat().st_mode & 0o077 == 0


def test_without_a_folder_that_serves_a_seal_holds_until_the_server_ends(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    for data in (None, tmp_path / "file"):
        seal = open_seal(data)
        assert seal.holds(seal.sealed(ANSWER, "a1"))
