"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

from corpus.records import CorpusError


def read_plain(path: Path, content: bytes) -> str:
    """The text of UTF-8 `content` with LF line ends and without a byte-order mark.

    Raises `CorpusError` where the bytes are not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorpusError(f"{path} is not UTF-8 text; save it as UTF-8 and correct its SHA-256 in the catalogue.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
