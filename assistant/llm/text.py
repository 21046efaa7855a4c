"""The text of checked sentences, with the marks of the places that bear them out."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.llm.records import Checked
from assistant.phrases import phrase
from assistant.records import Citation, Language

_STOP = re.compile(r"[.。!！;；:：]+$")


class AnswerText:
    """An answer as it grows, a sentence at a time; background stands on lines of its own that name it."""

    def __init__(self, language: Language) -> None:
        self.citations: list[Citation] = []
        self._language = language
        self._lines: list[str] = []
        self._items = 0
        self._source = ""

    @property
    def text(self) -> str:
        """The answer so far."""
        return "\n".join(self._lines)

    def add(self, checked: Checked) -> None:
        """Adds a sentence with its marks, before its stop; items of a list are numbered."""
        marks = "".join(f"[{self._number(each)}]" for each in checked.citations)
        words = checked.sentence.words
        stop = _STOP.search(words)
        said = f"{words[: stop.start()] if stop else words} {marks}{stop[0] if stop else ''}"
        background = self._background(checked.citations[0])
        new_line = checked.sentence.new_line or background != self._source or not self._lines
        lead = background if new_line and (checked.sentence.item or background != self._source) else ""
        self._source = background
        if checked.sentence.item:
            self._items += 1
            self._lines.append(f"{self._items}. {lead}{said}")
        elif new_line:
            self._items = 0
            self._lines.append(lead + said)
        else:
            self._lines[-1] += ("" if self._language != "en" else " ") + said

    def _background(self, citation: Citation) -> str:
        """What introduces a sentence from a background note; nothing for other sources."""
        if citation.tier != "background":
            return ""
        if citation.statement_source:
            return phrase("background", self._language, source=citation.statement_source, date=citation.statement_date or "")
        return phrase("background_plain", self._language)

    def _number(self, citation: Citation) -> int:
        for each in self.citations:
            if (each.source, each.start, each.end) == (citation.source, citation.start, citation.end):
                return each.n
        self.citations.append(replace(citation, n=len(self.citations) + 1))
        return len(self.citations)
