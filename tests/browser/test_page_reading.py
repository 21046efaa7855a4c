"""Reading a source, taking words along, and what stands under an answer, in a real browser."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.browser.test_page import TARGETS, ask

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, TARGETS)
    return page


def copied(page):
    page.wait_for_timeout(200)
    return page.evaluate("navigator.clipboard.readText()")


def test_a_mark_that_is_pointed_at_or_has_the_focus_shows_its_quotation(asked):
    mark = asked.locator("a.mark").nth(2)
    quote = json.loads(mark.get_attribute("data-citation"))["quote"]
    card = asked.locator("#hover-card")
    mark.hover()
    card.wait_for(state="visible", timeout=3_000)
    assert quote in card.text_content()
    assert "2018-02-12" in card.text_content()
    asked.keyboard.press("Escape")
    assert card.is_hidden()
    asked.locator("a.mark").nth(1).focus()
    card.wait_for(state="visible", timeout=3_000)
    assert asked.locator("a.mark").nth(1).get_attribute("aria-describedby") == "hover-card"


def test_the_card_can_be_gone_to_and_its_words_selected(asked):
    mark, card = asked.locator("a.mark").nth(2), asked.locator("#hover-card")
    mark.hover()
    card.wait_for(state="visible", timeout=3_000)
    box = card.locator(".card-quote").bounding_box()
    asked.mouse.move(box["x"] + 20, box["y"] + 12, steps=8)
    asked.wait_for_timeout(800)
    assert card.is_visible()
    asked.mouse.dblclick(box["x"] + 20, box["y"] + 12)
    selected = asked.evaluate("getSelection().toString().trim()")
    assert selected
    assert selected in card.text_content()
    # A scroll does not take it away, nor does the pointer while words of it are selected; Escape does.
    asked.mouse.wheel(0, 10)
    asked.mouse.move(5, 5)
    asked.wait_for_timeout(600)
    assert card.is_visible()
    asked.keyboard.press("Escape")
    assert card.is_hidden()
    mark.hover()
    card.wait_for(state="visible", timeout=3_000)
    asked.mouse.move(5, 5)
    card.wait_for(state="hidden", timeout=3_000)


def test_the_citations_of_an_answer_are_stepped_through(asked):
    marks = asked.locator(".exchange a.mark")
    quotes = [json.loads(marks.nth(n).get_attribute("data-citation"))["quote"] for n in range(5)]
    marks.nth(0).click()
    for quote in quotes:
        assert asked.locator("mark.cited").text_content() == quote
        asked.get_by_role("button", name="Next").first.click()
    asked.get_by_role("button", name="Previous").first.click()
    assert asked.locator("mark.cited").text_content() == quotes[4]
    # The others of the answer are set off too.
    assert asked.evaluate("CSS.highlights.get('also').size") >= 4


def test_a_source_is_read_whole_and_searched(open_page):
    page = open_page()
    page.locator("#source-choice option").nth(1).wait_for(state="attached", timeout=10_000)
    page.select_option("#source-choice", index=1)
    page.locator(".source-body").wait_for(timeout=10_000)
    page.get_by_role("searchbox", name="Search in this source").fill("vice  mayor")
    assert "1 of" in page.locator(".finder output").text_content()
    page.get_by_role("searchbox").fill("no such words (")
    assert page.locator(".finder output").text_content() == "none found"
    page.locator(".contents summary").click()
    page.locator(".contents button").last.click()
    assert page.locator(".source-body").evaluate("body => body.scrollTop") > 0


def test_a_quotation_is_copied_for_print_and_a_link_opens_the_page_at_it(asked):
    asked.locator("a.mark").nth(2).click()
    quote = asked.locator("mark.cited").text_content()
    asked.get_by_role("button", name="Copy quotation").click()
    assert copied(asked).startswith(f"“{quote}” — Shanghai Municipal Information Office, 2018-02-12 https://")
    asked.get_by_role("button", name="Copy link").click()
    address = copied(asked)
    other = asked.context.new_page()
    other.goto(address)
    other.locator("mark.cited").wait_for(timeout=20_000)
    assert other.locator("mark.cited").text_content() == quote


def test_background_is_copied_without_quotation_marks(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "Did the city reach the 2020 target for the quality index?")
    page.locator("a.mark-background").first.click()
    page.locator("mark.cited").wait_for(timeout=10_000)
    page.get_by_role("button", name="Copy quotation").click()
    text = copied(page)
    assert text.startswith("According to ")
    assert "“" not in text.split(", ", 1)[0]


def test_an_answer_is_copied_with_its_sources(asked):
    asked.get_by_role("button", name="Copy with sources: What are").click()
    text = copied(asked)
    assert TARGETS in text
    assert "[2] Shanghai Municipal Information Office, “Press Conference" in text


def test_a_link_to_no_place_opens_nothing(open_page):
    page = open_page()
    page.evaluate("location.hash = '#at=no-such-source:1-99'")
    page.wait_for_timeout(500)
    assert page.locator("mark.cited, .warning").count() == 0


def test_an_abstention_offers_questions_that_are_answered(open_page):
    page = open_page()
    ask(page, "What does the plan cost?")
    page.locator("button.suggestion").first.wait_for(timeout=20_000)
    question = page.locator("button.suggestion").first.text_content()
    page.locator("button.suggestion").first.click()
    page.wait_for_function("document.querySelectorAll('.exchange .took').length === 2", timeout=30_000)
    last = page.locator(".exchange").last
    assert last.locator(".asked").text_content() == question
    assert last.locator("a.mark").count() > 0


def test_what_a_visitor_says_of_an_answer_is_kept(asked):
    asked.locator("details.feedback summary").click()
    asked.fill(".feedback textarea", "quite right")
    asked.get_by_role("button", name="Right: ").click()
    asked.get_by_text("Thank you; it is kept for the operator.").wait_for(timeout=10_000)


def test_the_conversation_is_taken_as_word_with_footnotes(asked, tmp_path):
    asked.get_by_role("button", name="Export", exact=True).click()
    with asked.expect_download(timeout=30_000) as taken:
        asked.get_by_role("link", name="Word, with footnotes").click()
    taken.value.save_as(tmp_path / "conversation.docx")
    quotes = [json.loads(each.get_attribute("data-citation")) for each in asked.locator("a.mark").all()]
    with zipfile.ZipFile(tmp_path / "conversation.docx") as word:
        footnotes = word.read("word/footnotes.xml").decode()
    for citation in quotes:
        assert f"{citation['source']}:{citation['start']}-{citation['end']}" in footnotes


def test_a_kept_draft_is_opened_again_after_a_reload(open_page):
    page = open_page()
    page.get_by_role("tab", name="Draft").click()
    assert not page.is_visible("#draft-chosen")
    page.fill("#draft-text textarea", "# My own draft\n\nA line that I wrote.")
    page.click("#draft-keep")
    page.get_by_text("Kept on this computer").wait_for(timeout=20_000)
    page.wait_for_selector("#draft-chosen")
    page.reload()
    page.wait_for_function("window.planAssistantPage")
    page.get_by_role("tab", name="Draft").click()
    page.wait_for_function("document.querySelector('#draft-chosen input')?.value.startsWith('My own draft')", timeout=20_000)
    page.click("#draft-open")
    page.wait_for_function("document.querySelector('#draft-text textarea').value.includes('that I wrote')", timeout=20_000)
    page.click("#draft-delete")
    page.get_by_text("Deleted.").wait_for(timeout=20_000)
    page.wait_for_selector("#draft-chosen", state="hidden")
    assert "that I wrote" in page.input_value("#draft-text textarea")


def test_a_new_reader_opens_the_outline_and_plays_the_quiz_to_its_score(open_page):
    page = open_page()
    page.get_by_role("tab", name="Learn").click()
    page.locator("#learn-shown .branch").first.wait_for(timeout=30_000)
    page.locator("#learn-shown a.near").first.click()
    page.locator("mark.cited").wait_for(timeout=10_000)
    page.get_by_role("radio", name="Quiz").check()
    page.locator("#quiz-board blockquote").wait_for(timeout=60_000)
    for _ in range(30):
        if page.locator("#quiz-board .checked").count():
            break
        if page.locator("#quiz-choice").is_visible():
            page.locator("#quiz-choice input").first.check()
        elif page.locator("#quiz-words").is_visible():
            page.fill("#quiz-words :is(input, textarea)", "something")
        page.click("#quiz-go")
        page.wait_for_timeout(400)
    assert "right" in page.locator("#quiz-board p.verdict").text_content()


@pytest.mark.parametrize(("locale", "language", "title"), [("zh-CN", "zh-Hans", "方案助手"), ("zh-TW", "zh-Hant", "方案助手"), ("de-DE", "", "Plan Assistant")])
def test_the_page_follows_the_browsers_language_until_another_is_chosen(open_page, settled, locale, language, title):
    page = open_page(locale=locale)
    page.wait_for_url(f"**/{language}")
    assert page.locator("h1").text_content() == title
    for leave in (page.locator("#languages a[lang=en]").click, page.reload):
        settled(page)
        leave()
        page.wait_for_function("window.planAssistantPage && document.querySelector('h1')?.textContent === 'Plan Assistant'")
    settled(page)


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_chinese_page_works_at_every_width_and_keeps_the_conversation(open_page, settled, width):
    page = open_page(width, locale="zh-CN")
    ask(page, "四个支撑目标是什么？")
    for tab in ("学习", "起草", "核对", "提问"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    settled(page)
    page.locator("#languages a[lang=zh-Hant]").click()
    page.wait_for_url("**/zh-Hant")
    page.locator(".exchange a.mark").first.wait_for(timeout=20_000)
    assert page.locator(".act").first.text_content() == "複製（含出處）"
