"""A document as the source panel shows it: its text to the character, and the lines that it is laid out in."""

from __future__ import annotations

from typing import TypedDict

from corpus.records import Document, Structure


class SourceView(TypedDict):
    """What the browser needs to show a document and find a citation in it."""

    text: str
    """The stored text, which the offsets of citations count into."""
    language: str
    """`en`, `zh-Hans` or `zh-Hant`."""
    blocks: list[tuple[int, int, str]]
    """Start and end (code points) of each line that is not blank, and its kind: `title`, `heading`, `furniture`,
    `attribution` (the `Source:` line of a note) or `text`; in reading order."""


def view_source(document: Document, structure: Structure) -> SourceView:
    """The document for the source panel."""
    ends = {piece.span.start: (piece.span.end, piece.kind) for piece in structure.pieces if piece.kind != "sentence"}
    blocks, offset = [], 0
    for line in document.text.split("\n"):
        if line.strip():
            end, kind = ends.get(offset + len(line) - len(line.lstrip()), (0, ""))
            # A run-in heading opens a paragraph; only a line that is a heading whole is shown as one.
            if end < offset + len(line.rstrip()):
                kind = "attribution" if line.startswith("Source: ") else "text"
            blocks.append((offset, offset + len(line), kind))
        offset += len(line) + 1
    return SourceView(text=document.text, language=document.language, blocks=blocks)
