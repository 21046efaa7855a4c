"""The tab that checks a pasted quotation, or a whole text sentence by sentence, against the sources."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.checking.quotation import check_quotation
from assistant.checking.records import Difference, QuotationCheck, SentenceCheck
from assistant.checking.sentences import check_sentences
from assistant.checking.split import split
from assistant.question_text import clean_text
from assistant.records import Citation
from assistant.ui.render import link, whence
from index.retrieve import Index

_log = logging.getLogger(__name__)
# A longer text is an article, and checked sentence by sentence; so is one of several sentences that are not quoted as they stand.
QUOTATION_CHARACTERS = 600
# An article of 20,000 characters takes about half a minute.
MOST_CHARACTERS = 20_000
_VERDICTS = {
    "exact": "Exact: the words stand in the source as quoted.",
    "altered": "Altered: the source has other words.",
    "not_found": "Not found: the sources do not have these words.",
}
_FINDINGS = {
    "exact": "Exact",
    "supported": "Supported",
    "altered": "Altered",
    "unsupported": "Not in the sources",
    "no_claim": "No claim",
}
_FAULT = "Something went wrong while checking; check again, and tell the operator if it happens twice."


def check_tab(assistant: PlanAssistant, hidden: dict[str, Any]) -> None:
    """Fills the tab that is open: a box for the words, a button, and what the sources say of them."""
    text = gr.Textbox(
        label="Quotation or article", placeholder="Paste a quotation, or a whole article", lines=5, max_lines=16,
        max_length=MOST_CHARACTERS, elem_id="check-text",
    )  # fmt: skip
    button = gr.Button("Check", variant="primary", elem_id="check-send")
    result = gr.HTML("", elem_id="check-result", js_on_load=None, apply_default_css=False)
    gr.on([button.click, text.submit], lambda given: '<p class="working">Checking against the sources …</p>' if given.strip() else "", text, result, **hidden).then(
        lambda given: render_check(given, assistant.index), text, result, concurrency_limit=1, **hidden
    )


def render_check(given: str, index: Index) -> str:
    """What the sources say of the words `given`, as HTML; a sentence where nothing can be checked."""
    text = clean_text(given or "").strip()
    if not text:
        return '<p class="empty">Paste a quotation or an article first.</p>'
    try:
        quotation = check_quotation(text, index) if len(text) <= QUOTATION_CHARACTERS else None
        if quotation and (quotation.verdict == "exact" or len(split(text)) == 1):
            return _quotation(quotation)
        return _sentences(check_sentences(text[:MOST_CHARACTERS], index))
    except Exception:
        # Whatever went wrong, a visitor sees one sentence; the log has the rest.
        _log.exception("a text could not be checked")
        return f'<p class="failure" role="alert">{_FAULT}</p>'


def _quotation(check: QuotationCheck) -> str:
    places = f" It stands in {check.places} places." if check.places > 1 else ""
    html = f'<p class="verdict verdict-{check.verdict}">{_VERDICTS[check.verdict]}{places}</p>'
    if check.citation:
        html += _source(check.citation, "check-0", _said_otherwise(check.citation.quote, check.differences))
    html += differences_html(check.differences)
    if check.nearest:
        rows = "".join(f"<li>{link(each, _plain(each.quote), f'check-near-{each.n}', 'near')} {_where(each)}</li>" for each in check.nearest)
        html += f'<p class="lead">The nearest passages, as a lead:</p><ul class="nearest">{rows}</ul>'
    return f'<div class="check" role="status">{html}{_notes(check.notes)}</div>'


def _sentences(checks: Sequence[SentenceCheck]) -> str:
    counts = ", ".join(
        f"{count} {name.lower()}" for verdict, name in _FINDINGS.items() if (count := sum(each.verdict == verdict for each in checks))
    )
    rows = "".join(_sentence(check, number) for number, check in enumerate(checks))
    return f'<div class="check" role="status"><p class="lead">{len(checks)} sentences: {counts}</p><ol class="checked">{rows}</ol></div>'


def _sentence(check: SentenceCheck, number: int) -> str:
    html = f'<span class="verdict verdict-{check.verdict}">{_FINDINGS[check.verdict]}</span> <span dir="auto">{escape(_plain(check.text))}</span>'
    html += differences_html(check.differences)
    if check.verdict != "no_claim":
        lead = "Nearest: " if check.verdict == "unsupported" else ""
        for citation in check.citations[:2]:
            html += f'<p class="where">{lead}{link(citation, _shown(citation), f"check-{number}-{citation.n}", "near")} {_where(citation)}</p>'
    return f"<li>{html}{_notes(check.notes)}</li>"


def _source(citation: Citation, target: str, words: str) -> str:
    opening, closing = ("", "") if citation.tier == "background" else ("“", "”")
    return f'<blockquote class="true-words">{opening}{words}{closing}</blockquote><p class="where">{link(citation, "Open in the source", target, "near")} {_where(citation)}</p>'


def _said_otherwise(quote: str, differences: Sequence[Difference]) -> str:
    """The true words as HTML, those that differ marked where each occurs first."""
    html, rest = "", quote
    for difference in differences:
        before, found, after = rest.partition(difference.source) if difference.source else ("", "", rest)
        if found:
            html += f"{escape(before)}<strong>{escape(found)}</strong>"
            rest = after
    return html + escape(rest)


def differences_html(differences: Sequence[Difference]) -> str:
    """What was said and what the source has, a line for each difference; empty for none."""
    if not differences:
        return ""
    return f'<ul class="differences">{"".join(f"<li>{_difference(each)}</li>" for each in differences)}</ul>'


def _difference(difference: Difference) -> str:
    said, source = f"<del>{escape(difference.said)}</del>", f"<ins>{escape(difference.source)}</ins>"
    if difference.kind == "omission" or not difference.said:
        return f"{difference.kind}: the source also has {source}"
    if not difference.source:
        return f"{difference.kind}: {said} is not in the source"
    return f"{difference.kind}: {said}, where the source has {source}"


def _shown(citation: Citation) -> str:
    words = _plain(citation.quote)
    return words if citation.tier == "background" else f"“{words}”"


def _where(citation: Citation) -> str:
    return f'<span class="where">{escape(whence(citation))}</span>'


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="note" role="note">{escape(note)}</p>' for note in notes)


def _plain(text: str) -> str:
    return " ".join(text.split())
