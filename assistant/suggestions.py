"""Questions that the sources do answer, for one that they do not."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.chain import PlanAssistant
from assistant.drafts.framing import frame
from assistant.drafts.material import main_documents, sections
from assistant.language.script import language_of, traditional
from assistant.records import Answer, Citation, Language
from assistant.sources import Sources
from corpus.numerals import CARDINALS
from index.retrieve import Index

MOST = 3
# Each candidate is asked, which takes a twentieth of a second.
_TRIED = 6
_NUMBER_WORDS = {number: word for word, number in CARDINALS.items()}


def suggested_questions(answer: Answer, assistant: PlanAssistant, sources: Sources = Sources()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """Up to `MOST` questions on the lists and sections nearest to an abstention, each of which the assistant answers from `sources`.

    They are made of a heading or of what a source calls the items of a list, and asked before they are shown.
    """
    found: list[str] = []
    asked = dict.fromkeys(_candidates(answer, sources.narrowed(assistant.index)))
    for question in list(asked)[:_TRIED]:
        tried = assistant.invoke({"question": question, "history": (), "sources": sources})
        if tried.status == "answered" and any(each.tier != "background" for each in tried.citations):
            found.append(question)
        if len(found) == MOST:
            break
    return tuple(found)


def _candidates(answer: Answer, index: Index) -> Iterator[str]:
    for citation in answer.nearest:
        yield from _on(citation.source, index, citation, answer)
    for document in main_documents(index):
        yield from _on(document.id, index, None, answer)


def _on(document_id: str, index: Index, near: Citation | None, answer: Answer) -> Iterator[str]:
    """Questions on a document's lists and sections; of those, where `near` is given, the ones that it stands in."""
    document = index.document(document_id)
    for each in index.structure(document_id).enumerations:
        first, last = each.items[0].start, each.items[-1].end
        if each.noun and each.form != "series" and (near is None or (first < near.end and near.start < last)):
            count = f"{_NUMBER_WORDS.get(each.declared, '')} " if each.declared and answer.language == "en" else ""
            if label := _label(each.noun, index, answer.language):
                yield frame("ask_list", answer.language, label=f"{count}{label}")
    for label, pieces in sections(index, document.id).items():
        if label and (near is None or any(piece.span.start <= near.start < piece.span.end for piece in pieces)):
            if said := _label(label, index, answer.language):
                yield frame("ask_section", answer.language, label=said)


def _label(words: str, index: Index, language: Language) -> str:
    """A heading or a noun of a source as a question in `language` names it; empty where that has no words for it.

    A Chinese question takes the glossary's Chinese for English words.
    """
    if language == "en":
        return words if language_of(words) == "en" else ""
    known = next((term.chinese for term in index.glossary if term.chinese and term.english.casefold() == words.casefold()), words)
    if language_of(known) == "en":
        return ""
    return traditional(known) if language == "zh-Hant" else known
