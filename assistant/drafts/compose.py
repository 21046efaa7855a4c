"""A draft from the sources: material put in order and into blocks, each fact in the sources' own words with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.chain import PlanAssistant
from assistant.drafts.audience import in_order, room_for
from assistant.drafts.clauses import shortened
from assistant.drafts.framing import frame
from assistant.drafts.material import Exchange, Fact, Topic, main_documents, main_topics, named_topic
from assistant.drafts.records import AUDIENCES, KINDS, LANGUAGES, Audience, Block, BlockKind, Draft, DraftError, Kind
from assistant.drafts.remarks import remarks_on
from assistant.drafts.renderings import line, post_tail, said
from assistant.drafts.wording import worded
from assistant.language.script import traditional
from assistant.places import cite_span, place
from assistant.question_text import clean_question
from assistant.records import Citation, Language
from assistant.terminology import terms_in
from index.retrieve import Index
from index.terms import word_count

POST_LIMIT, LEAST_POST_LIMIT, MOST_POST_LIMIT = 280, 100, 10_000
MOST_NAMED_TOPICS, MOST_TOPIC_CHARACTERS = 10, 200
# Characters of a sentence that is read out.
_SPOKEN = 170
# Sentences that open a section of a brief or a speech.
_OPENING = 2
_MOST_TERMS = 12


def compose_draft(
    assistant: PlanAssistant,
    kind: Kind,
    audience: Audience = "public",
    topics: Sequence[str] = (),
    language: Language = "en",
    limit: int = POST_LIMIT,
) -> Draft:
    """The draft of `kind` for `audience` on `topics`, or on the main sections of the sources where none is named.

    With the engine `llm` a language model words its facts, checked against them; else they are quoted.

    `limit` is that of a post, in code points. Raises `ValueError` for a value out of bounds, and `DraftError`
    where the sources have nothing that fits.
    """
    _require(kind, audience, language, limit)
    wanted = _clean_topics(topics)
    material = [named_topic(assistant, each) for each in wanted] if wanted else in_order(main_topics(assistant), audience)
    writer = _Writer(assistant.index, language)
    title = frame(f"title_{kind}", language, label=(", " if language == "en" else "、").join(wanted) or _subject(assistant.index))
    if kind == "post":
        covered = _write_posts(writer, material, limit, every=bool(wanted))
    else:
        writer.add("heading", title)
        writer.frame("sentence", f"for_{audience}")
        writer.frame("sentence", "how_to_read")
        covered = _WRITERS[kind](writer, material, audience, bool(wanted))
        if kind != "speech" and (language != "en" or room_for(audience).terms):
            writer.terms([fact for topic in covered for fact in topic.facts])
    if not writer.citations:
        raise DraftError("The sources say nothing on these topics, so there is nothing to draft; name another topic, or none.")
    draft = Draft(
        kind,
        audience,
        wanted or tuple(topic.label for topic in covered if topic.label),
        language,
        title,
        tuple(writer.blocks),
        tuple(writer.citations),
        assistant.index.generation.name,
    )
    return worded(draft, assistant.writer, assistant.index, limit) if assistant.writer else draft


class _Writer:
    """The blocks of a draft as they are added, and their citations, numbered in that order."""

    def __init__(self, index: Index, language: Language) -> None:
        self.index = index
        self.language = language
        self.blocks: list[Block] = []
        self.citations: list[Citation] = []

    def add(self, kind: BlockKind, text: str, cited: Sequence[Citation] = ()) -> None:
        """Adds a block; `cited` are numbered."""
        self.blocks.append(Block(kind, text, tuple(self._number(each) for each in cited)))

    def frame(self, kind: BlockKind, name: str, **values: str) -> None:
        """Adds a block of fixed words."""
        self.add(kind, frame(name, self.language, **values))

    def named(self, label: str) -> str:
        """A heading of a source as a heading of the draft: with its Chinese, where that is known and the framing Chinese."""
        known = next((term.chinese for term in self.index.glossary if term.chinese and term.english.lower() == label.lower()), "")
        if self.language == "en" or not known:
            return label
        return f"{label}（{traditional(known) if self.language == 'zh-Hant' else known}）"

    def facts(self, facts: Sequence[Fact]) -> None:
        """Adds facts in the sources' own words."""
        for fact in facts:
            if citation := cite_span(self.index, fact.document.id, fact.span):
                kind: BlockKind = "list" if fact.part == "list" else "item" if fact.part == "item" else "sentence"
                self.add(kind, said(citation, self.language), (citation,))

    def spoken(self, facts: Sequence[Fact]) -> None:
        """Adds facts as sentences short enough to be read out; what cannot be shortened is left out, but for a first."""
        shorter = [(fact, shortened(fact.document, fact.span, _SPOKEN)) for fact in facts]
        if facts and not any(span for _, span in shorter):
            shorter = [(facts[0], facts[0].span)]
        for fact, span in shorter:
            if span and (citation := cite_span(self.index, fact.document.id, span)):
                kind: BlockKind = "item" if fact.part == "item" else "sentence"
                cut = " …" if span.end < fact.span.end else ""
                self.add(kind, said(citation, self.language) + cut, (citation,))

    def remarks(self, facts: Sequence[Fact]) -> None:
        """Adds what a careful reader should know of `facts`."""
        lines = remarks_on(facts, self.index, self.language)
        if lines:
            self.frame("question", "inconsistent")
        for text, cited in lines:
            self.add("sentence", text, cited)

    def terms(self, facts: Sequence[Fact]) -> None:
        """Adds the terms of quoted facts in both languages, under the citation where the English stands."""
        shown: dict[str, tuple[str, Citation]] = {}
        for fact in facts:
            citation = cite_span(self.index, fact.document.id, fact.span)
            if fact.document.tier == "background" or citation is None:
                continue
            for term, span in terms_in(place(fact.document, fact.span, self.index), self.index):
                chinese = traditional(term.chinese) if self.language == "zh-Hant" else term.chinese
                shown.setdefault(
                    term.chinese,
                    (frame("term", self.language, english=line(span.of(fact.document.text)), chinese=chinese), citation),
                )
        if shown:
            self.frame("heading", "terms")
        for text, citation in list(shown.values())[:_MOST_TERMS]:
            self.add("item", text, (citation,))

    def _number(self, citation: Citation) -> int:
        for each in self.citations:
            if (each.source, each.start, each.end) == (citation.source, citation.start, citation.end):
                return each.n
        self.citations.append(replace(citation, n=len(self.citations) + 1))
        return len(self.citations)


