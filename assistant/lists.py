"""Which list of the sources a question asks for, if it asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.across_languages import apart, names_met, read_across
from assistant.articles import article_of, has_articles, in_article
from assistant.asked import Asked
from assistant.evidence import names_in_full, speaks_of_names, term_set
from assistant.exclusion_chinese import of_other_class
from assistant.language.gloss import english_of
from assistant.language.lexicon import synonyms
from assistant.language.script import simplified
from assistant.questions.chinese import counted_noun
from assistant.questions.records import Question, Term
from assistant.questions.terms import GENERIC_NOUNS
from assistant.scope import means_another
from corpus.records import Document, Enumeration
from index.records import Hit
from index.retrieve import Index
from index.terms import STOP_WORDS, stem, terms, words

_NAMED, _NAMED_CHINESE = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class ListMatch:
    """A list that the question may be asking for."""

    document: Document
    enumeration: Enumeration
    fit: float
    """How well what introduces the list meets the question, in [0, 1]."""
    coverage: float
    """Share of the question's terms that the list meets anywhere, in [0, 1]."""
    heads: float
    """Share of the asked-for noun's words that name the list, in [0, 1]."""
    score: float


def match_lists(question: Question, hits: Sequence[Hit], index: Index) -> list[ListMatch]:
    """The lists near the best passages, best fit first; empty for a question that cannot be asking for one."""
    article = article_of(simplified(question.text)) if question.language != "en" else None
    if article and not any(has_articles(index.structure(id_)) for id_ in {hit.passage.document_id for hit in hits} if index.document(id_).language != "en"):
        # "The second one" of a list, which Chinese counts as it does articles.
        article = None
    found: list[ListMatch] = []
    best = hits[0].score if hits else 1.0
    tiers = index.tiers
    for document_id in dict.fromkeys(hit.passage.document_id for hit in hits):
        document = index.document(document_id)
        across = apart(question, document)
        if means_another(simplified(question.text), document, tiers):
            continue
        if not names_met(question, document) if across else question.read_for(document.language).strangers or not speaks_of_names(question, document):
            continue
        named = any(term.name for term in question.terms)
        own = [hit for hit in hits if hit.passage.document_id == document_id]
        for enumeration in index.structure(document_id).enumerations:
            if article and not in_article(enumeration.section, article):
                continue
            start, end = enumeration.lead.start, enumeration.items[-1].end
            near = max((hit.score / best for hit in own if start <= hit.passage.end and hit.passage.start <= end), default=0.0)
            if near or document.tier == "official" or named:
                found.append(_match(read_across(question, document) if across else question.read_for(document.language), document, enumeration, near))
    return sorted(_of_name(question, found), key=lambda each: -each.score)


# Chosen on the tuning half; anything from .2 to .5 gave the same.
_NOT_OF_NAME = 0.3


def _of_name(question: Question, found: list[ListMatch]) -> list[ListMatch]:
    """`found`, less for lists without a name that the question has in full and another list has: "the areas of the Harbour Outline"."""
    names = [frozenset(terms(name)) for name in question.names]
    held = {id(each): sum(name <= _said_of(each) for name in names) for each in found}
    most = max(held.values(), default=0)
    return [replace(each, score=each.score - _NOT_OF_NAME) if held[id(each)] < most else each for each in found]


def _said_of(match: ListMatch) -> frozenset[str]:
    """The words of what introduces a list, of its headings and of its document's title."""
    return term_set(f"{match.enumeration.lead.of(match.document.text)} {' '.join(match.enumeration.section)} {match.document.title}")


def _match(question: Question, document: Document, enumeration: Enumeration, retrieved: float) -> ListMatch:
    say = english_of if apart(question, document) else str
    lead = say(enumeration.lead.of(document.text))
    noun = term_set(enumeration.noun)
    # A heading names a list as well as its lead does; the label of the item it stands in does not.
    headings = term_set(say(" ".join(enumeration.section[-2:])))
    named = noun | term_set(lead if len(lead.split()) <= 12 else " ".join(lead.split()[-12:])) | headings
    around = term_set(say(" ".join(item.of(document.text) for item in enumeration.items))) | term_set(say(document.title)) | term_set(lead)
    fit = _weighted(question.terms, named, around)
    # Without a question's form ("guarantee measures, all three please") all its words must name the list.
    heads = _share(_focus_terms(question), named) if question.focus else _weighted(question.terms, named, frozenset())
    agreement = 0.0
    if question.count is not None:
        # Where the source declares more than it lists, a question may have either number.
        agreement = 0.25 if question.count in (enumeration.declared, len(enumeration.items)) else -0.25
    # A question that names the list's heading in full means that list.
    if any(names_in_full(label, question) for label in enumeration.section[-2:]):
        agreement += 0.3
    form = {"ordinal": 0.08, "headings": 0.0, "series": 0.0}[enumeration.form]
    tier = {"official": 0.2, "background": 0.0, "user": -0.05}[document.tier]
    coverage = _weighted(question.terms, named | around, frozenset())
    return ListMatch(document, enumeration, fit, coverage, heads, 0.6 * fit + 0.5 * heads + 0.25 * retrieved + agreement + form + tier)


def _focus_terms(question: Question) -> list[tuple[str, frozenset[str]]]:
    known = {term.stem: term.synonyms for term in question.terms}
    return [(each, known.get(each, frozenset())) for each in question.focus]


