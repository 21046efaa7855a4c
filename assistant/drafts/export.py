"""A draft as Markdown or Word: real footnotes, and a list of sources with dates and links.

It is handed to pandoc as a document, not as Markdown, so that no character of a source is ever read as a sign
of formatting: pandoc's own writers escape what needs it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.drafts import pandoc
from assistant.drafts.framing import frame
from assistant.drafts.records import Block, Draft, DraftError
from assistant.drafts.renderings import footnote, source_entries
from assistant.records import Citation, Language

SUFFIXES = (".md", ".docx")
_API = [1, 23, 1]
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
# Word's XML cannot hold these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_Node = dict[str, Any]


def export_draft(draft: Draft, path: Path) -> None:
    """Writes `draft` to `path`, as Markdown (`.md`) or Word (`.docx`) by its ending.

    Raises `ValueError` for another ending and `DraftError` where it cannot be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"A draft is written to a file that ends in {' or '.join(SUFFIXES)}, not to {path.name!r}.")
    try:
        pandoc.write(as_document(draft), path)
    except OSError as error:
        raise DraftError(f"The draft cannot be written to {path} ({error.strerror}); name another file.") from None


def as_document(draft: Draft) -> _Node:
    """The draft as a pandoc document."""
    citations = {each.n: each for each in draft.citations}
    blocks: list[_Node] = []
    level = 1
    for listed, run in groupby(draft.blocks, key=lambda block: block.kind == "item"):
        if listed:
            items = [[{"t": "Plain", "c": _inlines(block, citations, draft.language)}] for block in run]
            blocks.append({"t": "BulletList", "c": items})
            continue
        for block in run:
            if block.kind in ("heading", "question"):
                level = 1 if not blocks else 2 if block.kind == "heading" else 3
                blocks.append({"t": "Header", "c": [level, ["", [], []], _inlines(block, citations, draft.language)]})
            else:
                blocks.append({"t": "Para", "c": _inlines(block, citations, draft.language)})
    return document_of(blocks, source_entries(draft.citations), draft.language)


def document_of(blocks: list[_Node], sources: Sequence[str], language: Language) -> _Node:
    """`blocks` and then the list of sources, as a pandoc document."""
    entries = [[{"t": "Plain", "c": text_inlines(each)}] for each in sources]
    listed = [heading(2, frame("sources", language)), {"t": "BulletList", "c": entries}] if entries else []
    return {"pandoc-api-version": _API, "meta": {"lang": {"t": "MetaString", "c": language}}, "blocks": [*blocks, *listed]}


def heading(level: int, text: str) -> _Node:
    """A heading without marks."""
    return {"t": "Header", "c": [level, ["", [], []], text_inlines(text)]}


def paragraph(text: str, footnotes: Sequence[str]) -> _Node:
    """A paragraph that ends with its footnotes."""
    return {"t": "Para", "c": [*text_inlines(text), *map(_note, footnotes)]}


def _inlines(block: Block, citations: dict[int, Citation], language: Language) -> list[_Node]:
    return [*text_inlines(block.text), *(_note(footnote(citations[mark], language)) for mark in block.marks if mark in citations)]


def _note(text: str) -> _Node:
    return {"t": "Note", "c": [{"t": "Para", "c": text_inlines(text)}]}


def text_inlines(text: str) -> list[_Node]:
    """Plain text as pandoc's words and spaces; an address is a link to itself."""
    found: list[_Node] = []
    for word in _words(text):
        if found:
            found.append({"t": "Space"})
        link = _LINK.fullmatch(word)
        found.append(
            {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": word}], [word, ""]]} if link else {"t": "Str", "c": word}
        )
    return found


def _words(text: str) -> Sequence[str]:
    return _FORBIDDEN.sub("", text).split()


def as_markdown(draft: Draft) -> str:
    """The draft as Markdown with footnotes; raises `DraftError` where pandoc fails."""
    return pandoc.as_markdown(as_document(draft), "draft")


def word_of(markdown: str) -> bytes:
    """An edited draft in Markdown as a Word file with real footnotes; raises `DraftError` where pandoc fails."""
    return pandoc.run(["-f", pandoc.MARKDOWN, "-t", "docx", "-o", "-"], markdown.encode(), "draft")
