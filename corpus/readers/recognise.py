"""What a file is, by its content: its name is only a hint for text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from corpus.records import CorpusError

Kind = Literal["pdf", "word", "html", "markdown", "plain", "zip"]
READABLE = "PDF, Word (.docx), HTML, Markdown, plain text, or a ZIP of these"

# Openings of what is often added by mistake, with what to do about it.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is in an old or a password-protected Office format; open it, save it as .docx without a password and add that"),
    (b"{\\rtf", "is RTF; save it as .docx and add that"),
    (b"\x89PNG", "is a picture; read it with OCR into a text or PDF and add that"),
    (b"\xff\xd8\xff", "is a picture; read it with OCR into a text or PDF and add that"),
    (b"GIF8", "is a picture; read it with OCR into a text or PDF and add that"),
    (b"II*\0", "is a picture; read it with OCR into a text or PDF and add that"),
    (b"MM\0*", "is a picture; read it with OCR into a text or PDF and add that"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it and add the files"),
    (b"Rar!", "is a RAR archive; unpack it and add the files"),
    (b"\x1f\x8b", "is a gzip archive; unpack it and add the files"),
    (b"MZ", "is a program, not a document; it was not opened"),
    (b"\x7fELF", "is a program, not a document; it was not opened"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+\S|\|(?:\s*:?-{3,}:?\s*\|)+\s*$|```)", re.MULTILINE)


def recognise(name: str, content: bytes) -> Kind:
    """The kind of a file's content; raises `CorpusError` for one that no reader knows, naming the way out."""
    if not content.strip(b"\0 \r\n\t"):
        raise CorpusError(f"{name} is empty; add a file with text.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return _zip_kind(name, content)
    for opening, reason in _REFUSED:
        if content.startswith(opening):
            raise CorpusError(f"{name} {reason}.")
    suffix = PurePath(name).suffix.lower()
    # UTF-16 has a zero byte between the letters of a tag.
    if _HTML.search(content[:4096].replace(b"\0", b"")) and suffix not in (".md", ".markdown", ".txt"):
        return "html"
    if suffix in (".html", ".htm", ".xhtml") or (_HTML.match(content[:4096].replace(b"\0", b"").lstrip())):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "plain"


def looks_like_markdown(text: str) -> bool:
    """Whether a plain text has Markdown's headings, tables or code."""
    return bool(_MARKDOWN.search(text))


def _zip_kind(name: str, content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        what = "Word file" if name.lower().endswith(".docx") else "ZIP"
        raise CorpusError(f"{name} is a {what} that is damaged or cut short; get it again and add that.") from None
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            if any(each.lower().endswith("vbaproject.bin") for each in names):
                raise CorpusError(f"{name} is a Word file with macros; save it as .docx without them and add that.")
            return "word"
        raise CorpusError(f"{name} is an Office file but not a Word document; save its text as .docx or PDF and add that.")
    if "mimetype" in names:
        raise CorpusError(f"{name} is an OpenDocument or e-book file; save it as .docx or PDF and add that.")
    return "zip"
