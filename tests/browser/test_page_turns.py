"""Questions at the same time, two tabs of one browser, and what a visitor has begun to write under an answer."""

from __future__ import annotations

import pytest

from tests.browser.test_page_scripted import ask

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    return open_page(server="scripted_address")


def send(page, question):
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def asked(page):
    return page.locator(".asked").all_text_contents()


def answered(page, count):
    page.wait_for_function(f"document.querySelectorAll('.exchange .took').length === {count}", timeout=30_000)


def after_reload(page, count):
    page.reload()
    answered(page, count)
    return asked(page)


def second_tab(page):
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#question textarea")
    other.wait_for_function("window.planAssistantPage")
    return other


def test_a_question_sent_while_another_is_answered_waits_and_neither_is_lost(page, settled):
    send(page, "slow")
    send(page, "astral")
    page.locator("#waiting").get_by_text("Next: astral").wait_for(timeout=5_000)
    answered(page, 2)
    assert asked(page) == ["slow", "astral"]
    assert page.locator("#waiting").is_hidden()
    settled(page)
    assert after_reload(page, 2) == ["slow", "astral"]


def test_enter_struck_twice_asks_once(page, settled):
    page.fill("#question textarea", "slow")
    page.evaluate("""() => { for (let n = 0; n < 2; n += 1) document.querySelector("#send").click(); }""")
    page.press("#question textarea", "Enter")
    answered(page, 1)
    settled(page)
    assert asked(page) == ["slow"]
    ask(page, "astral")
    assert asked(page) == ["slow", "astral"]


def test_a_new_conversation_drops_what_waits(page, settled):
    send(page, "slow")
    send(page, "astral")
    page.click("#clear")
    page.locator(".conversation .empty").wait_for(timeout=10_000)
    page.wait_for_timeout(1_500)
    settled(page)
    assert asked(page) == []
    ask(page, "last")
    settled(page)  # an answer is shown a moment before it is kept
    assert after_reload(page, 1) == ["last"]


def test_two_tabs_of_one_browser_lose_none_of_each_others_answers(page, settled):
    other = second_tab(page)
    for each, question in ((page, "slow"), (other, "astral")):
        send(each, question)
    # Each shows the other's as soon as it is kept, and is not reloaded for that.
    for each in (page, other):
        answered(each, 2)
    settled(page)
    assert sorted(after_reload(page, 2)) == ["astral", "slow"]
    # The next question knows both, in the tab that had shown one.
    ask(other, "last")
    assert len(asked(other)) == 3


def test_a_conversation_emptied_in_one_tab_is_empty_in_the_other(page, settled):
    ask(page, "astral")
    other = second_tab(page)
    answered(other, 1)
    page.click("#clear")
    other.wait_for_function("document.querySelectorAll('.exchange').length === 0", timeout=20_000)
    assert other.is_visible("#examples")
    settled(page)


def test_two_tabs_of_one_browser_keep_their_drafts_side_by_side(page, settled):
    other = second_tab(page)
    for each, title in ((page, "Mine"), (other, "Yours")):
        each.get_by_role("tab", name="Draft").click()
        each.fill("#draft-text textarea", f"# {title}\n\nA line.")
        each.click("#draft-keep")
        each.get_by_text("Kept on this computer").wait_for(timeout=20_000)
    settled(page)
    page.reload()
    page.wait_for_function("window.planAssistantPage")
    page.get_by_role("tab", name="Draft").click()
    page.wait_for_function("document.querySelector('#draft-chosen input').value.startsWith('Yours')", timeout=20_000)
    page.click("#draft-chosen input")
    assert [each.strip("✓ ").split(",")[0] for each in page.locator("[role=option]:not(select option)").all_text_contents()] == ["Yours", "Mine"]


def test_the_next_question_leaves_an_open_comment_and_what_was_said_of_an_answer(page, settled):
    ask(page, "astral")
    ask(page, "paragraphs")
    folds = page.locator("details.feedback")
    folds.nth(0).locator("summary").click()
    folds.nth(0).get_by_role("button", name="Wrong").click()
    folds.nth(0).get_by_text("Thank you").wait_for(timeout=10_000)
    folds.nth(1).locator("summary").click()
    folds.nth(1).locator("textarea").fill("half a com")
    send(page, "slow")
    page.locator(".working").first.wait_for(timeout=5_000)
    folds.nth(1).locator("textarea").press_sequentially("ment")
    answered(page, 3)
    for again in (False, True):
        if again:
            settled(page)
            after_reload(page, 3)
        assert [folds.nth(n).get_attribute("open") is not None for n in range(3)] == [True, True, False]
        assert folds.nth(0).locator("form").is_hidden()
        assert folds.nth(0).locator("[role=status]").text_content().startswith("Thank you")
        assert folds.nth(1).locator("textarea").input_value() == "half a comment"