def _share(focus: list[tuple[str, frozenset[str]]], named: frozenset[str]) -> float:
    """How much of the asked-for noun names the list; its last word, the head, counts double."""
    if not focus:
        return 0.0
    total = gained = 0.0
    for position, (root, others) in enumerate(focus):
        weight = 2.0 if position + 1 == len(focus) else 1.0
        if root in GENERIC_NOUNS and root not in named:
            weight *= 0.25
        total += weight
        gained += weight * (1.0 if root in named else 0.7 if others & named else 0.0)
    return gained / total


def _weighted(terms: Sequence[Term], named: frozenset[str], around: frozenset[str]) -> float:
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    gained = 0.0
    for term in terms:
        if term.stem in named:
            value = 1.0
        elif term.synonyms & named:
            value = 0.7
        elif term.stem in around:
            value = 0.5
        else:
            value = 0.3 if term.synonyms & around else 0.0
        gained += term.weight * value
    return gained / total


def names_list(question: Question, match: ListMatch) -> bool:
    """Whether what is asked for names the list; less is asked of a Chinese question, whose noun is not known."""
    if _named_otherwise(question, match):
        return False
    if match.document.language == "en" and of_other_class(question, f"{match.enumeration.lead.of(match.document.text)} {' '.join(match.enumeration.section)}"):
        return False
    agreed = question.count is not None and question.count in (match.enumeration.declared, len(match.enumeration.items))
    return match.heads >= (_NAMED if question.language == "en" and not agreed else _NAMED_CHINESE)


def counts_items(question: Question, match: ListMatch) -> bool:
    """Whether a list says how many there are of what is asked: it announces a number, or calls its items that.

    "Brands covering service and shopping" does not count brands.
    """
    enumeration = match.enumeration
    if question.language != "en" and words(enumeration.noun)[:1] and words(enumeration.noun)[0] in STOP_WORDS:
        # "Points 1 to 3 and sets out requirements" announces no number of them.
        return False
    if question.language != "en" and match.document.language == "en" and enumeration.noun and (counted := counted_noun(question.text)):
        # The Chinese noun says what is counted: points are no requirements.
        return bool({counted[-1], *synonyms().get(counted[-1], ())} & term_set(enumeration.noun))
    if question.language == "en" and enumeration.noun and not _is_called(match, question):
        # "The People's Congress made one office out of three bodies" says how many bodies, and of no people.
        return False
    return enumeration.declared is not None or enumeration.form != "series" or bool(set(question.focus[-1:]) & term_set(enumeration.noun))


# Chosen on the tuning half: a list that fits so much less well may be what is meant all the same.
_RIVAL = 0.25


def rival_counts(question: Question, best: ListMatch, lists: Sequence[ListMatch]) -> list[ListMatch]:
    """The other lists that a question for a number fits nearly as well, and that give other numbers of the same noun.

    "How many fields are there?" has two answers where a paper names "11 major fields" and "four fields".
    """
    numbers = {best.enumeration.declared}
    found = []
    for each in lists:
        number = each.enumeration.declared
        alike = each.document.id == best.document.id and best.score - each.score <= _RIVAL and each.heads >= best.heads
        if question.count is None and alike and number and number not in numbers and _last_word(each) == _last_word(best) and names_list(question, each) and counts_items(question, each):
            numbers.add(number)
            found.append(each)
    return found


def _last_word(match: ListMatch) -> str:
    return next((stem(word) for word in reversed(words(match.enumeration.noun))), "")


def _is_called(match: ListMatch, question: Question) -> bool:
    """Whether the noun that an English question counts, or another word for it, is what a list or its heading calls the items."""
    # A document's title says of all its lists the same.
    headings = [label for label in match.enumeration.section[-2:] if label not in match.document.title]
    called = term_set(f"{match.enumeration.noun} {' '.join(headings)}")
    return all(head in called or head in GENERIC_NOUNS or others & called for head, others in _focus_terms(question)[-1:])


def miscounts(question: Question, match: ListMatch) -> bool:
    """Whether the question supposes another number than a list that all its words name: "why are there five stages?"."""
    enumeration = match.enumeration
    if question.count is None or question.count in (enumeration.declared, len(enumeration.items)) or enumeration.declared is None:
        return False
    return match.fit >= _NAMED_WHOLLY


# Share of a question's words that name a list from which it can be asking of nothing else.
_NAMED_WHOLLY = 0.9


def _named_otherwise(question: Question, match: ListMatch) -> bool:
    """Whether the question names the list's heading, and the list calls its items something more particular.

    "The general target" is what stands under that heading, not the four "supportive targets" listed there.
    """
    enumeration = match.enumeration
    met = {each for term in question.terms for each in (term.stem, *term.synonyms)}
    noun = term_set(enumeration.noun) - GENERIC_NOUNS
    return (
        len(noun) >= 2
        and question.count is None
        and not noun <= met
        and bool(noun & met)
        and any(names_in_full(label, question) for label in enumeration.section[-1:])
    )


def wants_list(question: Question) -> bool:
    """Whether the question's form admits a list for an answer."""
    return question.asked in (Asked.LIST, Asked.OPEN, Asked.MEANING) or (
        question.count is not None and question.asked in (Asked.MANNER, Asked.YES_NO, Asked.FIGURE)
    )
