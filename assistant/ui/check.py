"""The tab that checks a pasted quotation, or a whole text sentence by sentence, against the sources."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.checking.facts import facts_of
from assistant.checking.quotation import check_quotation
from assistant.checking.records import Difference, QuotationCheck, SentenceCheck
from assistant.checking.sentences import check_sentences
from assistant.checking.split import split
from assistant.drafts.renderings import line
from assistant.question_text import clean_text
from assistant.records import Citation, Language
from assistant.ui.markup import cited, failure, nearest, notes, quoting, report, script_of, status, tally
from assistant.ui.names import Names, names_in
from assistant.ui.options import ALONE, OWN_HTML, PRIVATE
from assistant.ui.words import say
from index.retrieve import Index

_log = logging.getLogger(__name__)
# A longer text is an article, and checked sentence by sentence; so is one of several sentences that are not quoted as they stand.
QUOTATION_CHARACTERS = 600
# An article of 20,000 characters takes about half a minute.
MOST_CHARACTERS = 20_000
_QUOTATION = re.compile(r"“[^”]{8,}”|\"[^\"]{8,}\"|「[^」]{8,}」")
_SAYING = re.compile(
    r"\b(?:said|says|saying|told|tells|stated?s?|added|adds|noted?s?|announced?s?|according\s+to|explained|stressed)\b|[说說称稱]|表示|指出|介绍|介紹|强调|強調", re.IGNORECASE
)
_BESIDE = "Only the words in quotation marks were compared, not those beside them."
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


def check_tab(assistant: PlanAssistant, language: Language) -> None:
    """Fills the tab that is open: a box for the words, a button, and what the sources say of them."""
    text = gr.Textbox(
        label=say("Quotation or article", language), placeholder=say("Paste a quotation, or a whole article", language), lines=5, max_lines=16,
        max_length=MOST_CHARACTERS, elem_id="check-text",
    )  # fmt: skip
    button = gr.Button(say("Check", language), variant="primary", elem_id="check-send")
    result = gr.HTML(status(""), elem_id="check-result", **OWN_HTML)
    busy = status(f"{say('Checking against the sources', language)} …", "working")
    gr.on([button.click, text.submit], lambda given: busy if given.strip() else status(""), text, result, **PRIVATE).then(
        lambda given: render_check(given, assistant.index, language), text, result, **ALONE
    )


def render_check(given: str, index: Index, language: Language = "en") -> str:
    """What the sources say of the words `given`, as HTML; a sentence where nothing can be checked."""
    text = clean_text(given or "").strip()
    if not text:
        return f'<p class="empty">{say("Paste a quotation or an article first.", language)}</p>'
    try:
        names = names_in(language, index)
        if len(text) <= QUOTATION_CHARACTERS:
            alone = _quotation_alone(text)
            quotation = check_quotation(alone or text, index)
            if quotation.verdict == "exact" or len(split(text)) == 1:
                return _quotation(replace(quotation, notes=(*quotation.notes, say(_BESIDE, language))) if alone else quotation, language, names)
        return _sentences(check_sentences(text[:MOST_CHARACTERS], index), language, names)
    except Exception:
        # Whatever went wrong, a visitor sees one sentence; the log has the rest.
        _log.exception("a text could not be checked")
        return failure(say(_FAULT, language))


def _quotation_alone(text: str) -> str | None:
    """The one quotation of a sentence that else only says whose words they are; None for any other text.

    `the "Plan" covers 12 fields` is a claim of its own, and not who said something.
    """
    found, beside = _QUOTATION.findall(text), _QUOTATION.sub(" ", text)
    says = len(found) == 1 and len(found[0]) > len(beside) and _SAYING.search(beside) and not facts_of(beside)
    return found[0] if says and len(split(text)) == 1 else None


def _quotation(check: QuotationCheck, language: Language, names: Names) -> str:
    places = f" {say('It stands in {count} places.', language, count=check.places)}" if check.places > 1 else ""
    html = ""
    if check.citation:
        html += _source(check.citation, check.differences, language, names)
    html += differences_html(check.differences, language) + nearest(check.nearest, "check", language, names)
    said = status(f"{say(_VERDICTS[check.verdict], language)}{places}", f"verdict verdict-{check.verdict}")
    html += notes(check.notes, language)
    return said + (report(html, "check", language) if html else "")


def _sentences(checks: Sequence[SentenceCheck], language: Language, names: Names) -> str:
    counted = {name: sum(each.verdict == verdict for each in checks) for verdict, name in _FINDINGS.items()}
    rows = "".join(_sentence(check, number, language, names) for number, check in enumerate(checks))
    lead = status(tally({"Sentences": len(checks)} | {name: count for name, count in counted.items() if count}, language))
    return lead + report(f'<ol class="checked">{rows}</ol>', "check", language)


def _sentence(check: SentenceCheck, number: int, language: Language, names: Names) -> str:
    badge = f'<span class="verdict verdict-{check.verdict}">{say(_FINDINGS[check.verdict], language)}</span>'
    html = f'{badge} <span dir="auto">{escape(line(check.text))}</span>{differences_html(check.differences, language)}'
    if check.verdict != "no_claim":
        lead = say("Nearest: ", language) if check.verdict == "unsupported" else ""
        for citation in check.citations[:2]:
            html += quoting(citation, f"check-{number}-{citation.n}", language, names, lead)
    return f"<li>{html}{notes(check.notes, language)}</li>"


def _source(citation: Citation, differences: Sequence[Difference], language: Language, names: Names) -> str:
    opening, closing = ("", "") if citation.tier == "background" else ("“", "”")
    words = _said_otherwise(citation.quote, differences)
    where = cited(citation, "check-0", language, say("Open in the source", language), names)
    return f'<blockquote class="true-words" lang="{script_of(citation.quote)}">{opening}{words}{closing}</blockquote><p class="where">{where}</p>'


def _said_otherwise(quote: str, differences: Sequence[Difference]) -> str:
    """The true words as HTML, those that differ marked where each occurs first."""
    html, rest = "", quote
    for difference in differences:
        before, found, after = rest.partition(difference.source) if difference.source else ("", "", rest)
        if found:
            html += f"{escape(before)}<strong>{escape(found)}</strong>"
            rest = after
    return html + escape(rest)


def differences_html(differences: Sequence[Difference], language: Language) -> str:
    """What was said and what the source has, a line for each difference; empty for none."""
    if not differences:
        return ""
    return f'<ul class="differences">{"".join(f"<li>{_difference(each, language)}</li>" for each in differences)}</ul>'


def _difference(difference: Difference, language: Language) -> str:
    said, source = f"<del>{escape(difference.said)}</del>", f"<ins>{escape(difference.source)}</ins>"
    kind = say(difference.kind, language)
    if difference.kind == "omission" or not difference.said:
        return say("{kind}: the source also has {source}", language, kind=kind, source=source)
    if not difference.source:
        return say("{kind}: {said} is not in the source", language, kind=kind, said=said)
    return say("{kind}: {said}, where the source has {source}", language, kind=kind, said=said, source=source)
