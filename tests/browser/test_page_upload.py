"""The operator's tab in a browser: from the password to a question that the new document answers, and back."""

from __future__ import annotations

import json
import urllib.request
from itertools import product
from pathlib import Path

import pytest

from tests.browser.conftest import served_page
from tests.corpus.readers import writers
from tests.corpus.readers.papers import ENGLISH

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
HOSTILE = "<img src=x onerror=window.hacked=1>"


@pytest.fixture(scope="module")
def operator_address(tmp_path_factory):
    data = tmp_path_factory.mktemp("operator")
    with served_page(data, PLAN_ASSISTANT_OPERATOR_PASSWORD=PASSWORD, GRADIO_TEMP_DIR=str(data / "gradio")) as address:
        yield address, data


def test_without_a_password_there_is_no_such_tab(open_page):
    page = open_page()
    assert page.get_by_role("tab").all_inner_texts() == ["Ask", "Learn", "Draft", "Check"]
    assert page.locator("#upload").count() == 0


def test_a_document_is_signed_in_for_shown_corrected_taken_in_asked_and_removed(open_page, operator_address, tmp_path: Path):
    address, data = operator_address
    files = {
        "harbour-plan.pdf": writers.pdf(ENGLISH, running=True),
        f"{HOSTILE}.txt": f"{HOSTILE} is how the fish market of Northport writes its name. It is open daily.".encode(),
        "scan.pdf": b"%PDF-1.4 nothing",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    page = open_page(server=address)
    page.get_by_role("tab", name="Papers").click()
    page.fill("#upload-password", "wrong password")
    page.press("#upload-password", "Enter")
    page.locator("#upload-refused", has_text="This is not the password.").wait_for()
    assert not page.is_visible("#upload-desk")
    page.wait_for_timeout(1200)
    page.fill("#upload-password", PASSWORD)
    page.press("#upload-password", "Enter")
    page.set_input_files("#upload-files", [tmp_path / name for name in files])
    page.locator("#upload-take:enabled", has_text="Take in (2)").wait_for(timeout=60_000)
    cards = page.locator("#upload-cards .paper")
    assert "PDF · Pages: 1 · " in cards.first.inner_text()
    assert cards.nth(1).locator("h3").inner_text() == f"{HOSTILE}.txt"
    assert "scan.pdf is a PDF that is damaged or cut short" in cards.nth(2).inner_text()
    assert page.evaluate("window.hacked") is None
    assert cards.first.get_by_label("Title").input_value() == ENGLISH.title

    cards.nth(1).get_by_role("button", name="Put away").click()
    page.locator("#upload-take", has_text="Take in (1)").wait_for()
    date = page.get_by_label("Date", exact=True)
    date.fill("March")
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("tab", name="Papers").click()
    assert date.input_value() == "March", "what was written stays when the tab is left"
    page.click("#upload-take")
    page.get_by_text("Write the date as YYYY-MM-DD").wait_for()
    assert date.evaluate("box => box === document.activeElement && box.getAttribute('aria-invalid') === 'true'")
    date.fill("2026-03")
    page.click("#upload-take")
    page.locator("#upload-said", has_text="Taken in.").wait_for(timeout=120_000)
    assert ENGLISH.title in page.inner_text("#upload-added")

    # Nothing that was sent lies where Gradio would hand it out.
    assert [path for path in (data / "gradio").rglob("*") if path.is_file()] == []
    page.locator(f"#source-choice option:has-text('{ENGLISH.title}')").wait_for(state="attached")
    page.get_by_role("tab", name="Ask").click()
    page.fill("#question textarea", "How many piers shall the city of Northport build by 2030?")
    page.press("#question textarea", "Enter")
    page.locator(".exchange .took").wait_for(timeout=60_000)
    mark = page.locator("a.mark").first
    assert "ten piers" in page.inner_text(".exchange")
    mark.click()
    cited = json.loads(mark.get_attribute("data-citation"))
    assert page.locator("mark.cited").inner_text() == cited["quote"]
    assert (cited["date"], cited["tier"], cited["page"]) == ("2026-03", "user", 1)
    assert page.inner_text(".source-section") == f"p. 1 · {cited['section']}"
    assert ", 2026-03, p. 1" in mark.get_attribute("data-press")
    page.mouse.move(0, 0)
    mark.hover()
    page.locator("#hover-card .where", has_text="· p. 1 ·").wait_for()

    page.get_by_role("tab", name="Papers").click()
    page.get_by_role("button", name=f"Remove: {ENGLISH.title}").click()
    page.get_by_role("button", name=f"Yes, remove: {ENGLISH.title}").click()
    page.locator("#upload-said", has_text="Removed.").wait_for(timeout=120_000)
    assert ENGLISH.title not in page.inner_text("#upload-added")
    page.click("#upload-leave")
    page.wait_for_selector("#upload-password")
    assert not page.is_visible("#upload-desk")


def test_the_functions_of_the_tab_answer_nobody_without_the_password(operator_address):
    address, _ = operator_address
    with urllib.request.urlopen(f"{address}config") as response:
        config = json.load(response)
    components = [each["id"] for each in config["components"] if "upload-password" in json.dumps(each)]
    assert len(components) == 3, "one for each language"
    for component, name in product(components, ("send", "look", "read_again", "put_away", "take_in", "remove", "sign_out")):
        body = {"session_hash": "abc", "component_id": component, "fn_name": name, "data": {"token": "x", "papers": {}, "id": "a", "key": "1"}}
        asked = urllib.request.Request(f"{address}gradio_api/component_server", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked) as response:
            assert json.load(response) == {"signed_out": True}, name
