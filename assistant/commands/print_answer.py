"""An Answer as plain text for a terminal."""

from __future__ import annotations

from assistant.drafts.renderings import line
from assistant.records import Answer, Citation


def answer_text(answer: Answer) -> str:
    """The answer, then its sources, its notes and, of an abstention, the nearest passages."""
    blocks = [answer.answer]
    if answer.citations:
        blocks.append("Sources\n" + "\n".join(_source(each) for each in answer.citations))
    if answer.nearest:
        blocks.append("Nearest in the sources\n" + "\n".join(_source(each) for each in answer.nearest))
    if answer.notes:
        blocks.append("Notes\n" + "\n".join(f"- {note}" for note in answer.notes))
    return "\n\n".join(blocks)


def place_text(citation: Citation) -> str:
    """Where a citation stands, with its link and tier."""
    goes_back_to = ", ".join(each for each in (citation.statement_source, citation.statement_date) if each)
    page = f"page {citation.page}" if citation.page else ""
    where = [citation.title, citation.publisher, citation.date, page, citation.section]
    parts = [*where, f"after {goes_back_to}" if goes_back_to else "", citation.url or ""]
    return f"{', '.join(part for part in parts if part)} ({citation.tier})"


def _source(citation: Citation) -> str:
    return f"[{citation.n}] “{line(citation.quote)}” — {place_text(citation)}"
