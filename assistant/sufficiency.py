"""Enough, half, or nothing: whether the evidence answers the question, on signals that can be explained.

First, what rules a sentence out: it lacks the kind of thing asked for (a date, an amount, an address), or
speaks of another year, another body, a deputy, or not of the kind "which ones" of which are wanted. Then a
logistic model of a few signals says how probably the sentence answers; it was fitted on the tuning half of
the gold set (`eval/fit_sufficiency.py` gives the figures) and its weights stand below.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer_types import leaves_trace, names_beside
from assistant.asked import Asked
from assistant.evidence import OFFICES, Evidence, speaks_of_names, term_set
from assistant.lists import GENERIC_NOUNS
from assistant.question import Question, names_attribute
from index.terms import STOP_WORDS, stem, words

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
    prefer_background: float = 0.3
    """How much more probable background must be to stand alone where an official sentence is enough."""
    foreign: float = 0.5
    """Share of the question's words that no source knows, from which it is about something else."""
    foreign_similarity: float = 0.83
    """Unless a sentence is as similar as this: it may be a paraphrase."""
    off_topic_coverage: float = 0.3
    off_topic_similarity: float = 0.815


THRESHOLDS = Thresholds()
# Background stands beside an official sentence only where it meets this much more of the question.
_MORE = 0.05
# Sentences of each kind of source that are looked at.
_DEEP = 5


def judge(question: Question, evidence: Sequence[Evidence], thresholds: Thresholds = THRESHOLDS) -> tuple[Verdict, list[Evidence]]:
    """The verdict, and the sentences that carry the answer where there is enough: one, or an official one with background."""
    if not evidence:
        return "off_topic", []
    unknown_language = bool(question.unread) and question.language == "en"
    if not unknown_language and _foreign(question) >= thresholds.foreign and max(each.cosine_similarity for each in evidence) < thresholds.foreign_similarity:
        return "off_topic", []
    official, p_official = likeliest(question, evidence, official=True)
    other, p_other = likeliest(question, evidence, official=False)
    if official and p_official < (thresholds.unknown_language if unknown_language else thresholds.official):
        official = None
    if other and p_other < _least(other, thresholds):
        other = None
    if official and other:
        if p_other - p_official >= thresholds.prefer_background:
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
        return "off_topic", []
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


def _least(other: Evidence, thresholds: Thresholds) -> float:
    """The probability from which a sentence that is not official is enough."""
    if other.document.tier == "user":
        return thresholds.official
    return thresholds.background if other.direct < thresholds.whole else thresholds.background / 2


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


def ruled_out(question: Question, each: Evidence) -> bool:
    """Whether a sentence cannot answer, whatever else speaks for it."""
    question = question.read_for(each.document.language)
    if leaves_trace(question.asked) and not each.holds:
        return True
    if question.asked is Asked.PERSON and _NOW.search(question.text) and not _recent(each):
        return True
    if question.asked is Asked.MONEY and any(
        _KIND_OF_MONEY.fullmatch(term.word) and not ({term.stem} | term.synonyms - {"pay"}) & term_set(each.text) for term in question.terms
    ):
        # What the state pays for a bridge is nobody's salary.
        return True
    if question.strangers or not speaks_of_names(question, each.document):
        return True
    if each.document.language != "en" and _lacks_asked(question, each):
        return True
    if question.chinese_wanted and not re.search(r"[\u3400-\u9fff]", each.text):
        return True
    if question.words_wanted and not _SAYING.search(each.text):
        return True
    if any(not group & set(words(each.text)) for group in question.qualifiers):
        return True
    if each.piece.kind == "title" and not question.about_page and not any(figure in each.text and 2 * len(figure) >= len(each.text) for figure in question.figures):
        # A title says what the document is called, and so matches most questions about it.
        return True
    if any(term.word in OFFICES for term in each.unmet):
        return True
    if question.instances and not leaves_trace(question.asked) and not _instance_named(question, each):
        return True
    if question.names_wanted and not names_beside(question, each.text):
        return True
    if question.asked is Asked.YES_NO and _half_met(question, each):
        return True
    if question.relation and question.asked is Asked.YES_NO and all(term.stem != question.relation for term in question.terms if term not in each.absent):
        return True
    if question.relation and question.asked is Asked.PERSON and len(question.terms) > 1 and {term.stem for term in each.absent} == {question.relation}:
        # It has all that "who signed the plan?" names, and says who presented it.
        return True
    if question.relation and question.asked is Asked.DATE and any(term.stem == question.relation for term in each.absent) and each.coverage < _RELATION_COVERAGE:
        return True
    return _other_year(question, each) or _other_name(question, each)


