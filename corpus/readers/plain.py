"""Plain text and Markdown: the text as it stands."""

from __future__ import annotations

from pathlib import Path

from corpus.readers.encoding import decode
from corpus.readers.recognise import looks_like_markdown
from corpus.readers.records import FileText
from corpus.records import CorpusError


def read_stored(path: Path, content: bytes) -> str:
    """The text of UTF-8 `content` with LF line ends and without a byte-order mark.

    Raises `CorpusError` where the bytes are not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorpusError(f"{path} is not UTF-8 text; save it as UTF-8 and correct its SHA-256 in the catalogue.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_plain(name: str, content: bytes) -> FileText:
    """A text in whatever encoding it is found to be in; raises `CorpusError` where it is none."""
    text, encoding = decode(name, content)
    return FileText("Markdown" if looks_like_markdown(text) else "plain text", text, encoding=encoding)


def read_markdown(name: str, content: bytes) -> FileText:
    """A Markdown file, without the settings that may stand above it; raises `CorpusError` where it is no text."""
    text, encoding = decode(name, content)
    title = None
    if text.startswith("---\n") and (end := text.find("\n---\n", 4)) > 0:
        settings = dict(line.partition(":")[::2] for line in text[4:end].splitlines() if ":" in line)
        title = settings.get("title", "").strip().strip("\"'") or None
        text = text[end + 5 :].lstrip("\n")
    return FileText("Markdown", text, encoding=encoding, title=title)
