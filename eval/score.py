"""Scoring one answer against its case, from the stored answer alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.records import ABSTENTIONS
from corpus.records import Document, Span
from corpus.structure import read_structure
from eval.gold import half_of
from eval.matching import count_words, covered, fold, holds, missing_groups, occurrences, overlaps_half, plain
from eval.records import Case, Score

# Nobody gets a pasted page: limits of issue 3, deliverable 2.
WORD_LIMIT = 200
LIST_WORD_LIMIT = 300
# A shorter section may be the answer itself; a list's items are often most of their section.
_SECTION_WORDS = 120
_SECTION_SHARE = 0.9


@dataclass
class Source:
    """A document as it was when the answers were made."""

    document: Document

    @cached_property
    def sections(self) -> list[tuple[tuple[str, ...], Span]]:
        """Each section's path and its span, of those long enough to count as pasted."""
        pieces = [piece for piece in read_structure(self.document).pieces if piece.kind != "furniture"]
        paths = {piece.section[:depth] for piece in pieces for depth in range(1, len(piece.section) + 1)}
        spans = []
        for path in sorted(paths):
            inside = [piece.span for piece in pieces if piece.section[: len(path)] == path]
            span = Span(min(each.start for each in inside), max(each.end for each in inside))
            if count_words(span.of(self.document.text)) >= _SECTION_WORDS:
                spans.append((path, span))
        return spans


def score_answer(case: Case, answer: Mapping[str, Any], sources: Mapping[str, Source]) -> Score:
    """The score of `answer` (the Answer's JSON, or an object with `error`) for `case`."""
    if "error" in answer:
        return _failed(case, str(answer["error"]))
    status, text = str(answer["status"]), str(answer["answer"])
    words = plain(text)
    folded = fold(words)
    cited = [(each["source"], Span(each["start"], each["end"])) for each in answer["citations"]]
    due = expected_abstention(case, status)
    missing_facts, missing_items = ([], []) if due else (missing_groups(folded, case.facts), missing_groups(folded, case.items))
    forbidden = [phrase for phrase in case.forbidden if holds(folded, phrase)]
    pasted = _pasted(case, count_words(words), cited, sources)
    missing_spans, unknown = ([], []) if due else _missing_spans(case, cited, sources)
    told = not missing_facts and not missing_items and not forbidden and pasted is None
    correct = status in case.status and told
    abstained = status in ABSTENTIONS
    half = case.status == ("partial",)
    quotes = [*answer["citations"], *answer.get("nearest", [])]
    return Score(
        id=case.id,
        kind=case.kind,
        half=half_of(case.id),
        status=status,
        abstained=abstained,
        words=count_words(words),
        elapsed_ms=float(answer.get("elapsed_ms", 0.0)),
        correct=correct,
        grounded=None if unknown else correct and not missing_spans,
        items_found=len(case.items) - len(missing_items) if case.items else None,
        items_expected=len(case.items) or None,
        wrongly_answered=(not abstained and status not in case.status) if case.unanswerable else None,
        wrongly_refused=None if case.unanswerable else abstained,
        rightly_abstained=any(each in ABSTENTIONS for each in case.status) if abstained else None,
        abstained_as_due=abstained if case.must_abstain else None,
        half_given=(told and not missing_spans and not abstained) if half else None,
        half_named=status == "partial" if half else None,
        quotes=len(quotes),
        quotes_exact=sum(_exact(each, sources) for each in quotes),
        faults=_faults(case, status, missing_facts, missing_items, forbidden, missing_spans, pasted, unknown),
    )


def expected_abstention(case: Case, status: str) -> bool:
    """Whether nothing has to be cited: the case accepts the abstention that was made."""
    return status in ABSTENTIONS and status in case.status


def _failed(case: Case, error: str) -> Score:
    half = case.status == ("partial",)
    return Score(
        id=case.id,
        kind=case.kind,
        half=half_of(case.id),
        status="error",
        abstained=False,
        words=0,
        elapsed_ms=0.0,
        correct=False,
        grounded=False,
        items_found=0 if case.items else None,
        items_expected=len(case.items) or None,
        wrongly_answered=None,
        wrongly_refused=None,
        rightly_abstained=None,
        abstained_as_due=False if case.must_abstain else None,
        half_given=False if half else None,
        half_named=False if half else None,
        quotes=0,
        quotes_exact=0,
        faults=(f"no answer: {error}",),
        error=error,
    )


def _missing_spans(case: Case, cited: Sequence[tuple[str, Span]], sources: Mapping[str, Source]) -> tuple[list[str], list[str]]:
    """What should be cited and is not, and the expected quotations that the stored text does not hold."""
    missing: list[str] = [] if cited or case.unanswerable else ["a citation"]
    unknown: list[str] = []
    source = sources.get(case.source)
    for group in case.spans:
        places = [place for quotation in group for place in occurrences(source.document.text, quotation)] if source else []
        if source and not places:
            unknown.append(group[0])
        elif not any(id_ == case.source and overlaps_half(span, place) for id_, span in cited for place in places):
            missing.append(group[0])
    if case.source_any and not any(id_ in case.source_any for id_, _ in cited):
        missing.append(f"a citation of {' or '.join(case.source_any)}")
    return missing, unknown


def _pasted(case: Case, words: int, cited: Sequence[tuple[str, Span]], sources: Mapping[str, Source]) -> str | None:
    """In words, how the answer pastes instead of answering; None where it does not."""
    limit = LIST_WORD_LIMIT if case.wants_list else WORD_LIMIT
    if words > limit:
        return f"{words} words, the limit is {limit}"
    for id_ in {id_ for id_, _ in cited} & sources.keys():
        spans = [span for source, span in cited if source == id_]
        for path, section in sources[id_].sections:
            if (len(path) == 1 or not case.wants_list) and covered(section, spans) >= _SECTION_SHARE:
                return f"the whole section {' > '.join(path)!r} is pasted"
    return None


def _exact(citation: Mapping[str, Any], sources: Mapping[str, Source]) -> bool:
    source = sources.get(citation["source"])
    return source is not None and source.document.text[citation["start"] : citation["end"]] == citation["quote"]


def _faults(
    case: Case,
    status: str,
    facts: Sequence[Sequence[str]],
    items: Sequence[Sequence[str]],
    forbidden: Sequence[str],
    spans: Sequence[str],
    pasted: str | None,
    unknown: Sequence[str],
) -> tuple[str, ...]:
    found = [] if status in case.status else [f"status {status}, acceptable: {', '.join(case.status)}"]
    found += [f"fact missing: {' | '.join(group)}" for group in facts]
    found += [f"item missing: {' | '.join(group)}" for group in items]
    found += [f"forbidden: {phrase}" for phrase in forbidden]
    found += [f"not cited: {quotation}" for quotation in spans]
    found += [f"the gold quotation is not in the stored text: {quotation}" for quotation in unknown]
    return (*found, pasted) if pasted else tuple(found)
