"""The page: the conversation on the left, the source on the right.

The conversation is our own HTML and not Gradio's Chatbot: the Chatbot lets `<img>`, `class` and `id` of a
message pass and drops the `data-` attributes by which a mark finds its place in the source. It is a list of
elements, one for each question, so that Gradio sends and redraws only what a streamed answer changes.
Its state is kept in the visitor's browser alone: a reload or a restarted server loses nothing, and the server
keeps nothing that one visitor could see of another.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from assistant.chain import PlanAssistant
from assistant.question_text import MAX_QUESTION_CHARACTERS, clean_question
from assistant.records import Answer, Turn
from assistant.ui.check import check_tab
from assistant.ui.draft import draft_tab
from assistant.ui.kept import from_kept, to_kept
from assistant.ui.learn import learn_tab
from assistant.ui.render import render_conversation, render_failure
from assistant.ui.source import SourceView, view_source

# Before Gradio is imported: it looks its version up at start otherwise.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr  # noqa: E402 - see above

_log = logging.getLogger(__name__)
_EXAMPLES = (
    "What are the four supportive targets?",
    "Who presented the plan, and when?",
    "Which 11 fields does it cover?",
    "What are the three guarantee measures?",
    "Did the city reach the 2020 target for the quality index?",
    "四个支撑目标是什么？",
)
_FAULT = "Something went wrong while answering; ask again, and tell the operator if it happens twice."
# Gradio reads Handlebars in a template and JavaScript in `${}`; the value is handed over as a value and read as neither.
_CONVERSATION = '<div class="conversation" role="log" aria-live="polite" aria-label="Conversation">${value.join("")}</div>'
_HEAD = "<h1>Plan Assistant</h1><p>Answers about Shanghai’s 2018 quality improvement plan, in the words of its sources.</p>"
# Gradio encrypts what a browser keeps with a key that it sends along: no secret, but the same after a restart.
_KEPT_UNDER = "plan-assistant-conversation"
# Gradio's style for prose would set links, lists and margins of its own.
_OWN_STYLE: dict[str, Any] = {"apply_default_css": False}
_HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def launch_page(assistant: PlanAssistant, port: int, host: str = "127.0.0.1") -> None:
    """Serves the page until it is stopped.

    Raises `OSError` with a sentence for the operator where the port is taken.
    """
    page = build_page(assistant)
    page.queue(api_open=False)
    # Gradio asks its own server whether it is up, and would ask a proxy for it.
    spared = (os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), "localhost", host)
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join(filter(None, spared))
    # The first question would wait a second for Chroma; it is imported while the visitor reads the page.
    threading.Thread(target=assistant.warm_up, daemon=True).start()
    try:
        page.launch(
            server_name=host,
            server_port=port,
            share=False,
            show_error=False,
            quiet=True,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            max_file_size="1kb",  # nothing is uploaded here, but Gradio's upload stays open
            css=_part("page.css"),
            head=_part("head.html"),
            theme=gr.themes.Base(primary_hue="slate", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        )
    except OSError as error:
        raise OSError(
            f"Port {port} on {host} cannot be used, most likely because another program has it; choose another with --port."
        ) from error


def build_page(assistant: PlanAssistant) -> gr.Blocks:
    """The page over `assistant`, not yet served."""

    def read_source(document_id: str) -> SourceView | None:
        return _read_source(assistant, document_id)

    def ask(text: str, kept: object) -> Iterator[tuple[Any, ...]]:
        for box, shown, answers in _ask(assistant, text, from_kept(kept)):
            yield box, shown, gr.update(visible=False), gr.skip() if answers is None else to_kept(answers)

    with gr.Blocks(title="Plan Assistant", analytics_enabled=False, fill_width=True) as blocks:
        kept = gr.BrowserState([], storage_key=_KEPT_UNDER, secret=_KEPT_UNDER)
        with gr.Row(elem_id="page-head"):
            gr.HTML(_HEAD, elem_id="page-title", js_on_load=None, **_OWN_STYLE)
            clear = gr.Button("New conversation", size="sm", elem_id="clear", scale=0)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=6, min_width=320, elem_id="talk"), gr.Tabs(elem_id="tabs"):
                with gr.Tab("Ask", id="ask"):
                    conversation = gr.HTML(
                        render_conversation([]), html_template=_CONVERSATION, js_on_load=None, elem_id="conversation", **_OWN_STYLE
                    )
                    with gr.Column(elem_id="examples") as examples:
                        buttons = [gr.Button(text, size="sm") for text in _EXAMPLES]
                    with gr.Row(elem_id="composer"):
                        question = gr.Textbox(
                            label="Your question", show_label=False, placeholder="Ask about the plan", lines=1, max_lines=4,
                            max_length=MAX_QUESTION_CHARACTERS, autofocus=True, elem_id="question", container=False, scale=8,
                        )  # fmt: skip
                        send = gr.Button("Send", variant="primary", elem_id="send", scale=1, min_width=88)
                with gr.Tab("Draft", id="draft"):
                    draft_tab(assistant, _HIDDEN)
                with gr.Tab("Check", id="check"):
                    check_tab(assistant, _HIDDEN)
                with gr.Tab("Learn", id="learn"):
                    learn_tab(assistant, _HIDDEN, "en")
            with gr.Column(scale=5, min_width=320, elem_id="source-column"):
                gr.HTML(_part("panel.html"), js_on_load=_part("page.js"), server_functions=[read_source], **_OWN_STYLE)

        outputs = [question, conversation, examples, kept]
        # One at a time: two answers that are written at once to one conversation would lose one.
        alone: dict[str, Any] = {**_HIDDEN, "concurrency_id": "ask", "concurrency_limit": 1}
        asked = [gr.on([question.submit, send.click], ask, [question, kept], outputs, **alone)]
        asked += [button.click(ask, [button, kept], outputs, **alone) for button in buttons]
        clear.click(lambda: ("", render_conversation([]), gr.update(visible=True), []), None, outputs, cancels=asked, **_HIDDEN)
        blocks.load(_restore, [kept], [conversation, examples], **_HIDDEN)
    page: gr.Blocks = blocks
    return page


def _part(name: str) -> str:
    """A file beside this one."""
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")


def _restore(kept: object) -> tuple[list[str], Any]:
    """The conversation that the browser has kept; the examples only where there is none."""
    answers = from_kept(kept)
    return render_conversation(answers), gr.update(visible=not answers)


def _read_source(assistant: PlanAssistant, document_id: str) -> SourceView | None:
    """A document for the source panel, or None where the index does not have it (any more)."""
    try:
        return view_source(assistant.index.document(document_id), assistant.index.structure(document_id))
    except Exception:
        # The browser may name anything; the panel says in a sentence that the source cannot be shown.
        _log.warning("a source could not be shown", exc_info=True)
        return None


def _ask(assistant: PlanAssistant, text: str, earlier: list[Answer]) -> Iterator[tuple[str, list[str], list[Answer] | None]]:
    """What the page shows while a question is answered: box, conversation, and at last the answers to keep."""
    shown = render_conversation(earlier) if earlier else []
    try:
        question = clean_question(text)
    except ValueError as error:
        yield text, [*shown, render_failure(text[:200], str(error))], None
        return
    yield "", render_conversation(earlier, pending=question), None
    try:
        answer = None
        for answer in assistant.stream({"question": question, "history": _history(earlier)}):
            yield "", [*shown, *render_conversation([*earlier, answer])[len(shown) :]], None
        if answer is not None:
            yield "", render_conversation([*earlier, answer]), [*earlier, answer]
    except Exception:
        # Whatever went wrong, a visitor sees one sentence and keeps the conversation; the log has the rest.
        _log.exception("a question could not be answered")
        yield question, [*shown, render_failure(question, _FAULT)], None


def _history(answers: Sequence[Answer]) -> list[Turn]:
    return [turn for answer in answers for turn in (Turn("user", answer.question), Turn("assistant", answer.answer))]
