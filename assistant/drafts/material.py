"""What a draft can be made of: the sources' sections and lists, and what the assistant answers on a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer_types import people
from assistant.chain import PlanAssistant
from assistant.dating import dates_in
from assistant.evidence import term_set
from assistant.places import statements
from assistant.records import Citation
from corpus.headings import line_heading, run_in_heading
from corpus.numerals import CARDINALS
from corpus.records import Document, Enumeration, Piece, Span, Structure
from index.retrieve import Index

# A section of so few sentences is given whole; of a longer one, what the assistant answers.
_SHORT_SECTION = 3
# Sections of a draft whose topics are not named.
MOST_TOPICS = 12
# Passages looked at for background, and share of a topic's words that a statement must have.
_BACKGROUND_PASSAGES, _BACKGROUND_SHARE = 24, 0.75
_NUMBERED = re.compile(
    rf"(?:(?:{'|'.join(CARDINALS)})\s*[:.]|[IVXL]{{1,6}}\s*[,.:、)]|\d{{1,2}}(?:\.\d{{1,2}})*[.)、]?\s|[（(]?[一二三四五六七八九十]+[）)、])\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a source that a draft says."""

    document: Document
    span: Span
    part: str = "sentence"
    """`sentence`, or `list` and `item` for a list's introduction and its items."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the facts that answer it."""

    asks: str
    """Name of the framing question."""
    label: str
    """What fills its place: a heading or a noun of the source."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of a source, or a topic that the writer typed, with what the sources say on it."""

    label: str
    """An empty string for what stands before a document's first heading."""
    exchanges: tuple[Exchange, ...]
    background: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts but the background, in order, each once."""
        return tuple(dict.fromkeys(fact for exchange in self.exchanges for fact in exchange.facts))

    @property
    def text(self) -> str:
        """The words of its facts."""
        return " ".join(fact.span.of(fact.document.text) for fact in self.facts)


def main_documents(index: Index) -> list[Document]:
    """The documents that a draft is about: the official ones, else those an operator added, else all."""
    entries = index.manifest.documents
    for tier in ("official", "user"):
        if chosen := [each["id"] for each in entries if each["tier"] == tier]:
            return [index.document(id_) for id_ in chosen]
    return [index.document(each["id"]) for each in entries]


def main_topics(assistant: PlanAssistant) -> list[Topic]:
    """The sections of the main documents as topics, in reading order, at most `MOST_TOPICS`; none for an empty index."""
    topics: list[Topic] = []
    documents = main_documents(assistant.index)
    for document in documents:
        for label, pieces in sections(assistant.index, document.id).items():
            if len(topics) == MOST_TOPICS:
                return topics
            topic = _section_topic(assistant, document, label, pieces, alone=len(documents) == 1)
            if topic.exchanges:
                topics.append(topic)
    return topics


def named_topic(assistant: PlanAssistant, words: str) -> Topic:
    """What the sources say on a topic as typed: the section of that name, else the assistant's answer; maybe nothing."""
    wanted = term_set(words)
    for document in main_documents(assistant.index):
        for label, pieces in sections(assistant.index, document.id).items():
            if words.strip().lower() == label.lower() or (wanted and wanted == term_set(label)):
                return _section_topic(assistant, document, label, pieces, alone=True)
    answer = assistant.invoke({"question": words, "history": ()})
    # The citations of its notes come after those that the answer marks.
    said = [each for each in answer.citations if f"[{each.n}]" in answer.answer]
    own = facts_of([each for each in said if each.tier != "background"], assistant.index)
    background = [_whole(each, assistant.index) for each in said if each.tier == "background"]
    exchanges = (Exchange("ask_section", words, tuple(own)),) if own else ()
    return Topic(words, exchanges, tuple(background[:2]))


def bare_label(label: str) -> str:
    """A heading without its number: "One: General target" is "General target"."""
    words = _NUMBERED.sub("", label, count=1).strip() or label
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=512)
def sections(index: Index, document_id: str) -> dict[str, tuple[Piece, ...]]:
    """The sentences of a document under the bare label of the heading right above them, in reading order."""
    document, structure = index.document(document_id), index.structure(document_id)
    labels = _heading_labels(document, structure)
    found: dict[tuple[str, ...], list[Piece]] = {}
    for piece in structure.pieces:
        if piece.kind == "sentence":
            path = tuple(each for each in piece.section if each in labels)
            found.setdefault(path, []).append(piece)
    named: dict[str, tuple[Piece, ...]] = {}
    for path, pieces in found.items():
        label = bare_label(path[-1]) if path else ""
        named[label] = named.get(label, ()) + tuple(pieces)
    return named


def _heading_labels(document: Document, structure: Structure) -> set[str]:
    labels = set()
    for piece in structure.pieces:
        if piece.kind == "heading":
            words = piece.span.of(document.text)
            run_in = run_in_heading(words + " x")
            heading = line_heading(words)
            labels |= {each for each in (run_in[0] if run_in else "", heading.label if heading else "") if each}
    return labels


def _section_topic(assistant: PlanAssistant, document: Document, label: str, pieces: Sequence[Piece], *, alone: bool) -> Topic:
    index = assistant.index
    lists = _lists_in(index.structure(document.id), pieces)
    listed = [span for each in lists if each.form == "ordinal" for span in (each.lead, *each.items)]
    prose = [piece for piece in pieces if not any(item.overlaps(piece.span) for item in listed)]
    exchanges = []
    if opening := _opening_facts(assistant, document, label, prose):
        exchanges.append(Exchange("ask_section" if label else "ask_opening", label, tuple(opening)))
    for each in lists:
        own = list_facts(document, each, index)
        if each.noun and not _said(own, exchanges):
            exchanges.append(Exchange("ask_list", each.noun, tuple(own)))
    exchanges += _further(document, prose, exchanges)
    shown = label or ("" if alone else document.title)
    return Topic(shown, tuple(exchanges), tuple(_background(index, label)))


