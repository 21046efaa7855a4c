"""A real server with the real index, and a real browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
# Without these Chromium looks for updates and safe-browsing lists on the network.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic", "--disable-default-apps",
]


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install it (Debian: apt-get install chromium) to run the browser tests")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def page_address(tmp_path_factory) -> Iterator[str]:
    """The address of `python app.py` over the shipped corpus."""
    with served_page(tmp_path_factory.mktemp("data")) as address:
        yield address


@contextlib.contextmanager
def served_page(data: Path, **settings: str) -> Iterator[str]:
    """The address of `python app.py` over the shipped corpus, with everything it keeps in the folder `data`."""
    environment = {**os.environ, **settings, "PLAN_ASSISTANT_DATA": str(data), "PLAN_ASSISTANT_INDEX": str(data / "index")}
    built = ROOT / "data" / "index"
    if built.is_dir():
        # The index that `make test` has just built saves embedding the corpus again.
        shutil.copytree(built, data / "index")
    subprocess.run([sys.executable, "-m", "assistant", "index", "build"], cwd=ROOT, env=environment, check=True, capture_output=True)
    with _served([sys.executable, "app.py", "--port"], environment) as address:
        yield address


@pytest.fixture(scope="session")
def scripted_address() -> Iterator[str]:
    """The address of the page over an assistant whose answers and documents are written out in `scripted.py`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with _served([sys.executable, str(Path(__file__).with_name("scripted.py"))], environment) as address:
        yield address


@contextlib.contextmanager
def _served(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*command, str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended by itself"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2) as response:
            if response.status == 200:
                return
        time.sleep(0.2)
    raise AssertionError("the page was not served within a minute")


@pytest.fixture
def open_page(browser, request):
    """Opens the page at a width; at the end no console error and no request elsewhere may have happened."""
    errors: list[str] = []
    elsewhere: list[str] = []
    contexts = []

    def opened(width: int = 1440, server: str = "page_address", **options):
        address = server if server.startswith("http") else request.getfixturevalue(server)
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda sent: elsewhere.append(sent.url) if _foreign(sent.url, address) else None)
        under_way = _UNDER_WAY[page] = set()
        page.on("request", lambda sent: under_way.add(sent) if "heartbeat" not in sent.url else None)
        for ended in ("requestfinished", "requestfailed"):
            page.on(ended, lambda sent: under_way.discard(sent))  # noqa: PLW0108 - Playwright takes no built-in function
        page.goto(address)
        page.wait_for_selector("#question textarea")
        # Gradio draws the page before its script runs; what is typed earlier is lost.
        page.wait_for_function("window.planAssistantPage")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == [], "\n".join(errors)
    assert elsewhere == []


_UNDER_WAY: dict[object, set[object]] = {}


@pytest.fixture
def settled():
    """Waits until nothing has been under way on a page for a third of a second: Gradio calls it an error when it is left before."""

    def wait(page) -> None:
        quiet = 0
        while quiet < 3:
            page.wait_for_timeout(100)
            quiet = 0 if _UNDER_WAY[page] else quiet + 1

    return wait


def _foreign(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
