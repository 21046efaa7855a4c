"""English wordings whose official Chinese means something else, and Chinese terms beside a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.evidence import term_set
from assistant.ground import Claim
from assistant.language.script import traditional
from assistant.phrases import phrase
from assistant.places import Remark, escaped, place, statements_on
from assistant.questions.records import Question
from assistant.records import Language
from corpus.glossary import GlossaryTerm
from corpus.records import Span
from index.retrieve import Index
from index.terms import words

# Share of the words of both wordings that only one of them has, from which they say different things.
_DIFFERENT = 0.55
# A wording that takes up this share of what is quoted is what the answer is about.
_MOSTLY = 0.5
# Terms beside the quotations of one answer.
_MOST_TERMS = 4


def term_notes(claims: Sequence[Claim], index: Index, language: Language, question: Question) -> list[Remark]:
    """At most one remark, on the quoted wording that is furthest from its official Chinese; only on one that is asked about."""
    asked = {each.stem for each in question.terms}
    best: tuple[tuple[bool, float], GlossaryTerm, Claim, Span] | None = None
    for claim in claims:
        if not claim.quoted:
            continue
        for term, span in terms_in(claim, index):
            distance = _distance(term)
            about = term_set(term.english) <= asked
            if distance >= _DIFFERENT and (about or _touched(claim, span)) and (best is None or (about, distance) > best[0]):
                best = ((about, distance), term, claim, span)
    if best is None:
        return []
    (about, _), term, claim, span = best
    chinese = traditional(term.chinese) if language == "zh-Hant" else term.chinese
    quoted = escaped(" ".join(span.of(claim.document.text).split()))
    text = phrase("wording", language, english=quoted, chinese=chinese, better=escaped(term.better_english))
    known = next((each for each in statements_on(index, f"{term.english} {term.chinese}") if each.document.tier == "background" and term.chinese in each.text), None)
    if known is None:
        return [Remark(f"{text} {{0}}", (claim,), about)]
    return [Remark(f"{text} {{0}}{{1}}", (claim, place(known.document, known.piece.span, index)), about)]


def with_terms(claims: Sequence[Claim], index: Index, language: Language) -> list[Claim]:
    """`claims` with the established Chinese of the terms in their quotations after the mark, each term once; unchanged for English."""
    if language == "en":
        return list(claims)
    shown: set[str] = set()
    made = []
    for claim in claims:
        pairs = []
        for term, span in terms_in(claim, index) if claim.quoted else []:
            if term.chinese not in shown and len(shown) < _MOST_TERMS:
                shown.add(term.chinese)
                chinese = traditional(term.chinese) if language == "zh-Hant" else term.chinese
                pairs.append((span.start, f"{' '.join(span.of(claim.document.text).split())}：{chinese}"))
        tail = f"（{'；'.join(pair for _, pair in sorted(pairs))}）" if pairs else ""
        made.append(replace(claim, tail=claim.tail + tail))
    return made


def terms_in(claim: Claim, index: Index) -> list[tuple[GlossaryTerm, Span]]:
    """The glossary terms with a Chinese of their own inside a claim's span, longest first, none inside another."""
    text = claim.span.of(claim.document.text)
    found: list[tuple[GlossaryTerm, Span]] = []
    for term, pattern in _patterns(index):
        if match := pattern.search(text):
            span = Span(claim.span.start + match.start(), claim.span.start + match.end())
            if not any(span.overlaps(other) for _, other in found):
                found.append((term, span))
    return found


@lru_cache(maxsize=4)
def _patterns(index: Index) -> tuple[tuple[GlossaryTerm, re.Pattern[str]], ...]:
    """What finds each glossary term in an English text, longest term first."""
    terms = sorted((term for term in index.glossary if term.chinese), key=lambda term: -len(term.english))
    return tuple((term, re.compile(r"\b" + r"\s+".join(map(re.escape, term.english.split())) + r"\b", re.IGNORECASE)) for term in terms)


def _distance(term: GlossaryTerm) -> float:
    """How far the printed English is from the better rendering, in [0, 1]; 0 where it serves."""
    printed, better = _spelt(term.english), _spelt(term.better_english)
    return 1.0 - len(printed & better) / len(printed | better) if better else 0.0


def _spelt(text: str) -> frozenset[str]:
    """The terms of `text` with centre and center made one."""
    return frozenset(term_set(re.sub(r"tre(s?)\b", r"ter\1", text)))


def _touched(claim: Claim, span: Span) -> bool:
    """Whether a wording is inside what the answer emphasises, or is most of what it quotes."""
    size = len(words(claim.span.of(claim.document.text))) or 1
    return any(each.contains(span) for each in claim.emphasis) or len(words(span.of(claim.document.text))) / size >= _MOSTLY
