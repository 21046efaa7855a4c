"""Answers as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.records import Answer, Citation
from assistant.ui.kept import KeptAnswer
from assistant.ui.render import render_conversation, render_failure, render_pending

CITATION = Citation(
    1,
    "paper",
    "A <b>title</b>",
    "Publisher",
    "2026-01-02",
    "background",
    None,
    "City & Co",
    "2025",
    "One",
    "p",
    'He said "no"',
    3,
    15,
)


def answered(text: str, **changes: object) -> KeptAnswer:
    return KeptAnswer(Answer("Why?", "Why?", "answered", text, (CITATION,), **changes), "a1")  # type: ignore[arg-type]


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_an_empty_conversation_says_what_to_do():
    assert "Ask a question" in render_conversation([])[0]


def test_each_exchange_is_an_element_of_its_own():
    assert len(render_conversation([answered("a"), answered("b")])) == 2


def test_numbered_lines_make_one_list_and_keep_their_numbers():
    html = render_conversation([answered("Three:\n1. one [1]\n2. two [1]\nThat is all.")])[0]
    assert html.count("<ol") == html.count("</ol>") == 1
    assert [text_of(item) for item in re.findall(r"<li.*?</li>", html)] == ["1. one [1]", "2. two [1]"]


def test_emphasis_counts_from_the_start_of_the_answer_and_never_leaves_its_line():
    html = render_conversation([answered("Ab cd\n1. ef [1] gh", emphasis=((3, 9), (9, 11), (15, 99)))])[0]
    assert re.findall(r"<strong>(.*?)</strong>", html) == ["cd", "ef", " gh"]


def test_a_mark_carries_its_citation_and_a_number_without_one_stays_text():
    html = render_conversation([answered("Yes [1], no [2].")])[0]
    assert html.count("<a ") == 1
    assert 'href="#src-0-1"' in html
    assert text_of(html).startswith("Why?Yes [1], no [2].")


def test_nothing_of_a_question_or_an_answer_becomes_an_element():
    hostile = "<img src=x onerror=alert(1)>\"'&"
    answer = Answer(hostile, f"{hostile}!", "not_in_sources", hostile, nearest=(CITATION,), notes=(hostile,))
    html = "".join([*render_conversation([KeptAnswer(answer)]), render_pending(hostile, "en"), render_failure(hostile, hostile)])
    assert "<img" not in html
    assert "<b>" not in html
    assert re.findall(r'data-citation="[^"]*"', html)


def test_an_abstention_is_labelled_and_names_whom_its_leads_go_back_to():
    html = render_conversation([KeptAnswer(Answer("Why?", "Why?", "not_in_sources", "The sources do not say.", nearest=(CITATION,)))])[0]
    assert 'class="abstention"' in html
    assert "Not in the sources" in html
    assert "background: City &amp; Co, 2025" in text_of(html)
    assert 'href="#src-0-near-1"' in html


def test_the_stand_alone_question_is_shown_only_where_it_differs():
    assert "Understood as" not in render_conversation([answered("a")])[0]
    assert "Understood as" in render_conversation([KeptAnswer(Answer("Who?", "Who presented it?", "answered", "a"))])[0]


def test_what_acts_is_named_after_its_own_answer():
    asked = [KeptAnswer(replace(answered("a").answer, question=question, elapsed_ms=2.0), question) for question in ("Why?", "Who?")]
    html = "".join(render_conversation(asked, feedback=True))
    names = re.findall(r'<(?:button|summary|textarea)[^>]*aria-label="([^"]*)"', html)
    assert len(names) == len(set(names)) == 13
    assert {"Copy with sources: Why?", "Is this right?: Who?", "Wrong: Who?"} <= set(names)
