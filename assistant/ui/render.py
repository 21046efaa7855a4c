"""Answers and documents as HTML. Whatever comes from a source, a visitor or a model is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.records import Answer, Citation
from corpus.records import Document, Structure

_MARK = re.compile(r"\[(\d{1,3})\]")
_ABSTAINED = {
    "not_in_sources": "Not in the sources",
    "off_topic": "Not about the plan",
    "refused": "Not answered",
    "unclear": "Please say more",
}


def render_conversation(answers: Sequence[Answer], pending: str | None = None) -> str:
    """The conversation so far; `pending` is a question that is being answered."""
    parts = [_render_exchange(answer, number) for number, answer in enumerate(answers)]
    if pending is not None:
        parts.append(f'<article class="exchange"><p class="asked">{escape(pending)}</p><p class="working" role="status">Looking in the sources …</p></article>')
    if not parts:
        parts.append('<p class="empty">Ask a question about the plan. Every sentence of an answer opens the source it comes from.</p>')
    return f'<div class="conversation" role="log" aria-live="polite" aria-label="Conversation">{"".join(parts)}</div>'


def render_failure(question: str, sentence: str) -> str:
    """A question that could not be answered for a fault of ours, with the one sentence that says so."""
    return f'<article class="exchange"><p class="asked">{escape(question)}</p><p class="failure" role="alert">{escape(sentence)}</p></article>'


def _render_exchange(answer: Answer, number: int) -> str:
    citations = {citation.n: citation for citation in answer.citations}
    kind = "abstention" if answer.abstained else "answer"
    badge = f'<p class="badge">{_ABSTAINED[answer.status]}</p>' if answer.abstained else ""
    body = "".join(f'<p class="line">{line}</p>' for line in _lines(answer, citations, number))
    notes = "".join(f'<p class="note"><strong>Note.</strong> {_marked(escape(note), citations, number)}</p>' for note in answer.notes)
    nearest = _render_nearest(answer.nearest, number)
    understood = (
        f"<details><summary>Understood as</summary><p>{escape(answer.standalone_question)}</p></details>"
        if answer.standalone_question != answer.question
        else ""
    )
    took = f'<p class="took">{answer.elapsed_ms:.0f} ms</p>' if answer.elapsed_ms else ""
    return (
        f'<article class="exchange"><p class="asked">{escape(answer.question)}</p>'
        f'<div class="{kind}">{badge}{body}{notes}{nearest}{understood}{took}</div></article>'
    )


def _lines(answer: Answer, citations: dict[int, Citation], number: int) -> list[str]:
    """The answer's lines as HTML, emphasis bold and marks linked."""
    found, offset = [], 0
    for line in answer.answer.split("\n"):
        spans = [(max(start, offset) - offset, min(end, offset + len(line)) - offset) for start, end in answer.emphasis]
        found.append(_marked(_emphasised(line, [(start, end) for start, end in spans if start < end]), citations, number))
        offset += len(line) + 1
    return found


def _emphasised(line: str, spans: list[tuple[int, int]]) -> str:
    html, position = "", 0
    for start, end in sorted(spans):
        if start >= position:
            html += escape(line[position:start]) + f"<strong>{escape(line[start:end])}</strong>"
            position = end
    return html + escape(line[position:])


def _marked(html: str, citations: dict[int, Citation], number: int) -> str:
    """`html`, already escaped, with its marks made links to their citations."""

    def link(match: re.Match[str]) -> str:
        citation = citations.get(int(match[1]))
        return _link(citation, f"[{match[1]}]", number, "mark") if citation else match[0]

    return _MARK.sub(link, html)


def _link(citation: Citation, label: str, number: int, kind: str) -> str:
    said = f"Source {citation.n}: {citation.title}, {citation.date}"
    return (
        f'<a class="{kind}" href="#src-{number}-{citation.n}" aria-label="{escape(said)}" title="{escape(citation.quote[:300])}" '
        f'data-doc="{escape(citation.source)}" data-start="{citation.start}" data-end="{citation.end}" '
        f'data-section="{escape(citation.section)}" data-from="{escape(_from(citation))}" data-url="{escape(citation.url or "")}">{escape(label)}</a>'
    )


def _from(citation: Citation) -> str:
    """Whom a statement of a note goes back to."""
    return f"{citation.statement_source}, {citation.statement_date}" if citation.statement_source else ""


def _render_nearest(nearest: Sequence[Citation], number: int) -> str:
    if not nearest:
        return ""
    rows = "".join(
        f"<li>{_link(citation, _shortened(citation.quote), number, 'near')} <span class=\"where\">{escape(_from(citation) or f'{citation.publisher}, {citation.date}')}</span></li>"
        for citation in nearest
    )
    return f'<p class="lead">The nearest passages, as a lead:</p><ul class="nearest">{rows}</ul>'


def _shortened(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"


def render_documents(documents: Sequence[tuple[Document, Structure]]) -> str:
    """The texts that a conversation cites, hidden, for the browser to open without asking the server again."""
    return "".join(_render_document(document, structure) for document, structure in documents)


def _render_document(document: Document, structure: Structure) -> str:
    """One document: a block for each line of its text, which carries its offset and holds the text to the character."""
    headings = {piece.span.start: piece.kind for piece in structure.pieces if piece.kind in ("heading", "title", "furniture")}
    blocks, offset = [], 0
    for line in document.text.split("\n"):
        if line.strip():
            first = offset + len(line) - len(line.lstrip())
            kind = headings.get(first, "sentence")
            # A run-in heading opens a paragraph; only a line that is a heading whole is shown as one.
            whole = any(piece.span.start == first and piece.span.end >= offset + len(line.rstrip()) for piece in structure.pieces if piece.kind == kind)
            role = kind if kind != "sentence" and whole else "attribution" if line.startswith("Source: ") else "text"
            blocks.append(f'<p class="{role}" data-start="{offset}">{escape(line)}</p>')
        offset += len(line) + 1
    return (
        f'<article class="document" data-id="{escape(document.id)}" data-title="{escape(document.title)}" '
        f'data-publisher="{escape(document.publisher)}" data-date="{escape(document.date)}" data-tier="{document.tier}" '
        f'data-url="{escape(document.url or "")}" lang="{document.language}">{"".join(blocks)}</article>'
    )
