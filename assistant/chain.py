"""PlanAssistant: the LangChain Runnable that joins the steps from a question to an Answer.

    question, history
      -> standalone   conversation.standalone.standalone_question
      -> scope        scope.steers: is it a question to the sources at all
      -> parts        parts.question_parts: the questions that it holds, mostly one
      -> read         questions.reading.read_question: what is asked for, of what
      -> retrieve     index.retrieve.Index.search
      -> evidence     evidence.gather, lists.match_lists
      -> judge        sufficiency.judge: enough, or nothing
      -> answer       quote: claims in the sources' own words
      -> ground       ground.ground: every quotation compared with its source
      -> notes        notes.notes_on: what a careful reader should know

With the engine `llm` a model then phrases it from the same passages: `llm.write.ModelWriter`; the answer above stands in
where it fails.
"""

from __future__ import annotations

import contextlib
import gc
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.across import Side, sides_across
from assistant.across_languages import chinese_terms
from assistant.answer_types import answer_spans, leaves_trace, people
from assistant.asked import Asked
from assistant.comparing import compared
from assistant.config import Settings
from assistant.conversation.standalone import Standalone, standalone_question
from assistant.evidence import Evidence, gather, term_set
from assistant.ground import Claim, ground
from assistant.language.script import language_of, simplified
from assistant.lists import ListMatch, counts_items, match_lists, miscounts, names_list, rival_counts, wants_list
from assistant.llm.cache import ReplyCache
from assistant.llm.model import open_model
from assistant.llm.write import Found, ModelWriter
from assistant.notes import notes_on
from assistant.open_index import open_index
from assistant.parts import question_parts
from assistant.phrases import phrase
from assistant.places import cite_hit, place
from assistant.questions.reading import read_question
from assistant.questions.records import Question
from assistant.quote import answer_item, answer_list, answer_sentences, count_claim
from assistant.readings import other_reading
from assistant.records import Answer, Citation, Language, Status, Turn
from assistant.scope import about_assistant, steers
from assistant.sources import Sources
from assistant.sufficiency import answers_at, judge
from assistant.terminology import with_terms
from assistant.versions import Changes, asks_for_changes, version_changes
from corpus.records import Span
from index.records import Hit
from index.retrieve import Index

# Passages that the evidence is looked for in.
PASSAGES = 80
# Leads shown where the sources do not say.
NEAREST = 3


class Request(TypedDict, total=False):
    """What PlanAssistant takes."""

    question: str
    history: Sequence[Turn]
    sources: Sources
    """Which sources the answer may come from; all, where it is left out."""


def open_assistant(settings: Settings) -> PlanAssistant:
    """The assistant over the index that the settings name, with the engine that they name.

    Raises `IndexNotReady` where the index cannot be opened, `ConfigError` and `ExtraMissing` where the model cannot.
    """
    index = open_index(settings)
    # To look through all that the libraries hold for garbage, again and again, made one question in twenty over
    # 100,000 passages take half a second; it stays to the end.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    return PlanAssistant(index, open_writer(settings, index) if settings.engine == "llm" else None)


