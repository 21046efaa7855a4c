"""The source panel: what the browser asks of the server to show a source, and the words that it says."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from html import escape
from importlib.resources import files
from typing import Any, TypedDict

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.feedback import FeedbackStore
from assistant.feedback_file import FeedbackError
from assistant.places import cite_span
from assistant.press import press_form
from assistant.records import Language
from assistant.ui.kept import Seal, from_kept
from assistant.ui.names import NO_NAMES, Names, names_in
from assistant.ui.source import SourceView, view_source
from assistant.ui.words import say, template
from corpus.records import Span

_log = logging.getLogger(__name__)
# Who changes their mind may say so; who repeats it a thousand times fills the operator's file.
_MOST_VERDICTS = 3
_MOST_COUNTED = 100_000
# What page.js says by itself.
_WORDS = (
    "official", "background", "user", "Back to the answer", "Statement of: {said}", "p. {page}", "No citable link", "Text of the source",
    "This source cannot be shown now. The words quoted were:", "This source has changed since the answer. The words quoted were:",
    "Source opened: {title}", "Previous citation", "Next citation", "Previous match", "Next match", "{n} of {all}", "Copy quotation", "Copy link", "Copied", "Not copied; select it and copy by hand.",
    "Contents", "Search in this source", "none found", "Thank you; it is kept for the operator.", "It could not be kept; tell the operator.",
)  # fmt: skip


class Opened(TypedDict):
    """A place that a link to the page names."""

    citation: dict[str, Any]
    press: str


def source_panel(assistant: PlanAssistant, language: Language, feedback: FeedbackStore | None, seal: Seal) -> None:
    """Fills the open column with the panel; page.js does the rest."""
    gr.HTML(
        panel_html(language, names_in(language, assistant.index)),
        js_on_load=part("page.js"),
        server_functions=[*_reading(assistant, language), _keep_feedback(feedback, seal)],
        apply_default_css=False,
    )


def panel_html(language: Language, names: Names = NO_NAMES) -> str:
    """The panel before a source is opened."""
    words = json.dumps({each: template(each, language) for each in _WORDS}, ensure_ascii=False)
    return (
        part("panel.html")
        .replace("@words", escape(words))
        .replace("@names", escape(json.dumps(dict(names), ensure_ascii=False)))
        .replace("@source", say("Source", language))
        .replace("@whole", say("Read a source whole", language))
        .replace("@invitation", say("Open a mark such as [1] to read the sentence in its source.", language))
    )


def part(name: str) -> str:
    """A file beside this one."""
    return files("assistant.ui").joinpath(name).read_text(encoding="utf-8")


def _reading(assistant: PlanAssistant, language: Language) -> list[Callable[..., Any]]:
    """What the panel asks for by name: the list of sources, a source, a place in one. The browser may ask for anything."""

    # Gradio always hands over one value.
    def list_sources(_: object = None) -> list[dict[str, Any]]:
        names = ("id", "title", "tier", "publisher", "date", "url")
        return [{name: each.get(name) for name in names} for each in assistant.index.manifest.documents]

    def read_source(document_id: str) -> SourceView | None:
        try:
            return view_source(assistant.index.document(document_id), assistant.index.structure(document_id))
        except Exception:
            # The panel says in a sentence that the source cannot be shown.
            _log.warning("a source could not be shown", exc_info=True)
            return None

    def open_place(place: dict[str, Any]) -> Opened | None:
        try:
            span = Span(int(place["start"]), int(place["end"]))
            citation = cite_span(assistant.index, str(place["source"]), span) if 0 <= span.start < span.end else None
        except Exception:
            _log.info("a link names no place in the sources", exc_info=True)
            return None
        return Opened(citation=asdict(citation), press=press_form(citation, language)) if citation else None

    return [list_sources, read_source, open_place]


def _keep_feedback(feedback: FeedbackStore | None, seal: Seal) -> Callable[..., bool]:
    counted: Counter[str] = Counter()

    def keep_feedback(given: dict[str, Any]) -> bool:
        """Whether what a visitor said of an answer is kept: of one that this server gave, and not again and again."""
        try:
            answers, verdict = from_kept([given["answer"]]), given["verdict"]
            if feedback is None or not answers or verdict not in ("right", "wrong", "missing"):
                return False
            if not seal.holds(answers[0]) or counted[answers[0].id] >= _MOST_VERDICTS:
                _log.info("feedback on no answer of this server, or too much on one, is not kept")
                return False
            feedback.record_verdict(answers[0].answer, verdict, str(given.get("comment") or ""))
        except (KeyError, TypeError, FeedbackError):
            _log.warning("feedback could not be kept", exc_info=True)
            return False
        if len(counted) >= _MOST_COUNTED:
            counted.clear()
        counted[answers[0].id] += 1
        return True

    return keep_feedback
