"""The embedded answerer: evidence in, claims in the sources' own words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer_types import answer_spans, counts_of, leaves_trace, people
from assistant.asked import Asked
from assistant.evidence import Evidence, term_set
from assistant.ground import Claim
from assistant.lists import ListMatch
from assistant.phrases import phrase
from assistant.questions.records import Question
from corpus.records import Document, Enumeration, Piece, Span, Structure
from index.retrieve import Index
from index.terms import stem, words

# A sentence longer than this is cut to the clause that answers, if its clauses are set apart by semicolons.
_LONG_WORDS = 40
# A list is introduced by the source's own words if they are no more than this.
_LEAD_WORDS = 24
# Share of the question's terms below which an answer rests on meaning alone.
PARAPHRASE = 0.35
# Words of an explanation after which no further sentence is added.
_ENOUGH_WORDS = 60


def answer_sentences(question: Question, best: Evidence, evidence: Sequence[Evidence], index: Index) -> list[Claim]:
    """One sentence for a fact; for a reason or an explanation also those that belong to it, in reading order."""
    chosen = [best]
    if question.asked in (Asked.REASON, Asked.MANNER, Asked.MEANING, Asked.OPEN, Asked.LIST):
        for each in evidence:
            if len(chosen) == 3 or sum(len(one.text.split()) for one in chosen) > _ENOUGH_WORDS:
                break
            if each is not best and _belongs(question, each, chosen):
                chosen.append(each)
    if question.asked is Asked.PERSON and _SEVERAL.search(question.text):
        chosen += [each for each in evidence if _names_others(question, each, chosen)][:2]
    if best.coverage < PARAPHRASE and best.document.tier == "official":
        # The words of the question are not the source's: the two sentences nearest in meaning are both given.
        nearest = sorted((each for each in evidence if each.document.id == best.document.id), key=lambda each: -each.cosine_similarity)
        chosen = [best, *(each for each in nearest if each is not best and each.piece.kind == "sentence")][:2]
    chosen.sort(key=lambda each: (each.document.id != best.document.id, each.document.id, each.piece.span.start))
    return [_sentence_claim(question, each) for each in chosen]


# "Who was there?", "all names", "which officials": one sentence may not have them all.
_SEVERAL = re.compile(
    r"\bwho (?:was|were|attended|came|spoke|took part|all|participated)\b|\bnames\b|\b(?:which|what) (?:\w+ ){0,2}(?:officials|people|persons|leaders|experts)\b|"
    r"\b(?:every|all|each)(?: of)?(?: the)? (?:\w+ )?(?:official|person|people|speaker|leader|participant|attendee)s?\b|\beveryone\b|"
    r"哪些人|哪几位|哪些领导|有谁|都有谁",
    re.IGNORECASE,
)


_ALL = re.compile(r"\b(?:every|all|each|everyone|everybody)\b", re.IGNORECASE)


def _names_others(question: Question, each: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a sentence nearly as good, of the same source, names persons that the chosen ones do not."""
    best = chosen[0]
    named = {span.of(one.text) for one in chosen for span in people(one.text)}
    # "Every official", "which three officials": what is asked for is all of them, and the best sentence may have too few.
    short = bool(_ALL.search(question.text)) or (question.count or 0) > len(named)
    score, coverage = (0.5, 0.3) if short else (0.7, 0.5)
    if each is best or each.document.id != best.document.id or each.score < score * best.score or each.coverage < coverage:
        return False
    return bool({span.of(each.text) for span in people(each.text)} - named)


