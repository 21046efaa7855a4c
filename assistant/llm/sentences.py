"""A model's text cut into sentences with their marks, as soon as each is whole."""

from __future__ import annotations

import re

from assistant.checking.split import plain, split
from assistant.llm.records import Sentence

# [1], [1, 2], [^1], 【1】, （[1]）: models write marks in many ways.
_MARK = re.compile(r"[\[【［]\^?\s*(?:passage\s*)?(\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*)\s*[\]】］]", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-*+•·]|\(?\d{1,2}[.)、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])\s*(?=\S)")
_HIDDEN = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)


class SentenceReader:
    """Takes a text as it grows, and gives each sentence once, when what follows shows that it is whole."""

    def __init__(self) -> None:
        self._read = 0
        self._started = False

    def read(self, text: str, *, ended: bool = False) -> list[Sentence]:
        """The sentences of `text` that are whole now and were not before; all that remain where it has `ended`."""
        # What a model thinks is no part of its answer.
        text = _HIDDEN.sub("", text)
        found: list[Sentence] = []
        while (end := text.find("\n", self._read)) >= 0:
            found += self._line(text[self._read : end])
            self._read, self._started = end + 1, False
        if ended:
            found += self._line(text[self._read :])
            self._read = len(text)
            return found
        rest = text[self._read :]
        whole = _whole_part(rest)
        if whole:
            found += self._line(rest[:whole])
            self._read, self._started = self._read + whole, True
        return found

    def _line(self, line: str) -> list[Sentence]:
        item = _ITEM.match(line) if not self._started else None
        body = _normal_marks(line[item.end() :] if item else line)
        found = []
        for position, statement in enumerate(split(body)):
            raw = statement.span.of(body)
            marks = tuple(dict.fromkeys(int(number) for mark in _MARK.findall(raw) for number in re.findall(r"\d+", mark)))
            words = plain(_MARK.sub(" ", raw))
            if re.search(r"\w", words):
                first = position == 0 and not self._started
                found.append(Sentence(words, marks, first, first and item is not None))
        return found


def _normal_marks(text: str) -> str:
    """`text` with each mark in the one form, and none between a sentence's last word and its stop."""
    text = _MARK.sub(lambda mark: "".join(f"[{number}]" for number in re.findall(r"\d+", mark[1])), text)
    return re.sub(r"\s*((?:\[\d{1,3}\])+)\s*([.。!！?？;；])", r"\2\1", text)


def _whole_part(rest: str) -> int:
    """How much of an unfinished line is whole sentences: up to the last one, and up to a quotation that is not closed."""
    statements = split(rest)
    if len(statements) < 2:
        return 0
    start = statements[-1].span.start
    for opening, closing in (("“", "”"), ("「", "」"), ('"', '"')):
        is_open = rest.count(opening) % 2 if opening == closing else rest.count(opening) > rest.count(closing)
        if is_open:
            at = rest.rfind(opening)
            start = min(start, max((each.span.start for each in statements if each.span.start <= at), default=0))
    # What begins with a bracket may be the mark of the sentence before.
    return start if re.match(r"[\w“\"「]", rest[start:]) else 0
