"""One reader for each file format: bytes in, stored text out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.readers.plain import read_markdown, read_plain, read_stored
from corpus.readers.recognise import READABLE, recognise
from corpus.readers.records import MAX_CHARACTERS, MAX_FILE_BYTES, FileText
from corpus.records import CorpusError

_STORED = (".txt", ".md")


def read_text(path: Path, content: bytes) -> str:
    """The stored text of a catalogue's file; raises `CorpusError` for a format that is not stored as it is."""
    if path.suffix.lower() not in _STORED:
        raise CorpusError(
            f"{path} is not of a kind that can be read ({', '.join(_STORED)}); add it with `python -m assistant index add {path.name}`."
        )
    return read_stored(path, content)


def read_file(name: str, content: bytes) -> FileText:
    """A file of any format that there is a reader for, recognised by its content.

    Raises `CorpusError`, in one sentence that names the file and the way out, for one that is empty, damaged,
    protected, too large, a scan without text, or of another format.
    """
    if len(content) > MAX_FILE_BYTES:
        raise CorpusError(f"{name} has {len(content) / 1e6:.0f} MB, more than the {MAX_FILE_BYTES // 1_000_000} MB of one file; split it and add the parts.")
    kind = recognise(name, content)
    if kind == "zip":
        raise CorpusError(f"{name} is a ZIP of files, not a document; add it by itself ({READABLE}).")
    try:
        read = _read(kind, name, content)
    except CorpusError:
        raise
    except Exception as error:  # a damaged file makes zlib, zipfile, lxml, python-docx and pypdf raise nearly anything
        raise CorpusError(f"{name} is damaged ({type(error).__name__}); open it, save it again and add that.") from error
    if not any(character.isalnum() for character in read.text):
        raise CorpusError(f"{name} holds no text; add a file with text.")
    if len(read.text) > MAX_CHARACTERS:
        raise CorpusError(f"{name} has {len(read.text):,} characters of text, more than {MAX_CHARACTERS:,}; split it and add the parts.")
    return replace(read, title=" ".join(read.title.split())[:300] or None if read.title else None)


def _read(kind: str, name: str, content: bytes) -> FileText:
    # Deferred: each of these libraries takes 0.2 to 0.5 s to import, and a text needs none.
    if kind == "pdf":
        from corpus.readers.pdf import read_pdf

        return read_pdf(name, content)
    if kind == "word":
        from corpus.readers.word import read_word

        return read_word(name, content)
    if kind == "html":
        from corpus.readers.html import read_html

        return read_html(name, content)
    return read_markdown(name, content) if kind == "markdown" else read_plain(name, content)
