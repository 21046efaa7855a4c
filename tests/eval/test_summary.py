"""Figures by kind and overall."""

from __future__ import annotations

from eval.records import Proportion
from eval.score import score_answer
from eval.summary import as_tables, show, summarise
from tests.eval.factories import make_answer, make_case, make_source

ABSTAINED = {"status": "not_in_sources", "answer": "The sources do not say.", "citations": []}


def some_scores() -> list:
    """Five scores: a right fact, a refused fact, a right abstention, an answered unanswerable one, half a list."""
    unanswerable = {"kind": "unanswerable", "status": ("not_in_sources",), "facts": (), "spans": ()}
    pairs = [
        (make_case(), make_answer()),
        (make_case(id="fact-2"), make_answer(**ABSTAINED)),
        (make_case(id="u-1", **unanswerable), make_answer(**ABSTAINED)),
        (make_case(id="u-2", **unanswerable), make_answer()),
        (make_case(id="list-1", kind="list", facts=(), items=(("above 90",), ("x",))), make_answer()),
    ]
    return [score_answer(case, answer, make_source()) for case, answer in pairs]


def hits(group: dict, name: str) -> tuple[int, int]:
    return group[name]["hits"], group[name]["total"]


def test_each_figure_counts_only_the_cases_that_it_has_a_meaning_for():
    overall = summarise(some_scores())["overall"]
    assert overall["n"] == 5
    assert hits(overall, "correct") == (2, 5)
    assert hits(overall, "grounded") == (2, 5)
    assert hits(overall, "complete") == (1, 2)
    assert hits(overall, "wrongly_answered") == (1, 2)
    assert hits(overall, "wrongly_refused") == (1, 3)
    assert hits(overall, "abstention_precision") == (1, 2)
    assert hits(overall, "abstention_recall") == (1, 2)
    assert overall["half_given"]["share"] is None
    assert overall["partial_score"] is None
    assert overall["words"] == {"median": 7, "p90": 7, "max": 7}


def test_kinds_are_summed_apart():
    kinds = summarise(some_scores())["kinds"]
    assert {kind: hits(group, "grounded") for kind, group in kinds.items()} == {
        "fact": (1, 2),
        "unanswerable": (1, 2),
        "list": (0, 1),
    }


def test_an_undefined_score_is_counted_and_left_out():
    score = score_answer(make_case(spans=(("no such words",),)), make_answer(), make_source())
    overall = summarise([score, some_scores()[0]])["overall"]
    assert overall["grounded"]["total"] == 1
    assert show(overall["grounded"]).endswith("(+1 undefined)")


def test_a_partial_answer_is_worth_the_mean_of_its_halves():
    score = score_answer(make_case(status=("partial",)), make_answer(), make_source())
    assert summarise([score])["overall"]["partial_score"] == 0.5


def test_the_tables_name_every_kind_and_show_nothing_as_a_dash():
    lines = as_tables(summarise(some_scores())).splitlines()
    assert [line.split()[0] for line in lines[2:6]] == ["fact", "unanswerable", "list", "overall"]
    assert str(Proportion(0, 0)) == "-"
    assert str(Proportion(8, 10)) == "8/10 80% [49, 94]"
