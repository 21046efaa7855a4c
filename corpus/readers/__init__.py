"""One reader for each file format: bytes in, stored text out."""

from __future__ import annotations

from pathlib import Path

from corpus.readers.plain import read_plain
from corpus.records import CorpusError

_READERS = {".txt": read_plain, ".md": read_plain}


def read_text(path: Path, content: bytes) -> str:
    """The stored text of a file's bytes; raises `CorpusError` for a format that no reader knows."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CorpusError(f"{path} is not of a kind that can be read ({', '.join(_READERS)}); save it as one of these.")
    return reader(path, content)
