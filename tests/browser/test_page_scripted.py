"""The page with answers and documents made to be difficult."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    return open_page(server="scripted_address")


def ask(page, question):
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(
        """(question) => {
            const last = [...document.querySelectorAll(".exchange")].at(-1);
            return last && last.querySelector(".asked").textContent === question && last.querySelector(".took, .failure");
        }""",
        arg=question,
        timeout=30_000,
    )


def open_mark(page):
    """Opens the last answer's first mark; returns what the citation quotes and what is highlighted."""
    mark = page.locator(".exchange").last.locator("a.mark").first
    mark.click()
    page.locator("#source-view :is(mark.cited, .warning)").wait_for(timeout=10_000)
    return json.loads(mark.get_attribute("data-citation"))["quote"], page.locator("mark.cited").all_text_contents()


@pytest.mark.parametrize("question", ["astral", "paragraphs", "hostile", "groups", "last"])
def test_one_highlight_holds_the_quotation_to_the_character(page, question):
    ask(page, question)
    quote, highlighted = open_mark(page)
    assert highlighted == [quote]


def test_the_document_is_whole_again_after_other_citations_were_opened(page):
    ask(page, "astral")
    open_mark(page)
    before = page.locator(".source-body").text_content()
    for question in ("paragraphs", "groups", "last"):
        ask(page, question)
        open_mark(page)
    page.locator(".exchange").first.locator("a.mark").first.click()
    assert page.locator(".source-body").text_content() == before
    assert page.locator("mark.cited").all_text_contents() == ["words that are cited"]


def test_the_end_of_a_long_document_is_brought_into_view(page):
    ask(page, "last")
    open_mark(page)
    page.wait_for_timeout(200)
    box = page.locator("mark.cited").bounding_box()
    assert 0 <= box["y"] < 880


def test_a_click_in_a_long_document_takes_less_than_150_ms(page):
    for question in ("astral", "last"):
        ask(page, question)
        open_mark(page)
    took = page.evaluate("""() => {
        const start = performance.now();
        document.querySelector("a.mark").click();
        document.querySelector("mark.cited").getBoundingClientRect();
        return performance.now() - start;
    }""")
    assert page.locator("mark.cited").text_content() == "words that are cited"
    assert took < 150


def test_hostile_text_of_a_model_a_title_a_note_and_a_source_stays_text(page):
    ask(page, "hostile")
    open_mark(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#conversation img, #conversation script, #source-panel img, #source-panel script").count() == 0
    assert page.locator("#source-panel a").count() == 0
    assert page.locator("p.source-link").text_content() == "No citable link"
    assert "${window.hacked=1} {{value}}" in page.locator(".note").text_content()


def test_a_number_without_a_citation_is_no_link(page):
    ask(page, "astral")
    assert page.locator(".line a").all_text_contents() == ["[1]"]
    assert "Not a mark: [7]." in page.locator(".line").last.text_content()


@pytest.mark.parametrize("question", ["changed", "gone"])
def test_a_source_that_changed_or_went_shows_the_words_and_marks_no_others(page, question):
    ask(page, question)
    quote, highlighted = open_mark(page)
    assert highlighted == []
    assert page.locator("#source-view blockquote").text_content() == quote


def test_progress_is_shown_until_the_answer_comes(page):
    page.fill("#question textarea", "slow")
    page.press("#question textarea", "Enter")
    page.locator(".exchange[aria-busy=true] .working").wait_for(timeout=5_000)
    page.locator(".took").wait_for(timeout=10_000)
    assert page.locator(".working").count() == 0
    assert page.locator("details:not(.feedback) summary").text_content() == "Understood as"


def test_a_failure_is_one_sentence_and_the_conversation_goes_on(page):
    ask(page, "astral")
    ask(page, "fail")
    assert page.locator(".failure").text_content().startswith("Something went wrong")
    assert page.input_value("#question textarea") == "fail"
    assert "of the machine" not in page.content()
    ask(page, "last")
    assert page.locator(".asked").all_text_contents() == ["astral", "last"]


def test_from_the_source_one_gets_back_to_the_mark(open_page):
    page = open_page(390, server="scripted_address")
    ask(page, "last")
    open_mark(page)
    page.locator("button.back").click()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#src-0-1"
    page.focus(".source-body")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#src-0-1"


def test_from_the_source_one_gets_back_to_a_mark_in_a_tab_that_was_left(page):
    ask(page, "last")
    open_mark(page)
    page.get_by_role("tab", name="Check").click()
    page.locator("#check-text textarea").wait_for(state="visible", timeout=10_000)
    page.focus(".source-body")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.getAttribute('href') === '#src-0-1'", timeout=10_000)
    assert page.locator(".exchange").is_visible()


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_width_scrolls_sideways_and_the_source_is_seen(open_page, width, scheme):
    page = open_page(width, server="scripted_address", color_scheme=scheme)
    ask(page, "paragraphs")
    open_mark(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('mark.cited').getBoundingClientRect().top < innerHeight")
