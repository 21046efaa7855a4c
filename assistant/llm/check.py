"""A model's sentence beside the passages: borne out by those that it marks, by others, or dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.records import SentenceCheck
from assistant.checking.sentences import check_claim
from assistant.llm.records import Checked, Dropped, DropReason, Passage, Sentence
from index.retrieve import Index

_PASSED = ("exact", "supported")
_ADDRESS = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net|cn|io|gov)\b|!\[|\]\(|<\s*/?\s*[a-z!]|&#|data:|javascript:", re.IGNORECASE
)
_REASONS: dict[str, DropReason] = {
    "figure": "figure",
    "unit": "unit",
    "date": "date",
    "name": "name",
    "negation": "negation",
    "qualifier": "qualifier",
}


def check_sentence(sentence: Sentence, passages: Sequence[Passage], index: Index, lead: str = "") -> Checked | Dropped | None:
    """The sentence with the citations that bear it out, or why it is dropped; None where it states nothing.

    The passages that it marks are looked at first, then the others. `lead` are the words that introduce the list
    whose item it is, and are read with it.
    """
    if _ADDRESS.search(sentence.words):
        return Dropped("address")
    # With a stop: words without one are read as a heading, which states nothing.
    words = f"{lead.rstrip(' :：')} {sentence.words}".strip().rstrip(" .。:：;；,，")
    words += "." if words[-1:].isascii() else "。"
    marked = [each for each in passages if each.n in sentence.marks]
    first: SentenceCheck | None = None
    for chosen in (marked, passages):
        if not chosen:
            continue
        check = check_claim(words, index, within=[hit for each in chosen for hit in each.sentences])
        if check.verdict in _PASSED and check.citations:
            return Checked(sentence, check.citations)
        if check.verdict == "no_claim" and not sentence.item:
            return None
        if check.verdict == "altered" and chosen is marked:
            # What it marks says otherwise: only the very words elsewhere could save it.
            return Dropped(_reason(check))
        first = first or check
    if first is None or (sentence.marks and not marked):
        return Dropped("mark")
    return Dropped(_reason(first))


def _reason(check: SentenceCheck) -> DropReason:
    if any(each.verdict != "exact" for each in check.quotations):
        return "quotation"
    if check.verdict == "altered" and check.differences:
        return _REASONS.get(check.differences[0].kind, "wording")
    return "unsupported"
