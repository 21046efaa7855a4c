"""An edited draft read back: its lines with their footnotes, from Word or Markdown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.drafts import pandoc
from assistant.drafts.records import DraftError

MOST_BYTES = 10_000_000
MOST_UNPACKED_BYTES = 60_000_000
MOST_CHARACTERS = 200_000
MOST_NESTED = 200
_TOO_DEEP = f"The draft has lists or quotations inside each other, more than {MOST_NESTED} deep; take some of them out and check it again."
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph or a list item of the file."""

    kind: Literal["heading", "paragraph", "item"]
    text: str
    """Each footnote as `[^N]` where its mark stands."""
    notes: tuple[tuple[int, str], ...]
    """The numbers and the texts of its footnotes; counted through the file, from 1."""


def read_draft(path: Path) -> list[Paragraph]:
    """The paragraphs of a `.docx` or `.md` file, in order; raises `DraftError` with one sentence for one that cannot be read."""
    if path.suffix.lower() not in (".docx", ".md"):
        raise DraftError(f"The file {path.name} ends neither in .docx nor in .md; save it as one of these and check it again.")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DraftError(f"The file {path.name} has {size:,} bytes, and at most {MOST_BYTES:,} are read; check it in parts.")
        content = path.read_bytes()
    except OSError as error:
        raise DraftError(f"The file {path} cannot be read ({error.strerror}); name another.") from None
    return read_content(content, path.suffix.lower().removeprefix("."), path.name)


def read_content(content: bytes, form: str, name: str) -> list[Paragraph]:
    """The paragraphs of a file's content, `form` being `docx` or `md`; raises `DraftError` as `read_draft` does."""
    if len(content) > MOST_BYTES:
        raise DraftError(f"The file {name} has {len(content):,} bytes, and at most {MOST_BYTES:,} are read; check it in parts.")
    if form == "docx":
        _require_word(content, name)
    else:
        _require_text(content, name)
    if not content.strip():
        return []
    reader = _Reader()
    try:
        paragraphs = list(reader.blocks(pandoc.read(content, form)["blocks"]))
    except (KeyError, TypeError, ValueError, IndexError):
        raise DraftError(f"The file {name} is damaged and cannot be read; save it again and check it again.") from None
    if sum(len(each.text) for each in paragraphs) > MOST_CHARACTERS:
        raise DraftError(
            f"The draft {name} has more than {MOST_CHARACTERS:,} characters, which is the most that is checked at once; check it in parts."
        )
    return paragraphs


def _require_word(content: bytes, name: str) -> None:
    if content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in content:
            raise DraftError(f"The file {name} is protected by a password; save it without one and check it again.")
        raise DraftError(f"The file {name} is in Word's old format (.doc); save it as .docx and check it again.")
    if not content.startswith(b"PK"):
        raise DraftError(f"The file {name} is not a Word document; save it as .docx and check it again.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(each.flag_bits & 1 for each in entries):
                raise DraftError(f"The file {name} is protected by a password; save it without one and check it again.")
            if sum(each.file_size for each in entries) > MOST_UNPACKED_BYTES or len(entries) > 5_000:
                raise DraftError(
                    f"The file {name} unpacks to more than {MOST_UNPACKED_BYTES:,} bytes; take its pictures out and check it again."
                )
            names = {each.filename for each in entries}
            if "word/document.xml" not in names:
                raise DraftError(f"The file {name} is not a Word document; save it as .docx and check it again.")
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile):
        raise DraftError(f"The file {name} is damaged and cannot be read; save it again and check it again.") from None
    except Exception as error:  # zlib.error is no subclass of any of these
        if isinstance(error, DraftError):
            raise
        raise DraftError(f"The file {name} is damaged and cannot be read; save it again and check it again.") from None


