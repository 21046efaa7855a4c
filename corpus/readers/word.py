"""Word (.docx): headings by their styles, numbered paragraphs with their numbers, lists, tables, footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.readers.blocks import stored_text, table_blocks
from corpus.readers.numbering import Numbering
from corpus.readers.records import Block, FileText
from corpus.readers.unpack import check_archive
from corpus.records import CorpusError

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
_TITLES = ("Title", "标题", "標題")
# Word writes a text box twice, the second time for programs that do not know the first form.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_word(name: str, content: bytes) -> FileText:
    """A Word file's text; nothing it refers to is fetched, no macro is run.

    Raises `CorpusError` for a damaged one, or one whose XML declares entities, which Word never writes.
    """
    check_archive(name, content)
    _require_plain_xml(name, content)
    try:
        document = docx.Document(io.BytesIO(content))
        blocks = [block for block in _Reader(document).blocks() if block.text.strip()]
        about = document.core_properties
        title, author, created = about.title, about.author, about.created
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError, OSError) as error:
        raise CorpusError(
            f"{name} is a Word file that cannot be read ({type(error).__name__}); open it, save it again and add that."
        ) from None
    text, _ = stored_text(blocks)
    return FileText(
        "Word",
        text,
        title=_styled_title(blocks) or title or None,
        # The library's own template names itself as the author.
        publisher=author if author and author != "python-docx" else None,
        date=created.date().isoformat() if created and created.year > 2013 else None,
    )


def _styled_title(blocks: list[Block]) -> str | None:
    first = next((block for block in blocks[:3] if block.kind == "heading"), None)
    return first.text if first and first.level <= 1 else None


def _require_plain_xml(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as part:
                    opening = part.read(4096).replace(b"\0", b"")
                if b"<!DOCTYPE" in opening or b"<!ENTITY" in opening:
                    raise CorpusError(f"{name} declares XML entities, which no Word file does; it was not opened.")


class _Reader:
    """Walks down the body of a document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx's factory type
        self.document = document
        self.numbering = Numbering(document)
        self.notes = _footnotes(document)
        self.noted = 0
        # Headings stand one deeper where the document has a title above them.
        self.shift = int(any(_style(each) in _TITLES for each in document.paragraphs[:10]))

    def blocks(self) -> Iterator[Block]:
        """Everything in reading order; a footnote after the paragraph that its mark stands in."""
        for element in self.document.element.body.iterchildren():
            yield from self._of(element)

    def _of(self, element: Any) -> Iterator[Block]:  # noqa: ANN401
        if element.tag == qn("w:p"):
            yield from self._paragraph(Paragraph(element, self.document))
        elif element.tag == qn("w:tbl"):
            yield from self._table(Table(element, self.document))
        elif element.tag == qn("w:sdt"):
            for child in element.iterfind(qn("w:sdtContent") + "/*"):
                yield from self._of(child)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        words = " ".join(_text(paragraph).split())
        if words:
            style = _style(paragraph)
            level = _outline_level(paragraph, style)
            number = self.numbering.number_of(paragraph)
            if style.lower().startswith("toc") or style.startswith("目录"):
                return
            if style in _TITLES:
                yield Block("heading", words, 1)
            elif level:
                yield Block("heading", f"{number} {words}".strip() if number not in ("", "-") else words, level + self.shift)
            elif number == "-" or (not number and style.startswith("List Bullet")):
                yield Block("item", words)
            else:
                yield Block("paragraph", f"{number}{'' if number.endswith(('、', '）')) else ' '}{words}" if number else words)
        for note in paragraph._p.iter(qn("w:footnoteReference")):
            if text := self.notes.get(note.get(qn("w:id"))):
                # Word numbers the notes as they come; their ids are its own affair.
                self.noted += 1
                yield Block("note", f"[{self.noted}] {text}")

    def _table(self, table: Table) -> Iterator[Block]:
        rows = []
        for row in table.rows:
            seen: list[Any] = []
            cells = []
            for cell in row.cells:
                # A merged cell is handed out once for each column that it covers.
                if cell._tc not in seen:
                    seen.append(cell._tc)
                    cells.append(" ".join(_text(each) for each in cell.paragraphs))
            rows.append(cells)
        yield from table_blocks(rows)


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""


def _text(paragraph: Paragraph) -> str:
    """A paragraph's words, links and tracked insertions included, deletions left out."""
    parts: list[str] = []
    for element in paragraph._p.iter():
        if element.tag == qn("w:t") and not any(each.tag == _FALLBACK for each in element.iterancestors()):
            parts.append(element.text or "")
        elif element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) and element.getparent().tag == qn("w:r"):
            parts.append(" ")
        elif element.tag == qn("w:noBreakHyphen"):
            parts.append("-")
    return "".join(parts)


def _outline_level(paragraph: Paragraph, style: str) -> int:
    if match := _HEADING.match(style):
        return int(match[1])
    based = paragraph.style.base_style if paragraph.style is not None else None
    if based is not None and (match := _HEADING.match(based.name or "")):
        return int(match[1])
    properties = paragraph._p.pPr
    outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
    level = outline.get(qn("w:val")) if outline is not None else None
    return int(level) + 1 if level and level.isdigit() and int(level) < 9 else 0


def _footnotes(document: Any) -> dict[str, str]:  # noqa: ANN401
    """The words of the footnotes by their number; python-docx has no access to them of its own."""
    from docx.oxml import parse_xml  # its parser resolves no entities

    part = next((each.target_part for each in document.part.rels.values() if each.reltype == _FOOTNOTES and not each.is_external), None)
    if part is None:
        return {}
    return {
        note.get(qn("w:id")): " ".join("".join(each.text or "" for each in note.iter(qn("w:t"))).split())
        for note in parse_xml(part.blob).iter(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    }
