"""Comparing an answer with what a case expects: phrases, figures, spans, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.records import Span

_STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")})
_MARK = re.compile(r"\s*\[\d+\]")
_LIST_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def fold(text: str) -> str:
    """`text` in lower case with straight quotes and dashes, and each run of white space as one space."""
    return _SPACE.sub(" ", text.translate(_STRAIGHT)).strip().casefold()


def plain(answer: str) -> str:
    """The answer without its marks and the numbers of its lists, which are no figures of its own."""
    return _LIST_NUMBER.sub("", _MARK.sub("", answer))


def holds(text: str, phrase: str) -> bool:
    """Whether folded `text` holds `phrase`; a figure at the phrase's end must be the whole figure there.

    >>> holds("founded in 1990", "90"), holds("above 90.", "90")
    (False, True)
    """
    wanted = fold(phrase)
    found = text.find(wanted)
    while found >= 0:
        if not (_cuts_figure_before(text, found) or _cuts_figure_after(text, found + len(wanted))):
            return True
        found = text.find(wanted, found + 1)
    return False


def _cuts_figure_before(text: str, at: int) -> bool:
    return text[at].isdigit() and re.search(r"\d[.,]?$", text[max(at - 2, 0) : at]) is not None


def _cuts_figure_after(text: str, at: int) -> bool:
    return text[at - 1].isdigit() and re.match(r"[.,]?\d", text[at : at + 2]) is not None


def missing_groups(text: str, groups: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The groups of which folded `text` holds no alternative."""
    return [group for group in groups if not any(holds(text, phrase) for phrase in group)]


def occurrences(text: str, quotation: str) -> list[Span]:
    """Every place of `quotation` in `text`, exactly as it stands."""
    return [Span(match.start(), match.end()) for match in re.finditer(re.escape(quotation), text)]


def overlaps_half(one: Span, other: Span) -> bool:
    """Whether the two share at least half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, other.end - other.start)


def covered(span: Span, by: Iterable[Span]) -> float:
    """Share of the characters of `span` that lie in any of `by`, in [0, 1]."""
    taken = {position for each in by for position in range(max(each.start, span.start), min(each.end, span.end))}
    return len(taken) / (span.end - span.start) if span.end > span.start else 0.0


def count_words(text: str) -> int:
    """Words of `text` between white space; of Chinese text, two characters count as one word."""
    chinese = len(_CJK.findall(text))
    return len(re.findall(r"\S*\w\S*", _CJK.sub(" ", text))) + (chinese + 1) // 2