class PlanAssistant(Runnable[Request, Answer]):
    """Question and history in, Answer out; with a `writer` a language model phrases it.

    Each question is answered from the index as it is then: what another process adds meanwhile is taken up by the next.
    """

    def __init__(self, index: Index, writer: ModelWriter | None = None) -> None:
        self._index = index
        self.writer = writer

    @property
    def index(self) -> Index:
        """The index in force now."""
        latest = self._index.latest()
        if latest is not self._index:
            self._index = latest
            self.writer = self.writer and self.writer.over(latest)
        return self._index

    def invoke(self, input: Request, config: RunnableConfig | None = None, **_: Any) -> Answer:  # noqa: A002, ANN401
        """The Answer to `input["question"]` after the turns of `input["history"]`."""
        *_growing, whole = self._answers(input)
        return whole

    def warm_up(self) -> None:
        """Loads what the first question would otherwise wait for; faults are left for that question to tell."""
        with contextlib.suppress(Exception):
            self.index.search("plan", 1)

    def stream(self, input: Request, config: RunnableConfig | None = None, **_: Any) -> Iterator[Answer]:  # noqa: A002, ANN401
        """The Answer as it grows, a line or a checked sentence at a time; the last one is whole."""
        for answer in self._answers(input):
            if answer.engine == "quote":
                yield from _growing(answer)
            yield answer

    def _answers(self, request: Request) -> Iterator[Answer]:
        """The growing answers of a model, if there is one; then the whole Answer."""
        index, writer = self.index, self.writer
        if not (sources := request.get("sources")) or (narrowed := sources.narrowed(index)) is index:
            return _Answering(index, writer).answers(request)
        answers = _Answering(narrowed, writer and writer.over(narrowed)).answers(request)
        return (replace(each, notes=(*each.notes, _chosen(narrowed, index, each.language))) for each in answers)


