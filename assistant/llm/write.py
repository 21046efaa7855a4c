"""The engine `llm`: a model phrases an answer from the passages, and only what they bear out is shown.

passages    what the question found, numbered          passages.passages_for
messages    the task, the passages as data             prompts.answer_messages
text        as it arrives, within the time limit       model.replies
sentences   as soon as each is whole                   sentences.SentenceReader
check       beside the passages, else dropped          check.check_sentence
answer      if enough is left; else the engine quote
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.llm.cache import ReplyCache
from assistant.llm.check import check_sentence
from assistant.llm.model import replies
from assistant.llm.passages import passages_for
from assistant.llm.prompts import NOT_SAID, answer_messages, standalone_messages
from assistant.llm.records import Checked, Dropped, GenerationFailed, Passage, Reply, Sentence
from assistant.llm.sentences import SentenceReader
from assistant.llm.standalone import adds_nothing
from assistant.llm.text import AnswerText
from assistant.phrases import phrase
from assistant.records import Answer, Citation, Language, ModelUse, Turn
from index.records import Hit
from index.retrieve import Index

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)
# Kept back of the time limit for the answer that stands in.
_RESERVE = 0.5
# Share of it that a question of a conversation may take to be put in full.
_STANDALONE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """What the steps before found for one question."""

    quoted: Answer
    """The answer of the engine `quote`, which stands in."""
    standalone: str
    """The question that a model is asked."""
    hits: Sequence[Hit]
    answers: Callable[[Sequence[Citation]], bool]
    """Whether places of the sources can answer the question, as far as the sources' own signals tell."""
    noted: Callable[[Sequence[Citation]], tuple[tuple[str, ...], tuple[Citation, ...]]]
    """The notes on what is cited, and the citations of their marks."""


class ModelWriter:
    """A chat model at work: its replies, checked."""

    def __init__(
        self,
        model: BaseChatModel,
        index: Index,
        *,
        name: str,
        seconds: float = 20.0,
        room: int = 6_000,
        cache: ReplyCache | None = None,
    ) -> None:
        self.name = name
        self.seconds = seconds
        """The time limit of one answer."""
        self._model = model
        self._index = index
        self._room = room
        self._cache = cache

    def over(self, index: Index) -> ModelWriter:
        """The same model at work over another index."""
        moved = copy(self)
        moved._index = index
        return moved

    def standalone(self, question: str, history: Sequence[Turn], started: float) -> str | None:
        """`question` put in full from the conversation; None where the model failed or brought in words of its own."""
        until = started + _STANDALONE_SHARE * self.seconds
        try:
            *_, reply = self._replies(standalone_messages(question, history), until)
        except GenerationFailed:
            return None
        text = reply.text.strip()
        return text if adds_nothing(text, question, history) else None

    def stream(self, found: Found, history: Sequence[Turn], started: float) -> Iterator[Answer]:
        """The answer as it grows, a checked sentence at a time; the last one is whole.

        Where the model fails, or too little of its text is left, the last one is the engine `quote`'s, with a line that
        says so. `started` is the `time.monotonic()` that the time limit counts from.
        """
        quoted = found.quoted
        passages = passages_for(found.hits, quoted.citations or quoted.nearest, self._index, self._room)
        messages = answer_messages(found.standalone, passages, history, quoted.language)
        run = Run(passages, self._index, quoted.language)
        worded = replace(
            quoted, standalone_question=found.standalone, status="answered", emphasis=(), nearest=(), notes=(), engine="llm"
        )
        reply = Reply()
        try:
            for reply in self._replies(messages, started + self.seconds - _RESERVE):
                if run.take(reply.text):
                    yield replace(worded, answer=run.text.text, citations=tuple(run.text.citations))
            run.take(reply.text, ended=True)
            fault = None
        except GenerationFailed as failed:
            fault = failed.fault
        use = ModelUse(
            self.name, reply.input_tokens, reply.output_tokens, round(time.monotonic() - started, 3), run.sentences,
            tuple(each.reason for each in run.dropped), reply.from_cache,
        )  # fmt: skip
        if fault is None and _enough(run, found):
            yield _whole(worded, run, found, use)
        else:
            yield _stand_in(run, quoted, use, fault)

    def draft(self, messages: Sequence[BaseMessage], passages: Sequence[Passage], language: Language) -> Run | None:
        """The checked sentences of a part of a draft; None where the model failed."""
        run = Run(passages, self._index, language)
        try:
            for reply in self._replies(messages, time.monotonic() + self.seconds):
                run.take(reply.text)
            run.take(reply.text, ended=True)
        except GenerationFailed:
            return None
        return run

    def _replies(self, messages: Sequence[BaseMessage], until: float) -> Iterator[Reply]:
        key = self._cache.key(self.name, self._index.manifest.state, messages) if self._cache else ""
        if self._cache and (known := self._cache.get(key)):
            yield known
            return
        reply = None
        for reply in replies(self._model, messages, until):
            yield reply
        if self._cache and reply:
            self._cache.put(key, reply)


