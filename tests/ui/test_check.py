"""What the sources say of pasted words, as HTML."""

from __future__ import annotations

import re

import pytest

from assistant.ui.check import render_check
from assistant.ui.draft import render_checked
from index.retrieve import Index
from tests.ui.names import assert_names_tell_places_apart


@pytest.fixture(scope="module")
def sentence(tiny_index: Index) -> str:
    document = tiny_index.document("harbour-bridge")
    pieces = tiny_index.structure(document.id).pieces
    return next(text for piece in pieces if piece.kind == "sentence" and re.search(r"\d", text := piece.span.of(document.text)))


def test_words_as_they_stand_are_exact_and_open_in_their_source(tiny_index: Index, sentence: str):
    html = render_check(f"“{sentence}”", tiny_index)
    assert "verdict-exact" in html
    assert 'data-doc="harbour-bridge"' in html


def test_a_changed_figure_is_shown_beside_the_true_one(tiny_index: Index, sentence: str):
    figure = re.search(r"\d+", sentence)[0]
    html = render_check(sentence.replace(figure, "77"), tiny_index)
    assert "verdict-altered" in html
    assert "<del>77</del>" in html
    assert f"<strong>{figure}</strong>" in html or f"<ins>{figure}" in html


def test_a_text_of_several_sentences_is_checked_one_by_one(tiny_index: Index, sentence: str):
    html = render_check(f"{sentence} A dragon lives in the cellar and guards nine kings.", tiny_index)
    assert re.findall(r'<span class="verdict verdict-(\w+)"', html) == ["exact", "unsupported"]


def test_markup_in_what_was_pasted_stays_text(tiny_index: Index):
    html = render_check("<img src=x onerror=alert(1)> is what they said. And <b>more</b> of it.", tiny_index)
    assert "<img" not in html
    assert "<b>" not in html


def test_nothing_pasted_is_said_in_a_sentence(tiny_index: Index):
    assert "first" in render_check("  ", tiny_index)


def test_one_line_is_announced_and_the_report_is_a_region_with_a_heading(tiny_index: Index, sentence: str):
    for given in (f"{sentence} A dragon lives in the cellar and guards nine kings.", sentence.replace(re.search(r"\d+", sentence)[0], "77")):
        html = render_check(given, tiny_index)
        (announced,) = re.findall(r'<(\w+)[^>]* role="status">(.*?)</\1>', html)
        assert announced[0] == "p"
        assert "<" not in announced[1]
        region = html.split("</p>", 1)[1]
        assert re.match(r'<section class="check" aria-labelledby="check-head"><h2 [^>]*id="check-head">What the sources say</h2>', region)
    html = render_checked(f"# A draft\n\n{sentence} One. Two horses.", tiny_index)
    assert re.match(r'<p class="lead" role="status">[^<]*</p><section class="check" aria-labelledby="draft-head">', html)
    assert html.count('role="status"') == 1


def test_links_to_different_places_have_different_names(tiny_index: Index, sentence: str):
    html = render_check(f"{sentence} A dragon lives in the cellar and guards nine kings. The night library lends books.", tiny_index)
    assert_names_tell_places_apart(html)


def test_who_said_it_is_no_part_of_the_quotation(tiny_index: Index, sentence: str):
    changed = sentence.replace(re.search(r"[0-9]+", sentence)[0], "77")
    for words, verdict in ((sentence, "exact"), (changed, "altered")):
        html = render_check(f"“{words.rstrip('.')}”, said the harbour master.", tiny_index)
        assert html.startswith(f'<p class="verdict verdict-{verdict}"')
        assert "<del>said" not in html
        assert "not those beside them" in html
        assert "not those beside them" not in render_check(f"“{words}”", tiny_index)


def test_a_claim_about_what_is_quoted_is_checked_whole(tiny_index: Index, sentence: str):
    for claim in (f"The “{sentence[:40]}” costs 12 dragons, said nobody.", f"The “{sentence[:40]}” bans all horses."):
        assert "not those beside them" not in render_check(claim, tiny_index)
