"""The page: the conversation on the left, the source on the right.

The conversation is our own HTML and not Gradio's Chatbot: the Chatbot lets `<img>`, `class` and `id` of a
message pass and drops the `data-` attributes by which a mark finds its place in the source.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from importlib.resources import files

from assistant.chain import PlanAssistant
from assistant.question_text import clean_question
from assistant.records import Answer, Turn
from assistant.ui.render import render_conversation, render_documents, render_failure

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
_EMPTY_PANEL = '<div id="source-panel" role="complementary" aria-label="Source"><p class="empty">Click a mark such as [1] to read the sentence in its source.</p></div>'


def launch_page(assistant: PlanAssistant, port: int, host: str = "127.0.0.1") -> None:
    """Serves the page until it is stopped.

    Raises `OSError` where the port is taken.
    """
    page = build_page(assistant)
    script = files("assistant.ui").joinpath("page.js").read_text(encoding="utf-8")
    page.queue(api_open=False)
    # The first question would wait a second for Chroma; it is imported while the visitor reads the page.
    threading.Thread(target=assistant.warm_up, daemon=True).start()
    page.launch(
        server_name=host,
        server_port=port,
        share=False,
        show_error=False,
        quiet=True,
        footer_links=[],
        css=files("assistant.ui").joinpath("page.css").read_text(encoding="utf-8"),
        head=f"<script>{script}</script>",
        theme=gr.themes.Base(primary_hue="slate", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
    )


def build_page(assistant: PlanAssistant) -> gr.Blocks:
    """The page over `assistant`, not yet served."""
    with gr.Blocks(title="Plan Assistant", analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(
            '<h1>Plan Assistant</h1><p>Answers about Shanghai’s 2018 quality improvement plan, in the words of its sources.</p>',
            elem_id="page-head",
        )
        answers = gr.State([])
        documents = gr.HTML("", elem_id="documents")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=6, min_width=320):
                conversation = gr.HTML(render_conversation([]))
                question = gr.Textbox(label="Your question", placeholder="What is the 2020 target?", lines=1, max_lines=4, autofocus=True, elem_id="question")
                with gr.Row():
                    send = gr.Button("Ask", variant="primary", elem_id="send")
                    clear = gr.Button("New conversation", elem_id="clear")
                with gr.Column(elem_id="examples"):
                    gr.HTML('<p class="lead">For example</p>')
                    examples = [gr.Button(text, size="sm") for text in _EXAMPLES]
            with gr.Column(scale=5, min_width=320):
                source = gr.HTML(_EMPTY_PANEL)

        def ask(text: str, earlier: list[Answer]) -> Iterator[tuple[str, str, str, list[Answer]]]:
            yield from _ask(assistant, text, earlier)

        outputs = [question, conversation, documents, answers]
        for event in (question.submit, send.click):
            event(ask, [question, answers], outputs, api_visibility="private", show_progress="hidden")
        for button in examples:
            button.click(ask, [button, answers], outputs, api_visibility="private", show_progress="hidden")
        clear.click(
            lambda: ("", render_conversation([]), "", [], _EMPTY_PANEL), None, [*outputs, source], api_visibility="private", show_progress="hidden"
        )
    page: gr.Blocks = blocks
    return page


def _ask(assistant: PlanAssistant, text: str, earlier: list[Answer]) -> Iterator[tuple[str, str, str, list[Answer]]]:
    """The states of the page while a question is answered: box, conversation, cited documents, answers."""
    shown = _documents(assistant, earlier)
    try:
        question = clean_question(text)
    except ValueError as error:
        yield text, render_conversation(earlier) + render_failure(text[:200], str(error)), shown, earlier
        return
    yield "", render_conversation(earlier, pending=question), shown, earlier
    try:
        for answer in assistant.stream({"question": question, "history": _history(earlier)}):
            grown = [*earlier, answer]
            yield "", render_conversation(grown), _documents(assistant, grown), grown
    except Exception:
        # Whatever went wrong, a visitor sees one sentence and keeps the conversation; the log has the rest.
        _log.exception("a question could not be answered")
        yield question, render_conversation(earlier) + render_failure(question, _FAULT), shown, earlier


def _history(answers: Sequence[Answer]) -> list[Turn]:
    return [turn for answer in answers for turn in (Turn("user", answer.question), Turn("assistant", answer.answer))]


def _documents(assistant: PlanAssistant, answers: Sequence[Answer]) -> str:
    """The documents that the conversation cites, each once."""
    cited = dict.fromkeys(citation.source for answer in answers for citation in (*answer.citations, *answer.nearest))
    return render_documents([(assistant.index.document(id_), assistant.index.structure(id_)) for id_ in cited])
