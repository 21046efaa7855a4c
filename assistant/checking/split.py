"""A pasted text cut into sentences, each with the words to check and its parts in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Span
from corpus.sentences import paragraph_spans, sentence_spans

_MARK = re.compile(r"\[\^?\w{1,12}\](?!\()|[¹²³⁴-⁹⁰]+|［\d+］")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_LIST = re.compile(r"^\s*(?:[-*+•·]|\d{1,2}[.)、])\s+")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|「([^」]+)」|『([^』]+)』|«([^»]+)»|(?<!\w)‘([^’]+)’(?!\w)")
_GREETING = re.compile(
    r"^(?:dear\b|hello\b|hi\b|good (?:morning|afternoon|evening|day)\b|welcome\b|thanks?\b|thank you\b|ladies and gentlemen\b|colleagues\b|friends\b|"
    r"best regards\b|kind regards\b|yours\b|sincerely\b|各位|大家好|你好|您好|尊敬的|亲爱的|親愛的|谢谢|謝謝|感谢|女士们|朋友们|欢迎|歡迎)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the text."""

    span: Span
    """In the text as given."""
    words: str
    """To be checked: without footnote marks and Markdown."""
    quoted: tuple[str, ...]
    """The parts in quotation marks."""
    heading: bool
    """Whether it stands alone and unfinished, as headings do."""


def split(text: str) -> list[Statement]:
    """The sentences of `text` in order, headings and list items among them; none for an empty text."""
    found: list[Statement] = []
    # A mark behind a stop ("March 3.[1] The …") would hide the end of the sentence.
    masked = _MARK.sub(lambda mark: " " * len(mark[0]), text)
    for paragraph in paragraph_spans(text):
        if re.match(r"\s*\[\^\w+\]:", paragraph.of(text)):
            continue  # the text of a footnote
        spans = [_with_marks(text, span) for span in _whole_quotations(text, sentence_spans(masked, paragraph))]
        for span in spans:
            words = plain(span.of(text))
            if words:
                quoted = tuple(next(group for group in match.groups() if group) for match in _QUOTED.finditer(words))
                found.append(Statement(span, words, quoted, len(spans) == 1 and _is_heading(span.of(text), words)))
    return found


def _with_marks(text: str, span: Span) -> Span:
    """A sentence with the footnote marks right behind it."""
    behind = re.compile(rf"(?:\s?(?:{_MARK.pattern}))+").match(text, span.end)
    return Span(span.start, behind.end()) if behind else span


def plain(words: str) -> str:
    """`words` without footnote marks, list marks and Markdown, on one line."""
    words = _LINK.sub(r"\1", words)
    words = _LIST.sub("", _MARK.sub("", words))
    words = re.sub(r"^\s*(?:#{1,6}|>)\s*", "", words)
    words = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", words)
    words = re.sub(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", words)
    return " ".join(words.split())


def is_question(words: str) -> bool:
    """Whether a sentence asks."""
    return words.rstrip('”"’」』）) ').endswith(("?", "？"))


def is_greeting(words: str) -> bool:
    """Whether a sentence greets or thanks, and so states nothing."""
    return bool(_GREETING.match(words)) and len(words) <= 120 and not re.search(r"\d", words)


def _whole_quotations(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences, with those joined that lie inside one pair of quotation marks."""
    joined: list[Span] = []
    for span in spans:
        if joined and _is_open(joined[-1].of(text)) and span.end - joined[-1].start < 1_500:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [
        part
        for span in joined
        for part in ([span] if not _is_open(span.of(text)) else [each for each in spans if span.contains(each)])
    ]


def _is_open(words: str) -> bool:
    """Whether a quotation begins in `words` and does not end there."""
    return (
        words.count("“") > words.count("”")
        or words.count("「") > words.count("」")
        or words.count("『") > words.count("』")
        or words.count('"') % 2 == 1
    )


def _is_heading(printed: str, words: str) -> bool:
    if printed.lstrip().startswith("#"):
        return True
    return (
        not _LIST.match(printed)
        and not re.search(r"[.!。！;；…]['\"”’」』）)]*$", words)
        and len(words.split()) <= 12
        and len(words) <= 80
        and not re.search(r"\d", words)
    )
