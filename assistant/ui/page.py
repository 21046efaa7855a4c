"""The page: the tabs on the left, the source on the right, once in each language under an address of its own."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import gradio as gr

from assistant.adding.gate import Gate
from assistant.chain import PlanAssistant
from assistant.feedback import FeedbackStore
from assistant.records import Language
from assistant.ui.ask import ask_tab
from assistant.ui.check import check_tab
from assistant.ui.draft import draft_tab
from assistant.ui.kept import Seal, open_seal
from assistant.ui.learn import learn_tab
from assistant.ui.options import OWN_HTML
from assistant.ui.panel import part, source_panel
from assistant.ui.upload import upload_tab
from assistant.ui.words import LANGUAGES, say

# Runs what the server has the browser keep or forget; shows nothing.
_OBEY = 'watch("value", () => window.planAssistantKept.obey(props.value))'


def launch_page(
    assistant: PlanAssistant,
    port: int,
    host: str = "127.0.0.1",
    data: Path | None = None,
    feedback: FeedbackStore | None = None,
    gate: Gate | None = None,
) -> None:
    """Serves the page until it is stopped; drafts are kept in the folder `data`, what visitors say in `feedback`.

    Documents are added on it by who passes the `gate`; without one there is no such tab.

    Raises `OSError` with a sentence for the operator where the port is taken.
    """
    page = build_page(assistant, data, feedback, gate)
    page.queue(api_open=False)
    # Gradio asks its own server whether it is up, and would ask a proxy for it.
    os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY"), host)))
    try:
        page.launch(
            server_name=host,
            server_port=port,
            share=False,
            show_error=False,
            quiet=True,
            footer_links=[],
            run_history=False,
            prevent_thread_lock=True,
            enable_monitoring=False,
            ssr_mode=False,
            max_file_size="1kb",  # nothing is uploaded through Gradio (see upload.py), but its upload stays open
            css=part("page.css"),
            head=f"{part('head.html')}<script>{part('kept.js')}</script>",
            theme=gr.themes.Base(primary_hue="slate", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        )
    except OSError as error:
        raise OSError(
            f"Port {port} on {host} cannot be used, most likely because another program has it; choose another with --port."
        ) from error
    # The first question need not wait for the model, nor the page for either.
    threading.Thread(target=assistant.warm_up, daemon=True).start()
    page.block_thread()


def build_page(assistant: PlanAssistant, data: Path | None = None, feedback: FeedbackStore | None = None, gate: Gate | None = None) -> gr.Blocks:
    """The page over `assistant`, not yet served: English at the root, each other language at its code."""
    seal = open_seal(data)
    with gr.Blocks(title="Plan Assistant", analytics_enabled=False, fill_width=True) as blocks:
        _fill(blocks, assistant, "en", data, feedback, seal, gate)
    for language, name in LANGUAGES.items():
        if language != "en":
            with blocks.route(name, language) as other:
                _fill(other, assistant, language, data, feedback, seal, gate)
    page: gr.Blocks = blocks
    return page


def _fill(
    blocks: gr.Blocks,
    assistant: PlanAssistant,
    language: Language,
    data: Path | None,
    feedback: FeedbackStore | None,
    seal: Seal,
    gate: Gate | None,
) -> None:
    """Fills the open page in one language."""
    keeper = gr.HTML("", html_template="<!-- -->", js_on_load=_OBEY, apply_default_css=False, elem_id="keeper")
    # What kept.js presses when another tab of the browser has kept or forgotten something.
    refresh = gr.Button("", visible="hidden", elem_id="refresh")
    with gr.Row(elem_id="page-head"):
        gr.HTML(_head(language), elem_id="page-title", **OWN_HTML)
        save = gr.Button(say("Export", language), size="sm", elem_id="save", scale=0, min_width=60)
        clear = gr.Button(say("New conversation", language), size="sm", elem_id="clear", scale=0)
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=6, min_width=320, elem_id="talk"), gr.Tabs(elem_id="tabs"):
            with gr.Tab(say("Ask", language), id="ask"):
                ask_tab(blocks, assistant, keeper, (save, clear, refresh), language, feedback, seal)
            with gr.Tab(say("Learn", language), id="learn"):
                learn_tab(assistant, language)
            with gr.Tab(say("Draft", language), id="draft"):
                draft_tab(blocks, assistant, keeper, refresh, data, language)
            with gr.Tab(say("Check", language), id="check"):
                check_tab(assistant, language)
            if gate:
                with gr.Tab(say("Papers", language), id="upload"):
                    upload_tab(gate, language)
        with gr.Column(scale=5, min_width=320, elem_id="source-column"):
            source_panel(assistant, language, feedback, seal)


def _head(language: Language) -> str:
    links = "".join(
        f'<a href="{"./" if code == "en" else code}" lang="{code}" data-language="{code}"{" aria-current=true" if code == language else ""}>{name}</a>'
        for code, name in LANGUAGES.items()
    )
    return (
        f'<nav id="languages" aria-label="{say("Language", language)}">{links}</nav><h1>{say("Plan Assistant", language)}</h1>'
        f"<p>{say('Answers about Shanghai’s 2018 quality improvement plan, in the words of its sources.', language)}</p>"
    )
