"""Writes the README's pictures: `make screenshots`. The page is served over a copy of the built index and asked for real."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402 - the project's root comes first

from tests.browser.conftest import ARGUMENTS, CHROMIUM, served_page  # noqa: E402

PICTURES = ROOT / "docs"


def main() -> int:
    """Takes the pictures, and returns the exit status."""
    if CHROMIUM is None:
        sys.stderr.write("There is no Chromium on this machine; install it (Debian: apt-get install chromium) and try again.\n")
        return 1
    with tempfile.TemporaryDirectory() as data, served_page(Path(data)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, language, width, dark in (
            ("ask", "", 1440, False), ("ask-dark-phone", "", 390, True), ("ask-chinese", "zh-Hans", 1440, False),
        ):  # fmt: skip
            page = _open(browser, address + language, width, dark)
            _ask(page, "四个支撑目标是什么？" if language else "What are the four supportive targets?")
            page.locator("a.mark").nth(1).click()
            page.locator("mark.cited").wait_for()
            if width < 600:
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=PICTURES / f"{name}.png")
        page = _open(browser, address, 1440, dark=False)
        page.get_by_role("tab", name="Learn").click()
        page.locator("#learn-shown .branch").nth(1).click()
        page.screenshot(path=PICTURES / "learn.png")
        page.get_by_role("tab", name="Draft").click()
        page.click("#draft-write")
        page.wait_for_function("document.querySelector('#draft-text textarea').value.includes('[^1]')", timeout=60_000)
        page.fill("#draft-text textarea", page.input_value("#draft-text textarea").replace("above 90", "above 95"))
        page.click("#draft-check")
        page.locator("#draft-result .verdict-altered").wait_for(timeout=60_000)
        page.locator("#draft-actions").evaluate("row => row.scrollIntoView({ block: 'center' })")
        page.screenshot(path=PICTURES / "draft.png")
        page.evaluate("scrollTo(0, 0)")
        page.get_by_role("tab", name="Check").click()
        page.fill("#check-text textarea", "focus on 12 major fields which include agricultural products")
        page.click("#check-send")
        page.locator("#check-result .verdict-altered").wait_for(timeout=60_000)
        page.screenshot(path=PICTURES / "check.png")
        browser.close()
    return 0


def _open(browser, address: str, width: int, dark: bool) -> Page:  # noqa: ANN001 - Playwright's browser
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}?__theme=dark" if dark else address)
    page.wait_for_selector("#question textarea")
    page.wait_for_function("window.planAssistantPage")
    return page


def _ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator(".exchange .took").wait_for(timeout=30_000)


if __name__ == "__main__":
    sys.exit(main())
