"""Every file of the test corpus is read right or refused in one sentence."""

from __future__ import annotations

import io
import random
import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.readers import pdf_fragments, read_file
from corpus.readers.records import FileText
from corpus.records import CorpusError, Document, Piece
from corpus.structure import read_structure
from tests.corpus.readers import files, writers
from tests.corpus.readers.papers import CHINESE, ENGLISH, Part, paper

READABLE = files.readable()
REFUSED = files.refused()


def document(read: FileText) -> Document:
    return Document("x", "t", "p", "2026", "user", "en", "", None, "0" * 64, "x.md", read.text, read.pages)


def bare(words: str) -> str:
    return re.sub(r"^第\S+?条|^Article \d+\.|\s", "", words)


def found_at(read: FileText, part: Part) -> list[Piece]:
    """The sentences that a paragraph came out as; none where its words are not together."""
    text = read.text
    wanted = bare(part.text)
    pieces = [piece for piece in read_structure(document(read)).pieces if piece.kind == "sentence"]
    for first, piece in enumerate(pieces):
        words, last = bare(piece.span.of(text)), first
        while wanted.startswith(words) and words != wanted and last + 1 < len(pieces):
            last += 1
            words += bare(pieces[last].span.of(text))
        if words == wanted and len({each.paragraph for each in pieces[first : last + 1]}) == 1:
            return pieces[first : last + 1]
    return []


def right(read: FileText, expected: files.Readable, part: Part) -> bool:
    path = (*expected.above, *part.path)
    pieces = found_at(read, part)
    return bool(pieces) and all(piece.section[: len(path)] == path and len(piece.section) <= len(path) + 1 for piece in pieces)


@pytest.mark.parametrize("name", READABLE)
def test_a_well_formed_file_keeps_its_words_and_its_sections(name: str):
    expected = READABLE[name]
    read = read_file(name, expected.content)
    assert (read.format, read.encoding, len(read.pages)) == (expected.format, expected.encoding, expected.pages)
    wrong = [part.text[:40] for part in expected.paper.paragraphs if not right(read, expected, part)]
    assert wrong == []


def test_section_paths_are_right_for_at_least_95_of_100_paragraphs(record_property):
    counted = [(name, right(read_file(name, each.content), each, part)) for name, each in READABLE.items() for part in each.paper.paragraphs]
    share = sum(fine for _, fine in counted) / len(counted)
    record_property("paragraphs", f"{sum(fine for _, fine in counted)} of {len(counted)}")
    assert len(READABLE) + len(REFUSED) >= 30
    assert share >= 0.95


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str):
    with pytest.raises(CorpusError, match=REFUSED[name].reason) as refusal:
        read_file(name, REFUSED[name].content)
    sentence = str(refusal.value)
    assert name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", ["plan.pdf", "plan-two-columns.pdf", "plan.docx", "plan.html", "plan.md", "plan-footnote.docx"])
def test_a_table_comes_out_row_by_row_under_its_header(name: str):
    read = read_file(name, READABLE[name].content)
    rows = [piece for piece in read_structure(document(read)).pieces if "|" in piece.span.of(read.text) and piece.kind == "sentence"]
    assert [piece.span.of(read.text) for piece in rows] == [
        "Year | Crowns | Piers",
        "2027 | 25 million | 3",
        "2028 | 35 million | 4",
        "2029 | 25 million | 3",
    ]
    assert rows[1].section[-2:] == ("2. Measures", "Year | Crowns | Piers")


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.html", "plan.md"])
def test_bullets_are_a_list(name: str):
    read = read_file(name, READABLE[name].content)
    lists = [each for each in read_structure(document(read)).enumerations if each.form == "ordinal"]
    assert [item.of(read.text) for item in lists[0].items] == [part.text for part in ENGLISH.parts if part.kind == "item"]
    assert lists[0].lead.of(read.text) == "The work on the piers begins with the eastern basin:"


def test_headers_footers_and_page_numbers_are_no_part_of_the_text():
    plain = read_file("a.pdf", writers.pdf(ENGLISH, repeat=4)).text
    running = read_file("b.pdf", writers.pdf(ENGLISH, repeat=4, running=True)).text
    assert running == plain
    assert "第1页" not in read_file("c.pdf", READABLE["fangan.pdf"].content).text


def test_every_page_of_three_hundred_begins_where_it_says():
    pages = paper("A long plan", "en", *(Part("paragraph", f"Statement number {n} of the plan says that pier {n} is built in its own year and not before. " * 9) for n in range(1, 1600)))
    read = read_file("long.pdf", writers.pdf(pages, running=True))
    assert len(read.pages) >= 300
    assert list(read.pages) == sorted(read.pages)
    stored = document(read)
    numbers = [int(n) for n in re.findall(r"Statement number (\d+) of", read.text)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 1600))
    assert stored.page_at(0) == 1
    assert stored.page_at(len(read.text) - 2) == len(read.pages)


def test_the_page_of_a_sentence_is_the_one_it_stands_on():
    sentences = [f"On page {n} the council decides on pier {n}." for n in range(1, 6)]
    content = pages_of(sentences)
    read = read_file("pages.pdf", content)
    stored = document(read)
    assert [stored.page_at(read.text.index(each)) for each in sentences] == [1, 2, 3, 4, 5]


