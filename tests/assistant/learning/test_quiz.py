"""The quiz: one right answer, wrong ones that the sources use elsewhere, and a fair judge."""

from __future__ import annotations

import pytest

from assistant.learning.blanks import keys_of
from assistant.learning.grading import figure, is_right
from assistant.learning.quiz import QUESTIONS, question_blanks, quiz
from assistant.learning.records import QuizQuestion
from assistant.places import statements
from index.retrieve import Index

SEEDS = range(25)


@pytest.fixture(params=["lessons", "shipped"])
def questions(request: pytest.FixtureRequest) -> list[QuizQuestion]:
    index = request.getfixturevalue(request.param)
    found = [question for seed in SEEDS for question in quiz(index, seed)]
    assert any(question.form == "choice" for question in found)
    assert any(question.form == "fill" for question in found)
    return found


def test_a_question_is_its_sentence_with_a_blank_that_nothing_else_fills_in(questions: list[QuizQuestion]):
    for question in questions:
        assert question.before + question.answer + question.after == question.citation.quote
        assert question.answer not in question.before.split() + question.after.split()
        assert question.answer not in question.citation.title


def test_the_right_answer_is_right_and_no_wrong_choice_is(questions: list[QuizQuestion]):
    for question in questions:
        assert is_right(question, question.answer)
        for choice in question.choices:
            assert is_right(question, choice.words) == choice.right == (choice.words == question.answer)


def test_each_wrong_choice_stands_elsewhere_and_not_in_the_sentence(questions: list[QuizQuestion]):
    for question in questions:
        wrong = [choice for choice in question.choices if not choice.right]
        assert len(wrong) in ((2, 3) if question.form == "choice" else (0,))
        assert len({choice.words.lower() for choice in question.choices}) == len(question.choices)
        for choice in wrong:
            assert choice.words in choice.citation.quote
            assert choice.citation != question.citation
            assert choice.words.lower() not in question.citation.quote.lower()


def test_no_sentence_has_both_the_right_figure_or_date_and_a_wrong_one(shipped: Index):
    keys = [keys_of(statement.text) for statement in statements(shipped)]
    for question in (each for seed in SEEDS for each in quiz(shipped, seed)):
        right = keys_of(question.answer)
        for choice in question.choices:
            if question.kind in ("figure", "date") and not choice.right:
                assert not any(right & found and keys_of(choice.words) & found for found in keys)


def test_a_quiz_is_the_same_for_the_same_seed_and_has_one_question_for_a_sentence(shipped: Index):
    assert quiz.__wrapped__(shipped, 7) == quiz(shipped, 7)
    assert len({quiz(shipped, seed) for seed in SEEDS}) == len(SEEDS)
    for seed in SEEDS:
        found = quiz(shipped, seed)
        assert len(found) == QUESTIONS
        assert len({(question.citation.source, question.citation.start) for question in found}) == QUESTIONS


def test_a_quiz_on_one_document_asks_of_that_document(lessons: Index):
    assert {question.citation.source for seed in SEEDS for question in quiz(lessons, seed, "river")} == {"river"}


def test_a_figure_that_bounds_is_never_to_be_chosen(shipped: Index):
    bounded = {(blank.statement.text, blank.words) for blank in question_blanks(shipped) if blank.bounded}
    assert bounded
    asked = [
        question for seed in SEEDS for question in quiz(shipped, seed) if (question.citation.quote, question.answer) in bounded
    ]
    assert {question.form for question in asked} <= {"fill"}


def asking(lessons: Index, answer: str) -> QuizQuestion:
    found = (
        question
        for seed in range(300)
        for question in quiz(lessons, seed)
        if question.answer == answer and question.form == "fill"
    )
    return next(found)


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (
            "14 million",
            ["14 Million", "14,000,000", "14000000", " 14  million crowns"],
            ["14", "41 million", "14.1 million", "", "fourteen"],
        ),
        ("18", ["18", "eighteen", "１８", "18 months"], ["81", "180", "18.5", "eigthteen"]),
        ("May 2", ["2 May", "may 2", "May 2, 2024", "2024-05-02"], ["May 3", "May", "2 May 2023", "2"]),
        ("2030", ["2030"], ["2031", "203", "by 2031", "May 2030"]),
        ("Clara Holm", ["clara holm", "Clara  Holm", "Clara Holms"], ["Clara", "Carla Hulm", "Ines Falk"]),
        ("李明远", ["李明远", "李明遠"], ["李明", "王海"]),
        ("2025年", ["2025", "2025年"], ["2024年", "2025年3月"]),
    ],
)
def test_form_is_forgiven_and_figures_are_not(lessons: Index, answer: str, right: list[str], wrong: list[str]):
    question = asking(lessons, answer)
    assert [given for given in right if not is_right(question, given)] == []
    assert [given for given in wrong if is_right(question, given)] == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("four", 4), ("四", 4), ("40,000", 40000), ("2 million", 2000000), ("3亿", 300000000), ("none", None), ("4 or 5", None)],
)
def test_a_figure_is_read_in_digits_and_words_of_both_languages(words: str, value: int | None):
    assert figure(words) == value


def test_most_questions_are_on_the_official_source(shipped: Index):
    found = [question.citation for seed in SEEDS for question in quiz(shipped, seed)]
    assert sum(each.tier == "official" for each in found) >= 0.7 * len(found)
    # Over a few quizzes they cover the source, not the same handful of its sentences.
    assert len({each.start for each in found if each.tier == "official"}) >= 15


def test_the_order_of_a_list_is_asked_with_the_other_items_as_wrong_choices(shipped: Index):
    orders = [each for seed in SEEDS for each in quiz(shipped, seed) if each.kind == "order"]
    targets = [each for each in orders if each.lead.endswith("four supportive targets:")]
    assert targets
    for question in orders:
        assert question.form == "choice"
        assert question.before == ""
        document = shipped.document(question.citation.source)
        (listed,) = (each for each in shipped.structure(document.id).enumerations if " ".join(each.lead.of(document.text).split()) == question.lead)
        labels = {(label.start, label.end) for label in listed.labels}
        assert {(each.citation.start, each.citation.end) for each in question.choices} <= labels
        for choice in question.choices:
            assert choice.citation.quote.startswith(choice.words)
    for question in targets:
        assert sorted(each.words for each in question.choices) == ["First", "Fourth", "Second", "Third"]


def test_no_quiz_asks_twice_for_one_sentence_or_one_list(shipped: Index):
    for seed in SEEDS:
        spans = [(each.citation.source, each.citation.start, each.citation.end) for each in quiz(shipped, seed)]
        for n, (source, start, end) in enumerate(spans):
            assert not any(source == other and start < stop and begin < end for other, begin, stop in spans[:n])
        leads = [each.lead for each in quiz(shipped, seed) if each.lead]
        assert len(leads) == len(set(leads))
