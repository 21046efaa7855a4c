"""Questions that the sources do answer, for one that they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chain import PlanAssistant
from assistant.drafts.framing import frame
from assistant.drafts.material import main_documents, sections
from assistant.language.script import traditional
from assistant.records import Answer, Citation, Language
from assistant.sources import ALL_SOURCES, Sources
from corpus.numerals import CARDINALS
from index.retrieve import Index

MOST = 3
# Each candidate is asked, which takes a twentieth of a second.
_TRIED = 6
_CHINESE = re.compile("[\u3400-\u9fff]")
# A term that can be asked for: one name, and no list, figure or clause.
_NAME = re.compile("[\u3400-\u9fff]{3,14}")
_NUMBER_WORDS = {number: word for word, number in CARDINALS.items()}


def suggested_questions(answer: Answer, assistant: PlanAssistant, sources: Sources = ALL_SOURCES) -> tuple[str, ...]:
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
        yield from _on(citation.source, index, citation, answer.language)
        yield from _on_terms(citation.quote, index, answer.language)
    for document in main_documents(index):
        yield from _on(document.id, index, None, answer.language)
        yield from _on_terms(document.text, index, answer.language)


def _on(document_id: str, index: Index, near: Citation | None, language: Language) -> Iterator[str]:
    """Questions on a document's lists and sections; of those, where `near` is given, the ones that it stands in."""
    document = index.document(document_id)
    for each in index.structure(document_id).enumerations:
        first, last = each.items[0].start, each.items[-1].end
        if each.noun and each.form != "series" and (near is None or (first < near.end and near.start < last)) and (label := _label(each.noun, index, language)):
            count = f"{_NUMBER_WORDS.get(each.declared, '')} " if each.declared and language == "en" else ""
            yield frame("ask_list", language, label=f"{count}{label}".strip())
    for heading, pieces in sections(index, document.id).items():
        stands = near is None or any(piece.span.start <= near.start < piece.span.end for piece in pieces)
        if heading and stands and (label := _label(heading, index, language)):
            yield frame("ask_section", language, label=label)


def _on_terms(text: str, index: Index, language: Language) -> Iterator[str]:
    """In Chinese, where few English headings have an established name: questions on the glossary's terms that stand in `text`."""
    if language == "en":
        return
    words = text.casefold()
    for term in index.glossary:
        if _NAME.fullmatch(term.chinese) and term.english.casefold() in words:
            yield frame("ask_term", language, label=_in_script(term.chinese, language))


def _label(words: str, index: Index, language: Language) -> str:
    """A heading or a noun of a source as a question names it: empty where a Chinese question would have to quote English.

    A Chinese question has the glossary's Chinese, or the words of a source that is Chinese itself.
    """
    if language == "en":
        return words
    chinese = words if _CHINESE.search(words) else next((term.chinese for term in index.glossary if term.chinese and _same(term.english, words)), "")
    return _in_script(chinese, language)


def _in_script(chinese: str, language: Language) -> str:
    return traditional(chinese) if language == "zh-Hant" else chinese


def _same(term: str, words: str) -> bool:
    """Whether both are the same but for case and number."""
    return term.casefold().removesuffix("s") == words.casefold().removesuffix("s")
