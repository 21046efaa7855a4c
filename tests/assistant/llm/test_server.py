"""The whole path over HTTP: a real model that invents freely, and servers that misbehave."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import pytest

from assistant.chain import PlanAssistant, open_writer
from assistant.config import Settings
from assistant.records import Answer
from index.retrieve import Index
from tests.assistant.llm.server import weights
from tests.conftest import ROOT, Built, Run

QUESTION = "When was the Harbour Bridge renewal approved?"


@pytest.fixture(scope="module")
def smollm() -> Iterator[str]:
    """The address of a running llama.cpp server with SmolLM2."""
    if weights() is None or find_spec("xllamacpp") is None:
        pytest.skip("xllamacpp or the model of requirements-model.txt is not installed; `make test` installs both")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.assistant.llm.server"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    address = next((line.strip() for line in process.stdout if line.startswith("http")), "")
    try:
        yield f"{address}/v1"
    finally:
        process.kill()
        process.wait()


@pytest.mark.llm
def test_a_real_model_answers_over_http_and_nothing_unchecked_is_shown(smollm: str, tiny: Built, command: Run) -> None:
    ended = command(
        "ask", QUESTION, "--json", "--engine", "llm", "--index", tiny.folder,
        PLAN_ASSISTANT_MODEL="openai:smollm2", PLAN_ASSISTANT_BASE_URL=smollm, PLAN_ASSISTANT_MODEL_SECONDS="60",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    assert answer["model_use"]["model"] == "openai:smollm2"
    assert answer["model_use"]["input_tokens"] > 200
    assert answer["model_use"]["output_tokens"] > 0
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (tiny.corpus / "documents").glob("*.txt")}
    assert answer["citations"]
    for citation in answer["citations"]:
        assert texts[citation["source"]][citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.llm
def test_a_real_model_streams(smollm: str, tiny_index: Index) -> None:
    settings = Settings(engine="llm", model="smollm2", base_url=smollm, model_seconds=60)
    answers = list(PlanAssistant(tiny_index, open_writer(settings, tiny_index)).stream({"question": QUESTION}))
    assert answers[-1].status == "answered"
    assert answers[-1].model_use is not None
    assert answers[-1].elapsed_ms > 0


Handle = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture
def serving() -> Iterator[Callable[[Handle], str]]:
    """Starts a server that does what a function tells it to, and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(handle: Handle) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                handle(self)

            def log_message(self, *_: object) -> None:
                return

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/v1"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def status(code: int, body: str = "") -> Handle:
    def handle(request: http.server.BaseHTTPRequestHandler) -> None:
        content = json.dumps({"error": {"message": body or request.headers.get("Authorization", "")}}).encode()
        request.send_response(code)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    return handle


def event(text: str) -> bytes:
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, "delta": {"content": text}}]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def cut_stream(request: http.server.BaseHTTPRequestHandler) -> None:
    """Sends half of an answer and closes the line."""
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(event("The bridge was built in 1931 [1]. And"))
    request.wfile.flush()
    request.connection.close()


def silent(request: http.server.BaseHTTPRequestHandler) -> None:
    """Takes the question and says nothing."""
    time.sleep(8)


@pytest.fixture
def asked(tiny_index: Index, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Answer]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")

    def ask(address: str) -> Answer:
        settings = Settings(engine="llm", model="openai:any", base_url=address, api_key="sk-secret-123", model_seconds=4)  # type: ignore[arg-type]
        return PlanAssistant(tiny_index, open_writer(settings, tiny_index)).invoke({"question": QUESTION})

    return ask


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        (status(401), "refused the key"),
        (status(429), "no more questions"),
        (status(500), "mistake"),
        (status(404), "does not have this model"),
        (cut_stream, "broke off"),
        (silent, "time limit"),
    ],
    ids=["wrong key", "rate limit", "server fault", "unknown model", "cut stream", "silent"],
)
def test_a_fault_of_the_server_is_told_in_a_line(
    handle: Handle, words: str, serving: Callable[[Handle], str], asked: Callable[[str], Answer], caplog: pytest.LogCaptureFixture
) -> None:
    started = time.monotonic()
    answer = asked(serving(handle))
    assert time.monotonic() - started < 4.5
    assert (answer.engine, answer.status) == ("quote", "answered")
    assert any(words in note for note in answer.notes), answer.notes
    assert "sk-" not in str(answer) + caplog.text


def test_no_server_at_all(asked: Callable[[str], Answer]) -> None:
    answer = asked("http://127.0.0.1:9/v1")
    assert answer.engine == "quote"
    assert any("could not be reached" in note for note in answer.notes)


def test_retries_are_few(serving: Callable[[Handle], str], asked: Callable[[str], Answer]) -> None:
    seen: list[float] = []

    def count(request: http.server.BaseHTTPRequestHandler) -> None:
        seen.append(time.monotonic())
        status(500)(request)

    asked(serving(count))
    assert 1 <= len(seen) <= 3


def test_a_named_server_is_sent_its_own_key_only(serving: Callable[[Handle], str], tiny_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    seen: list[str] = []

    def note(request: http.server.BaseHTTPRequestHandler) -> None:
        seen.append(request.headers.get("Authorization", ""))
        status(401)(request)

    settings = Settings(engine="llm", model="openai:any", base_url=serving(note), model_seconds=4)
    PlanAssistant(tiny_index, open_writer(settings, tiny_index)).invoke({"question": QUESTION})
    assert seen
    assert not any("sk-of-another-service" in each for each in seen)


def test_without_a_model_no_provider_is_imported(tiny: Built, command: Run) -> None:
    program = (
        "import sys; from assistant.chain import open_assistant; from assistant.config import load_settings;"
        f"open_assistant(load_settings(index={str(tiny.folder)!r})).invoke({{'question': {QUESTION!r}}});"
        "import assistant.ui.page, assistant.drafts.compose;"
        "print([name for name in sys.modules if name.split('.')[0] in ('langchain', 'langchain_openai', 'openai', 'langgraph', 'tiktoken', 'anthropic', 'ollama')])"
    )
    ended = command(program=("-c", program), PLAN_ASSISTANT_MODEL="openai:gpt-5-mini")
    assert ended.stdout.strip() == "[]", ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "PLAN_ASSISTANT_MODEL"),
        ({"PLAN_ASSISTANT_MODEL": "no-such-model-anywhere"}, "cannot be opened"),
        ({"PLAN_ASSISTANT_MODEL": "mistralai:mistral-small"}, "langchain-mistralai"),
        ({"PLAN_ASSISTANT_MODEL": "openai:gpt-5-mini", "OPENAI_API_KEY": ""}, "cannot be opened"),
        ({"PLAN_ASSISTANT_MODEL": "openai:x", "PLAN_ASSISTANT_BASE_URL": "ftp://x"}, "base_url"),
    ],
    ids=["no model", "unknown model", "package missing", "no key", "no address"],
)
def test_a_model_that_cannot_be_opened_is_told_in_one_sentence(environment: dict[str, str], words: str, tiny: Built, command: Run) -> None:
    ended = command("ask", QUESTION, "--engine", "llm", "--index", tiny.folder, **environment)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert ended.stderr.count("\n") == 1