class _Answering:
    """The steps from one question to its answer, over one state of the index."""

    def __init__(self, index: Index, writer: ModelWriter | None) -> None:
        self.index = index
        self.writer = writer

    def answers(self, request: Request) -> Iterator[Answer]:
        """See `PlanAssistant._answers`."""
        started = time.monotonic()
        asked, history = request["question"], request.get("history") or ()
        found = self._find(asked, standalone_question(asked, history))
        answer = found.quoted
        if self.writer and answer.status not in ("refused", "off_topic", "unclear"):
            if history and (put := self.writer.standalone(asked, history, started)) and put != answer.standalone_question:
                found = self._with_hits(found, put)
            for answer in self.writer.stream(found, history, started):
                if not answer.elapsed_ms and answer.model_use is None:
                    yield answer
        yield replace(answer, elapsed_ms=round((time.monotonic() - started) * 1000, 1))

    def _find(self, asked: str, standalone: Standalone) -> Found:
        """The answer in the sources' own words, with what it was found from."""
        language = language_of(asked)
        plain = simplified(asked) if language != "en" else asked
        if steers(plain):
            return _nothing_found(self._abstention(asked, standalone.text, "refused", []))
        if about_assistant(plain):
            return _nothing_found(self._abstention(asked, standalone.text, "off_topic", []))
        if self.index.superseded and asks_for_changes(standalone.text) and (changes := version_changes(standalone.text, self.index, language)):
            return _nothing_found(_of_changes(asked, standalone.text, changes, language))
        if (sides := sides_across(standalone.text, self.index)) and (compared_sides := self._side_by_side(asked, standalone, sides, language)):
            return compared_sides
        texts = question_parts(standalone.text)
        parts = [self._part(text, standalone) for text in texts]
        if len(texts) > 1 and not any(part.claims for part in parts) and compared(standalone.text):
            # One sentence may set the two against each other, though none says what each is.
            parts = [self._part(standalone.text, standalone)]
        quoted = self._quoted(asked, standalone.text, parts, language)
        return Found(
            quoted,
            standalone.text,
            _in_turn([part.hits for part in parts]),
            lambda cited: any(answers_at(part.question, part.evidence, [(each.source, each.start) for each in cited]) for part in parts),
            lambda cited: self._noted(cited, language, parts[0].question),
        )

    def _side_by_side(self, asked: str, standalone: Standalone, sides: tuple[Side, Side], language: Language) -> Found | None:
        """What each of two papers says of the same thing, as a table; None where neither says anything."""
        parts = [_Answering(self.index.restricted(side.documents), None)._part(side.question, standalone) for side in sides]
        if not any(part.claims for part in parts):
            return None
        heads = [side.owner[:1].upper() + side.owner[1:] for side in sides]
        claims = [
            replace(claim, lead=f"{phrase('side', language, side=head)}{claim.lead}" if number == 0 else claim.lead)
            for head, part in zip(heads, parts, strict=True)
            for number, claim in enumerate(_within_a_page(part.claims, _MOST_WORDS // 2))
        ]
        text = ground(claims)
        missing = [part.text.rstrip("?？ ") for part in parts if not part.claims]
        answer = "\n".join([text.text, *(phrase("half", language, missing=each) for each in missing)])
        notes = notes_on(claims, self.index, language, text.citations, parts[0].question)
        quoted = Answer(
            asked,
            standalone.text,
            "partial" if missing else "answered",
            answer,
            text.citations + notes.citations,
            text.emphasis,
            notes=notes.texts,
            table=_table(text.text, heads, parts, language),
            language=language,
        )
        hits = _in_turn([part.hits for part in parts])
        return Found(
            quoted,
            standalone.text,
            hits,
            lambda cited: any(answers_at(part.question, part.evidence, [(each.source, each.start) for each in cited]) for part in parts),
            lambda cited: self._noted(cited, language, parts[0].question),
        )

    def _quoted(self, asked: str, standalone: str, parts: Sequence[_Part], language: Language) -> Answer:
        # The halves of a question may be answered by one sentence; it is said once.
        claims = list({(claim.document.id, claim.span): claim for part in parts for claim in part.claims}.values())
        claims = _within_a_page(claims)
        if not claims:
            return self._abstention(asked, standalone, parts[0].status, parts[0].hits)
        text = ground(with_terms(claims, self.index, language))
        missing = [part.text.rstrip("?？ ") for part in parts if not part.claims and not _met_by(part.question, parts[0].question, claims)]
        answer = "\n".join([text.text, *(phrase("half", language, missing=each) for each in missing)])
        status: Status = "partial" if missing else "answered"
        question = parts[0].question
        notes = notes_on(claims, self.index, language, text.citations, question, first=other_reading(question, claims, self.index))
        return Answer(asked, standalone, status, answer, text.citations + notes.citations, text.emphasis, notes=notes.texts, language=language)

    def _noted(self, cited: Sequence[Citation], language: Language, question: Question) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
        claims = [place(self.index.document(each.source), Span(each.start, each.end), self.index) for each in cited]
        notes = notes_on(claims, self.index, language, cited, question)
        return notes.texts, notes.citations

    def _with_hits(self, found: Found, standalone: str) -> Found:
        """`found` with what a model's stand-alone question finds besides."""
        return replace(found, standalone=standalone, hits=_in_turn([found.hits, self.index.search(standalone, PASSAGES)]))

    def _part(self, text: str, standalone: Standalone) -> _Part:
        """The claims that answer one question, or why there are none."""
        said = standalone.said
        question = read_question(text, self.index.vocabulary, self.index.glossary_english)
        if not question.terms and not question.unread:
            return _Part(text, question, [], "unclear", [], [])
        chinese = question.language == "en" and any(each["language"] != "en" for each in self.index.manifest.documents)
        extra = chinese_terms(question) if chinese else question.extra_terms
        hits = self.index.search(question.text, PASSAGES, extra_terms=extra, context_terms=standalone.context)
        evidence = [each for each in gather(question, hits, self.index) if not (said and _already(each.text, said))]
        if said and question.asked is Asked.PERSON and people(said):
            known = {span.of(said) for span in people(said)}
            evidence = [each for each in evidence if {span.of(each.text) for span in people(each.text)} - known]
        claims, status = self._claims(question, evidence, match_lists(question, hits, self.index) if not said else [])
        return _Part(text, question, claims, status, hits, evidence)

    def _claims(self, question: Question, evidence: list[Evidence], lists: list[ListMatch]) -> tuple[list[Claim], Status]:
        best_list = lists[0] if lists else None
        typed = leaves_trace(question.asked) and question.asked is not Asked.COUNT
        if best_list and question.ordinal and best_list.heads >= 0.3 and best_list.enumeration.form != "series" and not typed:
            return answer_item(question, best_list, question.ordinal, self.index, evidence), "answered"
        counted = bool(evidence) and bool(evidence[0].holds) and best_list is not None and evidence[0].coverage > best_list.fit + 0.2
        counts_agree = best_list is not None and question.asked is Asked.LIST and question.count == len(best_list.enumeration.items) and best_list.fit >= (0.65 if question.language == "en" else 0.5)
        if best_list and best_list.document.tier == "background" and not counts_agree and (best_list.fit < 0.55 or question.asked not in (Asked.LIST, Asked.COUNT)):
            # A note's series is a sentence like any other, unless a list is what is asked for.
            best_list = None
        if best_list and question.asked is Asked.COUNT and names_list(question, best_list) and counts_items(question, best_list) and not counted:
            return [each for match in (best_list, *rival_counts(question, best_list, lists)) for each in count_claim(question, match, self.index)], "answered"
        if best_list and _of_other_number(question, best_list):
            listed, best_list = _list_text(best_list), None
            evidence = [each for each in evidence if each.text not in listed]
        if best_list and evidence and question.ordinal is None and not counts_agree and _meets_more(evidence[0], best_list):
            best_list = None
        quoted_elsewhere = evidence and question.phrases and max(evidence, key=lambda each: each.score).text not in _list_text(best_list)
        if best_list and wants_list(question) and names_list(question, best_list) and best_list.fit >= 0.35 and not quoted_elsewhere:
            return answer_list(question, best_list, self.index), "answered"
        if best_list and question.asked is Asked.REASON and miscounts(question, best_list):
            return count_claim(question, best_list, self.index), "answered"
        verdict, enough = judge(question, evidence)
        if verdict != "enough":
            return [], verdict
        return [claim for best in enough for claim in answer_sentences(question, best, evidence, self.index)], "answered"

    def _abstention(self, asked: str, standalone: str, status: Status, hits: Sequence[Hit]) -> Answer:
        language = language_of(asked)
        nearest = [cite_hit(self.index, hit, n) for n, hit in enumerate(hits[:NEAREST], start=1)] if status == "not_in_sources" else []
        shown: tuple[Citation, ...] = tuple(each for each in nearest if each)
        return Answer(asked, standalone, status, phrase(status, language), nearest=shown, language=language)


def open_writer(settings: Settings, index: Index) -> ModelWriter:
    """The language model that the settings name, at work over `index`; raises as `llm.model.open_model` does."""
    cache = ReplyCache(settings.data) if settings.model_cache else None
    return ModelWriter(
        open_model(settings), index, name=settings.model or "", seconds=settings.model_seconds, room=settings.model_characters, cache=cache
    )


def _table(text: str, heads: Sequence[str], parts: Sequence[_Part], language: Language) -> tuple[tuple[str, ...], ...]:
    """The lines of a comparison in two cells, and in the cell of a side that says nothing that it does not."""
    opened = [phrase("side", language, side=head) for head in heads]
    cells, rest = [], text
    for number, part in enumerate(parts):
        if not part.claims:
            cells.append(phrase("not_found", language))
            continue
        end = rest.find(f"\n{opened[1]}") if number == 0 and parts[1].claims else -1
        cell, rest = (rest[:end], rest[end + 1 :]) if end >= 0 else (rest, "")
        cells.append(cell.removeprefix(opened[number]))
    return (tuple(heads), tuple(cells))


def _of_changes(asked: str, standalone: str, changes: Changes, language: Language) -> Answer:
    text = ground(changes.claims)
    more = (phrase("version_more", language, count=changes.left_out),) if changes.left_out else ()
    return Answer(asked, standalone, "answered", text.text, text.citations, text.emphasis, notes=more, language=language)


def _chosen(narrowed: Index, index: Index, language: Language) -> str:
    """The note that says which part of the sources was asked."""
    # A number in brackets would be read as the mark of a citation.
    titles = [re.sub(r"\[(\d+)\]", r"(\1)", entry["title"]) for entry in narrowed.manifest.documents]
    shown = "; ".join(titles[:_TITLES]) + (" …" if len(titles) > _TITLES else "")
    return phrase("chosen", language, kept=len(titles), count=len(index.manifest.documents), titles=shown)


# Of a choice of sources, as many are named.
_TITLES = 3


def _nothing_found(answer: Answer) -> Found:
    return Found(answer, answer.standalone_question, (), lambda _: False, lambda _: ((), ()))


def _in_turn(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of several rankings, the first of each before the second of any, none twice."""
    merged = [hit for rank in zip_longest(*rankings) for hit in rank if hit]
    return list({hit.passage.id: hit for hit in merged}.values())


def _growing(whole: Answer) -> Iterator[Answer]:
    """A quoted answer line by line, without the last."""
    lines = whole.answer.split("\n")
    for count in range(1, len(lines)):
        text = "\n".join(lines[:count])
        shown = tuple(each for each in whole.citations if f"[{each.n}]" in text)
        spans = tuple(span for span in whole.emphasis if span[1] <= len(text))
        yield replace(whole, answer=text, citations=shown, emphasis=spans, notes=(), table=(), elapsed_ms=0.0)


# Chosen on the tuning half: a sentence outside the list that meets this much more of the question answers it.
_MORE = 0.2


def _meets_more(best: Evidence, match: ListMatch) -> bool:
    """Whether the best sentence lies outside a list and meets clearly more of the question than the list does."""
    return best.text not in _list_text(match) and best.coverage - match.coverage >= _MORE


# "The two key areas" are not eleven fields, unless the question has all that the list is called by and only counts amiss.
_NAMED = 0.75


def _of_other_number(question: Question, match: ListMatch) -> bool:
    """Whether the question counts other things than the list that comes nearest to its words."""
    counted = (match.enumeration.declared, len(match.enumeration.items))
    return question.asked is Asked.LIST and question.count is not None and question.count not in counted and match.fit < _NAMED


def _list_text(match: ListMatch | None) -> str:
    """The words of a list with what introduces it."""
    if match is None:
        return ""
    spans = (match.enumeration.lead, *match.enumeration.items)
    return match.document.text[min(span.start for span in spans) : max(span.end for span in spans)]


# Nobody gets a pasted page: what comes after so many words is left out, a claim at a time.
_MOST_WORDS = 300


def _within_a_page(claims: list[Claim], most: int = _MOST_WORDS) -> list[Claim]:
    """`claims` up to the limit, the first in any case."""
    kept: list[Claim] = []
    words = 0
    for claim in claims:
        words += len(claim.span.of(claim.document.text).split())
        if kept and words > most:
            break
        kept.append(claim)
    return kept


@dataclass(frozen=True, slots=True)
class _Part:
    """One question of a question that may hold two, with what answers it."""

    text: str
    question: Question
    claims: list[Claim]
    status: Status
    hits: list[Hit]
    evidence: list[Evidence]


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _met_by(question: Question, first: Question, claims: Sequence[Claim]) -> bool:
    """Whether what answers the first half of a question answers this half too, with what this half asks beyond it."""
    text = " ".join(claim.span.of(claim.document.text) for claim in claims)
    if not set(_YEAR.findall(question.text)) <= set(_YEAR.findall(text)):
        return False
    own = {term.stem for term in question.terms} - {term.stem for term in first.terms}
    several = question.asked is Asked.DATE and len(answer_spans(question, text)) > 1
    if not several and not all(term.stem in term_set(text) or term.synonyms & term_set(text) for term in question.terms if term.stem in own):
        return False
    if leaves_trace(question.asked):
        return bool(answer_spans(question, text)) and question.asked in (Asked.DATE, Asked.PERSON, Asked.FIGURE, Asked.PERCENT, Asked.DURATION)
    said = term_set(text)
    return bool(question.terms) and all(term.stem in said or term.synonyms & said for term in question.terms)


def _already(text: str, said: str) -> bool:
    """Whether a sentence was already said, whole or in part."""
    now, before = term_set(text), term_set(said)
    return len(now & before) >= 0.7 * min(len(now), len(before) or 1)
