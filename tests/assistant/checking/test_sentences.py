"""Sentences of a pasted text: what the sources bear out, what they word otherwise, what they do not have."""

from __future__ import annotations

import pytest

from assistant.checking.quotation import check_quotation
from assistant.checking.sentences import check_claim, check_sentences
from index.retrieve import Index

ARTICLE = """# A bridge and a library

Dear readers, good morning.

The council approved the renewal of Harbour Bridge on March 3.[1] The bridge carries 45,000 vehicles a day. It was "built in 1931".
Will it close? The mayor will resign in winter over a quarrel about opera.

The reading room seats 90 people.
"""


def test_each_sentence_gets_its_verdict_and_its_place(tiny_index: Index):
    checks = check_sentences(ARTICLE, tiny_index)
    assert [each.verdict for each in checks] == [
        "no_claim",
        "no_claim",
        "supported",
        "altered",
        "exact",
        "no_claim",
        "unsupported",
        "exact",
    ]
    assert all(ARTICLE[each.start : each.end] == each.text for each in checks)
    for each in checks:
        for citation in each.citations:
            assert tiny_index.document(citation.source).text[citation.start : citation.end] == citation.quote


def test_a_wrong_figure_is_shown_both_ways(tiny_index: Index):
    check = check_claim("The bridge carries 45,000 vehicles a day.", tiny_index)
    assert [(each.kind, each.said, each.source) for each in check.differences] == [("figure", "45,000", "40,000")]


@pytest.mark.parametrize(
    "claim",
    [
        "The renewal of the bridge costs 95 million crowns.",
        "The renewal costs 85 million dollars.",
        "The council approved the renewal on April 3.",
        "The council did not approve the renewal on March 3.",
        "The library opens until midnight as of October 1.",
        "Bea Holm proposed the night opening after a survey of 1,200 readers.",
        "Ada Lindqvist proposed the night opening after a survey of more than 1,200 readers.",
        "The state pays at least 60 percent of the costs.",
        "Students may not borrow laptops.",
        "It said that the bridge was “built in 1941 by hand”.",
    ],
)
def test_a_changed_fact_never_passes(tiny_index: Index, claim: str):
    assert check_claim(claim, tiny_index).verdict in ("altered", "unsupported")


@pytest.mark.parametrize("text", ["", "  \n\n ", "\u200b"])
def test_an_empty_text_has_no_sentences(tiny_index: Index, text: str):
    assert check_sentences(text, tiny_index) == [] or all(
        each.verdict == "no_claim" for each in check_sentences(text, tiny_index)
    )


def test_what_a_sentence_cites_is_compared_first(tiny_index: Index):
    cited = check_quotation("The reading room seats 90 people", tiny_index).citation
    assert cited is not None
    check = check_claim("The reading room has seats for 90 people.", tiny_index, [cited])
    assert check.verdict == "supported"
    assert check.citations[0].source == "night-library"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("“The reading room seats 90 people,” the release says.", "exact"),
        ("“Students may borrow laptops at the desk,” said Karl Moen of the harbour office.", "unsupported"),
        ("“Students may not borrow laptops at the desk,” said Karl Moen.", "altered"),
    ],
)
def test_who_spoke_exact_words_is_a_claim_of_its_own(tiny_index: Index, sentence: str, verdict: str):
    check = check_claim(sentence, tiny_index)
    assert check.verdict == verdict
    assert (check.quotations[0].verdict == "exact") == (verdict != "altered")
    assert ("Karl Moen of the harbour office" in " ".join(check.notes)) == (verdict == "unsupported")
