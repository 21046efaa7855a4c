"""The conversation as the browser keeps it."""

from __future__ import annotations

import json

from assistant.records import Answer, Citation
from assistant.ui.kept import MOST_KEPT, from_kept, to_kept

CITATION = Citation(1, "paper", "Title", "Publisher", "2026-01-02", "official", None, None, None, "One", "p", "words 😀", 3, 10)
ANSWER = Answer(
    "谁?", "谁?", "answered", "“words 😀” [1]", (CITATION,), ((1, 6),), notes=("a note",), language="zh-Hans", elapsed_ms=1.5
)


def test_what_the_browser_keeps_comes_back_the_same():
    assert from_kept(json.loads(json.dumps(to_kept([ANSWER])))) == [ANSWER]


def test_what_is_not_an_answer_is_left_out():
    kept = [*to_kept([ANSWER]), {"question": "half"}, None, 7, {**ANSWER.as_json(), "status": "invented"}]
    assert from_kept(kept) == [ANSWER]


def test_what_is_not_a_conversation_is_an_empty_one():
    assert [from_kept(each) for each in (None, "text", {"a": 1}, 3)] == [[], [], [], []]


def test_only_the_latest_answers_are_kept():
    answers = [Answer(str(number), "", "answered", "") for number in range(MOST_KEPT + 5)]
    kept = from_kept(to_kept(answers))
    assert [kept[0].question, kept[-1].question, len(kept)] == ["5", str(MOST_KEPT + 4), MOST_KEPT]
