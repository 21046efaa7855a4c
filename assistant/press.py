"""Words to be taken elsewhere: a quotation as it is printed, an answer with its sources, a whole conversation as a document."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.drafts import pandoc
from assistant.drafts.export import document_of, heading, paragraph
from assistant.drafts.framing import frame
from assistant.drafts.renderings import footnote, page_of, said, source_entries
from assistant.records import Answer, Citation, Language

_MARK = re.compile(r"\s?\[(\d{1,3})\]")


def press_form(citation: Citation, language: Language) -> str:
    """A quotation with publisher, date, page and link; a note's statement without quotation marks, as "according to" whom it goes back to."""
    link = f" {citation.url}" if citation.url else ""
    if citation.tier != "background":
        place = ", ".join(each for each in (citation.publisher, citation.date, page_of(citation, language)) if each)
        return f"{said(citation, language)} — {place}{link}"
    return said(citation, language) + link


def answer_with_sources(answer: Answer, language: Language) -> str:
    """The answer as plain text with its notes and, for each mark, its source."""
    blocks = [answer.question, answer.answer, *answer.notes]
    if answer.citations:
        entries = [f"[{each.n}] {footnote(each, language)}" for each in answer.citations]
        blocks.append("\n".join([frame("sources", language), *entries]))
    return "\n\n".join(blocks)


def transcript(answers: Sequence[Answer], language: Language) -> tuple[bytes, str]:
    """The conversation as a Word file and as Markdown: a footnote for each mark, and the list of its sources.

    Raises `DraftError` where pandoc fails.
    """
    document = _document(answers, language)
    word = pandoc.run(["-f", "json", "-t", "docx", "-o", "-"], json.dumps(document).encode(), "conversation")
    return word, pandoc.as_markdown(document, "conversation")


def _document(answers: Sequence[Answer], language: Language) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    cited: list[Citation] = []
    for answer in answers:
        blocks.append(heading(2, answer.question))
        citations = {each.n: each for each in answer.citations}
        cited += answer.citations
        for text in (*answer.answer.split("\n"), *answer.notes):
            marks = [citations[int(number)] for number in _MARK.findall(text) if int(number) in citations]
            if text.strip():
                # A number in brackets that is no mark of ours is the source's own.
                plain = _MARK.sub(lambda match: "" if int(match[1]) in citations else match[0], text)  # noqa: B023 - used at once
                blocks.append(paragraph(plain, [footnote(each, language) for each in marks]))
    return document_of(blocks, source_entries(cited), language)
