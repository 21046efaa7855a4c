"""Enough, half, or nothing: whether the evidence answers the question, on signals that can be explained.

First, what rules a sentence out (`exclusion`): it lacks the kind of thing asked for (a date, an amount, an address),
or speaks of another year, another body, a deputy, or not of the kind "which ones" of which are wanted. Then a logistic
model of a few signals says how probably the sentence answers; it was fitted on the tuning half of the gold set
(`eval/fit_sufficiency.py` gives the figures) and its weights stand below.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.across_languages import apart, names_met
from assistant.evidence import Evidence
from assistant.exclusion import ruled_out
from assistant.language.script import simplified
from assistant.questions.records import Question
from assistant.questions.terms import names_attribute
from assistant.scope import speaks_of_the_paper

Verdict = Literal["enough", "not_in_sources", "off_topic"]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence; each also names a weight of the logistic model."""

    constant: float
    """1."""
    coverage: float
    """Share of the question's terms that the sentence and its surroundings meet, in [0, 1]."""
    similarity: float
    """Cosine similarity, as deviations of 0.03 from 0.82: the middle of the band of multilingual-e5-small."""
    margin: float
    """Cosine similarity above the mean of the candidates' tail, in steps of 0.02."""
    holds: float
    """1 where the sentence holds the kind of thing asked for."""
    background: float
    """1 for a background note, whose statements are many and much alike; an operator's paper speaks for itself."""
    chinese: float
    """1 for a question in Chinese, whose words are met through a dictionary."""
    score: float
    """The sentence's score as evidence."""
    behind: float
    """How far it scores behind the best sentence of the same kind of source; at most 0."""


MODEL = Signals(-2.31, 2.01, 0.11, 0.53, 0.24, -2.44, 0.45, 0.65, 3.47)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the probabilities divide; chosen on the tuning half."""

    official: float = 0.16
    unknown_language: float = 0.2
    """For a question in neither English nor Chinese, of which only the embedding can be compared."""
    background: float = 0.12
    """For background statements, whose constant is lower already."""
    whole: float = 0.88
    """Share of the question's terms in a background statement itself from which half as much probability is enough."""
    whole_chinese: float = 0.8
    """The same for a Chinese question, for whose words the dictionary has more English than a sentence uses."""
    prefer_background: float = 0.3
    """How much more probable background must be to stand alone where an official sentence is enough."""
    foreign: float = 0.5
    """Share of the question's words that no source knows, from which it is about something else."""
    foreign_similarity: float = 0.83
    """Unless a sentence is as similar as this: it may be a paraphrase."""
    off_topic_coverage: float = 0.3
    off_topic_similarity: float = 0.815


THRESHOLDS = Thresholds()
# Share of an English question's words from which a Chinese sentence has to do with it.
_TOUCHED = 0.3
# Background stands beside an official sentence only where it meets this much more of the question.
_MORE = 0.05
# A sentence in another language stands alone where it meets this much more of the question.
_OTHER_LANGUAGE = 0.15
# Sentences of each kind of source that are looked at.
_DEEP = 5


def judge(question: Question, evidence: Sequence[Evidence], thresholds: Thresholds = THRESHOLDS) -> tuple[Verdict, list[Evidence]]:
    """The verdict, and the sentences that carry the answer where there is enough: one, or an official one with background."""
    if not evidence:
        return "off_topic", []
    elsewhere: Verdict = "not_in_sources" if speaks_of_the_paper(simplified(question.text)) else "off_topic"
    unknown_language = bool(question.unread) and question.language == "en"
    across = any(apart(question, each.document) and (each.direct >= _TOUCHED or (question.strangers and names_met(question, each.document))) for each in evidence)
    if across:
        elsewhere = "not_in_sources"
    if not across and not unknown_language and _foreign(question) >= thresholds.foreign and max(each.cosine_similarity for each in evidence) < thresholds.foreign_similarity:
        return elsewhere, []
    official, p_official = likeliest(question, evidence, official=True)
    other, p_other = likeliest(question, evidence, official=False)
    if official and p_official < (thresholds.unknown_language if unknown_language else thresholds.official):
        official = None
    if other and p_other < _least(question, other, thresholds):
        other = None
    if official and other:
        if p_other - p_official >= thresholds.prefer_background or (apart(question, other.document) and other.coverage > official.coverage + _OTHER_LANGUAGE):
            return "enough", [other]
        # Official before background.
        nearer = other.cosine_similarity > official.cosine_similarity + 0.03 and other.coverage >= official.coverage
        return "enough", [official, other] if other.coverage > official.coverage + _MORE or nearer else [official]
    if official or other:
        return "enough", [each for each in (official or other,) if each]
    if (
        not unknown_language
        and not all(names_attribute(term.word) for term in question.terms)
        and max(each.coverage for each in evidence) < thresholds.off_topic_coverage
        and max(each.cosine_similarity for each in evidence) < thresholds.off_topic_similarity
    ):
        return elsewhere, []
    return "not_in_sources", []