def _write_questions(
    writer: _Writer, topics: Sequence[Topic], audience: Audience, named: bool, *, press: bool = False
) -> list[Topic]:
    for topic in topics:
        if _opened(writer, topic):
            # The press asks for dates and persons first.
            exchanges = sorted(topic.exchanges, key=lambda each: press and each.asks not in ("ask_dates", "ask_people"))
            for exchange in exchanges:
                writer.frame("question", exchange.asks, label=exchange.label)
                writer.facts(exchange.facts)
            _write_background(writer, topic)
            if press:
                writer.remarks(topic.facts)
    return list(topics)


def _write_press(writer: _Writer, topics: Sequence[Topic], audience: Audience, named: bool) -> list[Topic]:
    return _write_questions(writer, topics, audience, named, press=True)


def _write_brief(writer: _Writer, topics: Sequence[Topic], audience: Audience, named: bool) -> list[Topic]:
    room = room_for(audience).brief_words
    covered: list[Topic] = []
    left: list[str] = []
    for topic in topics:
        facts = _essential(topic)
        length = sum(word_count(fact.span.of(fact.document.text)) for fact in facts)
        # A topic is told whole or not at all: the same facts for all readers.
        if named or not covered or length <= room:
            room -= length
            covered.append(topic)
            if _opened(writer, topic):
                writer.facts(facts)
                if named:
                    _write_background(writer, topic, asked=False)
        else:
            left.append(topic.label)
    if left:
        writer.frame("heading", "further")
        for label in left:
            writer.add("item", writer.named(label))
    return covered


def _write_speech(writer: _Writer, topics: Sequence[Topic], audience: Audience, named: bool) -> list[Topic]:
    covered = list(topics) if named else list(topics)[: room_for(audience).speech_topics]
    for topic in covered:
        if _opened(writer, topic):
            writer.spoken(_essential(topic))
    return covered


