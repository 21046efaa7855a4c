"""What the lines of a draft must read like: every wording that its citations and its framing allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.drafts.framing import frame, frame_names, frame_pattern
from assistant.drafts.material import Fact, main_documents, sections
from assistant.drafts.records import LANGUAGES
from assistant.drafts.remarks import remarks_on
from assistant.drafts.renderings import line, post_tail, said, source_entry
from assistant.language.script import traditional
from assistant.places import cite_span, place
from assistant.records import Citation
from assistant.terminology import terms_in
from corpus.records import Span
from index.retrieve import Index

# Frames that are filled with a heading or a noun of a source, or with a topic as typed.
_LABELLED = tuple(name for name in frame_names() if name.startswith(("title_", "ask_section", "ask_list")))
_FIXED = tuple(
    name for name in frame_names() if "{" not in frame_pattern(name, "en").pattern and not frame_pattern(name, "en").groups
)


def wordings(cited: Sequence[Citation], index: Index) -> list[str]:
    """The sentences that a draft says of one of `cited`: quoted, cut, as a post, or told as background."""
    found = []
    for citation in cited:
        for language in LANGUAGES:
            words = said(citation, language)
            found.append(words)
            if citation.tier != "background":
                found += [f"{words} …", words + post_tail(citation), f"{words} …{post_tail(citation)}"]
                break
    return found


def apparatus(cited: Sequence[Citation], index: Index) -> list[str]:
    """The sentences that a draft says about `cited`: terms in two languages, and what a careful reader should know."""
    official = [each for each in cited if each.tier != "background"]
    found = [words for citation in official for words in _terms(index, citation.source, Span(citation.start, citation.end))]
    facts = [Fact(index.document(each.source), Span(each.start, each.end)) for each in official]
    for language in LANGUAGES if facts else ():
        found += [text for text, _ in remarks_on(facts, index, language)]
    return found


@lru_cache(maxsize=2048)
def _terms(index: Index, source: str, span: Span) -> tuple[str, ...]:
    document = index.document(source)
    found = []
    for term, where in terms_in(place(document, span, index), index):
        english = line(where.of(document.text))
        for language in LANGUAGES:
            chinese = traditional(term.chinese) if language == "zh-Hant" else term.chinese
            found.append(frame("term", language, english=english, chinese=chinese))
    return tuple(found)


@lru_cache(maxsize=4)
def framing_lines(index: Index) -> tuple[str, ...]:
    """Every line without a fact that a draft on the main sections can hold."""
    found = [frame(name, language) for name in _FIXED for language in LANGUAGES]
    for label in labels(index):
        found.append(label)
        for term in index.glossary:
            if term.chinese and term.english.lower() == label.lower():
                found += [f"{label}（{term.chinese}）", f"{label}（{traditional(term.chinese)}）"]
        found += [frame(name, language, label=label) for name in _LABELLED for language in LANGUAGES]
    return tuple(dict.fromkeys(found))


def filled_with(text: str, *, heading: bool) -> str | None:
    """The topic in a question of ours, in a line that says that the sources are silent or, as a heading, in a title; else None."""
    names = [name for name in (*_LABELLED, "not_said") if heading or not name.startswith("title_")]
    matches = (frame_pattern(name, language).match(text) for name in names for language in LANGUAGES)
    return next((match["label"] for match in matches if match), None)


@lru_cache(maxsize=4)
def labels(index: Index) -> tuple[str, ...]:
    """The titles, the headings and the nouns of lists that a draft's lines are filled with."""
    return tuple(dict.fromkeys(_labels(index)))


def is_sources_heading(text: str) -> bool:
    """Whether a line heads the list of sources."""
    return any(text == frame("sources", language) for language in LANGUAGES)


@lru_cache(maxsize=4)
def known_sources(index: Index) -> dict[str, Citation]:
    """Every entry that a list of sources may have, with a place that it stands for."""
    found: dict[str, Citation] = {}
    for entry in index.manifest.documents:
        seen = set()
        for piece in index.structure(entry["id"]).pieces:
            if piece.kind == "sentence" and piece.attribution not in seen:
                seen.add(piece.attribution)
                if citation := cite_span(index, entry["id"], piece.span):
                    found.setdefault(source_entry(citation), citation)
    return found


def _labels(index: Index) -> Iterator[str]:
    for document in main_documents(index):
        yield document.title
        yield from (label for label in sections(index, document.id) if label)
        yield from (each.noun for each in index.structure(document.id).enumerations if each.noun)
