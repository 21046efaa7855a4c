"""The tab that writes a cited draft, checks it again after editing, and hands it over for Word."""

from __future__ import annotations

import base64
import logging
from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.drafts.compose import compose_draft
from assistant.drafts.export import as_markdown, word_of
from assistant.drafts.reading import read_content
from assistant.drafts.records import Audience, DraftError, DraftLine, Kind
from assistant.drafts.verify import check_paragraphs
from assistant.records import Language
from assistant.ui.check import differences_html
from assistant.ui.render import link, whence
from index.retrieve import Index

_log = logging.getLogger(__name__)
_KINDS: list[tuple[str, Kind]] = [
    ("FAQ", "faq"), ("One-page brief", "brief"), ("Press Q&A", "press-qa"), ("Social post", "post"), ("Speaker’s notes", "speech"),
]  # fmt: skip
_AUDIENCES: list[tuple[str, Audience]] = [("Public", "public"), ("Press", "press"), ("New staff", "staff"), ("Business", "business")]
_LANGUAGES: list[tuple[str, Language]] = [("English", "en"), ("简体中文", "zh-Hans"), ("繁體中文", "zh-Hant")]
_VERDICTS = {"supported": "Supported", "altered": "Altered", "unsupported": "Not in the sources"}
_FAULT = "Something went wrong with the draft; try again, and tell the operator if it happens twice."
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_CHARACTERS = 100_000


def draft_tab(assistant: PlanAssistant, hidden: dict[str, Any]) -> None:
    """Fills the tab that is open. The draft stays in its box until the page is left; as a file it is the visitor's own."""
    with gr.Row(elem_id="draft-choices"):
        kind = gr.Dropdown(_KINDS, value="brief", label="Kind", elem_id="draft-kind", min_width=130)
        audience = gr.Dropdown(_AUDIENCES, value="public", label="For", elem_id="draft-audience", min_width=120)
        language = gr.Dropdown(_LANGUAGES, value="en", label="Headings in", elem_id="draft-language", min_width=120)
    topics = gr.Textbox(label="Topics, one a line (empty: the main sections)", lines=1, max_lines=6, max_length=2_000, elem_id="draft-topics")
    write = gr.Button("Write the draft", variant="primary", elem_id="draft-write")
    text = gr.Textbox(
        label="Draft in Markdown, to be edited here", lines=12, max_lines=30, max_length=MOST_CHARACTERS, elem_id="draft-text"
    )  # fmt: skip
    with gr.Row():
        check = gr.Button("Check it again", elem_id="draft-check", min_width=140)
        export = gr.Button("Word and Markdown", elem_id="draft-export", min_width=160)
    result = gr.HTML("", elem_id="draft-result", js_on_load=None, apply_default_css=False)

    alone = {**hidden, "concurrency_limit": 1}
    write.click(lambda: _working("Writing from the sources"), None, result, **hidden).then(
        lambda *chosen: _write(assistant, *chosen), [kind, audience, language, topics], [text, result], **alone
    )
    check.click(lambda: _working("Checking against the sources"), None, result, **hidden).then(
        lambda given: render_checked(given, assistant.index), text, result, **alone
    )
    export.click(render_files, text, result, **alone)


def _write(assistant: PlanAssistant, kind: Kind, audience: Audience, language: Language, topics: str) -> tuple[Any, str]:
    """The draft as Markdown, and what is said under it."""
    try:
        draft = compose_draft(assistant, kind, audience, [line.strip() for line in (topics or "").splitlines() if line.strip()], language)
        text = as_markdown(draft)
    except (DraftError, ValueError) as error:
        return gr.skip(), _failure(str(error))
    except Exception:
        _log.exception("a draft could not be written")
        return gr.skip(), _failure(_FAULT)
    places = f"{sum(bool(block.marks) for block in draft.blocks)} cited sentences, {len(draft.citations)} places in the sources."
    return text, f'<p class="lead" role="status">{places}</p>'


def render_checked(text: str, index: Index) -> str:
    """What the sources say of each sentence of an edited draft, as HTML; framing is counted and not listed."""
    try:
        lines = check_paragraphs(read_content((text or "").encode(), "md", "draft"), index)
    except DraftError as error:
        return _failure(str(error))
    except Exception:
        _log.exception("a draft could not be checked")
        return _failure(_FAULT)
    if not lines:
        return _failure("There is no draft yet; write one, or paste one into the box.")
    counts = ", ".join(f"{sum(line.verdict == verdict for line in lines)} {name.lower()}" for verdict, name in _VERDICTS.items())
    # What is wrong comes first: who edits looks for that.
    telling = sorted((line for line in lines if line.verdict in _VERDICTS), key=lambda line: (line.verdict == "supported", line.n))
    rows = "".join(_line(line) for line in telling)
    return f'<div class="check" role="status"><p class="lead">{counts}</p><ol class="checked">{rows}</ol></div>'


def render_files(text: str) -> str:
    """Links that hold the draft as Word and as Markdown; no file of it stays on the server."""
    if not (text or "").strip():
        return _failure("There is no draft yet; write one, or paste one into the box.")
    try:
        word = word_of(text[:MOST_CHARACTERS])
    except DraftError as error:
        return _failure(str(error))
    links = [_download("draft.docx", _WORD, word, "Word, with footnotes"), _download("draft.md", "text/markdown", text.encode(), "Markdown")]
    return f'<p class="files" role="status">{" · ".join(links)}</p>'


def _download(name: str, kind: str, content: bytes, label: str) -> str:
    return f'<a class="file" download="{name}" href="data:{kind};base64,{base64.b64encode(content).decode()}">{label}</a>'


def _line(line: DraftLine) -> str:
    where = "" if line.part == "text" else f" ({'footnote' if line.part == 'footnote' else 'list of sources'})"
    html = f'<span class="verdict verdict-{line.verdict}">{_VERDICTS[line.verdict]}{where}</span> <span dir="auto">{escape(line.text)}</span>'
    html += differences_html(line.differences)
    for citation in line.citations[:1]:
        words = " ".join(citation.quote.split())
        shown = words if citation.tier == "background" else f"“{words}”"
        html += f'<p class="where">{link(citation, shown, f"draft-{line.n}-{citation.n}", "near")} <span class="where">{escape(whence(citation))}</span></p>'
    return f"<li>{html}{_notes(line.notes)}</li>"


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="note" role="note">{escape(note)}</p>' for note in notes)


def _working(words: str) -> str:
    return f'<p class="working">{words} …</p>'


def _failure(words: str) -> str:
    return f'<p class="failure" role="alert">{escape(words)}</p>'