def _opening_facts(assistant: PlanAssistant, document: Document, label: str, prose: Sequence[Piece]) -> list[Fact]:
    """What answers a question for the section: all of a short one, else what the assistant answers from it."""
    if len(prose) <= _SHORT_SECTION or not label:
        return [Fact(document, piece.span) for piece in prose[:_SHORT_SECTION]]
    answer = assistant.invoke({"question": label, "history": ()})
    spans = {piece.span for piece in prose}
    cited = [each for each in answer.citations if each.source == document.id and f"[{each.n}]" in answer.answer]
    chosen = [fact for fact in facts_of(cited, assistant.index) if fact.span in spans]
    # A section opens with what it is about.
    first = [Fact(document, prose[0].span)]
    return list(dict.fromkeys([*first, *chosen]))


def _further(document: Document, prose: Sequence[Piece], exchanges: Sequence[Exchange]) -> list[Exchange]:
    """The sentences with dates or persons that nothing quotes yet."""
    dated, named = [], []
    for piece in prose:
        fact = Fact(document, piece.span)
        if _said([fact], exchanges):
            continue
        if dates_in(document, piece.span) or _PERIOD.search(piece.span.of(document.text)):
            dated.append(fact)
        elif people(piece.span.of(document.text)):
            named.append(fact)
    return [Exchange(asks, "", tuple(facts)) for asks, facts in (("ask_dates", dated), ("ask_people", named)) if facts]


_PERIOD = re.compile(rf"\b(?:\d+|{'|'.join(CARDINALS)})\s+(?:months?|years?|weeks?|days?)\b|\d+个?[年月周天]", re.IGNORECASE)


def facts_of(citations: Sequence[Citation], index: Index) -> list[Fact]:
    """The facts that citations stand for: whole lists for their items, whole sentences for all others, each once."""
    found: list[Fact] = []
    for citation in citations:
        document, structure = index.document(citation.source), index.structure(citation.source)
        span = Span(citation.start, citation.end)
        own = next((each for each in structure.enumerations if each.form == "ordinal" and _is_of_list(span, each)), None)
        facts = list_facts(document, own, index) if own else [_whole(citation, index)]
        found += [fact for fact in facts if not any(_covers(other, fact) for other in found)]
    return [fact for fact in found if not any(_covers(other, fact) for other in found if other is not fact)]


def _is_of_list(span: Span, enumeration: Enumeration) -> bool:
    """Whether a citation is a list's introduction or one of its items, and not a sentence further down in one."""
    return span in enumeration.labels or span in enumeration.items or enumeration.lead.contains(span)


def list_facts(document: Document, enumeration: Enumeration, index: Index) -> list[Fact]:
    """A list as facts: its introduction and each item's first sentence; a series as the sentence that it stands in."""
    if enumeration.form == "series":
        piece = index.structure(document.id).piece_at(enumeration.items[0].start)
        return [Fact(document, piece.span)] if piece else []
    lead = enumeration.lead
    opening = [Fact(document, lead, "list")] if lead.end > lead.start else []
    return [*opening, *(Fact(document, label, "item") for label in enumeration.labels)]


def _lists_in(structure: Structure, pieces: Sequence[Piece]) -> list[Enumeration]:
    """The lists whose first item stands in one of the sentences; numbered headings are no list to be quoted."""
    spans = [piece.span for piece in pieces]
    items = [item for each in structure.enumerations if each.form == "ordinal" for item in each.items]
    return [
        each
        for each in structure.enumerations
        if each.form != "headings"
        and any(span.start <= each.items[0].start < span.end for span in spans)
        # A series inside another list's item belongs to that item.
        and not (each.form == "series" and any(item.contains(each.items[0]) for item in items))
    ]


def _whole(citation: Citation, index: Index) -> Fact:
    """The whole sentence that a citation stands in."""
    document = index.document(citation.source)
    piece = index.structure(citation.source).piece_at(citation.start)
    return Fact(document, piece.span if piece else Span(citation.start, citation.end))


def _covers(other: Fact, fact: Fact) -> bool:
    return (
        other.document.id == fact.document.id
        and other.span.contains(fact.span)
        and (other.span != fact.span or other is not fact)
    )


def _said(facts: Sequence[Fact], exchanges: Sequence[Exchange]) -> bool:
    said = [fact for exchange in exchanges for fact in exchange.facts]
    return all(any(_covers(other, fact) or other == fact for other in said) for fact in facts)


def _background(index: Index, label: str) -> list[Fact]:
    """The statement of a background note that is nearest to a topic and has most of its words; maybe none."""
    wanted = term_set(label)
    if not wanted:
        return []
    ranks = {
        (hit.passage.document_id, hit.passage.start): rank for rank, hit in enumerate(index.search(label, _BACKGROUND_PASSAGES))
    }
    found = []
    for each in statements(index):
        rank = ranks.get((each.document.id, each.piece.span.start))
        if rank is None or each.document.tier != "background" or each.piece.attribution is None:
            continue
        share = len(wanted & each.stems) / len(wanted)
        if share >= _BACKGROUND_SHARE and not _NAMES_ITS_SOURCE.match(each.text):
            found.append((-share, rank, Fact(each.document, each.piece.span)))
    return [min(found, key=lambda entry: entry[:2])[2]] if found else []


# Such a statement would name its source twice.
_NAMES_ITS_SOURCE = re.compile(r"(?:according to|by our)\b", re.IGNORECASE)
