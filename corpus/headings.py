"""Which lines and openings of a text are headings, and how deep they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import CARDINALS, roman_number

_NUMBER_WORDS = "|".join(word for word in CARDINALS if word != "zero")
_RUN_IN = re.compile(
    rf"(?P<number>(?:{_NUMBER_WORDS})|\d{{1,2}}|[IVX]{{1,5}})[:.)]\s*(?P<title>[^.:;!?]{{2,60}})[.:]\s+(?=\S)", re.IGNORECASE
)
# "（一）提升食品安全水平。建立……" and "第三条 本方案……": a Chinese paragraph under a heading of its own.
_CHINESE_RUN_IN = re.compile(r"(?P<number>[（(][一二三四五六七八九十]{1,3}[)）])\s*(?P<title>[^。；：！？，]{2,30})[。：]\s*(?=\S)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零\d]{1,5}条(?:之[一二三四五六七八九十])?[\s\u3000]+(?=\S)")
_ENGLISH_ARTICLE = re.compile(r"(?P<number>Article\s+\d{1,3}[a-z]?)(?:[.:：]\s*|\s+[–—-]\s+|\s+(?=[A-Z“\"(]))(?=\S)")
# (pattern, form, rank): how numbered headings stand to each other where nothing else tells, outermost first.
_LINE_FORMS: tuple[tuple[re.Pattern[str], str, int], ...] = (
    (re.compile(r"(?:Part\s+(?:\d+|[IVX]+|[A-Z])\b|第[一二三四五六七八九十百\d]+编).*"), "part", 12),
    (re.compile(r"(?:Chapter\s+\S+|第[一二三四五六七八九十百\d]+章).*"), "chapter", 14),
    (re.compile(r"(?:Section\s+\d+\b|第[一二三四五六七八九十百\d]+节).*"), "section", 16),
    (re.compile(r"[一二三四五六七八九十]+、.+"), "han", 20),
    (re.compile(r"Article\s+\d+[.:]?(?:\s+[^:：]{1,80})?|第[一二三四五六七八九十百零\d]+条\s*\S{0,40}"), "article", 26),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)].+"), "han_paren", 30),
)
ARTICLE_RANK = 26
_ROMAN_LINE = re.compile(r"(?P<number>[IVXL]{1,6})\s*[,.:、)]\s*(?P<title>\S.*)")
_DECIMAL_LINE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?P<title>[A-Z\u4e00-\u9fff].*)")
_MARKDOWN = re.compile(r"(?P<level>#{1,6})\s+(?P<title>.+?)\s*#*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the words to show in a section path."""

    rank: int
    """A lower one is further out: ten for each `#` of Markdown, and between these by the form of its number."""
    label: str
    form: str = ""
    """Of its number: `han` (一、), `han_paren` (（一）), `decimal` (1.1), `roman`, `article`, `chapter` …; empty without one."""
    marked: bool = False
    """Whether Markdown marks it, so that its rank does not rest on its number."""


def line_heading(line: str) -> Heading | None:
    """The heading that a whole line is, or None.

    A heading is marked as one (Markdown, Roman, decimal, Chinese numbering) and is short and without
    the stop of a sentence.
    """
    if match := _MARKDOWN.fullmatch(line):
        numbered = _numbered(match["title"])
        return Heading(10 * len(match["level"]), match["title"], numbered.form if numbered else "", marked=True)
    if len(line) > 120 or line[-1] in ".。;；!！?？,，":
        return None
    return _numbered(line)


def is_numbered(line: str) -> bool:
    """Whether a line begins with the number of a heading."""
    return _numbered(line) is not None


def _numbered(line: str) -> Heading | None:
    if (match := _ROMAN_LINE.fullmatch(line)) and roman_number(match["number"]):
        return Heading(20, f"{match['number']}, {match['title']}", "roman")
    for pattern, form, rank in _LINE_FORMS:
        if pattern.fullmatch(line):
            return Heading(rank, line, form)
    if match := _DECIMAL_LINE.fullmatch(line):
        dots = match["number"].count(".")
        return Heading(20 + 2 * dots, line, f"decimal{dots}")
    return None


def run_in_heading(paragraph: str) -> tuple[str, int] | None:
    """A heading that a paragraph opens with ("Two: Key areas. To pay …"): its label and its length."""
    if (match := _RUN_IN.match(paragraph)) and len(match["title"].split()) <= 8:
        return f"{match['number']}: {match['title'].strip()}", match.end("title") + 1
    if match := _CHINESE_RUN_IN.match(paragraph):
        return f"{match['number']}{match['title'].strip()}", match.end("title") + 1
    if match := _ARTICLE.match(paragraph):
        return match[0].strip(), len(match[0].rstrip())
    if match := _ENGLISH_ARTICLE.match(paragraph):
        return match["number"], len(match[0].rstrip())
    return None


def is_article(label: str) -> bool:
    """Whether a run-in heading is an article of a law, which rules all paragraphs up to the next one."""
    return label.endswith("条") or label.startswith("Article ")


def is_furniture(line: str) -> bool:
    """Whether a line is a strip of short labels between bars: a page's navigation, not its text."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return "|" in line and len(cells) >= 2 and all(len(cell) <= 24 and not cell.endswith((".", "。")) for cell in cells)
