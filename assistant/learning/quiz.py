"""A quiz made from sentences of the sources, the same for the same seed."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.learning.blanks import Blank, blanks, makes_question
from assistant.learning.contrast import wrong_choices
from assistant.learning.records import Choice, QuestionForm, QuestionKind, QuizQuestion
from assistant.learning.sources import cited_in
from index.retrieve import Index

QUESTIONS = 8
_KINDS: tuple[QuestionKind, ...] = ("figure", "item", "date", "person", "order")
_FEWEST_WRONG = 2
_LONGEST_FIGURE = 4
_SHARE_OF_CHOICE = 0.65
_SHARE_OF_FIRST = 0.75


@lru_cache(maxsize=256)
def quiz(index: Index, seed: int, document_id: str = "", count: int = QUESTIONS) -> tuple[QuizQuestion, ...]:
    """Up to `count` questions on one document, or on all for an empty id; fewer where the sources hold fewer, none for none.

    Three in four are on official sources or an operator's own, as far as there are such, and no two on one sentence or
    on the order of one list.
    """
    chance = random.Random(seed)
    pool = [each for each in question_blanks(index) if document_id in ("", each.statement.document.id)]
    first = [each for each in pool if each.statement.document.tier != "background"]
    found: list[QuizQuestion] = []
    used: list[Blank] = []
    for wanted, blanks_left in ((math.ceil(count * _SHARE_OF_FIRST), _mixed(first, chance)), (count, _mixed(pool, chance))):
        for blank in blanks_left:
            if len(found) == wanted:
                break
            if not any(_alike(blank, each) for each in used) and (made := _question(index, blank, chance)):
                used.append(blank)
                found.append(made)
    chance.shuffle(found)
    return tuple(found)


@lru_cache(maxsize=4)
def question_blanks(index: Index) -> tuple[Blank, ...]:
    """The blanks that make a question, in reading order."""
    return tuple(each for each in blanks(index) if makes_question(each))


def _alike(one: Blank, other: Blank) -> bool:
    """Whether two blanks are of one sentence, or ask for the order of one list."""
    if one.kind == other.kind == "order" and one.group == other.group:
        return True
    same = one.statement.document.id == other.statement.document.id
    return same and one.statement.piece.span.overlaps(other.statement.piece.span)


def _mixed(pool: Sequence[Blank], chance: random.Random) -> list[Blank]:
    """The blanks in a random order in which the kinds take turns, so that figures do not crowd out the rest."""
    piles = [[each for each in pool if each.kind == kind] for kind in _KINDS]
    for pile in piles:
        chance.shuffle(pile)
    chance.shuffle(piles)
    return list(_in_turn(piles))


def _in_turn(piles: Sequence[Sequence[Blank]]) -> Iterator[Blank]:
    for position in range(max((len(pile) for pile in piles), default=0)):
        for pile in piles:
            if position < len(pile):
                yield pile[position]


def _can_be_known(blank: Blank) -> bool:
    """Whether a careful reader can write the words without any to choose from: no list item or its number, no figure of many digits."""
    return blank.kind not in ("item", "order") and (blank.kind != "figure" or len(blank.words) <= _LONGEST_FIGURE or " " in blank.words)


def _question(index: Index, blank: Blank, chance: random.Random) -> QuizQuestion | None:
    """The question of a blank: to choose where enough is surely wrong, else to fill in; None where neither will do."""
    citation = cited_in(index, blank.statement)
    if citation is None:
        return None
    to_choose = not blank.bounded and (blank.kind in ("item", "order") or chance.random() < _SHARE_OF_CHOICE)
    wrong = wrong_choices(index, blank, chance) if to_choose else []
    form: QuestionForm = "choice" if len(wrong) >= _FEWEST_WRONG else "fill"
    if form == "fill" and not _can_be_known(blank):
        return None
    choices = [Choice(blank.words, True, citation)] if form == "choice" else []
    for each in wrong if form == "choice" else []:
        if (place := cited_in(index, each.statement)) is not None:
            choices.append(Choice(each.words, False, place))
    chance.shuffle(choices)
    text = blank.statement.text
    return QuizQuestion(
        blank.kind, form, text[: blank.span.start], text[blank.span.end :], blank.words, citation, tuple(choices), blank.value, blank.lead
    )
