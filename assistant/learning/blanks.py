"""Words of the sources that a question can be made of by leaving them out: figures, dates, persons, list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.checking.facts import Fact, facts_of
from assistant.evidence import term_set
from assistant.learning.dates import dates_that_tell, is_after, iso_parts
from assistant.learning.names import appointed
from assistant.learning.records import QuestionKind
from assistant.learning.sources import as_of
from assistant.places import Statement, statements
from corpus.records import Span
from index.retrieve import Index
from index.terms import word_count

# A sentence that sets accounts against each other, or reckons for itself, has no single right answer.
DISPUTED = re.compile(
    r"\bwhereas\b|\b(?:differ|diverge|disagree|contradict)s?\b|\bby\s+our\b|\bnot\s+settled\b|\b(?:confused|two\s+(?:dates|days|ways|counts))\b"
    r"|不一致|说法不一|說法不一|有出入",
    re.IGNORECASE,
)
# What a sentence speaks of must stand in it, not before it.
_LEANS = re.compile(
    r"\W*(?:it|they|he|she|this|that|these|those|there|meanwhile|notably|also|however|moreover|but|and|then|here|such|its|their|his|her|our|we|i|you|"
    r"firstly|secondly|thirdly|first|second|third|fourth|fifth|another|both|one|in\s+general)\b|\W*(?:它|他|她|这|這|其|该|該|此|同时|同時|另外|此外|并|並|但|我们|我們)",
    re.IGNORECASE,
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_NUMBERED_BEFORE = re.compile(
    r"(?:\b(?i:(?:No|Nos|Art|Sec|Fig|p|pp)\.|number|points?|parts?|articles?|sections?|chapters?|stages?|grades?|versions?|pages?|tables?|steps?|phases?|levels?)"
    r"|\b[A-Z]{2,}|/[A-Z]+|[第〔\[(（])\s*$"
)
_JOINED = re.compile(r"^(?:[-–—/+_]|\w(?<![\u4e00-\u9fff]))|^\s*[号號条條〕\]]|^(?:,|\s+(?:to|and|or))\s*\d|^\s+of\s+the\b")
# "for each industry" fits only its own sentence; figures and brackets are asked for otherwise.
_NO_ITEM = re.compile(r"^(?:for|in|on|at|by|to|with|from|of|as|through|under)\s|\d|[(（《“\"]", re.IGNORECASE)
_ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\b|(?:第[一二三四五六七八九十]|[一二三四五六七八九十])(?=[是要，、：])", re.IGNORECASE
)
# The eleven fields of the plan take a sentence of 84; what is longer is not taken in at a glance.
_LONGEST = 90
_JOINED_BEFORE = re.compile(r"(?:[-–—/+_.]|[A-Za-z]|\d,?|\d\s+(?:to|and|or)\s+)$")


@dataclass(frozen=True, slots=True)
class Blank:
    """Words that can be left out of a sentence."""

    statement: Statement
    kind: QuestionKind
    span: Span
    """In the statement's text."""
    key: str
    """What the words say, the same for other words that say it: "figure 4 year", "date 2018-1-17"."""
    group: tuple[str, ...]
    """Words of one group can stand in for each other without being odd."""
    bounded: bool = False
    """Whether other figures would fit the sentence too: "above 90"."""
    value: tuple[int | None, int | None, int | None] | None = None
    """Of a date year, month and day."""
    lead: str = ""
    """Of an `order` the words that introduce the list."""

    @property
    def words(self) -> str:
        """The words left out."""
        return self.span.of(self.statement.text)


@lru_cache(maxsize=4)
def blanks(index: Index) -> tuple[Blank, ...]:
    """Every blank of the sources, in reading order, those of sentences that do not make a question too."""
    found: list[Blank] = []
    leads = _list_leads(index)
    for statement in statements(index):
        found += _figures(statement, leads[statement])
        found += _dates(statement)
        found += _persons(statement)
    return (*found, *_items(index), *_ordinals(index))


def makes_question(blank: Blank) -> bool:
    """Whether the sentence stands alone, says one thing, and neither it nor its headings give the words away."""
    statement = blank.statement
    text, length = statement.text, word_count(statement.text)
    rest = f"{text[: blank.span.start]} \n {text[blank.span.end :]}"
    if not 7 <= length <= _LONGEST or DISPUTED.search(text):
        return False
    if blank.kind == "order":
        # It leans on the words that introduce its list, which are shown with it; its section, which names it, is not.
        return not _says(rest, blank)
    if _LEANS.match(text):
        return False
    shown = f"{statement.document.title} \n {' '.join(statement.piece.section)}"
    return not any(_says(words, blank) for words in (rest, shown))


def script(text: str) -> str:
    """`zh` for words with Chinese characters, else `en`."""
    return "zh" if _CHINESE.search(text) else "en"


def keys_of(text: str) -> frozenset[str]:
    """The keys of the figures and dates in a text; a date has one with and one without its year."""
    return frozenset(key for fact in facts_of(text) for key in _keys(fact))


def _keys(fact: Fact) -> tuple[str, ...]:
    if fact.kind == "date":
        year, month, day = fact.value
        full = f"date {year}-{month}-{day}"
        return (full, f"date None-{month}-{day}") if month and day else (full,)
    return (f"figure {fact.value[0]}",)


