"""Target years that have passed, with what the sources say of the outcome."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from assistant.evidence import term_set
from assistant.ground import Claim
from assistant.language.lexicon import synonyms
from assistant.phrases import phrase
from assistant.places import Remark, Statement, opening, place, statements_on
from assistant.records import Language
from index.retrieve import Index
from index.terms import words

_TARGET_YEAR = re.compile(r"\b(?:by|until|before|in|for|up\s+to)\s+(?:the\s+end\s+of\s+)?(?P<year>20\d\d)\b|到(?P<chinese>20\d\d)年", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:should|shall|will|must|targets?|goals?|aim(?:s|ed)?|objectives?|expected|wants?|wanted|plan(?:s|ned)?\s+to)\b|目标|要|力争", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:met|meets|miss(?:es|ed)|reached|achieved|attained|fulfilled|fell\s+short|fallen\s+short|exceeded|surpassed|stood\s+at)\b|达到|实现了|完成了|未能",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OUTCOME_WORDS = 24
# Share of a target's weight that an outcome must name; chosen so that statements on other targets stay out.
_SAME_TARGET = 0.4
# Added where a statement repeats the figure that is aimed at.
_FIGURE_SHARED = 0.25


def target_notes(claims: Sequence[Claim], index: Index, language: Language) -> list[Remark]:
    """A remark on the latest target year that the claims state and that has passed; none where they tell the outcome."""
    if any(_OUTCOME.search(claim.span.of(claim.document.text)) for claim in claims):
        return []
    targets = [(year, claim) for claim in claims if (year := _target_year(claim, index)) is not None]
    if not targets:
        return []
    latest = max(year for year, _ in targets)
    own = [claim for year, claim in targets if year == latest]
    found = [(score, each, claim) for claim in own if (best := _outcome(claim, latest, index)) for score, each in [best]]
    if not found:
        return [Remark(phrase("past", language, year=latest), (own[0],))]
    _, each, claim = max(found, key=lambda entry: entry[0])
    text = phrase("past_outcome", language, year=latest, words=opening(each.text, _OUTCOME_WORDS))
    return [Remark(text, (claim, place(each.document, each.piece.span, index)))]


def _target_year(claim: Claim, index: Index) -> int | None:
    """The year by which what the claim says was to be reached, if it has passed; that of a list's introduction counts for its items."""
    text = claim.span.of(claim.document.text)
    years = _years(text)
    structure = index.structure(claim.document.id)
    piece = structure.piece_at(claim.span.start)
    if not years and piece and claim.document.tier != "background":
        lists = [each for each in structure.enumerations if each.form == "ordinal" and any(item.contains(claim.span) for item in each.items)]
        if any(_TARGET.search(each.noun) for each in lists):
            above = [other.span for other in structure.pieces if other.paragraph == piece.paragraph and other.span.end <= piece.span.start]
            years = [year for span in above for year in _years(span.of(claim.document.text))]
    written = (claim.attribution.date if claim.attribution and claim.attribution.date[:1].isdigit() else claim.document.date)[:4]
    past = [year for year in years if (not written.isdigit() or int(written) < year) and year < datetime.date.today().year]
    return max(past, default=None)


def _years(text: str) -> list[int]:
    if not _TARGET.search(text):
        return []
    return [int(match["year"] or match["chinese"]) for match in _TARGET_YEAR.finditer(text)]


def _outcome(claim: Claim, year: int, index: Index) -> tuple[float, Statement] | None:
    """The statement that tells best what became of the target, with how well it fits; None where no statement does."""
    clauses = _clauses(claim)
    best: tuple[float, Statement] | None = None
    for each in statements_on(index, claim.span.of(claim.document.text)):
        if not _OUTCOME.search(each.text) or (each.document.id == claim.document.id and claim.document.tier != "background"):
            continue
        said = [int(found) for found in _YEAR.findall(each.text)]
        if not said or max(said) < year:
            continue
        score = max(_shared(clause, each.stems, index) for clause in clauses)
        if score >= _SAME_TARGET:
            score += 0.2 * (year in said) + 0.2 * bool(_TARGET.search(each.text))
            if best is None or score > best[0]:
                best = (score, each)
    return best


def _clauses(claim: Claim) -> list[str]:
    """The parts between semicolons that are long enough to say what is aimed at."""
    text = claim.span.of(claim.document.text)
    parts = [part for part in re.split(r"[;；]", text) if len(words(part)) >= 5]
    return parts or [text]


def _shared(clause: str, stems: frozenset[str], index: Index) -> float:
    """Share of a clause's weight that a statement names, years and common words apart; 0 for fewer than three words."""
    weights = {each: index.vocabulary.inverse_document_frequency(each) for each in term_set(clause) if not _YEAR.fullmatch(each)}
    shared = [each for each in weights if each in stems or synonyms().get(each, frozenset()) & stems]
    total = sum(weights.values())
    if len(shared) < 3 or not total:
        return 0.0
    return sum(weights[each] for each in shared) / total + (_FIGURE_SHARED if any(each[0].isdigit() for each in shared) else 0.0)


