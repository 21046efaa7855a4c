"""Scoring one answer."""

from __future__ import annotations

from dataclasses import replace

from eval.score import score_answer
from tests.eval.factories import TEXT, make_answer, make_case, make_citation, make_source

LONG = (
    "I. Targets\n\n"
    + " ".join(f"Sentence {n} of the section says something new." for n in range(25))
    + "\n\nII. Rest\n\nThe end.\n"
)


def test_right_and_cited_is_grounded() -> None:
    score = score_answer(make_case(), make_answer(), make_source())
    assert (score.correct, score.grounded, score.quotes, score.quotes_exact, score.words, score.faults) == (
        True,
        True,
        1,
        1,
        7,
        (),
    )
    assert (score.wrongly_refused, score.wrongly_answered, score.rightly_abstained, score.abstained_as_due) == (
        False,
        None,
        None,
        None,
    )


def test_right_words_from_another_place_are_correct_and_not_grounded() -> None:
    score = score_answer(make_case(), make_answer(citations=[make_citation("released on January 17, 2018")]), make_source())
    assert (score.correct, score.grounded) == (True, False)
    assert score.faults == ("not cited: The target is above 90 by 2020",)


def test_every_group_of_spans_must_be_cited() -> None:
    case = make_case(spans=(("The target is above 90 by 2020",), ("released on January 17",)))
    assert score_answer(case, make_answer(), make_source()).grounded is False


def test_a_missing_fact_and_a_forbidden_phrase_are_wrong() -> None:
    score = score_answer(make_case(facts=(("95",),), forbidden=("2020",)), make_answer(), make_source())
    assert (score.correct, score.grounded, score.faults) == (False, False, ("fact missing: 95", "forbidden: 2020"))


def test_a_list_that_lacks_an_item_is_wrong_and_partly_complete() -> None:
    score = score_answer(make_case(kind="list", facts=(), items=(("above 90",), ("above 91",))), make_answer(), make_source())
    assert (score.correct, score.items_found, score.items_expected) == (False, 1, 2)


def test_a_gold_quotation_that_the_text_lacks_leaves_grounded_undefined() -> None:
    score = score_answer(make_case(spans=(("no such words",),)), make_answer(), make_source())
    assert (score.correct, score.grounded) == (True, None)


def test_a_source_that_is_not_in_the_index_is_not_cited() -> None:
    assert score_answer(make_case(source="gone"), make_answer(), make_source()).grounded is False


def test_one_of_several_documents_suffices() -> None:
    case = make_case(spans=(), source_any=("note-a", "plan"))
    assert score_answer(case, make_answer(), make_source()).grounded is True
    assert score_answer(replace(case, source_any=("note-a",)), make_answer(), make_source()).grounded is False


def test_an_answer_without_a_citation_is_not_grounded() -> None:
    assert score_answer(make_case(spans=()), make_answer(citations=[]), make_source()).grounded is False


def test_an_abstention_that_is_due_needs_no_citation() -> None:
    case = make_case(status=("not_in_sources",), facts=(), spans=())
    answer = make_answer(status="not_in_sources", answer="The sources do not say.", citations=[])
    score = score_answer(case, answer, make_source())
    assert (score.grounded, score.rightly_abstained, score.abstained_as_due, score.wrongly_answered) == (True, True, True, False)


def test_answering_the_unanswerable_is_counted() -> None:
    case = make_case(status=("not_in_sources",), facts=(), spans=())
    score = score_answer(case, make_answer(), make_source())
    assert (score.correct, score.wrongly_answered, score.abstained_as_due) == (False, True, False)


def test_refusing_the_answerable_is_counted() -> None:
    answer = make_answer(status="not_in_sources", answer="The sources do not say.", citations=[])
    score = score_answer(make_case(), answer, make_source())
    assert (score.grounded, score.wrongly_refused, score.rightly_abstained) == (False, True, False)


def test_the_halves_of_a_partial_answer_are_scored_apart() -> None:
    case = make_case(status=("partial",))
    named = score_answer(case, make_answer(status="partial"), make_source())
    silent = score_answer(case, make_answer(), make_source())
    empty = score_answer(case, make_answer(status="partial", answer="Not said. [1]"), make_source())
    assert [(each.half_given, each.half_named, each.correct) for each in (named, silent, empty)] == [
        (True, True, True),
        (True, False, False),
        (False, True, False),
    ]


def test_more_words_than_the_limit_are_wrong() -> None:
    long = make_answer(answer="The target is above 90 by 2020. " + "word " * 194)
    score = score_answer(make_case(), long, make_source())
    assert (score.words, score.correct, score.faults) == (201, False, ("201 words, the limit is 200",))
    assert score_answer(make_case(items=(("above 90",),)), long, make_source()).correct is True


def test_a_whole_section_is_wrong_whatever_it_says() -> None:
    body = LONG[LONG.index("Sentence 0") : LONG.index("\n\nII.")]
    case = make_case(facts=(), spans=(("Sentence 3 of the section",),))
    pasted = score_answer(case, make_answer(answer="“Sentence 3” [1]", citations=[make_citation(body, LONG)]), make_source(LONG))
    cited = score_answer(
        case, make_answer(answer="“Sentence 3” [1]", citations=[make_citation(body[:200], LONG)]), make_source(LONG)
    )
    assert (pasted.correct, cited.correct) == (False, True)
    assert "pasted" in pasted.faults[0]


def test_a_quotation_that_differs_from_its_source_is_counted() -> None:
    citation = {**make_citation("above 90"), "quote": "above 95"}
    nearest = [make_citation("January 17")]
    score = score_answer(make_case(), make_answer(citations=[citation], nearest=nearest), make_source())
    assert (score.quotes, score.quotes_exact) == (2, 1)


def test_an_error_is_a_wrong_answer() -> None:
    score = score_answer(make_case(), {"id": "fact-1", "error": "ValueError: x"}, make_source())
    assert (score.correct, score.grounded, score.status, score.faults) == (False, False, "error", ("no answer: ValueError: x",))


def test_the_text_of_the_factories_is_what_the_cases_expect() -> None:
    assert TEXT.count("The target is above 90 by 2020") == 1
