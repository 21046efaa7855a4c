"""Kept drafts that cite what the sources no longer say, or say in a newer version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.drafts.kept import list_drafts
from assistant.records import Citation
from index.records import IndexNotReady
from index.retrieve import Index

Why = Literal["replaced", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Outdated:
    """A kept draft with a source of its that has changed."""

    id: str
    title: str
    source: str
    why: Why


def outdated_drafts(data: Path, index: Index) -> list[Outdated]:
    """The kept drafts below the data folder whose citations no longer hold, last changed first, each source once."""
    return [
        Outdated(kept.id, kept.draft.title, source, why)
        for kept in list_drafts(data)
        for source, why in dict(_changed(kept.draft.citations, index)).items()
    ]


def _changed(citations: tuple[Citation, ...], index: Index) -> Iterator[tuple[str, Why]]:
    for each in citations:
        if each.source in index.superseded:
            yield each.source, "replaced"
            continue
        try:
            text = index.document(each.source).text
        except IndexNotReady:
            yield each.source, "removed"
            continue
        if text[each.start : each.end] != each.quote:
            yield each.source, "changed"