def probability(question: Question, each: Evidence, evidence: Sequence[Evidence], best_score: float) -> float:
    """How probably a sentence answers the question, in [0, 1]; `best_score` is that of the best one of its kind of source."""
    signals = signals_of(question, each, evidence, best_score)
    total = sum(getattr(MODEL, name) * getattr(signals, name) for name in Signals.__slots__)
    return 1.0 / (1.0 + math.exp(-total))


def signals_of(question: Question, each: Evidence, evidence: Sequence[Evidence], best_score: float) -> Signals:
    """The signals of one sentence among its candidates."""
    tail = sorted(other.cosine_similarity for other in evidence if other is not each)[-8:]
    return Signals(
        constant=1.0,
        coverage=each.coverage,
        similarity=(each.cosine_similarity - 0.82) / 0.03,
        margin=(each.cosine_similarity - sum(tail) / len(tail)) / 0.02 if tail else 0.0,
        holds=float(bool(each.holds)),
        background=float(each.document.tier == "background"),
        chinese=float(question.language != "en"),
        score=each.score,
        behind=each.score - best_score,
    )


def answers_at(question: Question, evidence: Sequence[Evidence], places: Sequence[tuple[str, int]]) -> bool:
    """Whether one of `places` (document, character) can answer: not ruled out, and half as probable as is enough to be quoted."""
    for official in (True, False):
        best = first(evidence, official=official)
        for each in evidence:
            if (each.document.tier == "official") != official or not best or ruled_out(question, each):
                continue
            least = THRESHOLDS.official if official else _least(question, each, THRESHOLDS)
            if any(id_ == each.document.id and each.piece.span.start <= start < each.piece.span.end for id_, start in places):
                if probability(question, each, evidence, best[0].score) >= least / 2:
                    return True
    return False


def _least(question: Question, other: Evidence, thresholds: Thresholds) -> float:
    """The probability from which a sentence that is not official is enough."""
    if other.document.tier == "user":
        return thresholds.official
    whole = thresholds.whole if question.language == "en" else thresholds.whole_chinese
    return thresholds.background if other.direct < whole else thresholds.background / 2


def _foreign(question: Question) -> float:
    """Share of the weight of the question's terms that neither stand in the sources nor have a synonym there, in [0, 1]."""
    if question.native:
        question = min(question, question.native, key=lambda each: sum(not term.known and not term.synonym_known for term in each.terms) / (len(each.terms) or 1))
    # "What was the budget?" asks of the plan, though no source has the word.
    about = [term for term in question.terms if not names_attribute(term.word)]
    total = sum(term.weight for term in about)
    return sum(term.weight for term in about if not term.known and not term.synonym_known) / total if total else 0.0


def likeliest(question: Question, evidence: Sequence[Evidence], *, official: bool) -> tuple[Evidence | None, float]:
    """The sentence of the official sources, or of the others, that most probably answers; None where all are ruled out."""
    kept = first(evidence, official=official)
    if not kept:
        return None, 0.0
    best = kept[0].score
    rated = [(probability(question, each, evidence, best), each) for each in kept if not ruled_out(question, each)]
    if not rated:
        return None, 0.0
    found = max(rated, key=lambda pair: pair[0])
    return found[1], found[0]


def first(evidence: Sequence[Evidence], *, official: bool) -> list[Evidence]:
    """The best-scoring sentences of the official sources, or of the others."""
    return [each for each in evidence if (each.document.tier == "official") == official][:_DEEP]
