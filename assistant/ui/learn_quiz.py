"""The quiz of the Learn tab: one question at a time, told at once what is right and where it stands."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape
from typing import Any

import gradio as gr

from assistant.chain import PlanAssistant
from assistant.learning.grading import is_right
from assistant.learning.quiz import quiz
from assistant.learning.records import Choice, QuizQuestion
from assistant.records import Language
from assistant.ui.learn_render import LearnRenderer, date_words
from assistant.ui.markup import failure, script_of
from assistant.ui.names import names_in
from assistant.ui.options import ALONE, OWN_HTML, PRIVATE
from assistant.ui.words import say
from index.retrieve import Index

_GAP = '<span class="gap" role="img" aria-label="{label}">&nbsp;</span>'
MOST_CHARACTERS = 200


@dataclass(slots=True)
class Game:
    """Where one visitor stands; the questions follow from the seed."""

    seed: int = 0
    document_id: str = ""
    given: list[str] = field(default_factory=list)
    shown: int = 0
    """Position of the question on the page; one answer more than that means it has been answered."""


def quiz_part(assistant: PlanAssistant, language: Language) -> tuple[Any, Any, list[Any]]:
    """Adds the quiz to what is open; returns its column, what deals a new quiz, and what that fills."""
    with gr.Column(visible=False, elem_id="quiz") as column:
        game = gr.State(Game())
        board = gr.HTML("", elem_id="quiz-board", **OWN_HTML)
        choice = gr.Radio([], label=say("Your choice", language), visible=False, elem_id="quiz-choice")
        words = gr.Textbox(
            label=say("Your answer", language), lines=1, max_length=MOST_CHARACTERS, visible=False, elem_id="quiz-words"
        )
        with gr.Row(elem_id="quiz-buttons"):
            # One button for every step, so that the keyboard stays where it is.
            go = gr.Button(say("Answer", language), variant="primary", elem_id="quiz-go", min_width=150)
            again = gr.Button(say("Another quiz", language), elem_id="quiz-again", min_width=150)
    filled = [game, board, choice, words, go]

    def deal(document_id: str) -> tuple[Any, ...]:
        return _page(Game(random.SystemRandom().randrange(1_000_000), document_id or ""), assistant.index, language)

    def step(played: Game, chosen: str | None, written: str | None) -> tuple[Any, ...]:
        return take_step(played, chosen or written or "", assistant.index, language)

    gr.on([go.click, words.submit], step, [game, choice, words], filled, **ALONE)
    again.click(lambda played: deal(played.document_id), game, filled, **PRIVATE)
    return column, deal, filled


def take_step(game: Game, given: str, index: Index, language: Language) -> tuple[Any, ...]:
    """The page after the button: an answer told right or wrong, then the next question, then the score, then a new quiz."""
    questions = quiz(index, game.seed, game.document_id)
    if game.shown >= len(questions):
        return _page(Game(random.SystemRandom().randrange(1_000_000), game.document_id), index, language)
    if len(game.given) > game.shown:
        return _page(Game(game.seed, game.document_id, game.given, game.shown + 1), index, language)
    if not given.strip():
        return _page(game, index, language, say("Choose or write an answer first.", language))
    return _page(Game(game.seed, game.document_id, [*game.given, given.strip()[:MOST_CHARACTERS]], game.shown), index, language)


def render_game(game: Game, index: Index, language: Language, remark: str = "") -> str:
    """The question with what was answered, or the score at the end, as HTML."""
    questions = quiz(index, game.seed, game.document_id)
    renderer = LearnRenderer(language, "quiz", names_in(language, index))
    if not questions:
        return f'<p class="empty" role="status">{say("These sources hold too little for a quiz.", language)}</p>'
    if game.shown >= len(questions):
        return _score(questions, game, renderer)
    question = questions[game.shown]
    place = say("Question {n} of {all}", language, n=game.shown + 1, all=len(questions))
    answered = len(game.given) > game.shown
    html = f'<p class="lead">{place} · {_asked(question, language)}</p>{_sentence(question, renderer, answered)}'
    html += f'<p class="where">{escape(question.citation.title)}, {escape(date_words(question.citation.date, language))}</p>'
    if answered:
        html += _verdict(question, game.given[game.shown], renderer)
    return html + (failure(remark) if remark else "")


def _page(game: Game, index: Index, language: Language, remark: str = "") -> tuple[Any, ...]:
    """What each part of the quiz shows."""
    questions = quiz(index, game.seed, game.document_id)
    question = questions[game.shown] if game.shown < len(questions) else None
    waiting = question is not None and len(game.given) <= game.shown
    if question is None:
        label = say("Another quiz", language)
    elif waiting:
        label = say("Answer", language)
    else:
        label = say("Next question", language) if game.shown + 1 < len(questions) else say("See the score", language)
    choices = [each.words for each in question.choices] if question else []
    return (
        game,
        render_game(game, index, language, remark),
        gr.update(choices=choices, value=None, visible=waiting and bool(choices)),
        gr.update(value="", visible=waiting and not choices),
        gr.update(value=label),
    )


def _asked(question: QuizQuestion, language: Language) -> str:
    return {
        "figure": say("Which figure stands in the gap?", language),
        "date": say("Which date stands in the gap?", language),
        "person": say("Who stands in the gap?", language),
        "item": say("What stands in the gap?", language),
        "order": say("Which item of the list is this?", language),
    }[question.kind]


def _sentence(question: QuizQuestion, renderer: LearnRenderer, answered: bool) -> str:
    """The sentence with its gap, or with what belongs there once an answer has been given."""
    lead = f'<p class="said" lang="{script_of(question.lead)}">{escape(question.lead)}</p>' if question.lead else ""
    if answered:
        return f'{lead}<blockquote class="true-words" lang="{script_of(question.citation.quote)}">{_filled(question, renderer)}</blockquote>'
    opening, closing = ("", "") if question.citation.tier == "background" else ("“", "”")
    gap = _GAP.format(label=escape(say("gap", renderer.language)))
    return f'{lead}<blockquote class="true-words" lang="{script_of(question.citation.quote)}">{opening}{escape(question.before)}{gap}{escape(question.after)}{closing}</blockquote>'


def _verdict(question: QuizQuestion, given: str, renderer: LearnRenderer) -> str:
    language, right = renderer.language, is_right(question, given)
    said = say("Right.", language) if right else say("Not right.", language)
    kind = "supported" if right else "unsupported"
    html = (
        f'<p class="verdict verdict-{kind}" role="status">{said} <span class="where">{say("Your answer:", language)} {escape(given)}</span></p>'
    )
    wrong = [each for each in question.choices if not each.right]
    if wrong:
        rows = "".join(f"<li>{_elsewhere(each, renderer)}</li>" for each in wrong)
        html += (
            f'<p class="lead">{say("Where the sources have the other choices:", language)}</p><ul class="elsewhere">{rows}</ul>'
        )
    return html


def _filled(question: QuizQuestion, renderer: LearnRenderer) -> str:
    """The whole sentence, what belongs in the gap in bold, with its link."""
    opening, closing = ("", "") if question.citation.tier == "background" else ("“", "”")
    words = f"{opening}{escape(question.before)}<strong>{escape(question.answer)}</strong>{escape(question.after)}{closing}"
    return f"{words} {renderer.source(question.citation)}"


def _elsewhere(choice: Choice, renderer: LearnRenderer) -> str:
    return f"<strong>{escape(choice.words)}</strong>: {renderer.words(choice.citation)} {renderer.source(choice.citation)}"


def _score(questions: tuple[QuizQuestion, ...], game: Game, renderer: LearnRenderer) -> str:
    language = renderer.language
    told = [is_right(question, given) for question, given in zip(questions, game.given, strict=True)]
    score = say("{right} of {all} right", language, right=sum(told), all=len(questions))
    rows = ""
    for question, right in zip(questions, told, strict=True):
        said = say("Right.", language) if right else say("Not right.", language)
        kind = "supported" if right else "unsupported"
        rows += f'<li><span class="verdict verdict-{kind}">{said}</span> {_filled(question, renderer)}</li>'
    return f'<div role="status"><p class="verdict">{score}</p></div><ol class="checked">{rows}</ol>'