class Run:
    """The sentences of one reply, checked as they come."""

    def __init__(self, passages: Sequence[Passage], index: Index, language: Language) -> None:
        self.text = AnswerText(language)
        self.checked: list[Checked] = []
        self.dropped: list[Dropped] = []
        self.abstains = False
        self._passages = passages
        self._index = index
        self._reader = SentenceReader()
        self._lead = ""
        self._said: set[str] = set()

    @property
    def sentences(self) -> int:
        """How many sentences stated something."""
        return len(self.checked) + len(self.dropped)

    def take(self, text: str, *, ended: bool = False) -> bool:
        """Checks what is whole now; whether the answer has grown."""
        before = len(self.checked)
        for sentence in self._reader.read(text, ended=ended):
            self._take(sentence)
        return len(self.checked) > before

    def _take(self, sentence: Sentence) -> None:
        if NOT_SAID.lower() in sentence.words.lower():
            self.abstains = True
            return
        if sentence.words in self._said:
            return
        self._said.add(sentence.words)
        lead = self._lead if sentence.item else ""
        result = check_sentence(sentence, self._passages, self._index, lead)
        if lead and isinstance(result, Dropped):
            # The lead was borne out by itself or not shown; an item may then stand alone.
            result = check_sentence(sentence, self._passages, self._index)
        opens = sentence.words.rstrip().endswith((":", "："))
        if not sentence.item:
            self._lead = sentence.words if opens else ""
        if isinstance(result, Checked):
            self.checked.append(result)
            self.text.add(result)
        elif isinstance(result, Dropped) and not (opens and not sentence.marks):
            # A line that only introduces a list is left out without a word.
            self.dropped.append(result)


def _whole(worded: Answer, run: Run, found: Found, use: ModelUse) -> Answer:
    """The model's answer with the notes on what it cites, and one on what was dropped."""
    citations = tuple(run.text.citations)
    notes, noted = found.noted(citations)
    if run.dropped:
        notes = (
            *notes,
            phrase("dropped", worded.language, count=len(run.dropped), reasons=_reasons(run.dropped, worded.language)),
        )
    return replace(worded, answer=run.text.text, citations=citations + noted, notes=notes, model_use=use)


def _stand_in(run: Run, quoted: Answer, use: ModelUse, fault: str | None) -> Answer:
    """The quoted answer, with a line that says why it stands in."""
    language = quoted.language
    if fault:
        why = phrase(f"fault_{fault}", language)
    elif run.dropped:
        why = phrase("too_little", language, count=len(run.dropped), reasons=_reasons(run.dropped, language))
    else:
        why = phrase("model_abstains" if run.abstains else "not_an_answer", language)
    gap = " " if language == "en" else ""
    line = why if quoted.abstained else why + gap + phrase("quoted_instead", language)
    return replace(quoted, notes=(*quoted.notes, line), model_use=use)


def _enough(run: Run, found: Found) -> bool:
    """Whether what is left of a reply answers in place of the engine `quote`.

    At least as many sentences must be left as were dropped. A list must have no fewer items than the quoted one. Where
    something was dropped, or the engine `quote` found nothing, what is cited must be able to answer the question.
    """
    cited = run.text.citations
    if not run.checked or len(run.dropped) > len(run.checked):
        return False
    quoted = found.quoted
    items = [each for each in quoted.citations if f"[{each.n}]" in quoted.answer]
    if (
        len(_NUMBERED.findall(quoted.answer)) >= 3
        and sum(any(_overlap(item, each) for each in cited) for item in items) < len(items) - 1
    ):
        return False
    if quoted.abstained:
        return not run.dropped and found.answers(cited)
    return not run.dropped or any(_overlap(item, each) for item in items for each in cited)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _reasons(dropped: Sequence[Dropped], language: Language) -> str:
    found = dict.fromkeys(phrase(f"drop_{each.reason}", language) for each in dropped)
    return phrase("and_so_on", language).join(found)
