"""Small makers of the records that the tests of the evaluation need."""

from __future__ import annotations

from typing import Any

from corpus.records import Document
from eval.records import Case
from eval.score import Source

TEXT = "I. Targets\n\nThe target is above 90 by 2020. The plan was released on January 17, 2018.\n"


def make_case(**given: Any) -> Case:
    """A case that asks for a target and its quotation; `given` replaces what it names."""
    values: dict[str, Any] = {
        "id": "fact-1",
        "kind": "fact",
        "question": "What is the target?",
        "history": (),
        "status": ("answered",),
        "facts": (("above 90",),),
        "forbidden": (),
        "spans": (("The target is above 90 by 2020",),),
        "source": "plan",
        "source_any": (),
        "items": (),
    }
    return Case(**{**values, **given})


def make_source(text: str = TEXT, id_: str = "plan") -> dict[str, Source]:
    """The stored texts of one document."""
    document = Document(id_, "Plan", "City", "2018", "official", "en", "public", None, "0" * 64, f"{id_}.txt", text)
    return {id_: Source(document)}


def make_citation(quote: str, text: str = TEXT, source: str = "plan") -> dict[str, Any]:
    """The citation of `quote` where it first stands in `text`."""
    start = text.index(quote)
    return {"n": 1, "source": source, "quote": quote, "start": start, "end": start + len(quote)}


def make_answer(**given: Any) -> dict[str, Any]:
    """The JSON of a right answer to `make_case()`; `given` replaces what it names."""
    quote = "The target is above 90 by 2020."
    values = {
        "id": "fact-1",
        "status": "answered",
        "answer": f"“{quote}” [1]",
        "citations": [make_citation(quote)],
        "nearest": [],
    }
    return {**values, "elapsed_ms": 12.5, **given}
