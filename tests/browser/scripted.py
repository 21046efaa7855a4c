"""Serves the page over an assistant that says what is written here: `python scripted.py PORT`."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

from assistant.feedback import FeedbackStore
from assistant.records import Answer, Citation
from assistant.ui.page import launch_page
from corpus.records import Document, Piece, Span, Structure

HOSTILE = "<img src=x onerror='window.hacked=1'> ${window.hacked=1} {{value}} `<script>window.hacked=1</script>`"
TEXT = f"""# A heading 😀

The first paragraph 𠮷𠮷 ends with 😀 words that are cited, and more.

The second paragraph stands alone.

{HOSTILE}

""" + "\n\n".join(f"Paragraph {number} of a long document." for number in range(2000))
LAST = "Paragraph 1999 of a long document."


def citation(quote: str, **changes: object) -> Citation:
    """A citation of `quote` where it first stands in the text."""
    start = max(TEXT.find(quote), 0)
    whole = Citation(1, "invented", f"A title {HOSTILE}", "Publisher", "2026-01-02", "user", "javascript:window.hacked=1",
                     None, None, "Part > 1", "p1", quote, start, start + len(quote))  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


CITED = {
    "astral": citation("words that are cited"),
    "paragraphs": citation(TEXT[2 : TEXT.index("alone.") + 6]),
    "hostile": citation(HOSTILE),
    "groups": citation(TEXT[TEXT.index("Paragraph 80 ") : TEXT.index("Paragraph 310 ") + 12]),
    "last": citation(LAST),
    "changed": citation("words that once stood here"),
    "gone": citation("words of a removed source", source="removed"),
    "slow": citation("stands alone"),
}


@dataclass
class ScriptedIndex:
    """One document; another id raises as the real index does."""

    glossary = ()
    manifest = SimpleNamespace(documents=[{"id": "invented", "title": "A title", "tier": "user", "publisher": "Publisher", "date": "2026-01-02"}])

    def document(self, id_: str) -> Document:
        if id_ != "invented":
            raise KeyError(id_)
        return Document(id_, "A title", "Publisher", "2026-01-02", "user", "en", "invented", None, "", "x.txt", TEXT)

    def structure(self, _: str) -> Structure:
        return Structure((Piece(Span(0, TEXT.index("\n")), "heading", 0, ()),), ())


class ScriptedAssistant:
    """Answers a question that is a key of `CITED`; fails at `fail`."""

    index = ScriptedIndex()

    def warm_up(self) -> None:
        pass

    def stream(self, request):
        question = request["question"]
        if question == "fail":
            raise RuntimeError("a secret of the machine")
        if question == "slow":
            time.sleep(1)
        cited = CITED[question]
        text = f"1. “{cited.quote}” [1]\nNot a mark: [7]."
        yield Answer(question, question, "answered", text[:8], (), engine="llm")
        yield Answer(question, f"{question}, in full", "partial", text, (cited,), ((3, 9),), notes=(f"See [1] {HOSTILE}",), elapsed_ms=1234.5)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        launch_page(ScriptedAssistant(), int(sys.argv[1]), data=Path(data), feedback=FeedbackStore(Path(data), 30))  # type: ignore[arg-type]
