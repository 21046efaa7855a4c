"""Lists inside running text: ordinal markers, declared counts, and series of a, b and c."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import CARDINALS, ORDINAL_ADVERBS, ORDINALS, chinese_number, english_number, ordinal_number
from corpus.records import Enumeration, Piece, Span

_ORDINAL_WORDS = "|".join([*ORDINAL_ADVERBS, *ORDINALS])
# "First, …", "Second is to …", "third, never …": an ordinal that opens a sentence or stands after a colon.
_ORDINAL = re.compile(rf"(?P<word>{_ORDINAL_WORDS})(?=\s*[,，:：]|\s+(?:is|are|to|of all)\b)", re.IGNORECASE)
_LINE_MARK = re.compile(r"(?:[(（]?(?P<digit>\d{1,2})[)）.、．](?!\d)\s*|[（(]?(?P<letter>[a-h])[)）]\s+|(?P<circled>[①-⑩])\s*)(?=\S)")
# "一是……；二是……；三是……" and "第一，……": in Chinese a list mostly stands inside one sentence.
_CHINESE_ORDINAL = re.compile(r"(?:(?<=[：:；;。，,\s])|\A)(?:(?P<count>[一二三四五六七八九十]{1,3})(?:是|要)|第(?P<nth>[一二三四五六七八九十]{1,3})[，,、：:])(?=\S)")
_CHINESE_DECLARED = re.compile(r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,3})(?:个|项|大|条|类|种|方面)(?P<noun>[\u4e00-\u9fff]{0,10})")
_NUMBER = "|".join([*CARDINALS, r"\d{1,3}"])
_DECLARED = re.compile(
    rf"\b(?P<count>{_NUMBER})\s+(?P<noun>(?:[a-z-]+\s+){{0,3}}?(?P<head>[a-z-]{{3,}}s))\b(?!\s+of\s+(?:age|old))", re.IGNORECASE
)
_CUE = re.compile(
    r"\b(?:which\s+include|includ(?:e|es|ing)|cover(?:s|ing)?|such\s+as|namely|compris(?:e|es|ing)|consist(?:s|ing)?\s+of|"
    r"made\s+up\s+of|they\s+are|these\s+are|in\s+the\s+areas\s+of)\s+|(?<=[A-Za-z\])”\"])\s*:\s+|"
    r"(?<=[\u4e00-\u9fff])(?:包括|涵盖|分别是|即|：)"
)
_PREDICATE = re.compile(
    r"\s+(?:have|has|had|is|are|was|were|will|would|should|so\s+as|in\s+order|to|which|that|thus|while|"
    r"proposing|based\s+on|according\s+to)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:thus|so|we|it|they|he|she|the\s+city|but|while|where|who)\b", re.IGNORECASE)
_SCALES = frozenset("small medium large micro short long low mid middle high".split())


@dataclass(frozen=True, slots=True)
class Marker:
    """An ordinal that opens a list item, where it stands."""

    span: Span
    number: int
    sentence: Span
    paragraph: Span
    section: tuple[str, ...]


def ordinal_markers(text: str, sentence: Span, *, at_paragraph: bool) -> list[Marker]:
    """The ordinals in a sentence that open items of a list: mostly one at its beginning, in Chinese also those inside it."""
    first = _ordinal_marker(text, sentence, at_paragraph=at_paragraph)
    if first:
        return [first]
    found = []
    for match in _CHINESE_ORDINAL.finditer(sentence.of(text)):
        if number := chinese_number(match["count"] or match["nth"]):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            found.append(Marker(span, number, sentence, sentence, ()))
    return found


def _ordinal_marker(text: str, sentence: Span, *, at_paragraph: bool) -> Marker | None:
    """The ordinal that opens `sentence`, or its part after a colon; None where there is none.

    `at_paragraph` also admits the marks of numbered lines (1., (2), ③), which mean nothing inside a paragraph.
    """
    words = sentence.of(text)
    starts = [0, *(match.end() for match in re.finditer(r"[:：]\s*", words))]
    for start in starts:
        if (match := _ORDINAL.match(words, start)) and (number := ordinal_number(match["word"])):
            # After a colon only a list's beginning counts; its other items open sentences of their own.
            if start == 0 or number == 1:
                span = Span(sentence.start + start, sentence.start + match.end())
                return Marker(span, number, sentence, sentence, ())
    if at_paragraph and (match := _LINE_MARK.match(words)):
        number = _line_number(match)
        return Marker(Span(sentence.start, sentence.start + match.end()), number, sentence, sentence, ())
    return None


def _line_number(match: re.Match[str]) -> int:
    if match["digit"]:
        return int(match["digit"])
    if match["letter"]:
        return ord(match["letter"]) - ord("a") + 1
    return ord(match["circled"]) - ord("①") + 1


def declared_count(lead: str) -> tuple[int | None, str]:
    """How many items the words before a list announce, and what they call them.

    The last such announcement counts, since it stands nearest to the list: "four", "supportive targets".
    """
    if chinese := list(_CHINESE_DECLARED.finditer(lead)):
        return chinese_number(chinese[-1]["count"].replace("两", "二")), chinese[-1]["noun"]
    found = [match for match in _DECLARED.finditer(lead) if match["head"].lower() not in {"years", "months", "days", "percents"}]
    if not found:
        return None, ""
    return english_number(found[-1]["count"]), found[-1]["noun"].lower()


def series_in(text: str, piece: Piece) -> list[Enumeration]:
    """The series of three or more ("including a, b and c") inside one sentence."""
    found: list[Enumeration] = []
    taken = piece.span.start
    for cue in _CUE.finditer(text, piece.span.start, piece.span.end):
        if cue.start() < taken or _CHINESE_ORDINAL.match(text, cue.end()) or ordinal_number(next(iter(text[cue.end() :].split(",")[0].split()), "")):
            continue
        items = _series_items(text, cue.end(), piece.span.end)
        # "covering four fields such as a, b": the cue nearest to the list introduces it.
        if len(items) < 3 or _CUE.search(text, items[0].start, items[0].end):
            continue
        lead = Span(piece.span.start, cue.start() + len(cue[0].rstrip()))
        clause = re.split(r"[:;]\s", text[lead.start : cue.start()])[-1]
        count, noun = declared_count(" ".join(clause.split()[-12:]))
        found.append(Enumeration(lead, tuple(items), tuple(items), piece.section, "series", count, noun))
        taken = items[-1].end
    return found


def _series_items(text: str, start: int, end: int) -> list[Span]:
    segment = text[start:end]
    if items := _set_apart(segment):
        return [Span(start + a, start + b) for a, b in items]
    stop = re.search(r"[.;:?!)。；：）]\s|[.;:?!)。；：）]$|\s[–—-]\s", segment)
    segment = segment[: stop.start()] if stop else segment
    separators = list(re.finditer(r",\s*(?:and|or|as well as)\s+|,\s*|、|，", segment))
    if not separators:
        return []
    bounds = [0, *(edge for match in separators for edge in match.span()), len(segment)]
    parts = _until_predicate(segment, [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)])
    if parts and not (len(parts) >= 2 and re.search(r"and|or|as well as", separators[len(parts) - 2][0])):
        a, b = parts[-1]
        joins = [m for m in re.finditer(r"\s+(?:and|or|as\s+well\s+as)\s+", segment[a:b]) if not _suspended(segment[a:b], m)]
        if joins:
            parts[-1:] = [(a, a + joins[0].start()), (a + joins[0].end(), b)]
    if any(not segment[a:b].strip() or len(segment[a:b].split()) > 16 for a, b in parts):
        return []
    return [Span(start + a, start + b) for a, b in parts]


def _set_apart(segment: str) -> list[tuple[int, int]]:
    """The items of a series with semicolons between them, to the end of the sentence; empty for another series."""
    stop = re.search(r"[.?!。！？](?:\s|$)", segment)
    segment = segment[: stop.start()] if stop else segment
    separators = list(re.finditer(r"[;；]\s*(?:and\s+|or\s+)?", segment))
    if len(separators) < 2 or ":" in segment:
        return []
    bounds = [0, *(edge for match in separators for edge in match.span()), len(segment)]
    parts = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    return parts if all(0 < len(segment[a:b].split()) <= 12 for a, b in parts) else []


def _suspended(words: str, join: re.Match[str]) -> bool:
    """Whether an "and" joins two adjectives of one noun: "medium and small-sized enterprises"."""
    before = words[: join.start()].split()[-1:]
    return bool(before) and before[0].lower() in _SCALES and words[join.end() :].split("-")[0].split()[0].lower() in _SCALES


def joined_items(words: str) -> int:
    """How many further items the "and"s inside the last item of a series may hold: "b and c and d" holds two."""
    return sum(not _suspended(words, match) for match in re.finditer(r"\s+(?:and|as\s+well\s+as)\s+", words))


def _until_predicate(segment: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts up to the one in which the sentence's own verb goes on."""
    kept: list[tuple[int, int]] = []
    for a, b in parts:
        words = segment[a:b].split()
        if kept and words and (_CLAUSE.match(segment, a) or _is_participle_clause(words)):
            return kept
        if predicate := _PREDICATE.search(segment, a, b):
            return [*kept, (a, predicate.start())] if predicate.start() > a else kept
        kept.append((a, b))
    return kept


def _is_participle_clause(words: list[str]) -> bool:
    """Whether words go on with a clause (", proposing high-quality measures") and are not an item ("upgrading and branding")."""
    return len(words) >= 3 and words[0].endswith("ing") and words[1] not in ("and", "or")
