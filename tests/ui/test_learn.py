"""The Learn tab as HTML, and a quiz played to its end."""

from __future__ import annotations

import ast
import json
import re
from html import unescape
from pathlib import Path

import gradio as gr
import pytest

from assistant.learning.quiz import quiz
from assistant.records import Language
from assistant.ui.learn import learn_tab, render_view
from assistant.ui.learn_quiz import Game, render_game, take_step
from assistant.ui.learn_render import date_words
from assistant.ui.words import say
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import ROOT, write_document
from tests.ui.names import assert_names_tell_places_apart

LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans", "zh-Hant")
VIEWS = ("outline", "timeline", "glossary", "people")
HOSTILE = """Rules of <script>alert(1)</script> the house

I, Aims <img src=x onerror=alert(2)>

On 3 March 2019 Mayor Clara Holm said "<b>no</b>" to 40 & 50 requests. The <i>electric boats</i> serve <u>piers</u>, such as north, south, east and west.
"""
QUIET = """# Notes

## Part

Weaver Hall was built in 1931 and seats 340 guests on <em>two</em> floors of the old mill beside the river.
Source: Courier <b>& Sons</b> | 2020 | no citable link | fact 1
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Index:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    write_document(corpus, "rules", HOSTILE, title="<script>title</script>", date="2019-04-01")
    write_document(corpus, "note-quiet", QUIET, date="2021-01-01", tier="background")
    (corpus / "glossary.toml").write_text(
        '[[term]]\nenglish = "<i>electric boats</i>"\nchinese = "电动<b>船</b>"\nstatus = "M"\n', encoding="utf-8"
    )
    build_index(folder / "index", [corpus], embedder)
    return Index(folder / "index", embedder)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_of_a_source_becomes_an_element(hostile: Index, view: str, language: Language):
    html = render_view(view, hostile, language)
    assert 'class="failure"' not in html
    assert not re.search(r"<(?:script|img|b|i|u|em)\b", html)
    assert "<a " in html


def test_a_quiz_over_hostile_sources_is_text_too(hostile: Index):
    shown = ""
    for seed in range(10):
        questions = quiz(hostile, seed)
        for position in range(len(questions) + 1):
            shown += render_game(Game(seed, "", ["<b>x</b>"] * min(position + 1, len(questions)), position), hostile, "en")
    assert "&lt;b&gt;x" in shown
    assert not re.search(r"<(?:script|img|b|i|u|em)\b", shown)


@pytest.mark.parametrize("view", VIEWS)
def test_each_link_carries_a_citation_of_its_document_and_a_place_of_its_own(hostile: Index, view: str):
    links = re.findall(r'href="#src-([^"]+)"[^>]*data-citation="([^"]+)"', render_view(view, hostile, "en"))
    assert len({place for place, _ in links}) == len(links) > 0
    for _, data in links:
        citation = json.loads(unescape(data))
        assert hostile.document(citation["source"]).text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_links_to_different_places_have_different_names(hostile: Index, tiny_index: Index, view: str, language: Language):
    for index in (hostile, tiny_index):
        if "<a " in (html := render_view(view, index, language)):
            assert_names_tell_places_apart(html)


def test_official_words_stand_in_quotation_marks_and_those_of_notes_do_not(hostile: Index):
    html = render_view("timeline", hostile, "en")
    assert re.search(r'said-official" lang="en">“On <strong>3 March 2019</strong>', html)
    assert re.search(r'said-background" lang="en">Weaver Hall was built in <strong>1931</strong>', html)


def test_a_view_of_one_document_holds_that_document_only(hostile: Index):
    for view in ("outline", "timeline"):
        assert set(re.findall(r'data-doc="([^"]+)"', render_view(view, hostile, "en", "rules"))) == {"rules"}


def test_an_unknown_document_and_nothing_found_are_said_in_a_sentence(hostile: Index):
    assert 'class="failure"' in render_view("outline", hostile, "en", "no-such-document")
    assert "no such term" in render_view("glossary", hostile, "en", query="zzz")
    assert "nothing of the kind" in render_view("people", hostile, "en", "note-quiet")
    assert "too little" in render_game(Game(1, "no-such-document"), hostile, "en")


def test_the_page_speaks_the_language_it_is_built_for(hostile: Index):
    assert "2019年3月3日" in render_view("timeline", hostile, "zh-Hans")
    assert "出處" in render_view("timeline", hostile, "zh-Hant")
    assert date_words("2019-03", "en") == "March 2019"
    assert date_words("undated", "zh-Hans") == "日期不详"


def test_a_game_goes_from_question_to_score_and_keeps_its_answers(hostile: Index):
    questions = quiz(hostile, 5)
    game = Game(5)
    for position, question in enumerate(questions):
        assert f"Question {position + 1} of {len(questions)}" in render_game(game, hostile, "en")
        # Before the answer nothing on the page tells it.
        assert "data-citation" not in render_game(game, hostile, "en")
        given = question.answer if position % 2 == 0 else "something else"
        game, html, *_ = take_step(game, given, hostile, "en")
        assert ("verdict-supported" in html) == (position % 2 == 0)
        assert html.count("data-citation") == max(1, len(question.choices))
        game, html, *_ = take_step(game, "", hostile, "en")
    assert f"{(len(questions) + 1) // 2} of {len(questions)} right" in html
    new, *_ = take_step(game, "", hostile, "en")
    assert new.given == []


def test_an_empty_answer_is_asked_for_again(hostile: Index):
    game, html, *_ = take_step(Game(5), "  ", hostile, "en")
    assert game.given == []
    assert 'role="alert"' in html


class _Unread:
    """An assistant whose sources must not be read yet."""

    @property
    def index(self) -> Index:
        raise AssertionError("the sources were read before the tab was opened")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tab_is_built_without_reading_the_sources(language: Language):
    with gr.Blocks() as blocks, gr.Tabs(), gr.Tab("Learn"):
        learn_tab(_Unread(), language)  # type: ignore[arg-type]
    assert any(getattr(each, "elem_id", None) == "learn-shown" for each in blocks.blocks.values())


def test_all_words_of_the_tab_are_in_the_table():
    said = set()
    for name in ("learn.py", "learn_render.py", "learn_quiz.py"):
        tree = ast.parse((Path(ROOT) / "assistant" / "ui" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                assert isinstance(node.args[0], ast.Constant), f"{name} says something that a test cannot look up"
                said.add(node.args[0].value)
    assert len(said) > 30
    fillings = {"n": 1, "all": 2, "count": 3, "shown": 4, "right": 5, "date": "6"}
    for words in said:
        assert say(words, "zh-Hans", **fillings) != say(words, "en", **fillings)