def _belongs(question: Question, each: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a further sentence adds to the best one: of the same source, nearly as good, and not the same again."""
    best = chosen[0]
    if each.document.id != best.document.id or each.score < 0.88 * best.score or each.piece.kind == "title":
        return False
    if question.asked is Asked.REASON and each.holds and each.score >= 0.92 * best.score:
        return True
    return each.piece.section == best.piece.section or bool({term.stem for term in best.unmet} - {term.stem for term in each.unmet})


def _sentence_claim(question: Question, each: Evidence) -> Claim:
    span = clause(question, each.document, each.piece.span)
    # "In order to" shows that a reason follows, and is not the reason.
    decisive = each.holds if leaves_trace(question.asked) else ()
    return claim(each.document, each.piece, span, each.passage_id, question, decisive)


def claim(document: Document, piece: Piece, span: Span, passage_id: str, question: Question, emphasis: Sequence[Span] = ()) -> Claim:
    """The claim of `span`; background is introduced by whom it goes back to and stands without quotation marks."""
    lead, quoted = "", True
    if document.tier == "background":
        quoted = False
        lead = (
            phrase("background", question.language, source=piece.attribution.source, date=piece.attribution.date)
            if piece.attribution
            else phrase("background_plain", question.language)
        )
    return Claim(document, span, piece.section, passage_id, piece.attribution, lead, emphasis=tuple(emphasis), quoted=quoted)


def clause(question: Question, document: Document, span: Span) -> Span:
    """`span`, or the one of its clauses that answers, where it is long and its clauses stand between semicolons."""
    text = span.of(document.text)
    if len(text.split()) <= _LONG_WORDS or ";" not in text or document.tier == "background":
        return span
    parts = [Span(span.start + match.start(), span.start + match.end()) for match in re.finditer(r"[^;\s][^;]*", text)]
    wanted = {each for term in question.terms for each in (term.stem, *term.synonyms)}

    def fit(part: Span) -> tuple[int, int]:
        words = part.of(document.text)
        return (bool(answer_spans(question, words)), len(wanted & term_set(words)))

    best = max(parts, key=fit)
    return best if fit(best)[1] >= 2 and len(best.of(document.text).split()) >= 6 else span


def answer_list(question: Question, match: ListMatch, index: Index) -> list[Claim]:
    """The items of a list, numbered, each with its own citation; a series that can be read in two ways as it is printed."""
    document, enumeration = match.document, match.enumeration
    structure = index.structure(document.id)
    if document.tier == "background" and enumeration.form == "series":
        # A statement of a note stands alone and names its source once, so it is given whole.
        piece = _piece_at(structure, enumeration.items[0].start)
        spans = (Span(enumeration.items[0].start, enumeration.items[-1].end),)
        return [claim(document, piece, piece.span, _passage(index, document, piece.span), question, spans)]
    if ambiguous(document, enumeration):
        piece = _piece_at(structure, enumeration.items[0].start)
        whole = Span(enumeration.items[0].start, enumeration.items[-1].end)
        opening = _clause_start(document, piece.span, enumeration.items[0].start)
        shown = Span(opening, whole.end)
        decisive = _declared_number(document, Span(opening, enumeration.items[0].start), enumeration)
        return [claim(document, piece, shown, _passage(index, document, whole), question, decisive)]
    claims = _list_lead(question, match, index)
    for number, label in enumerate(enumeration.labels, start=1):
        piece = _piece_at(structure, label.start)
        made = claim(document, piece, label, _passage(index, document, label), question)
        claims.append(_numbered(made, number))
    return claims


def _list_lead(question: Question, match: ListMatch, index: Index) -> list[Claim]:
    """The clause that introduces the list, where it is short and no heading."""
    document, enumeration = match.document, match.enumeration
    lead = enumeration.lead
    if enumeration.form == "headings" or lead.end <= lead.start:
        return []
    piece = _piece_at(index.structure(document.id), lead.start)
    start = _clause_start(document, Span(max(lead.start, piece.span.start), lead.end), lead.end - 1)
    span = Span(start, lead.end)
    if piece.kind != "sentence" or not 3 <= len(span.of(document.text).split()) <= _LEAD_WORDS:
        return []
    return [claim(document, piece, span, _passage(index, document, span), question, _declared_number(document, span, enumeration))]


def answer_item(question: Question, match: ListMatch, number: int, index: Index, evidence: Sequence[Evidence] = ()) -> list[Claim]:
    """One item of a list, by its number from 1; what introduces the list, where it has no such item."""
    document, enumeration = match.document, match.enumeration
    structure = index.structure(document.id)
    if number < 0:
        number = len(enumeration.items)
    if not 1 <= number <= len(enumeration.items):
        return count_claim(question, match, index, phrase("only", question.language, count=len(enumeration.items)))
    label = enumeration.labels[number - 1]
    within = [each for each in evidence if each.document is document and enumeration.items[number - 1].contains(each.piece.span)]
    asked = {term.stem for term in question.terms} - set(question.focus)
    # A question about something inside the item is answered by the item's sentence that has it.
    closer = [each for each in within if len(asked & term_set(each.text)) > len(asked & term_set(label.of(document.text)))]
    if closer and not closer[0].piece.span.overlaps(label):
        return [_sentence_claim(question, closer[0])]
    if enumeration.form == "headings":
        label = enumeration.items[number - 1]
        pieces = [piece for piece in structure.pieces if label.contains(piece.span) and piece.kind == "sentence"]
        label = Span(label.start, pieces[0].span.end if pieces else label.end)
    piece = _piece_at(structure, label.start)
    return [claim(document, piece, label, _passage(index, document, label), question)]


def count_claim(question: Question, match: ListMatch, index: Index, lead: str = "") -> list[Claim]:
    """What introduces the list, where it says how many there are; else the list itself."""
    document, enumeration = match.document, match.enumeration
    if enumeration.declared is None:
        return answer_list(question, match, index)
    structure = index.structure(document.id)
    piece = _piece_at(structure, enumeration.lead.start)
    start = _clause_start(document, piece.span, enumeration.lead.end)
    end = enumeration.lead.end
    if enumeration.form == "series" and not ambiguous(document, enumeration):
        end = enumeration.items[-1].end
    elif enumeration.form == "series":
        start, end = piece.span.start, piece.span.end
    span = Span(start, end)
    number = _declared_number(document, span, enumeration)
    made = claim(document, piece, span, _passage(index, document, span), question, number)
    return [_led(made, lead)] if lead else [made]


def _declared_number(document: Document, span: Span, enumeration: Enumeration) -> tuple[Span, ...]:
    """Where `span` says the declared number."""
    heads = frozenset(stem(word) for word in words(enumeration.noun)[-1:])
    return tuple(Span(span.start + each.start, span.start + each.end) for each in counts_of(heads, span.of(document.text))[-1:])


def ambiguous(document: Document, enumeration: Enumeration) -> bool:
    """Whether a series can be cut into items in more than one way: one of its items has an "and" of its own."""
    return enumeration.form == "series" and len(enumeration.items) > 2 and any(
        re.search(r"\sand\s|\sor\s", item.of(document.text)) for item in enumeration.items
    ) and (enumeration.declared is not None and enumeration.declared >= 6)


def _clause_start(document: Document, sentence: Span, position: int) -> int:
    """Where the clause that holds `position` begins: after the last colon or semicolon before it."""
    cuts = [match.end() for match in re.finditer(r"[;:]\s+", document.text[sentence.start : position])]
    return sentence.start + cuts[-1] if cuts else sentence.start


def _piece_at(structure: Structure, position: int) -> Piece:
    """The piece that holds a character of a list, which always stands in one."""
    piece = structure.piece_at(position)
    if piece is None:
        raise ValueError(f"no piece of the document holds character {position}; build the index again")
    return piece


def _passage(index: Index, document: Document, span: Span) -> str:
    return index.passage_at(document.id, span.start)


def _numbered(made: Claim, number: int) -> Claim:
    return _led(made, f"{number}. ")


def _led(made: Claim, lead: str) -> Claim:
    return replace(made, lead=lead + made.lead)