def _says(text: str, blank: Blank) -> bool:
    if re.search(rf"(?<!\w){re.escape(blank.words)}(?!\w)", text, re.IGNORECASE):
        return True
    if blank.kind == "person":
        # Part of a name is the name for whoever knows it.
        return any(len(word) > 2 and re.search(rf"\b{re.escape(word)}\b", text) for word in blank.words.split())
    return blank.kind in ("figure", "date") and bool(keys_of(text) & (keys_of(blank.words) | {blank.key}))


def _list_leads(index: Index) -> dict[Statement, list[Span]]:
    """What introduces a list in each sentence, as spans of its text."""
    leads = {
        entry["id"]: [each.lead for each in index.structure(entry["id"]).enumerations if each.form != "headings"]
        for entry in index.manifest.documents
    }
    found = {}
    for each in statements(index):
        start = each.piece.span.start
        found[each] = [
            Span(lead.start - start, lead.end - start) for lead in leads[each.document.id] if lead.overlaps(each.piece.span)
        ]
    return found


def _figures(statement: Statement, leads: Sequence[Span]) -> list[Blank]:
    text, found = statement.text, []
    for fact in facts_of(text):
        words = fact.span.of(text).rstrip(" ,")
        before, after = text[: fact.span.start], text[fact.span.start + len(words) :]
        if fact.kind != "figure" or fact.value[0] in ("0", "1") or not words:
            continue
        # "eight areas: …" can be counted, and a list that is longer or shorter makes two answers right.
        if any(lead.start <= fact.span.start < lead.end for lead in leads) or re.search(r"[:：]\s", after):
            continue
        if _NUMBERED_BEFORE.search(before) or _JOINED.match(after) or _JOINED_BEFORE.search(before):
            continue
        style = "word" if not words[0].isdigit() else "million" if " " in words else "decimal" if "." in words else "digits"
        style += " opening" if words[0].isupper() else ""
        span = Span(fact.span.start, fact.span.start + len(words))
        bounded = fact.qualifier in ("above", "below", "at least", "at most")
        found.append(Blank(statement, "figure", span, _keys(fact)[0], ("figure", script(text), style, fact.unit), bounded))
    return found


def _dates(statement: Statement) -> list[Blank]:
    text = statement.text
    read = dates_that_tell(text, as_of(statement))
    # Two dates in one sentence may stand in for each other, or tell of one another.
    if len(read) != 1 or sum(fact.kind == "date" and any(c.isdigit() for c in fact.surface) for fact in facts_of(text)) != 1:
        return []
    date = read[0]
    words = date.span.of(text)
    style = "day first" if words[0].isdigit() else "month first"
    precision = "day" if date.day else "month" if date.month else "year"
    key = _keys(next(fact for fact in facts_of(text) if fact.span.start == date.span.start))[-1 if date.year_inferred else 0]
    # Beside "by 2020" a year that had passed when it was written would be no choice.
    written = iso_parts(as_of(statement)) or iso_parts(statement.document.date)
    ahead = bool(written) and is_after((date.year, date.month, date.day), written or (0, None, None))
    group = ("date", script(words), precision, style, "" if date.year_inferred else "with year", "ahead" if ahead else "")
    return [Blank(statement, "date", date.span, key, group, False, (date.year, date.month, date.day))]


def _persons(statement: Statement) -> list[Blank]:
    if script(statement.text) == "zh" and any(
        script(each.person.of(statement.text)) == "en" for each in appointed(statement.text)
    ):
        # A name that stands there in the other script too would be given away.
        return []
    return [
        Blank(
            statement,
            "person",
            each.person,
            f"person {each.person.of(statement.text).lower()}",
            ("person", script(each.person.of(statement.text))),
        )
        for each in appointed(statement.text)
    ]


def _items(index: Index) -> list[Blank]:
    """The items of lists of three or more inside one sentence."""
    found = []
    by_place = {(each.document.id, each.piece.span.start): each for each in statements(index)}
    for entry in index.manifest.documents:
        structure = index.structure(entry["id"])
        for listed in structure.enumerations:
            statement = by_place.get((entry["id"], listed.lead.start))
            if (
                listed.form != "series"
                or statement is None
                or len({script(item.of(statement.document.text)) for item in listed.items}) > 1
            ):
                continue
            for item in listed.items:
                span = Span(item.start - statement.piece.span.start, item.end - statement.piece.span.start)
                words = span.of(statement.text)
                length = word_count(words)
                if 0 <= span.start < span.end <= len(statement.text) and length <= 7 and not _NO_ITEM.search(words):
                    opening = words.split()[0].lower() if words.split()[0].lower() in ("a", "an", "the") else ""
                    group = ("item", script(words), opening, "name" if words[0].isupper() else "")
                    found.append(Blank(statement, "item", span, f"item {words.lower()}", group))
    return found


def _ordinals(index: Index) -> list[Blank]:
    """The ordinals of numbered lists of three or more, each in the first sentence of its item."""
    found = []
    for entry in index.manifest.documents:
        document, structure = index.document(entry["id"]), index.structure(entry["id"])
        for listed in structure.enumerations:
            if listed.form != "ordinal" or len(listed.items) < 3:
                continue
            group = ("order", document.id, str(listed.lead.start))
            for number, label in enumerate(listed.labels, start=1):
                text, piece = label.of(document.text), structure.piece_at(label.start)
                if piece and (match := _ORDINAL.match(text)):
                    statement = Statement(document, replace(piece, span=label), text, term_set(text))
                    lead = " ".join(listed.lead.of(document.text).split())
                    found.append(Blank(statement, "order", Span(*match.span()), f"order {number}", group, lead=lead))
    return found
