"""The tab for who is new to the sources: outline, time line, glossary, who is who, and a quiz."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, cast

import gradio as gr
from gradio.context import get_render_context

from assistant.chain import PlanAssistant
from assistant.learning.lookup import look_up
from assistant.learning.outline import outline
from assistant.learning.people import institutions, persons
from assistant.learning.timeline import moments
from assistant.records import Language
from assistant.ui.learn_quiz import quiz_part
from assistant.ui.learn_render import LearnRenderer
from assistant.ui.markup import failure
from assistant.ui.names import names_in
from assistant.ui.options import OWN_HTML, PRIVATE
from assistant.ui.words import say
from index.retrieve import Index

_log = logging.getLogger(__name__)
MOST_CHARACTERS = 100
# Outlines of more documents than this at once would make the page slow; the filter leads to the others.
MOST_OUTLINES = 8


def learn_tab(assistant: PlanAssistant, language: Language) -> None:
    """Fills the tab that is open. Nothing is computed before the visitor opens it."""
    views = [
        (say("Outline", language), "outline"), (say("Time line", language), "timeline"), (say("Glossary", language), "glossary"),
        (say("Who is who", language), "people"), (say("Quiz", language), "quiz"),
    ]  # fmt: skip
    tab = cast(gr.Tab, get_render_context())
    view = gr.Radio(views, value="outline", label=say("What to look at", language), elem_id="learn-view")
    document = gr.Dropdown(
        [(say("All documents", language), "")], value="", label=say("Document", language), elem_id="learn-document"
    )
    query = gr.Textbox(
        label=say("Term, in English or Chinese", language), lines=1, max_length=MOST_CHARACTERS, visible=False, elem_id="learn-query"
    )  # fmt: skip
    shown = gr.HTML("", elem_id="learn-shown", **OWN_HTML)
    column, deal, filled = quiz_part(assistant, language)

    def opened(chosen: str, document_id: str, sought: str) -> tuple[Any, Any]:
        listed = [(each["title"], each["id"]) for each in assistant.index.manifest.documents]
        choices = [(say("All documents", language), ""), *listed]
        visible = chosen != "glossary" and len(listed) > 1
        return gr.update(choices=choices, visible=visible), _shown(chosen, document_id, sought)

    def turned(chosen: str, document_id: str, sought: str) -> tuple[Any, ...]:
        return (
            _shown(chosen, document_id, sought),
            gr.update(visible=chosen == "glossary"),
            gr.update(visible=chosen != "glossary" and len(assistant.index.manifest.documents) > 1),
            gr.update(visible=chosen == "quiz"),
        )

    def dealt(chosen: str, document_id: str) -> tuple[Any, ...]:
        return deal(document_id) if chosen == "quiz" else tuple(gr.skip() for _ in filled)

    def _shown(chosen: str, document_id: str, sought: str) -> str:
        return render_view(chosen, assistant.index, language, document_id, sought)

    tab.select(opened, [view, document, query], [document, shown], **PRIVATE)
    view.change(turned, [view, document, query], [shown, query, document, column], **PRIVATE).then(
        dealt,
        [view, document],
        filled,
        **PRIVATE,
    )
    document.change(_shown, [view, document, query], shown, **PRIVATE).then(
        dealt,
        [view, document],
        filled,
        **PRIVATE,
    )
    # Not `input`, which words that are pasted or composed do not set off.
    query.change(_shown, [view, document, query], shown, trigger_mode="always_last", **PRIVATE)


def render_view(view: str, index: Index, language: Language, document_id: str | None = "", query: str | None = "") -> str:
    """A view as HTML, of one document or of all for an empty id; empty for the quiz, which has parts of its own."""
    try:
        if view == "quiz":
            return ""
        if view == "glossary":
            return f'<div class="learn">{LearnRenderer(language, view, names_in(language, index)).glossary(look_up(index, query or ""))}</div>'
        return f'<div class="learn">{_of_documents(view, index, language, document_id or "")}</div>'
    except Exception:
        # Whatever went wrong, a visitor sees one sentence; the log has the rest.
        _log.exception("a learning view could not be shown")
        return failure(say("Something went wrong; try again, and tell the operator if it happens twice.", language))


@lru_cache(maxsize=32)
def _of_documents(view: str, index: Index, language: Language, document_id: str) -> str:
    renderer = LearnRenderer(language, view, names_in(language, index))
    if view == "timeline":
        return renderer.timeline([each for each in moments(index) if document_id in ("", each.sentence.source)])
    if view == "people":
        return renderer.people(
            [each for each in persons(index) if document_id in ("", *(office.sentence.source for office in each.offices))],
            [each for each in institutions(index) if document_id in ("", *(mention.source for mention in each.mentions))],
        )
    ids = [document_id] if document_id else [each["id"] for each in index.manifest.documents]
    read = [found for each in ids[:MOST_OUTLINES] if (found := outline(index, each)).sections]
    html = "".join(renderer.outline(each, folded=None if len(read) == 1 else each is not read[0]) for each in read)
    if len(ids) > MOST_OUTLINES:
        html += f'<p class="lead">{say("{count} more documents; choose one above to see its outline.", language, count=len(ids) - MOST_OUTLINES)}</p>'
    return html or f'<p class="empty" role="status">{say("These sources have nothing of the kind.", language)}</p>'