def pages_of(sentences: list[str]) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content)
    for sentence in sentences:
        canvas.drawString(72, 500, sentence)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def test_a_paper_that_is_a_scan_in_part_says_which_pages_are_missing():
    read = read_file("partly.pdf", writers.scan(4, text_on=2))
    assert "real words" in read.text
    assert document(read).page_at(0) == 2
    assert read.warnings[0].startswith("3 pages (1, 3, 4) hold pictures and no text and were left out; to have them, make its text readable with OCR")


def test_footnotes_are_kept_apart_from_the_sentence_that_they_stand_under():
    pdf = read_file("plan-footnote.pdf", READABLE["plan-footnote.pdf"].content).text
    assert "\n\n1 See the report of the harbour master of 2025.\n" in pdf
    word = read_file("plan-footnote.docx", READABLE["plan-footnote.docx"].content).text
    assert "\n\n[1] See the report of the harbour master.\n" in word


def test_scripts_menus_and_footers_of_a_page_are_left_out():
    for name in ("plan.html", "plan-soup.htm"):
        words = read_file(name, READABLE[name].content).text
        assert not re.search("alert|Home|Contact|Subscribe|Copyright", words)


def test_a_title_is_no_section_and_is_proposed():
    for name in ("plan.pdf", "plan.docx", "plan.html"):
        read = read_file(name, READABLE[name].content)
        assert read.title == ENGLISH.title
        pieces = read_structure(document(read)).pieces
        assert (pieces[0].kind, pieces[0].span.of(read.text)) == ("title", ENGLISH.title)


def test_words_counted_numbers_are_part_of_the_text():
    numbered = paper("Duties", "en", Part("paragraph", "The master has two duties:"), Part("numbered", "to keep the list of ships"), Part("numbered", "to show it"))
    words = read_file("duties.docx", writers.word(numbered)).text
    assert "1. to keep the list of ships\n\n2. to show it" in words


def test_chinese_lines_are_joined_without_a_blank():
    words = read_file("fangan.pdf", READABLE["fangan.pdf"].content).text
    assert all(part.text in words for part in CHINESE.paragraphs)


def test_columns_that_are_written_line_by_line_across_the_page_are_read_one_after_the_other():
    left = [f"Line {n} of the left column tells of the eastern" for n in range(1, 31)]
    right_ = [f"Line {n} of the right column tells of the west" for n in range(1, 31)]
    words = read_file("across.pdf", across(left, right_)).text
    assert [int(n) for n in re.findall(r"Line (\d+) of the left", words)] == list(range(1, 31))
    assert words.index("Line 30 of the left") < words.index("Line 1 of the right")


def across(left: list[str], right_: list[str]) -> bytes:
    """Both columns in one text object, as browsers print them."""
    content = io.BytesIO()
    canvas = Canvas(content)
    words = canvas.beginText()
    words.setFont("Helvetica", 10)
    for number, pair in enumerate(zip(left, right_, strict=True)):
        for x, line in zip((60, 310), pair, strict=True):
            words.setTextOrigin(x, 760 - 14 * number)
            words.textOut(line)
    canvas.drawText(words)
    canvas.save()
    return content.getvalue()


def test_characters_that_a_font_names_as_radicals_are_the_ones_that_are_meant():
    assert pdf_fragments._meant("⼀、⾼质量⻝品 ⸺ﬁ") == "一、高质量食品 ——fi"


def test_a_long_text_in_two_columns_keeps_every_paragraph_and_table_over_the_breaks():
    read = read_file("long.pdf", writers.pdf(ENGLISH, columns=2, running=True, repeat=40))
    assert len(read.pages) > 15
    blocks = [bare(block) for block in read.text.split("\n\n")]
    for part in ENGLISH.paragraphs:
        assert blocks.count(("-" if part.kind == "item" else "") + bare(part.text)) == 40
    for row in ENGLISH.parts[-2].rows:
        # The same row at the edge of seven pages is taken for a running line.
        assert read.text.count("| " + " | ".join(row) + " |") >= 38
    sections = {piece.section for piece in read_structure(document(read)).pieces if "Twelve ferries" in piece.span.of(read.text)}
    assert sections == {(ENGLISH.title, "1. Targets", "1.2 Ferries")}


def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else():
    rng = random.Random(5)
    refusals = []
    for name in ("plan.pdf", "fangan.pdf", "plan-footnote.docx", "plan.html", "fangan-gb18030.txt"):
        for _ in range(60):
            content = bytearray(READABLE[name].content)
            for _ in range(rng.choice((1, 5, 60))):
                content[rng.randrange(len(content))] = rng.randrange(256)
            try:
                read_file(name, bytes(content if rng.random() < 0.7 else content[: rng.randrange(len(content))]))
            except CorpusError as refusal:
                refusals.append((name, str(refusal)))
    assert refusals
    assert all(sentence.startswith(name) and sentence.endswith(".") for name, sentence in refusals)