_KIND_OF_MONEY = re.compile(r"salar(?:y|ies)|fines?|penalt(?:y|ies)|subsid(?:y|ies)|grants?|bonus(?:es)?|wages?|fees?|rents?|tax(?:es)?|prizes?|loans?|debts?")
# "Who is in charge now?" A paper tells who was when it was written.
_NOW = re.compile(r"\bcurrent\s+(?:\w+\s+)?(?:mayor|director|head|minister|secretary|leader|chief|president|premier)\b|\b(?:now|today|currently|at present|nowadays|these days)\b|现在|目前|如今|现任|現在|現任", re.IGNORECASE)
_RECENT_YEARS = 2


def _recent(each: Evidence) -> bool:
    """Whether a statement is of the last years; an undated one is not."""
    dated = (each.piece.attribution.date if each.piece.attribution else each.document.date)[:4]
    return dated.isdigit() and datetime.date.today().year - int(dated) <= _RECENT_YEARS


_MEASURED = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2}(?<![要应将需共是为有到达]))(?:一共|总共|大约|约|要|应|将|需|共)*(?:是|为|有|达到?)?(?:多少|多高|多大|几)")
_ANY_MEASURE = frozenset("目标 数字 情况 指标 标准 要求 水平 数量 规模 数值 一共 总共 共有 应达".split())


_DATED = re.compile(r"(?:什么时候|什么时间|何时|哪一?[天日年月]|几[月号])(?:才|会|能|要|将|正式|开始|起)*(?P<verb>[\u4e00-\u9fff]{2})")
_SAME_EVENT = tuple(
    frozenset(line.split())
    for line in """施行 实施 生效 执行 实行
发布 公布 印发 出台 颁布 下发 公开
举行 召开 举办 开幕
建成 竣工 完工 落成 完成
成立 设立 组建 建立
启动 开始 开工 动工
开放 开馆 启用 投用
通过 批准 同意 审议""".splitlines()
)


def _lacks_asked(question: Question, each: Evidence) -> bool:
    """Whether a Chinese question asks how much or since when something is, and neither sentence nor heading has that thing.

    What is inspected is not how much of it passes, and what a year ends with is not when a building is done:
    the noun right before "how much" is measured, the verb right after "when" is dated.
    """
    around = f"{each.text} {' '.join(each.piece.section)}"
    if (measured := _MEASURED.search(question.reading)) and measured["noun"] not in _ANY_MEASURE:
        return measured["noun"] not in around
    if dated := _DATED.search(question.reading):
        same = next((group for group in _SAME_EVENT if dated["verb"] in group), {dated["verb"]})
        return not any(verb in around for verb in same)
    return False


# "Answered questions from the press" does not say what was answered.
_SAYING = re.compile(r"\b(?:said|says|told|stated|states|noted|explained|announced|stressed|emphasi[sz]ed|pointed out|replied|promised|called|according to|quoted|answered(?! questions))\b", re.IGNORECASE)
# A date without the verb that was asked for is mostly the date of something else, unless nearly all else is met.
_RELATION_COVERAGE = 0.8
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _other_year(question: Question, each: Evidence) -> bool:
    """Whether the question asks of a year that the sentence says nothing of.

    An official sentence that names another year corrects the question; a background statement of another
    year states another fact, and a sentence without a year none of the one asked for.
    """
    asked, found = set(_YEAR.findall(question.reading)), set(_YEAR.findall(each.text))
    if not asked or asked & found:
        return False
    dated = set(_YEAR.findall(each.document.date)) if question.asked is not Asked.FIGURE and each.document.tier == "official" else set()
    return not asked & dated and (not found or each.document.tier != "official")


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


def _half_met(question: Question, each: Evidence) -> bool:
    """Whether a sentence has some of the words of a yes-or-no question and lacks others of weight.

    "Was there an interpreter at the press conference?" is not answered by who attended it. A question that
    shares no word with the sentence may be a paraphrase, and is left to the model.
    """
    return each.direct >= _SHARED and each.coverage < _WHOLE


# Chosen on the tuning half: below the first a yes-or-no question is a paraphrase, above the second it is met.
_SHARED, _WHOLE = 0.5, 0.66
_SPECIFYING = frozenset("of such including include includes cover covers covering like namely".split())


def _instance_named(question: Question, each: Evidence) -> bool:
    """Whether the sentence says which ones of the kind asked for: the noun with words of its own beside it, or a list after it.

    "Industrial associations" does not answer "which industrial associations?".
    """
    head = question.focus[-1:]
    if not head or head[0] in GENERIC_NOUNS:
        return True
    wanted = {head[0], *next((term.synonyms for term in question.terms if term.stem == head[0]), frozenset())}
    asked = {term.stem for term in question.terms}
    tokens = words(each.text)
    places = [position for position, token in enumerate(tokens) if stem(token) in wanted]
    for position in places:
        for token in reversed(tokens[max(0, position - 3) : position]):
            if token in STOP_WORDS:
                break
            if stem(token) not in asked and stem(token) not in wanted:
                return True
        if any(token in _SPECIFYING for token in tokens[position + 1 : position + 3]):
            return True
    return not places and all(term.stem != head[0] for term in each.absent)
