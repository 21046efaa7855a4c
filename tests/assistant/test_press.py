"""Words taken elsewhere: quotations, answers, conversations."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.chain import PlanAssistant
from assistant.drafts import pandoc
from assistant.drafts.export import word_of
from assistant.drafts.records import DraftError
from assistant.press import answer_with_sources, press_form, transcript
from assistant.records import Answer, Citation
from assistant.suggestions import _label, _on_terms, suggested_questions
from corpus.glossary import GlossaryTerm
from index.retrieve import Index

OFFICIAL = Citation(1, "paper", "A title", "City Office", "2026-01-02", "official", "https://example.org/a", None, None, "II", "p", "Ten of\nthem.", 3, 16)
BACKGROUND = replace(OFFICIAL, n=2, tier="background", statement_source="Daily News", statement_date="2025-05", quote="There were nine.")
ANSWER = Answer("How many?", "How many?", "answered", "“Ten of them.” [1]\nBackground: There were nine. [2]", (OFFICIAL, BACKGROUND), notes=("They differ [1].",))


def test_official_words_are_quoted_with_publisher_date_and_link():
    assert press_form(OFFICIAL, "en") == "“Ten of them.” — City Office, 2026-01-02 https://example.org/a"


@pytest.mark.parametrize(("language", "opening"), [("en", "According to Daily News (2025-05), "), ("zh-Hans", "据Daily News（2025-05），"), ("zh-Hant", "據Daily News（2025-05），")])
def test_background_is_told_and_never_quoted(language, opening):
    text = press_form(BACKGROUND, language)
    assert text.startswith(opening)
    assert "“" not in text


def test_an_answer_is_copied_with_a_source_for_each_mark():
    text = answer_with_sources(ANSWER, "en")
    assert "[1] City Office, “A title”, 2026-01-02, II. https://example.org/a (paper:3-16)" in text
    assert "[2] Daily News, 2025-05." in text
    assert "They differ [1]." in text


@pytest.mark.parametrize(("language", "page"), [("en", "p. 12"), ("zh-Hans", "第12页"), ("zh-Hant", "第12頁")])
def test_the_page_of_a_pdf_goes_with_its_words(language, page):
    cited = replace(OFFICIAL, page=12)
    answer = replace(ANSWER, citations=(cited, BACKGROUND))
    assert press_form(cited, language) == f"“Ten of them.” — City Office, 2026-01-02, {page} https://example.org/a"
    assert f"[1] City Office, “A title”, 2026-01-02, {page}, II. https://example.org/a (paper:3-16)" in answer_with_sources(answer, language)
    word, markdown = transcript([answer], language)
    assert page in markdown.replace("\xa0", " ").replace("\n    ", " ")
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert page in re.sub(r"<[^>]+>", "", file.read("word/footnotes.xml").decode())


def test_a_conversation_has_a_footnote_for_each_mark_and_no_mark_in_its_text():
    word, markdown = transcript([ANSWER, replace(ANSWER, question="Is <b>that</b> all?")], "en")
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert file.read("word/footnotes.xml").decode().count("paper:3-16") == 6
        assert "[1]" not in file.read("word/document.xml").decode()
    assert markdown.count("[^1]") == 2
    assert "<b>" not in markdown.replace("\\<b", "")


def test_every_suggestion_is_answered(tiny_index: Index):
    assistant = PlanAssistant(tiny_index)
    answer = assistant.invoke({"question": "What colour is the mayor's car?"})
    assert answer.abstained
    suggestions = suggested_questions(answer, assistant)
    assert 1 <= len(suggestions) <= 3
    assert {assistant.invoke({"question": each}).status for each in suggestions} == {"answered"}


@pytest.mark.parametrize(("language", "asked"), [("zh-Hans", "“电动船”是什么？"), ("zh-Hant", "“電動船”是什麼？")])
def test_a_suggestion_in_chinese_quotes_no_english_heading(language, asked):
    terms = GlossaryTerm(english="electric boats", chinese="电动船", status="C"), GlossaryTerm(english="pier", chinese="", status="N")
    index = SimpleNamespace(glossary=terms)
    assert list(_on_terms("The Electric boats serve the pier.", index, language)) == [asked]
    assert [_label(each, index, language) for each in ("Electric boat", "Fleet", "船队")] == [asked[1:4], "", "船队" if language == "zh-Hans" else "船隊"]
    assert _label("Fleet", index, "en") == "Fleet"


def test_a_conversation_that_pandoc_cannot_write_is_told_as_one(monkeypatch):
    def fails(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"", b"")

    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(DraftError, match="The conversation cannot be made into a file"):
        transcript([ANSWER], "en")
    with pytest.raises(DraftError, match="The draft cannot be made into a file"):
        word_of("# A draft")
    with pytest.raises(DraftError, match="The file is damaged"):
        pandoc.read(b"x", "md")
