"""The test corpus: the files that are read, with the paper that each has to come out as, and those that are refused."""

from __future__ import annotations

import random
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.corpus.readers import writers
from tests.corpus.readers.papers import ACT, CHINESE, ENGLISH, LAW, TRADITIONAL, Paper


@dataclass(frozen=True)
class Readable:
    content: bytes
    paper: Paper
    format: str
    encoding: str | None = None
    above: tuple[str, ...] = ()
    """Put before every path: a Markdown file's own title is its outermost heading."""
    pages: int = 0


@dataclass(frozen=True)
class Refused:
    content: bytes
    reason: str


def readable() -> dict[str, Readable]:
    owner_only = StandardEncryption("", "owner", canCopy=0, strength=128)
    return {
        "plan.pdf": Readable(writers.pdf(ENGLISH), ENGLISH, "PDF", pages=1),
        "plan-two-columns.pdf": Readable(writers.pdf(ENGLISH, columns=2), ENGLISH, "PDF", pages=1),
        "plan-running.pdf": Readable(writers.pdf(ENGLISH, running=True), ENGLISH, "PDF", pages=1),
        "plan-footnote.pdf": Readable(writers.pdf(ENGLISH, footnote="1 See the report of the harbour master of 2025."), ENGLISH, "PDF", pages=1),
        "plan-owner.pdf": Readable(writers.pdf(ENGLISH, encrypt=owner_only), ENGLISH, "PDF", pages=1),
        "fangan.pdf": Readable(writers.pdf(CHINESE, running=True), CHINESE, "PDF", pages=1),
        "fangan-two-columns.pdf": Readable(writers.pdf(CHINESE, columns=2), CHINESE, "PDF", pages=1),
        "tiaoli.pdf": Readable(writers.pdf(LAW), LAW, "PDF", pages=1),
        "act.pdf": Readable(writers.pdf(ACT), ACT, "PDF", pages=1),
        "plan.docx": Readable(writers.word(ENGLISH), ENGLISH, "Word"),
        "plan-footnote.docx": Readable(writers.word(ENGLISH, footnote="See the report of the harbour master."), ENGLISH, "Word"),
        "plan-unstyled.docx": Readable(writers.word(ACT, styled=False), ACT, "Word"),
        "fangan.docx": Readable(writers.word(CHINESE), CHINESE, "Word"),
        "fangan-unstyled.docx": Readable(writers.word(CHINESE, styled=False), CHINESE, "Word"),
        "tiaoli.docx": Readable(writers.word(LAW), LAW, "Word"),
        "plan.html": Readable(writers.html(ENGLISH), ENGLISH, "HTML", "UTF-8"),
        "plan-soup.htm": Readable(writers.html(ENGLISH, soup=True), ENGLISH, "HTML", "UTF-8"),
        "fangan-gb.html": Readable(writers.html(CHINESE, "gb18030", soup=True), CHINESE, "HTML", "GB18030"),
        "fangan-big5.html": Readable(writers.html(TRADITIONAL, "big5"), TRADITIONAL, "HTML", "Big5"),
        "plan.md": Readable(writers.markdown(ENGLISH), ENGLISH, "Markdown", "UTF-8", above=(ENGLISH.title,)),
        "tiaoli.md": Readable(writers.markdown(LAW, front_matter=True), LAW, "Markdown", "UTF-8"),
        "act.txt": Readable(writers.text(ACT), ACT, "plain text", "UTF-8"),
        "fangan-utf8.txt": Readable(writers.text(CHINESE), CHINESE, "plain text", "UTF-8"),
        "fangan-bom.txt": Readable(writers.text(CHINESE, "utf-8-sig"), CHINESE, "plain text", "UTF-8"),
        "fangan-utf16.txt": Readable(writers.text(CHINESE, "utf-16"), CHINESE, "plain text", "UTF-16"),
        "fangan-utf16le.txt": Readable(writers.text(CHINESE, "utf-16-le"), CHINESE, "plain text", "UTF-16"),
        "fangan-gb18030.txt": Readable(writers.text(CHINESE, "gb18030"), CHINESE, "plain text", "GB18030"),
        "fangan-big5.txt": Readable(writers.text(TRADITIONAL, "big5"), TRADITIONAL, "plain text", "Big5"),
        "a-pdf-named.txt": Readable(writers.pdf(LAW), LAW, "PDF", pages=1),
        "a-word-file-named.pdf": Readable(writers.word(ENGLISH), ENGLISH, "Word"),
        "a-page-named.docx": Readable(writers.html(ENGLISH), ENGLISH, "HTML", "UTF-8"),
    }


def refused() -> dict[str, Refused]:
    entities = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
    whole_pdf, whole_word = writers.pdf(ENGLISH), writers.word(ENGLISH)
    return {
        "scan.pdf": Refused(writers.scan(3), "is a scan: its 3 pages hold pictures and no text; make its text readable with OCR"),
        "protected.pdf": Refused(writers.pdf(ENGLISH, encrypt=StandardEncryption("secret", strength=128)), "is protected with a password"),
        "blank.pdf": Refused(writers.blank_pdf(), "no text"),
        "truncated.pdf": Refused(whole_pdf[: len(whole_pdf) // 3], "damaged or cut short|none of whose pages|holds no text|is a scan"),
        "endless.pdf": Refused(writers.endless_pdf(), "none of whose pages can be read"),
        "header-only.pdf": Refused(b"%PDF-1.7\n", "damaged or cut short"),
        "truncated.docx": Refused(whole_word[: len(whole_word) // 2], "is a Word file that is damaged or cut short"),
        "entities.docx": Refused(writers.repacked(whole_word, lambda name, data: entities if name == "word/document.xml" else data), "declares XML entities"),
        "macros.docx": Refused(writers.repacked(whole_word, lambda _, data: data, **{"word/vbaProject.bin": b"macro"}), "is a Word file with macros"),
        "bomb.docx": Refused(writers.repacked(whole_word, lambda name, data: b" " * 300_000_000 if name == "word/styles.xml" else data), "times its size"),
        "sheet.xlsx": Refused(writers.packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "not a Word document"),
        "empty.txt": Refused(b"", "is empty"),
        "white.txt": Refused(b" \r\n\r\n\t ", "is empty"),
        "noise.txt": Refused(random.Random(6).randbytes(4_000), "is not text"),
        "marks.txt": Refused(b"--- *** ---", "holds no text"),
        "picture.pdf": Refused(b"\x89PNG\r\n\x1a\n" + bytes(400), "is a picture"),
        "old.doc": Refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or a password-protected Office format"),
        "letter.rtf": Refused(b"{\\rtf1 Hello}", "is RTF"),
        "program.txt": Refused(b"MZ\x90\0" + bytes(400), "is a program"),
        "deep.html": Refused(b"<html><body>" + b"<div>" * 5_000 + b"text" + b"</div>" * 5_000, "nests more than|holds no text"),
        "menu.html": Refused(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "holds no text"),
    }
