"""Enough, half, or nothing: whether the evidence answers the question, on signals that can be explained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer_types import leaves_trace
from assistant.evidence import OFFICES, Evidence
from assistant.lists import GENERIC_NOUNS
from assistant.question import Asked, Question
from index.terms import STOP_WORDS, words

Verdict = Literal["enough", "not_in_sources", "off_topic"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the signals divide; chosen on the tuning half."""

    coverage: float = 0.42
    """Share of the question's terms that a sentence must meet."""
    similarity: float = 0.79
    """Cosine similarity at which a sentence may meet fewer terms: it may be a paraphrase (multilingual-e5-small)."""
    paraphrase: float = 0.2
    """The share that it must meet then."""
    background_coverage: float = 0.6
    """The share that a background statement must meet: it stands alone, so little may be left to its surroundings."""
    background: float = 0.3
    """How much more of the question a background statement must meet to be preferred to an official sentence."""
    official_coverage: float = 0.65
    """The share from which an official sentence is shown beside whatever the background has."""
    relation: float = 0.8
    """The share that a date without the verb asked for must meet: it is mostly the date of something else."""
    off_topic_coverage: float = 0.34
    off_topic_similarity: float = 0.815


THRESHOLDS = Thresholds()
# Sentences of each kind of source that are looked at.
_DEEP = 4


def judge(question: Question, evidence: Sequence[Evidence], thresholds: Thresholds = THRESHOLDS) -> tuple[Verdict, list[Evidence]]:
    """The verdict, and the sentences that carry the answer where there is enough: one, or an official one with background."""
    if not evidence:
        return "off_topic", []
    similarity = max(each.cosine_similarity for each in evidence)
    coverage = max(each.coverage for each in evidence)
    official = next((each for each in _first(evidence, official=True) if _enough(question, each, thresholds)), None)
    other = next((each for each in _first(evidence, official=False) if _enough(question, each, thresholds)), None)
    if official and other and other.score > official.score:
        # Official before background, unless the background plainly answers more of the question.
        more = other.coverage - official.coverage
        plainly = more >= thresholds.background and official.coverage < thresholds.official_coverage
        return "enough", [other] if plainly else [official, other]
    if official or other:
        return "enough", [each for each in (official or other,) if each]
    if coverage < thresholds.off_topic_coverage and similarity < thresholds.off_topic_similarity:
        return "off_topic", []
    return "not_in_sources", []


def _first(evidence: Sequence[Evidence], *, official: bool) -> list[Evidence]:
    """The best sentences of the official sources, or of the others."""
    return [each for each in evidence if (each.document.tier == "official") == official][:_DEEP]


def _enough(question: Question, each: Evidence, thresholds: Thresholds) -> bool:
    if leaves_trace(question.asked) and not each.holds:
        return False
    if any(term.word in OFFICES for term in each.unmet):
        return False
    if question.instances and not leaves_trace(question.asked) and not _kind_met(question, each):
        return False
    if _other_year(question, each) or _other_name(question, each):
        return False
    if question.relation and each.coverage < thresholds.relation and any(term.stem == question.relation for term in each.absent):
        return False
    if each.document.tier != "official":
        return each.coverage >= thresholds.background_coverage
    if each.coverage >= thresholds.coverage:
        return True
    return each.cosine_similarity >= thresholds.similarity and each.coverage >= thresholds.paraphrase


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _other_year(question: Question, each: Evidence) -> bool:
    """Whether the question asks of a year that the sentence says nothing of.

    An official sentence that names another year corrects the question; a background statement of another
    year states another fact, and a sentence without a year none of the one asked for.
    """
    asked, found = set(_YEAR.findall(question.reading)), set(_YEAR.findall(each.text))
    if not asked or asked & found:
        return False
    dated = set(_YEAR.findall(each.document.date)) if question.asked is not Asked.FIGURE and each.document.tier == "official" else set()
    return not asked & dated and (not found or each.document.tier == "background")


def _other_name(question: Question, each: Evidence) -> bool:
    """Whether the sentence has most of a name in the question and not the rest: it names somebody else.

    "The Shanghai Administration for Market Regulation" is not the State Administration for Market Regulation.
    """
    present = set(words(each.text)) | set(words(f"{each.document.title} {' '.join(each.piece.section)}"))
    for name in question.names:
        parts = [word for word in words(name) if word not in STOP_WORDS]
        missing = [word for word in parts if word not in present]
        if len(parts) >= 3 and missing and len(missing) * 2 < len(parts):
            return True
    return False


def _kind_met(question: Question, each: Evidence) -> bool:
    """Whether the sentence speaks of the kind of which the question wants to know "which ones"."""
    head = question.focus[-1:]
    return not head or head[0] in GENERIC_NOUNS or all(term.stem != head[0] for term in each.absent)
