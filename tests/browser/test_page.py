"""The page in a real browser: from a question to the highlighted sentence."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
TARGETS = "What are the four supportive targets?"


def ask(page, question):
    before = page.locator(".exchange").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(f"document.querySelectorAll('.exchange').length > {before} && !document.querySelector('.working')", timeout=30_000)
    page.locator(".exchange").last.locator(".took").wait_for(timeout=30_000)


def numbered(page):
    return [text for text in page.locator(".exchange").last.locator(".line").all_text_contents() if re.match(r"\d+\. ", text)]


def quotation(line):
    return re.search(r"“(.*)”", line)[1]


def test_the_four_targets_come_numbered_and_each_mark_opens_its_sentence(open_page):
    page = open_page()
    ask(page, TARGETS)
    lines = numbered(page)
    assert [line[:2] for line in lines] == ["1.", "2.", "3.", "4."]
    for line in lines:
        mark = re.search(r"\[\d+\]", line)[0]
        page.get_by_text(mark, exact=True).click()
        assert page.locator("mark.cited").all_text_contents() == [quotation(line)]
        assert page.locator("mark.cited").is_visible()
    assert "official" in page.locator("#source-panel .tier").text_content()


def test_on_a_phone_the_keyboard_alone_opens_the_sentences(open_page):
    page = open_page(390)
    page.focus("#question textarea")
    page.keyboard.type(TARGETS)
    page.keyboard.press("Enter")
    page.locator(".took").wait_for(timeout=30_000)
    lines = numbered(page)
    assert len(lines) == 4
    for line in lines:
        mark = re.search(r"\[\d+\]", line)[0]
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == mark:
                break
        page.keyboard.press("Enter")
        assert page.locator("mark.cited").all_text_contents() == [quotation(line)]
        assert page.evaluate("(() => { const box = document.querySelector('mark.cited').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; })()")
        # Opening a sentence moves the focus to it; the next mark is looked for from the top again.
        page.evaluate("document.activeElement.blur(); document.body.focus()")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_shows_the_passage_within_150_ms(open_page):
    page = open_page()
    ask(page, TARGETS)
    took = page.evaluate(
        "(() => { const t = performance.now(); document.querySelectorAll('a.mark')[2].click(); document.querySelector('mark.cited').getBoundingClientRect(); return performance.now() - t; })()"
    )
    assert took < 150


def test_what_the_sources_do_not_say_looks_different_and_offers_leads(open_page):
    page = open_page()
    ask(page, "What was the budget of the plan in yuan?")
    assert page.locator(".abstention .badge").text_content() == "Not in the sources"
    lead = page.locator("a.near").first
    lead.click()
    shown = page.locator("mark.cited").text_content()
    assert shown.startswith(lead.text_content().rstrip(" …")[:60])


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>window.hacked = 1</script> who presented it?",
        "<img src=x onerror='window.hacked = 1'> who presented it?",
        "[click](javascript:window.hacked=1) who presented it?",
        "\u202ewho presented it?",
    ],
)
def test_a_hostile_question_is_shown_as_text(open_page, hostile):
    page = open_page()
    ask(page, hostile)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".conversation img, .conversation script").count() == 0
    asked = page.locator(".asked").last.text_content()
    # Marks of text direction are taken out; every other character is shown as it was typed.
    assert asked == hostile.lstrip("\u202e")


def test_an_empty_question_gets_one_sentence_and_loses_nothing(open_page):
    page = open_page()
    ask(page, TARGETS)
    page.fill("#question textarea", "   ")
    page.press("#question textarea", "Enter")
    page.locator(".failure").wait_for(timeout=10_000)
    assert "Traceback" not in page.content()
    assert len(page.locator(".line").all_text_contents()) >= 4


def test_a_chinese_question_is_answered_in_the_conversation(open_page):
    page = open_page()
    ask(page, "四个支撑目标是什么？")
    assert len(numbered(page)) == 4
