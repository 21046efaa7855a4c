"""Answers as HTML. Whatever comes from a source, a visitor or a model is escaped here, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape

from assistant.records import Answer, Citation

_MARK = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"(\d{1,3})\. ")
_ABSTAINED = {
    "not_in_sources": "Not in the sources",
    "off_topic": "Not about the plan",
    "refused": "Not answered",
    "unclear": "Please say more",
}
_EMPTY = '<p class="empty">Ask a question about the plan. Every sentence of an answer opens the source it comes from.</p>'


def render_conversation(answers: Sequence[Answer], pending: str | None = None) -> list[str]:
    """The conversation so far, an HTML element for each question; `pending` is one that is being answered."""
    parts = [_render_exchange(answer, number) for number, answer in enumerate(answers)]
    if pending is not None:
        parts.append(_exchange(pending, '<p class="working">Looking in the sources …</p>', ' aria-busy="true"'))
    return parts or [_EMPTY]


def render_failure(question: str, sentence: str) -> str:
    """A question that could not be answered for a fault of ours, with the one sentence that says so."""
    return _exchange(question, f'<p class="failure" role="alert">{escape(sentence)}</p>')


def _exchange(question: str, body: str, attributes: str = "") -> str:
    # dir="auto" sets the question apart: a right-to-left mark in it turns nothing around it.
    asked = f'<h2 class="asked" dir="auto">{escape(question)}</h2>'
    return f'<article class="exchange"{attributes}>{asked}{body}</article>'


def _render_exchange(answer: Answer, number: int) -> str:
    kind = "abstention" if answer.abstained else "answer"
    badge = f'<p class="badge">{_ABSTAINED[answer.status]}</p>' if answer.abstained else ""
    notes = "".join(
        f'<p class="note" role="note"><strong>Note.</strong> {_marked(note, (), answer, number)}</p>' for note in answer.notes
    )
    body = badge + _render_text(answer, number) + notes + _render_nearest(answer.nearest, number)
    if answer.standalone_question != answer.question:
        body += f'<details><summary>Understood as</summary><p dir="auto">{escape(answer.standalone_question)}</p></details>'
    if answer.elapsed_ms:
        body += f'<p class="took">{"Worded by a language model and checked · " if answer.engine == "llm" else ""}{_duration(answer.elapsed_ms)}</p>'
    return _exchange(answer.question, f'<div class="{kind}" lang="{answer.language}">{body}</div>')


def _duration(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def _render_text(answer: Answer, number: int) -> str:
    """The answer's lines; those that a number opens stand in a list."""
    html, in_list = "", False
    for line, spans in _lines(answer):
        item = _ITEM.match(line)
        if bool(item) != in_list:
            in_list = bool(item)
            html += '<ol class="items">' if in_list else "</ol>"
        first = item.end() if item else 0
        words = _marked(line, spans, answer, number, first)
        # The number stays text: it is copied with the answer, as a list's own number is not.
        html += (
            f'<li class="line"><span class="number">{line[:first]}</span>{words}</li>' if item else f'<p class="line">{words}</p>'
        )
    return html + ("</ol>" if in_list else "")


def _lines(answer: Answer) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each line of the answer with what is emphasised in it."""
    offset = 0
    for line in answer.answer.split("\n"):
        end = offset + len(line)
        spans = [(max(first, offset) - offset, min(last, end) - offset) for first, last in answer.emphasis]
        if line.strip():
            yield line, [(first, last) for first, last in sorted(spans) if first < last]
        offset = end + 1


def _marked(line: str, spans: Sequence[tuple[int, int]], answer: Answer, number: int, position: int = 0) -> str:
    """A line from `position` on as HTML: emphasis bold, and each mark that has a citation a link into its source."""
    citations = {citation.n: citation for citation in answer.citations}
    html = ""
    for match in _MARK.finditer(line, position):
        if citation := citations.get(int(match[1])):
            html += _emphasised(line, position, match.start(), spans) + link(
                citation, match[0], f"{number}-{citation.n}", "mark"
            )
            position = match.end()
    return html + _emphasised(line, position, len(line), spans)


def _emphasised(line: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    html, position = "", start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            html += f"{escape(line[position:first])}<strong>{escape(line[first:last])}</strong>"
            position = last
    return html + escape(line[position:end])


def link(citation: Citation, label: str, target: str, kind: str) -> str:
    """A link that page.js opens in the source panel; all that the panel says of the citation travels in it."""
    said = f"{label} {citation.tier} source: {citation.title}, {citation.date}"
    return (
        f'<a class="{kind} {kind}-{citation.tier}" href="#src-{target}" aria-label="{escape(said)}" title="{escape(said)}" '
        f'data-doc="{escape(citation.source)}" data-citation="{escape(json.dumps(asdict(citation), ensure_ascii=False))}">{escape(label)}</a>'
    )


def _render_nearest(nearest: Sequence[Citation], number: int) -> str:
    if not nearest:
        return ""
    rows = "".join(
        f'<li>{link(citation, _shortened(citation.quote), f"{number}-near-{citation.n}", "near")} <span class="where">{escape(whence(citation))}</span></li>'
        for citation in nearest
    )
    return f'<p class="lead">The nearest passages, as a lead:</p><ul class="nearest">{rows}</ul>'


def whence(citation: Citation) -> str:
    """Who says it, and when; of a note, whom its statement goes back to."""
    if citation.statement_source:
        return f"{citation.tier}: {citation.statement_source}, {citation.statement_date}"
    return f"{citation.tier}: {citation.publisher}, {citation.date}"


def _shortened(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    # Chinese has no spaces to break at.
    return text if len(text) <= limit else f"{text[: limit - 2].rsplit(' ', 1)[0]} …"
