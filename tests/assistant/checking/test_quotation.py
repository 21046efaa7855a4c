"""Quotations: exact is exact, whatever its guise; a changed word never is; an invention is not found."""

from __future__ import annotations

import time

import pytest

from assistant.checking.quotation import check_quotation
from assistant.checking.records import QuotationCheck
from index.retrieve import Index
from tests.assistant.checking.samples import changed_quotations, invented_quotations, true_quotations
from tests.conftest import LIBRARY

NEAR_MISSES = [
    "The reading room seats students and readers of 90 ferry companies",
    "By 2020, the world will have run out of copper and tin",
    "The city should abolish every tax on bicycles and tea",
    "Vice mayor Xu Kunlin resigned over a quarrel about opera",
    "Quality is a matter for poets and not for engineers",
    "We will build a thousand libraries before the autumn",
    "The State Council denied that such a letter was ever written",
    "In general, the weather was fine and the guests were pleased",
    "Enterprises that break the rules of the game shall pay a fine",
    "Shanghai and Hamburg are twins in trade and music",
    "第一，我们要在月球上建设新的城市",
    "市民希望更多的公园和更少的汽车",
]


def holds(index: Index, check: QuotationCheck) -> bool:
    """Whether every citation's words stand where it says."""
    cited = [*([check.citation] if check.citation else []), *check.nearest]
    return all(index.document(each.source).text[each.start : each.end] == each.quote for each in cited)


def test_true_quotations_are_exact(shipped: Index):
    wrong = [words for words in true_quotations(shipped) if check_quotation(words, shipped).verdict != "exact"]
    assert wrong == []


def test_changed_quotations_are_never_exact_and_mostly_found(shipped: Index):
    checks = [check_quotation(words, shipped) for words in changed_quotations(shipped)]
    assert len(checks) == 100
    assert [each.quotation for each in checks if each.verdict == "exact"] == []
    assert sum(each.verdict == "altered" for each in checks) >= 97
    assert all(each.differences for each in checks if each.verdict == "altered")
    assert all(holds(shipped, each) for each in checks)


def test_invented_quotations_are_not_found(shipped: Index):
    checks = [check_quotation(words, shipped) for words in [*invented_quotations(shipped, 88), *NEAR_MISSES]]
    assert len(checks) == 100
    assert [each.quotation for each in checks if each.verdict != "not_found"] == []
    assert all(each.nearest and holds(shipped, each) for each in checks)


def test_a_check_is_quick(shipped: Index):
    quotations = true_quotations(shipped, 30)
    check_quotation(quotations[0], shipped)
    started = time.process_time()
    for each in quotations:
        check_quotation(each, shipped)
    # 15 ms of the processor; what other programs take of it does not count.
    assert (time.process_time() - started) / len(quotations) < 0.1


def test_an_alteration_shows_the_true_words_and_the_difference(tiny_index: Index):
    check = check_quotation("“The reading room seats 95 people.”", tiny_index)
    assert (check.verdict, check.true_wording, check.places) == ("altered", "The reading room seats 90 people", 0)
    assert [(each.kind, each.said, each.source) for each in check.differences] == [("figure", "95", "90")]
    assert check.citation is not None
    assert check.citation.source == "night-library"
    assert LIBRARY[check.citation.start : check.citation.end] == check.true_wording


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the bridge was never built in 1931", "negation"),
        ("The bridge was built in 1932 and carries 40,000 vehicles", "figure"),
        ("The bridge was built in 1931 and carries 4,000 vehicles", "figure"),
        ("on 60 percent of the costs, of which the state pays 50 percent", "figure"),
        ("It will stay closed to pedestrians while the work goes on", "word"),
        ("Librarian Bea Holm proposed the night opening after a survey", "name"),
        ("The bridge was Built in 1931", "case"),
        ("The council will consult fishermen ferry companies, residents", "punctuation"),
    ],
)
def test_kinds_of_difference(tiny_index: Index, words: str, kind: str):
    check = check_quotation(words, tiny_index)
    assert check.verdict != "exact"
    if check.verdict == "altered":
        assert kind in {"date" if each.kind == "date" and kind == "figure" else each.kind for each in check.differences} | {
            "figure" if any(each.kind == "date" for each in check.differences) else ""
        }


def test_a_quotation_does_not_cut_a_word_or_a_figure(tiny_index: Index):
    assert check_quotation("and carries 40", tiny_index).verdict != "exact"
    assert check_quotation("he bridge was built", tiny_index).verdict != "exact"
    assert check_quotation("survey of 1", tiny_index).verdict != "exact"


def test_an_ellipsis_between_two_exact_parts_says_what_it_leaves_out(tiny_index: Index):
    check = check_quotation("The bridge was built in 1931 … 40,000 vehicles a day", tiny_index)
    assert (check.verdict, check.omitted) == ("exact", ("and carries",))
    assert any("and carries" in note for note in check.notes)


def test_an_ellipsis_joins_no_parts_out_of_order_or_from_elsewhere(tiny_index: Index):
    assert check_quotation("40,000 vehicles a day … The bridge was built in 1931", tiny_index).verdict != "exact"
    assert check_quotation("The bridge was built in 1931 … The reading room seats 90 people", tiny_index).verdict != "exact"


def test_an_ellipsis_hides_no_negation(shipped: Index):
    check = check_quotation("improve the quality and effect of development … pursuing high growth speed", shipped)
    assert check.verdict == "altered"
    assert check.differences[0].kind == "omission"


def test_a_negation_right_before_the_words_is_said(shipped: Index):
    check = check_quotation("go off course", shipped)
    assert check.verdict == "exact"
    assert any("never" in note for note in check.notes)


def test_short_words_are_counted(tiny_index: Index):
    check = check_quotation("the", tiny_index)
    assert check.verdict == "exact"
    assert check.places > 5
    assert check_quotation("zebra", tiny_index).verdict == "not_found"


@pytest.mark.parametrize("words", ["", "   ", "“”", "…", "?!", "\u200b"])
def test_no_words_are_not_found(tiny_index: Index, words: str):
    assert check_quotation(words, tiny_index).verdict == "not_found"


def test_background_is_no_official_quotation(shipped: Index):
    check = check_quotation("combines economic and technical measures in one figure", shipped)
    assert check.verdict == "exact"
    assert check.citation is not None
    assert check.citation.tier == "background"
    assert any("should not stand in quotation marks" in note for note in check.notes)


def test_chinese_is_compared_character_by_character(shipped: Index):
    assert check_quotation("「质量是 上海的生命」。", shipped).verdict == "exact"
    assert check_quotation("质量不是上海的生命", shipped).verdict == "altered"
    assert check_quotation("质量是北京的生命", shipped).verdict == "altered"


def test_a_superscript_is_no_digit(tiny_index: Index):
    assert check_quotation("The reading room seats 9⁰ people", tiny_index).verdict != "exact"
