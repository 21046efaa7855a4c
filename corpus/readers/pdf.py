"""PDF: its text in reading order, page by page, and what stands in the way of reading it."""

from __future__ import annotations

import io
import logging
import re
import time
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from corpus.headings import is_numbered
from corpus.readers.blocks import stored_text
from corpus.readers.pdf_blocks import blocks_of
from corpus.readers.pdf_layout import Line, page_lines
from corpus.readers.pdf_running import without_running_lines
from corpus.readers.records import MAX_PAGES, Block, FileText
from corpus.records import CorpusError

# A page in 0.05 s is usual; a file that takes longer than this was made to.
MOST_SECONDS = 300.0
_OCR = "make its text readable with OCR (`ocrmypdf -l eng+chi_sim in.pdf out.pdf`) and add the result"
# Fewer letters than this on a page with a picture: the page is a picture of a text.
_FEW_LETTERS = 15

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(name: str, content: bytes) -> FileText:
    """A PDF's text: columns one after the other, running headers, footers and page numbers left out.

    Raises `CorpusError` for one that is protected, damaged, too long, or a scan without a text layer.
    """
    reader = _opened(name, content)
    started = time.monotonic()
    pages: list[list[Line]] = []
    empty: list[int] = []
    damaged: list[int] = []
    for number, page in enumerate(reader.pages, start=1):
        if time.monotonic() - started > MOST_SECONDS:
            raise CorpusError(f"{name} takes longer than {MOST_SECONDS:.0f} seconds to read (page {number}); print it to a new PDF and add that.")
        try:
            lines = page_lines(page, number)
        except (PyPdfError, DependencyError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError, ZeroDivisionError, AssertionError):
            lines = []
            damaged.append(number)
        if sum(len(re.findall(r"\w", line.text)) for line in lines) < _FEW_LETTERS and _has_picture(page):
            empty.append(number)
        pages.append(lines)
    if not any(pages) and len(damaged) == len(pages):
        raise CorpusError(f"{name} is a PDF none of whose pages can be read; print it to a new PDF and add that.")
    bare = set(empty) | {number for number, lines in enumerate(pages, start=1) if not lines}
    if not empty and len(bare) == len(pages):
        raise CorpusError(f"{name} is a PDF that holds no text; add a file with text.")
    if len(bare) == len(pages):
        raise CorpusError(f"{name} is a scan: its {_pages(len(pages))} hold pictures and no text; {_OCR}.")
    blocks = blocks_of(without_running_lines(pages))
    text, starts = stored_text(blocks)
    return FileText(
        "PDF",
        text,
        pages=starts + (len(text),) * (len(pages) - len(starts)),
        title=_title(blocks, reader),
        publisher=_about(reader, "/Author"),
        date=_date(_about(reader, "/CreationDate")),
        warnings=tuple(_warnings(empty, damaged, text)),
    )


def _opened(name: str, content: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise CorpusError(f"{name} is protected with a password; save it without one and add that.")
        count = len(reader.pages)
    except CorpusError:
        raise
    except DependencyError:
        raise CorpusError(f"{name} is protected in a way that cannot be opened here; save it without protection and add that.") from None
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        raise CorpusError(f"{name} is a PDF that is damaged or cut short ({type(error).__name__}); get it again and add that.") from None
    if count == 0:
        raise CorpusError(f"{name} is a PDF without pages; get it again and add that.")
    if count > MAX_PAGES:
        raise CorpusError(f"{name} has {count:,} pages, more than the {MAX_PAGES:,} of one file; split it and add the parts.")
    return reader


def _has_picture(page: Any) -> bool:  # noqa: ANN401 - pypdf's page
    try:
        objects = page["/Resources"]["/XObject"].get_object()
        return any(each.get_object().get("/Subtype") in ("/Image", "/Form") for each in objects.values())
    except Exception:  # no pictures at all, or a damaged page
        return False


def _warnings(empty: list[int], damaged: list[int], text: str) -> list[str]:
    found = []
    if empty:
        found.append(f"{_pages(len(empty))} ({_listed(empty)}) hold pictures and no text and were left out; to have them, {_OCR}.")
    if damaged:
        found.append(f"{_pages(len(damaged))} ({_listed(damaged)}) could not be read and were left out.")
    strange = len(re.findall(r"[\ufffd\ue000-\uf8ff\x00-\x08]", text))
    if strange > len(text) // 100:
        found.append(f"{strange:,} characters have no meaning in the file's fonts, so that quotations may lack letters; OCR may read it better.")
    return found


def _pages(number: int) -> str:
    return f"{number:,} page{'s' if number != 1 else ''}"


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")


def _title(blocks: list[Block], reader: PdfReader) -> str | None:
    """The largest heading on the first page, else what the file says of itself."""
    first = [block for block in blocks[:4] if block.kind == "heading" and block.level == 1 and block.pages and block.pages[0][1] == 1 and not is_numbered(block.text)]
    if first:
        return first[0].text
    said = _about(reader, "/Title")
    return said if said and not re.search(r"\.(?:docx?|pdf|indd|wps)$|^(?:untitled|microsoft word|anonymous)", said, re.IGNORECASE) else None


def _about(reader: PdfReader, key: str) -> str | None:
    try:
        value = reader.metadata.get(key) if reader.metadata else None
    except Exception:  # metadata is as easily damaged as anything
        return None
    words = " ".join(str(value).split()) if value else ""
    return words if words and words.lower() not in ("anonymous", "unspecified", "(anonymous)", "untitled", "(unspecified)") else None


def _date(value: str | None) -> str | None:
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", value or "")
    return "-".join(match.groups()) if match and "01" <= match[2] <= "12" and "01" <= match[3] <= "31" else None