def _require_text(content: bytes, name: str) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DraftError(f"The file {name} is not UTF-8 text; save it as UTF-8 and check it again.") from None
    if len(text) > MOST_CHARACTERS:
        raise DraftError(
            f"The draft {name} has more than {MOST_CHARACTERS:,} characters, which is the most that is checked at once; check it in parts."
        )


class _Reader:
    """Walks through a pandoc document once, counting its footnotes."""

    def __init__(self) -> None:
        self.count = 0
        self.notes: list[tuple[int, str]] = []

    def blocks(self, nodes: list[_Node], depth: int = 0, kind: Literal["paragraph", "item"] = "paragraph") -> Iterator[Paragraph]:
        """The paragraphs of block nodes, in reading order."""
        if depth > MOST_NESTED:
            raise DraftError(_TOO_DEEP)
        for node in nodes:
            name = node["t"]
            content: Any = node.get("c")  # pandoc's JSON: each kind of node has its own shape
            if name == "Header":
                yield from self._paragraph("heading", content[2])
            elif name in ("Para", "Plain"):
                yield from self._paragraph(kind, content)
            elif name == "LineBlock":
                for part in content:
                    yield from self._paragraph(kind, part)
            elif name in ("CodeBlock", "RawBlock"):
                yield from self._paragraph(kind, [{"t": "Str", "c": content[1]}])
            else:
                yield from self._inside(name, content, depth)

    def _inside(self, name: str, content: Any, depth: int) -> Iterator[Paragraph]:  # noqa: ANN401 - pandoc's JSON
        """The paragraphs inside lists, quotations, tables and other containers."""
        if name in ("BulletList", "OrderedList"):
            for item in content if name == "BulletList" else content[1]:
                yield from self.blocks(item, depth + 1, "item")
        elif name == "DefinitionList":
            for term, definitions in content:
                yield from self._paragraph("paragraph", term)
                for each in definitions:
                    yield from self.blocks(each, depth + 1)
        elif name != "HorizontalRule":
            for each in _nested_blocks(content, depth):
                yield from self.blocks([each], depth + 1)

    def _paragraph(self, kind: Literal["heading", "paragraph", "item"], nodes: list[_Node]) -> Iterator[Paragraph]:
        self.notes = []
        text = " ".join(self._text(nodes).split())
        if text:
            yield Paragraph(kind, text, tuple(self.notes))

    def _text(self, nodes: list[_Node], depth: int = 0) -> str:
        if depth > MOST_NESTED:
            raise DraftError(_TOO_DEEP)
        return "".join(self._inline(node, depth) for node in nodes)

    def _inline(self, node: _Node, depth: int) -> str:
        name = node["t"]
        content: Any = node.get("c")
        if name == "Str":
            return str(content)
        if name in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if name == "Note":
            self.count += 1
            number, kept = self.count, self.notes
            words = " ".join(each.text for each in self.blocks(content, depth + 1))
            self.notes = [*kept, (number, words)]
            return f"[^{number}]"
        if name in ("Code", "Math", "RawInline"):
            return str(content[1])
        if name == "Quoted":
            opening, closing = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            return opening + self._text(content[1], depth + 1) + closing
        if name in ("Link", "Image", "Span"):
            return self._text(content[1], depth + 1)
        # Emphasis and the like hold their words directly, a citation key behind its key.
        return self._text(content[1] if name == "Cite" else content or [], depth + 1)


_BLOCKS = frozenset(
    "Para Plain Header LineBlock CodeBlock RawBlock BlockQuote OrderedList BulletList DefinitionList Table Figure Div".split()
)


def _nested_blocks(content: Any, depth: int) -> Iterator[_Node]:  # noqa: ANN401 - pandoc's JSON
    """The block nodes anywhere inside a container, such as a table's cells."""
    if depth > MOST_NESTED:
        raise DraftError(_TOO_DEEP)
    for each in content if isinstance(content, list) else []:
        if isinstance(each, dict) and each.get("t") in _BLOCKS:
            yield each
        elif isinstance(each, list):
            yield from _nested_blocks(each, depth + 1)
