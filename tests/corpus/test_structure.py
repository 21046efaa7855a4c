"""Headings, lists, page furniture and sentences of small invented texts, with exact offsets."""

from __future__ import annotations

import pytest

from corpus.chunk import chunk_document
from corpus.records import Document, Enumeration, Span
from corpus.structure import read_structure


def make_document(text: str, id_: str = "invented") -> Document:
    return Document(id_, "Title", "Publisher", "2026", "official", "en", "none", None, "0" * 64, "x.txt", text)


def pieces(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(piece.kind, piece.span.of(text), piece.section) for piece in read_structure(make_document(text)).pieces]


def lists(text: str) -> list[Enumeration]:
    return list(read_structure(make_document(text)).enumerations)


def of(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def test_roman_and_run_in_headings_make_the_section_path():
    text = "A title\n\nI, Background\n\nIt rained all day.\n\nII, Contents\n\nOne: Stages. The work has begun.\n\nThe council agrees.\n"
    assert pieces(text) == [
        ("title", "A title", ()),
        ("heading", "I, Background", ()),
        ("sentence", "It rained all day.", ("I, Background",)),
        ("heading", "II, Contents", ()),
        ("heading", "One: Stages.", ("II, Contents",)),
        ("sentence", "The work has begun.", ("II, Contents", "One: Stages")),
        ("sentence", "The council agrees.", ("II, Contents",)),
    ]


def test_markdown_headings_nest():
    text = "# Note\n\n## Costs\n\nThe bridge costs 85 million crowns.\n\n## Dates\n\nWork begins in May.\n"
    assert [section for kind, _, section in pieces(text) if kind == "sentence"] == [("Note", "Costs"), ("Note", "Dates")]


def test_first_second_third_inside_a_paragraph_are_one_list():
    text = "The work has three stages: First is to strengthen the piers. Second is to replace the deck. Third is to paint the arch.\n"
    (found,) = [each for each in lists(text) if each.form == "ordinal"]
    assert of(text, found.items) == [
        "First is to strengthen the piers.",
        "Second is to replace the deck.",
        "Third is to paint the arch.",
    ]
    assert found.lead.of(text) == "The work has three stages:"
    assert (found.declared, found.noun) == (3, "stages")


def test_first_second_third_at_paragraphs_are_one_list_of_whole_paragraphs():
    text = "It covers two aspects:\n\nFirst, tell the public. Posters help.\n\nSecond, organise the work. Meetings help.\n"
    (found,) = [each for each in lists(text) if each.form == "ordinal"]
    assert of(text, found.items) == ["First, tell the public. Posters help.", "Second, organise the work. Meetings help."]
    assert of(text, found.labels) == ["First, tell the public.", "Second, organise the work."]
    assert found.lead.of(text) == "It covers two aspects:"


def test_a_series_is_cut_into_its_items():
    text = "The council will consult four groups including fishermen, ferry companies, residents and cyclists.\n"
    (found,) = lists(text)
    assert (found.form, found.declared) == ("series", 4)
    assert of(text, found.items) == ["fishermen", "ferry companies", "residents", "cyclists"]


def test_two_adjectives_of_one_noun_are_not_two_items():
    text = "It helps groups including farmers, fishermen, medium and small-sized enterprises.\n"
    (found,) = lists(text)
    assert of(text, found.items)[-1] == "medium and small-sized enterprises"


def test_a_lone_first_is_no_list():
    assert lists("First, the council met. It agreed on the plan.\n") == []


def test_a_full_stop_lost_in_print_still_ends_its_sentence():
    text = "The plan draws on the values of the Central Committee It has conducted a wide range of studies.\n"
    assert [words for _, words, _ in pieces(text)] == [
        "The plan draws on the values of the Central Committee",
        "It has conducted a wide range of studies.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lind and Prof. Berg met at 5 p.m. on Friday.",
        "The U.S. council, e.g. its chair J. Smith, agreed.",
        "It costs 3.5 million crowns.",
    ],
)
def test_an_abbreviation_or_a_decimal_point_ends_no_sentence(text: str):
    document = make_document(f"The first sentence stands here. {text}\n")
    assert [piece.span.of(document.text) for piece in read_structure(document).pieces][1:] == [text]


def test_chinese_sentences_end_at_their_own_stops():
    text = "一、总体目标\n\n到2020年，质量明显提升。全市要加强监管！\n"
    assert pieces(text) == [
        ("heading", "一、总体目标", ()),
        ("sentence", "到2020年，质量明显提升。", ("一、总体目标",)),
        ("sentence", "全市要加强监管！", ("一、总体目标",)),
    ]


def test_page_furniture_is_known_and_never_a_chunk():
    text = "| 繁体 | 简体 |\n\nThe council of Northport approved the renewal of the bridge.\n"
    document = make_document(text)
    structure = read_structure(document)
    assert structure.pieces[0].kind == "furniture"
    assert [chunk.text for chunk in chunk_document(document, structure)] == [
        "The council of Northport approved the renewal of the bridge."
    ]


def test_a_source_line_attributes_the_statement_above_it_and_is_no_sentence():
    text = "Work began in May 2017.\n\nSource: Northport Daily | 2017-05-02 | https://example.org/a | fact B1.2\n\nIt ended in June.\n"
    (first, second) = read_structure(make_document(text)).pieces
    assert first.attribution is not None
    assert (first.attribution.source, first.attribution.date, first.attribution.url) == (
        "Northport Daily",
        "2017-05-02",
        "https://example.org/a",
    )
    assert second.attribution is None


def test_text_wrapped_at_a_fixed_width_is_one_paragraph():
    wrapped = (
        "The city council of Northport approved the renewal of the Harbour\n"
        "Bridge on March 3, after a debate that lasted for the whole evening,\n"
        "and asked the engineers for a plan.\n"
    )
    assert [words.replace("\n", " ") for _, words, _ in pieces(wrapped)] == [wrapped.replace("\n", " ").strip()]


def test_an_empty_text_has_neither_pieces_nor_chunks():
    document = make_document("")
    structure = read_structure(document)
    assert (structure.pieces, structure.enumerations, chunk_document(document, structure)) == ((), (), [])


def test_pieces_within_a_span_are_those_that_lie_in_it_whole():
    text = "A title\n\nFirst sentence here. Second sentence here.\n\nThird sentence here.\n"
    structure = read_structure(make_document(text))
    for start in range(0, len(text), 3):
        for end in range(start + 1, len(text) + 1, 5):
            span = Span(start, end)
            assert structure.within(span) == [position for position, piece in enumerate(structure.pieces) if span.contains(piece.span)]
    assert structure.piece_at(text.index("Second")) == structure.pieces[2]
    assert structure.piece_at(text.index("\n\nThird")) is None
