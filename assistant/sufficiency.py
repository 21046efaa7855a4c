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
    background_coverage: float = 0.7
    """The share that a background statement must meet: it stands alone, so little may be left to its surroundings."""
    background: float = 0.2
    """How much more of the question a background statement must meet to be preferred to an official sentence."""
    off_topic_coverage: float = 0.34
    off_topic_similarity: float = 0.815


THRESHOLDS = Thresholds()
# Sentences looked at for an official answer: background may fill the first places.
_DEEP = 8


def judge(question: Question, evidence: Sequence[Evidence], thresholds: Thresholds = THRESHOLDS) -> tuple[Verdict, Evidence | None]:
    """The verdict, and the sentence that carries the answer where there is enough."""
    if not evidence:
        return "off_topic", None
    similarity = max(each.cosine_similarity for each in evidence)
    coverage = max(each.coverage for each in evidence)
    official = next((each for each in evidence[:_DEEP] if each.document.tier == "official" and _enough(question, each, thresholds)), None)
    other = next((each for each in evidence[:_DEEP] if each.document.tier != "official" and _enough(question, each, thresholds)), None)
    if official and other:
        # Official before background, unless the background plainly answers more of the question.
        more = other.coverage - official.coverage
        return "enough", other if more >= thresholds.background and other.score > official.score else official
    if official or other:
        return "enough", official or other
    if coverage < thresholds.off_topic_coverage and similarity < thresholds.off_topic_similarity:
        return "off_topic", None
    return "not_in_sources", None


def _enough(question: Question, each: Evidence, thresholds: Thresholds) -> bool:
    if leaves_trace(question.asked) and not each.holds:
        return False
    if any(term.word in OFFICES for term in each.unmet):
        return False
    if question.instances and not leaves_trace(question.asked) and not _kind_met(question, each):
        return False
    if _other_year(question, each):
        return False
    if each.document.tier != "official":
        return each.coverage >= thresholds.background_coverage
    if each.coverage >= thresholds.coverage:
        return True
    return each.cosine_similarity >= thresholds.similarity and each.coverage >= thresholds.paraphrase


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _other_year(question: Question, each: Evidence) -> bool:
    """Whether the question asks of a year that neither the sentence nor its document is of, and the sentence names none.

    A sentence that names another year corrects the question; one without a year says nothing of the one asked for.
    """
    asked = set(_YEAR.findall(question.reading))
    dated = each.document.date if question.asked is not Asked.FIGURE else ""
    return bool(asked) and not asked & set(_YEAR.findall(f"{each.text} {dated}")) and not _YEAR.search(each.text)


def _kind_met(question: Question, each: Evidence) -> bool:
    """Whether the sentence speaks of the kind of which the question wants to know "which ones"."""
    head = question.focus[-1:]
    return not head or head[0] in GENERIC_NOUNS or all(term.stem != head[0] for term in each.absent)
