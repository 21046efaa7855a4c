"""What the source panel asks of the server: whatever a browser sends, an answer or nothing comes back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.chain import PlanAssistant
from assistant.feedback import FeedbackStore
from assistant.ui.kept import KeptAnswer, Seal
from assistant.ui.panel import _keep_feedback, _reading, panel_html
from index.retrieve import Index


@pytest.fixture(scope="module")
def reading(tiny_index: Index):
    return {each.__name__: each for each in _reading(PlanAssistant(tiny_index), "en")}


def test_a_place_is_opened_to_the_character(reading, tiny_index: Index):
    opened = reading["open_place"]({"source": "harbour-bridge", "start": 40, "end": 80})
    assert opened["citation"]["quote"] == tiny_index.document("harbour-bridge").text[40:80].strip() or opened["citation"]["start"] == 40
    assert "City of Northport" in opened["press"]


@pytest.mark.parametrize("place", [None, {}, {"source": "harbour-bridge", "start": 9, "end": 3}, {"source": "../etc", "start": 0, "end": 9},
                                   {"source": "harbour-bridge", "start": "x", "end": []}, {"source": "harbour-bridge", "start": 10**9, "end": 10**9 + 5}])  # fmt: skip
def test_no_place_opens_nothing(reading, place):
    assert reading["open_place"](place) is None


def test_an_unknown_source_is_none_and_the_list_names_all(reading):
    assert reading["read_source"]("../../secret") is None
    assert [each["id"] for each in reading["list_sources"](None)] == ["harbour-bridge", "night-library"]


@pytest.mark.parametrize("given", [None, 3, {}, {"answer": {}, "verdict": "right"}, {"answer": None, "verdict": "great", "comment": 3}])
def test_what_is_no_feedback_is_not_kept(tmp_path, given):
    assert _keep_feedback(FeedbackStore(tmp_path, 30), Seal())(given) is False


@pytest.fixture(scope="module")
def answer(tiny_index: Index):
    return PlanAssistant(tiny_index).invoke({"question": "When was the bridge built?"})


def test_feedback_is_kept_and_without_a_store_it_is_not(tmp_path, answer):
    seal = Seal()
    given = {"answer": seal.sealed(answer, "a1").as_json(), "verdict": "wrong", "comment": "no"}
    store = FeedbackStore(tmp_path, 30)
    assert _keep_feedback(store, seal)(given) is True
    assert [(each.verdict, each.comment) for each in store.entries()] == [("wrong", "no")]
    assert _keep_feedback(None, seal)(given) is False


def test_feedback_on_an_answer_that_was_not_given_is_not_kept(tmp_path, answer):
    store, seal = FeedbackStore(tmp_path, 30), Seal()
    forged = {**seal.sealed(answer, "a1").as_json(), "answer": replace(answer, answer="The bridge is sold.").as_json()}
    for invented in (forged, KeptAnswer(answer, "a1").as_json(), Seal().sealed(answer, "a1").as_json()):
        assert _keep_feedback(store, seal)({"answer": invented, "verdict": "wrong"}) is False
    assert list(store.entries()) == []


def test_one_answer_does_not_fill_the_file_with_feedback(tmp_path, answer):
    store, seal = FeedbackStore(tmp_path, 30), Seal()
    keep = _keep_feedback(store, seal)
    given = {"answer": seal.sealed(answer, "a1").as_json(), "verdict": "wrong"}
    assert [keep(given) for _ in range(5)] == [True, True, True, False, False]
    assert keep({**given, "answer": seal.sealed(answer, "a2").as_json()}) is True


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_panels_words_travel_whole(language):
    words = json.loads(unescape(re.search(r'data-words="([^"]*)"', panel_html(language))[1]))
    assert words["{n} of {all}"].count("{") == 2
    assert "@" not in re.sub(r'data-(?:words|names)="[^"]*"', "", panel_html(language))
