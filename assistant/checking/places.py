"""Where in the sources to look: documents for exact words, passages for words like them, and their citations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.checking.tokens import Tokens, tokenize
from corpus.records import Document
from index.records import Hit
from index.retrieve import Index

# Up to here every document is looked through; above, those that the search names (each is read in full once, and kept).
SCANNED_PASSAGES = 5_000
# Passages that a search looks at for words like those checked.
CANDIDATES = 12
_SEARCHED_CHARACTERS = 1_000
_TIERS = {"official": 0, "user": 1, "background": 2}


@lru_cache(maxsize=512)
def document_tokens(index: Index, document_id: str) -> Tokens:
    """The tokens of a document's stored text."""
    return tokenize(index.document(document_id).text)


def all_documents_read(index: Index) -> bool:
    """Whether the sources are few enough to be looked through whole."""
    return len(index.manifest.passage_ids) <= SCANNED_PASSAGES


def documents_for(index: Index, hits: Sequence[Hit]) -> list[str]:
    """Ids of the documents to look through for exact words, official ones first."""
    tiers = {each["id"]: _TIERS[each["tier"]] for each in index.manifest.documents}
    ids = list(tiers) if all_documents_read(index) else list(dict.fromkeys(hit.passage.document_id for hit in hits))
    return sorted(ids, key=lambda id_: tiers[id_])


def search(index: Index, words: str, extra_terms: Sequence[str] = ()) -> tuple[Hit, ...]:
    """The passages nearest to `words`, best first; none for no words or an empty index."""
    return _search(index, " ".join(words.split()), tuple(extra_terms))


# A sentence is looked up as a quotation and as a claim.
@lru_cache(maxsize=64)
def _search(index: Index, words: str, extra_terms: tuple[str, ...]) -> tuple[Hit, ...]:
    words = words[:_SEARCHED_CHARACTERS]
    if not words.strip() or not index.manifest.passage_ids:
        return ()
    return tuple(index.search(words, CANDIDATES if all_documents_read(index) else 80, extra_terms=extra_terms))


def background_note(document: Document) -> tuple[str, ...]:
    """What is to be said of words from a background note; nothing for other sources."""
    if document.tier != "background":
        return ()
    return (
        "These are the words of a background note, which is our own: they are no official quotation and should not stand in quotation marks.",
    )
