"""The tab that answers: the conversation, examples for each kind of reader, and the box for the question.

The conversation is our own HTML and not Gradio's Chatbot: the Chatbot lets `<img>`, `class` and `id` of a
message pass and drops the `data-` attributes by which a mark finds its place in the source. It is a list of
elements, one for each question, so that Gradio sends and redraws only what a streamed answer changes.
Its state is kept in the visitor's browser alone (kept.js): a reload or a restarted server loses nothing, and the
server keeps nothing that one visitor could see of another.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.drafts.records import DraftError
from assistant.feedback import FeedbackStore
from assistant.feedback_file import FeedbackError
from assistant.press import transcript
from assistant.question_text import MAX_QUESTION_CHARACTERS, clean_question
from assistant.records import Answer, Language, Turn
from assistant.sources import Sources, SourcesError
from assistant.suggestions import suggested_questions
from assistant.ui.choice import SourcesChoice, sources_of
from assistant.ui.kept import KeptAnswer, Seal, from_kept
from assistant.ui.markup import failure, files
from assistant.ui.names import names_in
from assistant.ui.options import OWN_HTML, PRIVATE
from assistant.ui.render import render_conversation, render_exchange, render_failure, render_pending
from assistant.ui.words import retell, say

_log = logging.getLogger(__name__)
_EXAMPLES = (
    ("Journalists", ("Who presented the plan, and when?", "Did the city reach the 2020 target for the quality index?", "Which 11 fields does it cover?")),
    ("New staff", ("What are the four supportive targets?", "What are the three guarantee measures?", "How does it differ from the central Guiding Opinions?")),
    ("Publicity teams", ("What is the general target?", "How does the plan define quality improvement?", "What will be done for the service sector?")),
)  # fmt: skip
# Visitors whose turn is remembered.
_MOST_VISITORS = 10_000
_FAULT = "Something went wrong while answering; ask again, and tell the operator if it happens twice."
# Gradio reads Handlebars in a template and JavaScript in `${}`; the value is handed over as a value and read as neither.
_CONVERSATION = '<div class="conversation" role="log" aria-live="polite" aria-label="@label">${value.join("")}</div>'


# What kept.js hands over in place of the values that Gradio knows.
_ITS_TURN = "async (text, kept, turn, ...choice) => [...(await window.planAssistantKept.turn(text)), ...choice]"
_KEPT = '() => [window.planAssistantKept.read("conversation")]'
_FORGET = "() => [window.planAssistantKept.clear()]"
_NEXT = "() => window.planAssistantKept.done()"


def ask_tab(
    blocks: gr.Blocks,
    assistant: PlanAssistant,
    keeper: gr.HTML,
    buttons: tuple[gr.Button, gr.Button, gr.Button],
    language: Language,
    feedback: FeedbackStore | None,
    seal: Seal,
) -> None:
    """Fills the tab that is open; `keeper` has the browser keep an answer; of `buttons`, the first saves the conversation, the second empties it, the third shows it anew."""
    save, clear, refresh = buttons
    kept = gr.JSON(visible=False)  # stands for what kept.js reads
    turn = gr.Number(visible=False, precision=0)  # how often the conversation was emptied: see `_Conversation`
    saved = gr.HTML("", elem_id="saved", **OWN_HTML)
    shows = _Conversation(assistant, language, feedback, seal)
    template = _CONVERSATION.replace("@label", say("Conversation", language))
    conversation = gr.HTML(shows.render([]), html_template=template, elem_id="conversation", **OWN_HTML)
    with gr.Column(elem_id="examples") as examples:
        offered = []
        for audience, questions in _EXAMPLES:
            with gr.Row(elem_classes="example-row"):
                gr.HTML(f'<p class="lead">{say(audience, language)}</p>', **OWN_HTML)
                offered += [gr.Button(say(text, language), size="sm") for text in questions]
    gr.HTML(f'<p class="lead" id="waiting" role="status" data-words="{say("Next: {question}", language, question="{question}")}" hidden></p>', **OWN_HTML)
    choice = SourcesChoice(blocks, assistant, language)
    with gr.Row(elem_id="composer"):
        question = gr.Textbox(
            label=say("Your question", language), show_label=False, placeholder=say("Ask about the plan", language), lines=1, max_lines=4,
            max_length=MAX_QUESTION_CHARACTERS, autofocus=True, elem_id="question", container=False, scale=8,
        )  # fmt: skip
        send = gr.Button(say("Send", language), variant="primary", elem_id="send", scale=1, min_width=88)

    outputs = [question, conversation, examples, keeper]
    # One at a time: the processor is shared; kept.js has one visitor's questions wait for each other.
    alone: dict[str, Any] = {**PRIVATE, "concurrency_id": "ask", "concurrency_limit": 1, "trigger_mode": "multiple", "js": _ITS_TURN}
    asked = [gr.on([question.submit, send.click], shows.ask, [question, kept, turn, *choice.fields], outputs, **alone)]
    asked += [button.click(shows.ask, [button, kept, turn, *choice.fields], outputs, **alone) for button in offered]
    for each in asked:
        each.then(None, js=_NEXT)
    clear.click(shows.emptied, [turn], [*outputs, saved], js=_FORGET, queue=False, **PRIVATE)
    save.click(shows.files, [kept], saved, js=_KEPT, **PRIVATE)
    gr.on([blocks.load, refresh.click], shows.restored, [kept], [conversation, examples], js=_KEPT, **PRIVATE)


class _Conversation:
    """What the page shows of a conversation while it goes on.

    A question that is being answered when its conversation is emptied ends by itself, since its turn has passed.
    Gradio's own way to cancel closes the stream of events while the next answer may be on its way through it: on a busy
    machine that one was lost in three of six runs.
    """

    def __init__(self, assistant: PlanAssistant, language: Language, feedback: FeedbackStore | None, seal: Seal) -> None:
        self._turns: dict[str, int] = {}
        self._assistant = assistant
        self._language = language
        self._feedback = feedback
        self._seal = seal

    def render(self, kept: Sequence[KeptAnswer]) -> list[str]:
        """The conversation so far, an element for each question."""
        return render_conversation(kept, self._language, feedback=self._feedback is not None, names=names_in(self._language, self._assistant.index))

    def _exchange(self, kept: KeptAnswer, number: int) -> str:
        return render_exchange(kept, number, self._language, feedback=self._feedback is not None, names=names_in(self._language, self._assistant.index))

    def restored(self, kept: object) -> tuple[list[str], Any]:
        """The conversation that the browser has kept; the examples only where there is none."""
        answers = from_kept(kept)
        return self.render(answers), gr.update(visible=not answers)

    def ask(
        self, text: str, kept: object, turn: float,
        documents: object, tiers: object, publishers: object, since: object, until: object, request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:  # fmt: skip
        """Box, conversation, examples and what the browser is to keep, again and again while a question is answered."""
        sources = sources_of(documents, tiers, publishers, since, until)
        for box, shown, answer in self._answering(text, from_kept(kept), sources):
            if self._passed(turn, request):
                break
            order = json.dumps({"list": "conversation", "put": answer.as_json()}) if answer else gr.skip()
            yield box, shown, gr.update(visible=False), order
        if self._passed(turn, request):
            yield gr.skip(), [], gr.update(visible=True), gr.skip()

    def emptied(self, turn: float, request: gr.Request) -> tuple[Any, ...]:
        """The same for an empty conversation, and no files to save; answers of an earlier turn are shown no more."""
        if len(self._turns) >= _MOST_VISITORS:
            self._turns.clear()
        self._turns[str(request.session_hash)] = int(turn)
        return "", self.render([]), gr.update(visible=True), "", ""

    def _passed(self, turn: float, request: gr.Request) -> bool:
        return int(turn or 0) < self._turns.get(str(request.session_hash), 0)

    def files(self, kept: object) -> str:
        """Links that hold the conversation as Word and as Markdown."""
        answers = from_kept(kept)
        if not answers:
            return failure(say("There is no conversation yet; ask a question first.", self._language))
        try:
            word, markdown = transcript([each.answer for each in answers], self._language)
        except DraftError as error:
            return failure(retell(str(error), self._language))
        return files("conversation", word, markdown, self._language)

    def _answering(self, text: str, earlier: list[KeptAnswer], sources: Sources) -> Iterator[tuple[Any, Any, KeptAnswer | None]]:
        shown = self.render(earlier) if earlier else []
        try:
            question = clean_question(text)
        except ValueError as error:
            yield text, [*shown, render_failure(text[:200], retell(str(error), self._language))], None
            return
        # The box is not touched: kept.js has emptied it, and the next question may stand in it by now.
        yield gr.skip(), [*shown, render_pending(question, self._language)], None
        id_, answer = secrets.token_urlsafe(12), None
        try:
            for answer in self._assistant.stream({"question": question, "history": _history(earlier), "sources": sources}):
                yield gr.skip(), [*shown, self._exchange(KeptAnswer(answer, id_), len(shown))], None
        except SourcesError as error:
            yield question, [*shown, render_failure(question, retell(str(error), self._language))], None
            return
        except Exception:
            # Whatever went wrong, a visitor sees one sentence and keeps the conversation; the log has the rest.
            _log.exception("a question could not be answered")
            yield question, [*shown, render_failure(question, say(_FAULT, self._language))], None
            return
        if answer is None:
            return
        yield gr.skip(), gr.skip(), self._seal.sealed(answer, id_)
        self._note(answer)
        if suggested := self._suggested(answer, sources):
            kept = self._seal.sealed(replace(answer, suggestions=suggested), id_)
            yield gr.skip(), [*shown, self._exchange(kept, len(shown))], kept

    def _suggested(self, answer: Answer, sources: Sources) -> tuple[str, ...]:
        """Questions that the sources answer, for one that they do not; none where looking for them fails."""
        if answer.status != "not_in_sources":
            return ()
        try:
            return suggested_questions(answer, self._assistant, sources)
        except Exception:
            # The answer has been given; a lead more or less is no reason to take it back.
            _log.warning("no questions could be suggested", exc_info=True)
            return ()

    def _note(self, answer: Answer) -> None:
        """Keeps a question without a whole answer for the operator."""
        if self._feedback is None:
            return
        try:
            self._feedback.record_unanswered(answer)
        except FeedbackError:
            _log.warning("a question without an answer could not be kept", exc_info=True)


def _history(kept: Sequence[KeptAnswer]) -> list[Turn]:
    return [turn for each in kept for turn in (Turn("user", each.answer.question), Turn("assistant", each.answer.answer))]
