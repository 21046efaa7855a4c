"""Papers written as files by the programs' own writers: PDF by reportlab, Word by python-docx, HTML and text as strings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

from tests.corpus.readers.papers import Paper

for _font in ("STSong-Light", "MSung-Light"):
    pdfmetrics.registerFont(UnicodeCIDFont(_font))


def pdf(paper: Paper, *, columns: int = 1, running: bool = False, footnote: str = "", repeat: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    """The paper as a PDF; `running` puts a header and a page number on every page."""
    latin = paper.language == "en"
    name, bold = ("Helvetica", "Helvetica-Bold") if latin else ("STSong-Light", "STSong-Light")
    wrap = None if latin else "CJK"
    body = ParagraphStyle("body", fontName=name, fontSize=10.5, leading=15, spaceAfter=8, wordWrap=wrap, firstLineIndent=0 if latin else 21)
    styles = {
        "title": ParagraphStyle("title", body, fontName=bold, fontSize=20, leading=26, firstLineIndent=0, spaceAfter=14),
        "h1": ParagraphStyle("h1", body, fontName=bold, fontSize=15, leading=20, firstLineIndent=0, spaceBefore=8),
        "h2": ParagraphStyle("h2", body, fontName=bold, fontSize=12.5, leading=17, firstLineIndent=0, spaceBefore=6),
        "paragraph": body,
        "numbered": body,
        "item": ParagraphStyle("item", body, firstLineIndent=0, leftIndent=14, bulletIndent=2, spaceAfter=3),
    }
    story: list[Any] = []
    for _ in range(repeat):
        for part in paper.parts:
            if part.kind == "table":
                story += [Table([list(row) for row in part.rows], colWidths=90 if columns == 1 else 60), Spacer(1, 12)]
            else:
                story.append(Paragraph(escape(part.text), styles[part.kind], bulletText="•" if part.kind == "item" else None))

    def decorate(canvas: Canvas, template: Any) -> None:
        if running:
            canvas.setFont(name, 8)
            canvas.drawString(60, 812, paper.title)
            canvas.drawCentredString(297, 30, f"- {template.page} -" if latin else f"第{template.page}页")
        if footnote and template.page == 1:
            canvas.setFont(name, 7.5)
            canvas.drawString(60, 56, footnote)

    width = (475 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + each * (width + 20), 70, width, 720, 0, 0, 0, 0) for each in range(columns)]
    content = io.BytesIO()
    options = {"encrypt": encrypt} if encrypt else {}
    document = BaseDocTemplate(content, pagesize=A4, title=paper.title, author="Council of Northport", **options)
    document.addPageTemplates([PageTemplate("all", frames, onPage=decorate)])
    document.build(story)
    return content.getvalue()


def scan(pages: int, text_on: int | None = None) -> bytes:
    """Pages that are pictures of text; page `text_on` is real text."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4)
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).text((40, 40), "This text is a picture.", fill=0)
    for page in range(1, pages + 1):
        if page == text_on:
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, 700, "This page holds real words that a reader can select and copy.")
        else:
            canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def blank_pdf() -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def endless_pdf() -> bytes:
    """One page with twelve megabytes of words on it, packed to a hundredth."""
    content = io.BytesIO()
    canvas = Canvas(content, pageCompression=1)
    canvas._code.append("BT /F1 9 Tf (words) Tj ET " * 480_000)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def word(paper: Paper, *, styled: bool = True, footnote: str = "") -> bytes:
    """The paper as a Word file; without `styled` its headings are plain paragraphs, known by their numbers only."""
    document = docx.Document()
    document.core_properties.author = "Council of Northport"
    for part in paper.parts:
        if part.kind == "title":
            document.add_heading(part.text, 0) if styled else document.add_paragraph(part.text)
        elif part.kind in ("h1", "h2"):
            document.add_heading(part.text, int(part.kind[1])) if styled else document.add_paragraph(part.text)
        elif part.kind == "table":
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for row, cells in zip(table.rows, part.rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        else:
            paragraph = document.add_paragraph(part.text, style="List Bullet" if part.kind == "item" else "List Number" if part.kind == "numbered" else None)
            if footnote and part is paper.paragraphs[1]:
                _footnote(document, paragraph, footnote)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _footnote(document: Any, paragraph: Any, words: str) -> None:
    xml = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    part = WordPart(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))
    assert run._r.find(qn("w:footnoteReference")) is not None


def html(paper: Paper, encoding: str = "utf-8", *, soup: bool = False) -> bytes:
    """The paper as a web page with a menu and a footer; as `soup` without any element that says which part is the text."""
    tags = {"title": "h1", "h1": "h2", "h2": "h3", "paragraph": "p"}
    body, items = [], []
    for part in paper.parts:
        if part.kind == "item":
            items.append(f"<li>{escape(part.text)}</li>")
            continue
        if items:
            body.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if part.kind == "table":
            head, *rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows]
            body.append(f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            body.append(f"<{tags[part.kind]}>{escape(part.text)}</{tags[part.kind]}>")
    menu = "".join(f'<a href="/{each}">{each}</a> ' for each in ("Home", "News", "Plans", "Contact"))
    if soup:
        page = f'<div class="top">{menu}</div><div class="con">{"".join(body)}</div><div class="footer">Copyright 2026</div>'
    else:
        page = f"<nav>{menu}</nav><main>{''.join(body)}</main><aside>Subscribe now</aside><footer>Copyright 2026</footer>"
    head_ = f'<meta charset="{encoding}"><title>{paper.title} | Northport</title><meta name="PubDate" content="2026-03-05 10:00">'
    return f"<!DOCTYPE html><html><head>{head_}<script>alert('x')</script></head><body>{page}</body></html>".encode(encoding)


def text(paper: Paper, encoding: str = "utf-8") -> bytes:
    marks = {"item": "- "}
    lines = []
    for part in paper.parts:
        if part.kind == "table":
            lines.append("\n".join("\t".join(row) for row in part.rows))
        else:
            lines.append(marks.get(part.kind, "") + part.text)
    return "\r\n\r\n".join(lines).encode(encoding)


def markdown(paper: Paper, *, front_matter: bool = False) -> bytes:
    marks = {"title": "# ", "h1": "## ", "h2": "### ", "item": "- "}
    lines = []
    for part in paper.parts:
        if part.kind == "table":
            head, *rows = ["| " + " | ".join(row) + " |" for row in part.rows]
            lines.append("\n".join([head, "|" + " --- |" * len(part.rows[0]), *rows]))
        elif not (front_matter and part.kind == "title"):
            lines.append(marks.get(part.kind, "") + part.text)
    opening = f'---\ntitle: "{paper.title}"\n---\n\n' if front_matter else ""
    return (opening + "\n\n".join(lines)).encode()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A ZIP with its files changed, and more put in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return packed({**files, **more})
