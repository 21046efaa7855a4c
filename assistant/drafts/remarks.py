"""What a careful reader should know of the facts of a draft: the assistant's notes, as lines with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.counting import count_notes
from assistant.dating import date_notes
from assistant.drafts.framing import frame
from assistant.drafts.material import Fact
from assistant.drafts.renderings import said
from assistant.notes import write_notes
from assistant.outcomes import target_notes
from assistant.places import Remark, place
from assistant.questions.reading import read_question
from assistant.records import Citation, Language
from index.retrieve import Index

_MARK = re.compile(r"\s*\[\d+\]")
_YEAR = re.compile(r"20\d\d")

Line = tuple[str, tuple[Citation, ...]]
"""A sentence and what it cites."""


def remarks_on(facts: Sequence[Fact], index: Index, language: Language) -> list[Line]:
    """Announced numbers that do not match their lists, target years that have passed, dates that differ; in that order.

    What background says on them is told as a statement of its own.
    """
    claims = [place(fact.document, fact.span, index) for fact in facts]
    question = read_question(" ", index.vocabulary)
    lines: list[Line] = []
    for remark in target_notes(claims, index, language):
        year = _YEAR.search(remark.text)
        if year and any(each.document.tier == "background" for each in remark.places):
            lines += _lines(Remark(frame("year_passed", language, year=year[0]) + "{0}", remark.places[:1]), language)
        lines += _lines(remark, language)
    for remark in [*count_notes(claims, index, language), *date_notes(claims, index, language, question)]:
        lines += _lines(remark, language)
    return list(dict.fromkeys(lines))


def _lines(remark: Remark, language: Language) -> list[Line]:
    notes = write_notes([remark], ())
    if not notes.texts:
        return []
    cited = tuple(replace(each, n=0) for each in notes.citations)
    background = [each for each in cited if each.tier == "background"]
    if background:
        return [(said(each, language), (each,)) for each in background]
    return [(_MARK.sub("", notes.texts[0]), cited)]
