"""Paragraphs and sentences of a text, as exact spans."""

from __future__ import annotations

import re

from corpus.records import Span

# A full stop after these is no end of a sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nos vol art arts sec fig figs p pp cf e.g i.e etc vs approx inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k a.m p.m gen sen rep gov hon".split()
)
_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s|$)|[。！？]+[”’」』）]*|\n{2,}")
# "… the Central Committee It has conducted …": a capital pronoun and its verb within a running
# sentence is where a full stop was lost in print.
_LOST_STOP = re.compile(
    r"(?<=[A-Za-z0-9])\s+(?=(?:It|They|We|He|She|This|These|Those|There)\s+"
    r"(?:has|have|had|is|are|was|were|will|would|can|should|also)\b)"
)


def paragraph_spans(text: str) -> list[Span]:
    """The paragraphs of `text`, without the white space around them.

    A blank line ends a paragraph. So does a line end, unless the next line plainly runs on from it
    (the text was wrapped at a fixed width).
    """
    lines: list[Span] = []
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped[0])
            span = Span(start, start + len(stripped))
            if lines and _runs_on(lines[-1].of(text), stripped):
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
            lines.append(span)
        else:
            lines.clear()
        offset += len(line) + 1
    return spans


def _runs_on(line: str, following: str) -> bool:
    if line.startswith(("#", "|")) or following.startswith(("#", "|", "Source:")):
        return False
    if re.match(r"(?:[-*+•·▪◦●○■–—]|\(?\d{1,2}[.)、]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第.{1,4}条)\s*\S", following):
        return False
    if line[-1] in ".!?。！？:：;；":
        # A wrapped paragraph has full lines; a short line that ends like a sentence ends its paragraph.
        return line[-1] in ".!?" and 60 <= len(line) <= 100 and following[0].islower()
    return (len(line) >= 60 and len(line) <= 120) or following[0].islower()


def sentence_spans(text: str, within: Span) -> list[Span]:
    """The sentences of `text` inside `within`, in order, without the white space between them."""
    spans: list[Span] = []
    start = within.start
    for cut in _cuts(text, within):
        span = _trimmed(text, start, cut)
        if span.end > span.start:
            spans.append(span)
        start = cut
    return spans


def _cuts(text: str, within: Span) -> list[int]:
    cuts = []
    for match in _END.finditer(text, within.start, within.end):
        if match[0].startswith(".") and _is_abbreviation(text, match.start(), within.start):
            continue
        cuts.append(match.end())
    cuts += [match.start() for match in _LOST_STOP.finditer(text, within.start, within.end)]
    return sorted(cut for cut in cuts if cut < within.end) + [within.end]


def _is_abbreviation(text: str, stop: int, start: int) -> bool:
    word = re.search(r"[A-Za-z.]+$", text[start:stop])
    following = text[stop + 1 :].lstrip()[:1]
    if word is None:
        # "1. Title": a list number, not a sentence.
        return bool(re.search(r"(?:^|\s)\d{1,2}$", text[start:stop])) and len(text[start:stop].strip()) <= 2
    return word[0].lower() in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper() and following.isupper())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
