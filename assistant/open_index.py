"""The index that the settings name."""

from __future__ import annotations

from assistant.config import Settings
from index.embed import load_embedder
from index.retrieve import Index


def open_index(settings: Settings) -> Index:
    """The index, open for reading; raises `IndexNotReady` where it is missing, damaged or stale."""
    return Index(settings.index_folder, load_embedder(settings.embeddings), server=settings.chroma_url)