def _write_posts(writer: _Writer, topics: Sequence[Topic], limit: int, *, every: bool) -> list[Topic]:
    """A post for each topic named, else one for the first topic that has words short enough."""
    covered: list[Topic] = []
    needed: list[int] = []
    for topic in sorted(topics, key=lambda topic: not topic.label) if not every else topics:
        found = _post(writer, topic, limit)
        if found:
            writer.add("sentence", *found)
            covered.append(topic)
            if not every:
                break
        elif topic.facts:
            needed.append(min(_length_as_post(writer, fact) for fact in topic.facts))
        elif every:
            writer.frame("sentence", "not_said", label=topic.label)
    if needed and not covered:
        raise DraftError(f"No quotation with its citation fits into {limit} characters; allow at least {min(needed)}.")
    return covered


def _post(writer: _Writer, topic: Topic, limit: int) -> tuple[str, tuple[Citation]] | None:
    """The text of a post and its citation, or None where nothing fits: the topic, words of a source, and where they stand."""
    facts = sorted(topic.facts, key=lambda fact: fact.part == "item")
    for opening in ([f"{topic.label}: "] if topic.label else []) + [""]:
        for fact in facts:
            whole = cite_span(writer.index, fact.document.id, fact.span)
            if whole is None or fact.part == "list":
                continue
            # Two quotation marks, and an ellipsis where the sentence is cut.
            room = limit - len(opening) - len(post_tail(whole)) - 2
            span = (
                shortened(fact.document, fact.span, room)
                if len(line(whole.quote)) <= room
                else shortened(fact.document, fact.span, room - 2)
            )
            citation = cite_span(writer.index, fact.document.id, span) if span else None
            if span and citation:
                cut = " …" if span.end < fact.span.end else ""
                return opening + said(citation, writer.language) + cut + post_tail(citation), (citation,)
    return None


def _length_as_post(writer: _Writer, fact: Fact) -> int:
    citation = cite_span(writer.index, fact.document.id, fact.span)
    return len(said(citation, writer.language) + post_tail(citation)) if citation else MOST_POST_LIMIT


def _opened(writer: _Writer, topic: Topic) -> bool:
    """Adds the heading of a topic; says so, and returns False, where the sources have nothing on it."""
    if not topic.facts and not topic.background:
        writer.frame("sentence", "not_said", label=topic.label)
        return False
    if topic.label:
        writer.add("heading", writer.named(topic.label))
    else:
        writer.frame("heading", "opening")
    return True


def _write_background(writer: _Writer, topic: Topic, *, asked: bool = True) -> None:
    if topic.background:
        if asked and topic.exchanges:
            writer.frame("question", "ask_background")
        writer.facts(topic.background)


def _essential(topic: Topic) -> list[Fact]:
    """What a topic opens with, and its lists."""
    chosen: list[Fact] = []
    for exchange in topic.exchanges:
        if exchange.asks in ("ask_section", "ask_opening"):
            chosen += exchange.facts if _is_list(exchange) else exchange.facts[:_OPENING]
        elif exchange.asks == "ask_list":
            chosen += exchange.facts
    return list(dict.fromkeys(chosen))


def _is_list(exchange: Exchange) -> bool:
    return any(fact.part == "item" for fact in exchange.facts)


_WRITERS = {"faq": _write_questions, "brief": _write_brief, "press-qa": _write_press, "speech": _write_speech}


def _subject(index: Index) -> str:
    documents = main_documents(index)
    return documents[0].title if documents else ""


def _clean_topics(topics: Sequence[str]) -> tuple[str, ...]:
    if len(topics) > MOST_NAMED_TOPICS:
        raise ValueError(f"{len(topics)} topics were named, and a draft takes at most {MOST_NAMED_TOPICS}.")
    cleaned = tuple(dict.fromkeys(" ".join(clean_question(each).split()) for each in topics))
    for each in cleaned:
        if len(each) > MOST_TOPIC_CHARACTERS:
            raise ValueError(f"A topic has {len(each)} characters, and at most {MOST_TOPIC_CHARACTERS} are read; shorten it.")
    return cleaned


def _require(kind: str, audience: str, language: str, limit: int) -> None:
    for name, value, allowed in (("kind", kind, KINDS), ("audience", audience, AUDIENCES), ("language", language, LANGUAGES)):
        if value not in allowed:
            raise ValueError(f"The {name} {value!r} is not known; it is one of {', '.join(allowed)}.")
    if not LEAST_POST_LIMIT <= limit <= MOST_POST_LIMIT:
        raise ValueError(f"A post has {LEAST_POST_LIMIT} to {MOST_POST_LIMIT:,} characters, not {limit}.")
