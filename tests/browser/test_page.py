"""The page in a real browser: from a question to the highlighted sentence."""

from __future__ import annotations

import json
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


def in_view(page):
    return page.evaluate(
        "(() => { const box = document.querySelector('mark.cited').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; })()"
    )


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
    for _ in range(20):  # back from the question box to before the first mark
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "clear":
            break
    for line in lines:
        mark = re.search(r"\[\d+\]", line)[0]
        # The focus stays on a mark that was opened: Tab goes on from there.
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == mark:
                break
        page.keyboard.press("Enter")
        assert page.locator("mark.cited").all_text_contents() == [quotation(line)]
        assert in_view(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_shows_the_passage_within_150_ms(open_page):
    page = open_page()
    ask(page, TARGETS)
    took = page.evaluate("""() => new Promise((done) => {
        const start = performance.now();
        const view = document.getElementById("source-view");
        new MutationObserver(() => view.querySelector("mark.cited").getBoundingClientRect() && done(performance.now() - start))
            .observe(view, { childList: true });
        document.querySelectorAll("a.mark")[2].click();
    })""")
    assert took < 150


def test_every_answer_of_a_long_conversation_opens_its_source_in_view(open_page):
    page = open_page()
    for question in (TARGETS, "Who presented the plan?", "What are the three guarantee measures?"):
        ask(page, question)
    assert page.locator(".exchange").count() == 3
    for exchange in (2, 0, 1):
        mark = page.locator(".exchange").nth(exchange).locator("a.mark").first
        mark.click()
        assert json.loads(mark.get_attribute("data-citation"))["quote"] == page.locator("mark.cited").text_content()
        assert in_view(page)
        assert page.locator("a.opened").get_attribute("href") == mark.get_attribute("href")


def test_a_reload_keeps_the_conversation_with_its_citations(open_page):
    page = open_page()
    ask(page, TARGETS)
    lines = numbered(page)
    page.reload()
    page.locator(".took").wait_for(timeout=30_000)
    assert numbered(page) == lines
    page.locator("li.line a.mark").nth(2).click()
    page.locator("mark.cited").wait_for(timeout=10_000)
    assert page.locator("mark.cited").text_content() == quotation(lines[2])
    ask(page, "and the third one?")
    assert "Third" in page.locator(".exchange").last.locator(".line").first.text_content()


def test_a_new_conversation_forgets_the_old_one_for_good(open_page):
    page = open_page()
    ask(page, TARGETS)
    page.locator("a.mark").first.click()
    page.click("#clear")
    page.locator(".conversation .empty").wait_for(timeout=10_000)
    assert page.locator(".exchange, mark.cited").count() == 0
    assert page.locator("#examples button").first.is_visible()
    page.reload()
    page.locator(".conversation .empty").wait_for(timeout=30_000)
    page.wait_for_timeout(500)
    assert page.locator(".exchange").count() == 0


def test_an_example_is_asked_by_its_button(open_page):
    page = open_page()
    page.locator("#examples button").first.click()
    page.locator(".took").wait_for(timeout=30_000)
    assert page.locator(".asked").text_content() == "Who presented the plan, and when?"
    page.locator("#examples").wait_for(state="hidden", timeout=10_000)


def test_the_page_can_be_read_aloud(open_page):
    page = open_page()
    ask(page, TARGETS)
    assert page.locator("main [role=log][aria-live=polite]").count() == 1
    assert page.get_by_role("region", name="Source", exact=True).count() == 1
    assert page.get_by_role("textbox", name="Your question").count() == 1
    assert page.get_by_role("link", name=re.compile(r"^\[2\] official source: ")).count() == 1
    page.locator("a.mark").nth(1).click()
    assert page.locator("#source-status[role=status]").text_content().startswith("Source opened: Press Conference Material")


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


def test_a_pasted_quotation_is_checked_and_opens_its_true_words(open_page):
    page = open_page()
    page.get_by_role("tab", name="Check").click()
    page.fill("#check-text textarea", "focus on 12 major fields which include agricultural products")
    page.click("#check-send")
    page.locator(".verdict-altered").wait_for(timeout=30_000)
    assert page.locator(".true-words strong").all_text_contents() == ["11"]
    page.get_by_role("link", name="Open in the source").or_(page.locator(".check a.near")).first.click()
    page.locator("mark.cited").wait_for(timeout=30_000)
    assert page.locator("mark.cited").text_content() == "focus on 11 major fields which include agricultural products"


def test_the_tabs_are_reached_by_keyboard(open_page):
    page = open_page(390)
    page.get_by_role("tab", name="Draft").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#check-text textarea").wait_for(state="visible", timeout=10_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_draft_is_written_edited_checked_again_and_taken_as_word(open_page, tmp_path):
    page = open_page()
    page.get_by_role("tab", name="Draft").click()
    page.click("#draft-write")
    page.wait_for_function("document.querySelector('#draft-text textarea').value.includes('[^1]')", timeout=60_000)
    page.fill("#draft-text textarea", page.input_value("#draft-text textarea").replace("above 90", "above 95"))
    page.click("#draft-check")
    page.locator(".verdict-altered").wait_for(timeout=60_000)
    assert page.locator(".differences del").first.text_content() == "95"
    assert page.locator(".differences ins").first.text_content() == "90"
    page.click("#draft-export")
    with page.expect_download(timeout=30_000) as taken:
        page.get_by_role("link", name="Word, with footnotes").click()
    assert taken.value.suggested_filename.startswith("Brief-Press-Conference-Material-for-February-9th")
    taken.value.save_as(tmp_path / "draft.docx")
    assert (tmp_path / "draft.docx").read_bytes()[:2] == b"PK"


def test_only_the_chosen_sources_are_asked(open_page):
    page = open_page(width=390)
    fold = page.locator("#sources-choice")
    assert "Sources: all" in fold.inner_text()
    fold.get_by_role("button").first.click()
    fold.get_by_label("Background", exact=True).check()
    page.wait_for_function("/Sources: \\d+ of \\d+/.test(document.querySelector('#sources-choice').innerText)", timeout=10_000)
    ask(page, TARGETS)
    answer = page.locator(".exchange").last
    assert "sources only, as chosen" in answer.locator(".note").last.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#choice-all").click()
    page.wait_for_function("/Sources: all/.test(document.querySelector('#sources-choice').innerText)", timeout=10_000)
    ask(page, TARGETS)
    assert numbered(page)
    assert "as chosen" not in page.locator(".exchange").last.inner_text()
