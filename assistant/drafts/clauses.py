"""Short quotations: a sentence of a source cut at the ends of its clauses, never inside one."""

from __future__ import annotations

import re

from assistant.checking.polarity import negates
from corpus.records import Document, Span

# A clause ends at a semicolon or a colon, and at a comma between two parts too long to be items of a series.
_ENDS = re.compile(r"[;；]|:\s|：|,\s|，")
_LONG_PART = 5
# Up to its first comma such a sentence has only said when, why or under what condition.
_OPENS_BEFORE_THE_POINT = re.compile(
    r"(?:after|before|when|while|as|if|since|because|although|though|to|in|by|with|for|from|on|at|under|during|through|according)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:if|unless|except|without|only|provided|until|although|though)\b|除非|如果|但|仅", re.IGNORECASE)


def clauses(document: Document, span: Span) -> list[Span]:
    """The clauses of a sentence, in order, without what parts them; the sentence itself where it has one."""
    text, found, start = span.of(document.text), [], 0
    marks = list(_ENDS.finditer(text))
    for at, match in enumerate(marks):
        before = text[marks[at - 1].end() if at else 0 : match.start()]
        after = text[match.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]
        if match[0][0] in ";；:：" or (_says_enough(before) and _says_enough(after)):
            found.append(_stripped(span.start, text, start, match.start()))
            start = match.end()
    return [*found, _stripped(span.start, text, start, len(text))]


def _stripped(offset: int, text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(offset + start + len(words) - len(words.lstrip()), offset + start + len(words.rstrip()))


def shortened(document: Document, span: Span, most: int) -> Span | None:
    """The sentence, or as many of its first clauses as `most` characters hold; None where none says enough.

    A sentence is not cut where what would be left out denies or limits what is kept.
    """
    if len(_line(document, span)) <= most:
        return span
    parts = clauses(document, span)
    for count in range(len(parts) - 1, 0, -1):
        kept = Span(parts[0].start, parts[count - 1].end)
        rest = document.text[kept.end : span.end]
        words = _line(document, kept)
        if _OPENS_BEFORE_THE_POINT.match(words) and "," not in words:
            continue
        if len(words) <= most and _says_enough(words) and not (negates(rest) or _LIMITS.search(rest)) and _whole(words):
            return kept
    return None


def _says_enough(words: str) -> bool:
    return len(words.split()) >= _LONG_PART or sum("\u3400" <= ch <= "\u9fff" for ch in words) >= 2 * _LONG_PART


def _whole(words: str) -> bool:
    """Whether brackets and quotation marks that open in `words` close in them."""
    return all(words.count(a) == words.count(b) for a, b in ("()", "“”", "（）", "《》")) and words.count('"') % 2 == 0


def _line(document: Document, span: Span) -> str:
    return " ".join(span.of(document.text).split())
