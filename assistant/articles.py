"""The numbered articles of a Chinese paper, and the cells of its tables, as a question names them."""

from __future__ import annotations

import re

from assistant.language.script import simplified
from corpus.numerals import chinese_number
from corpus.records import Span, Structure
from index.terms import terms

_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十]+|\d{1,2})条")
# Characters at the end of a row's label that say what kind of thing it is: 社区, 街道.
_KIND = 2
_CELL = re.compile(r"[^|\s][^|]*")


def article_of(text: str) -> int | None:
    """The number of the article that a Chinese `text` names (第六条), or None."""
    match = _ARTICLE.search(text)
    return chinese_number(match["number"]) if match else None


def in_article(section: tuple[str, ...], number: int) -> bool:
    """Whether one of a sentence's headings is the article `number`."""
    return any(label.startswith("第") and article_of(label[:8]) == number for label in section)


def has_articles(structure: Structure) -> bool:
    """Whether a document is divided into numbered articles."""
    return any(label.startswith("第") and article_of(label[:8]) for piece in structure.pieces for label in piece.section)


def cells_asked(question: str, header: str, row: str) -> list[Span]:
    """The cells of a table's `row` under the headings that a Chinese `question` has words of; empty where it has none, or does not name the row."""
    heads, cells = _cells(header), _cells(row)
    if len(cells) < 2 or len(heads) != len(cells):
        return []
    plain, label = simplified(question), simplified(cells[0].of(row))
    if label not in plain and not (len(label) > _KIND + 1 and label[:-_KIND] in plain):
        return []
    asked = set(terms(plain))
    shared = [len(asked & set(terms(simplified(head.of(header))))) for head in heads[1:]]
    most = max(shared)
    return [cell for cell, count in zip(cells[1:], shared, strict=True) if most and count == most]


def _cells(row: str) -> list[Span]:
    return [Span(match.start(), match.start() + len(match[0].rstrip())) for match in _CELL.finditer(row)] if "|" in row else []
