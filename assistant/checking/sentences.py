"""Each sentence of a pasted text: exact, supported, altered, unsupported, or no claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.checking.abbreviations import spelled_out
from assistant.checking.agreement import SAME_MATTER, Agreement, compare
from assistant.checking.attribution import is_said_by, speaker_of
from assistant.checking.differences import changes
from assistant.checking.facts import Fact, facts_of
from assistant.checking.places import search
from assistant.checking.polarity import negates
from assistant.checking.quotation import check_quotation
from assistant.checking.records import Difference, Finding, QuotationCheck, SentenceCheck
from assistant.checking.source import Source, source_of
from assistant.checking.split import Statement, is_greeting, is_question, split
from assistant.checking.tokens import is_chinese, is_word, tokenize
from assistant.checking.wording import FRAMING, Wording, stems_of, wording_of
from assistant.language.script import language_of, simplified
from assistant.places import cite_hit, cite_span
from assistant.records import Citation
from corpus.records import Span
from index.embed import Vectors
from index.records import Hit
from index.retrieve import Index
from index.terms import STOP_WORDS, stem

# Fewer words (Chinese: characters) in quotation marks are a name or a turn of phrase, and read with the sentence.
QUOTED_WORDS, QUOTED_CHARACTERS = 3, 4
# A Chinese name in quotation marks has no more characters, and one of these behind it.
TITLE_CHARACTERS = 8
_KINDS = "倡议|倡議|计划|計劃|行动|行動|工程|战略|戰略|规划|規劃|方案|政策|建设|建設|中心|品牌|认证|認證|奖|獎|指数|指數|体系|體系|模式|活动|活動"
# "The release says that …": who speaks, before what is said.
_FRAME = re.compile(
    r"^(?:the|this|our)\s+(?:[\w-]+\s+){0,2}?(?:source|release|plan|note|document|paper|text|article|report|opinion)s?\s+(?:also\s+|further\s+)?"
    r"(?:says?|states?|notes?|adds?|reports?|explains?|announces?|mentions?|writes?|stress(?:es)?|emphasi[sz]es?|points? out)(?:\s+that)?[\s:,]+(?=\S)"
    r"|^(?:新闻稿|新聞稿|资料|資料|原文|方案|文件|背景资料|背景資料|通稿)中?(?:还|還|也)?(?:说|說|指出|提到|显示|顯示|称|稱|写道|寫道|强调|強調|表示)[，：:,]",
    re.IGNORECASE,
)
_NOTHING_SAID = STOP_WORDS | frozenset(stem(word) for word in FRAMING)
# Sentences that a claim is compared with.
_COMPARED = 10
# Two sentences of one document as near as this may bear out a claim together.
_TOGETHER = 3
# Share of a clause that one of two sentences must have itself.
_TOGETHER_SHARE = 0.9
# Share of a claim's words from which likeness in meaning stands for the rest, and that likeness (of two passages).
# Chosen on `python -m eval claims`: at .90 one of 121 wrong sentences passed, at .92 none, with as many right ones.
# With nearly three quarters of the words less likeness is enough: on the same claims right ones lie from .90 on, wrong ones up to .89.
ALIKE = ((0.6, 0.92), (0.72, 0.9))
_CLAUSE = re.compile(r"[;；，]|, |\bwhile\b|\bwhereas\b")
_CLAUSE_WORDS = 3
_Clause = tuple[str, Wording, list[Fact]]
# A clause with so much weight of words, of which a source has less than this share, says something else.
_CLAUSE_WEIGHT, _CLAUSE_SHARE = 2.0, 0.4
# A sentence of so many words, of which so small a share differs, is a source's own with words changed.
_COPY_WORDS, _COPY_CHANGED = 7, 0.2
# How much more of a claim's words a source has itself that states another figure.
_NEARER = 0.15
# Characters in which a denial stands right before some words.
_RIGHT_BEFORE = 24


def check_sentences(text: str, index: Index, cited: Sequence[Sequence[Citation]] = ()) -> list[SentenceCheck]:
    """What the sources say of each sentence of `text`, in order; none for an empty text.

    `exact`: it stands in a source, or is made of exact quotations and words that the same place bears out.
    `supported`: figures, units, dates, names, negations and qualifiers agree with one or two sentences of a source,
    which cover its words, synonyms included. `altered`: it speaks of a source's sentence, and one of these differs, or
    a part in quotation marks does. `no_claim`: headings, greetings, questions. `unsupported`: all others.
    `cited` gives for each sentence, in the same order, the citations that it carries: they are compared first.
    """
    statements = split(text)
    marks = [tuple(cited[at]) if at < len(cited) else () for at in range(len(statements))]
    return [replace(_check(each, index, mark), text=each.span.of(text)) for each, mark in zip(statements, marks, strict=True)]


def check_claim(
    sentence: str, index: Index, cited: Sequence[Citation] = (), within: Sequence[Hit] | None = None
) -> SentenceCheck:
    """The check of one sentence, whatever stops it holds; `cited` is compared first.

    With `within`, only these passages may bear it out, and nothing is searched for.
    """
    statement = split(sentence)
    if len(statement) == 1:
        return replace(_check(statement[0], index, cited, within), text=sentence)
    words = " ".join(sentence.split())
    quoted = tuple(part for each in statement for part in each.quoted)
    return replace(_check(Statement(Span(0, len(sentence)), words, quoted, False), index, cited, within), text=sentence)


def _check(statement: Statement, index: Index, cited: Sequence[Citation], within: Sequence[Hit] | None = None) -> SentenceCheck:
    result = SentenceCheck("", statement.span.start, statement.span.end, "no_claim")
    quotations = tuple(
        check_quotation(part, index, within) for part in statement.quoted if _is_quotation(part) and not _is_title(part, statement.words)
    )
    if quotations and any(each.verdict != "exact" for each in quotations):
        return _wrong_quotation(result, quotations)
    if is_question(statement.words) or is_greeting(statement.words) or (statement.heading and not cited and not quotations):
        return replace(result, quotations=quotations)
    if quotations and (speaker := speaker_of(statement.words, statement.quoted)) is not None:
        return _attributed(result, speaker, quotations, index)
    whole = check_quotation(_FRAME.sub("", statement.words), index, within)
    if whole.verdict == "exact" and whole.citation and _says_enough(statement.words) and not _denied_before(whole.citation, index):
        return replace(result, verdict="exact", citations=(whole.citation,), quotations=quotations, notes=whole.notes)
    return _compared(result, statement, whole, quotations, index, cited, within)


def _attributed(result: SentenceCheck, speaker: str, quotations: tuple[QuotationCheck, ...], index: Index) -> SentenceCheck:
    """Exact words with nothing but who spoke them: exact where their source names the speaker or nobody is named, else unsupported, and why."""
    citations = tuple(each.citation for each in quotations if each.citation)
    notes = tuple(note for each in quotations for note in each.notes)
    sources = _sources(index, citations, ())
    if any(is_said_by(speaker, source, index) for source in sources):
        return replace(result, verdict="exact", citations=citations, quotations=quotations, notes=notes)
    note = f"The quotation is exact; the sources do not give it as the words of {speaker}."
    return replace(result, verdict="unsupported", citations=citations, quotations=quotations, notes=(note, *notes))


def _denied_before(citation: Citation, index: Index) -> bool:
    """Whether the source denies right before them the words of a citation: "not all of the work passed" says nothing of all of it."""
    before = index.document(citation.source).text[max(0, citation.start - _RIGHT_BEFORE) : citation.start]
    return negates(" ".join(tokenize(before).words[-2:]))


def _compared(
    result: SentenceCheck,
    statement: Statement,
    whole: QuotationCheck,
    quotations: tuple[QuotationCheck, ...],
    index: Index,
    cited: Sequence[Citation],
    within: Sequence[Hit] | None,
) -> SentenceCheck:
    claim = simplified(statement.words) if language_of(statement.words) != "en" else statement.words
    wording, facts = wording_of(claim, index), facts_of(claim)
    if not wording.contents and not facts and not wording.unread:
        return replace(result, quotations=quotations)
    hits = search(index, statement.words, wording.extra_terms)[:_COMPARED] if within is None else within
    quoted = [each.citation for each in quotations if each.citation]
    sources = _sources(index, [*quoted, *cited, *([whole.citation] if whole.citation else [])], hits)
    agreements = [compare(claim, wording, facts, source) for source in sources if len(source.pieces) == 1]
    clauses = _clauses(claim, index)
    if changed := _changed_copy(whole, index):
        return replace(
            result,
            verdict="altered",
            citations=tuple(each for each in [whole.citation] if each),
            differences=changed,
            quotations=quotations,
        )
    supporting = [each for each in agreements if each.supported] or _together(claim, wording, facts, sources, clauses)
    supporting = [each for each in supporting if not _adds_clause(clauses, each.source)]
    if not supporting:
        supporting = [each for each in agreements if _says_alike(claim, each, index) and not _adds_clause(clauses, each.source)]
    best = max(supporting, key=_rank, default=None)
    if best and not (against := _against(best, agreements)):
        verdict: Finding = "exact" if quotations and _only_frames(wording, quotations) else "supported"
        notes = tuple(note for each in quotations for note in each.notes)
        return replace(result, verdict=verdict, citations=_cited(index, best.source), quotations=quotations, notes=notes)
    best = against if best else max(agreements, key=_rank, default=None)
    if best is not None and best.differences and best.coverage >= SAME_MATTER:
        return replace(
            result, verdict="altered", citations=_cited(index, best.source), differences=best.differences, quotations=quotations
        )
    if whole.verdict == "altered" and whole.citation:
        return replace(
            result, verdict="altered", citations=(whole.citation,), differences=whole.differences, quotations=quotations
        )
    nearest = cite_hit(index, hits[0], 1) if hits else None
    return replace(result, verdict="unsupported", citations=(nearest,) if nearest else (), quotations=quotations)


def _changed_copy(whole: QuotationCheck, index: Index) -> tuple[Difference, ...]:
    """Where a sentence is a source's own but for a few words: those of its differences that change what it says."""
    if whole.verdict != "altered" or not whole.citation:
        return ()
    piece = index.structure(whole.citation.source).piece_at(whole.citation.start)
    source_text = piece.span.of(index.document(whole.citation.source).text) if piece else whole.citation.quote
    said = len(_words(whole.quotation))
    changed = sum(max(len(_words(each.said)), len(_words(each.source))) for each in whole.differences)
    if said < _COPY_WORDS or changed > _COPY_CHANGED * said:
        return ()
    have = stems_of(source_text)
    # A word that the source's sentence has elsewhere was moved, not added; "The release says that" adds nothing.
    moved = {
        each
        for each in whole.differences
        if each.kind in ("word", "case", "punctuation") and not each.source and stems_of(each.said) <= have | _NOTHING_SAID
    }
    return tuple(each for each in whole.differences if each not in moved and changes(each.said, each.source))


def _words(text: str) -> list[str]:
    return [token for token in tokenize(text).words if is_word(token)]


def _against(best: Agreement, agreements: Sequence[Agreement]) -> Agreement | None:
    """A source that has the claim's words at least as fully as the one that bears it out, and says the opposite."""
    if any(each.supported and each.own >= 0.95 for each in agreements) and best.own >= 0.95:
        return None
    opposed = [
        each
        for each in agreements
        if each.differences
        and (
            (
                all(difference.kind in ("negation", "word", "qualifier") for difference in each.differences)
                and each.coverage >= max(0.6, best.coverage)
            )
            or (
                # Another figure of the very thing, where the source that bears the claim out speaks of something like it.
                all(difference.kind in ("figure", "date", "unit") for difference in each.differences)
                and each.own >= best.own + _NEARER
            )
        )
    ]
    return max(opposed, key=_rank, default=None)


def _says_alike(claim: str, agreement: Agreement, index: Index) -> bool:
    """Whether a source says in other words what an English claim says: nothing differs, most words are there, and it means the same."""
    if agreement.differences or agreement.coverage < ALIKE[0][0] or len(agreement.source.pieces) > 1 or language_of(claim) != "en":
        return False
    one, other = _embedded(index, claim), _embedded(index, agreement.source.text)
    return any(agreement.coverage >= share and float(one @ other) >= similarity for share, similarity in ALIKE)


@lru_cache(maxsize=2048)
def _embedded(index: Index, text: str) -> Vectors:
    vector: Vectors = index.embedder.embed_passages([text])[0]
    return vector


def _adds_clause(clauses: Sequence[_Clause], source: Source) -> bool:
    """Whether a clause of the claim is of the source's matter by less than `_CLAUSE_SHARE`: it was added to a true statement."""
    return len(clauses) > 1 and any(
        sum(each.weight for each in wording.contents) >= _CLAUSE_WEIGHT
        and compare(clause, wording, facts, source).coverage < _CLAUSE_SHARE
        for clause, wording, facts in clauses
    )


def _together(
    claim: str, wording: Wording, facts: Sequence[Fact], sources: Sequence[Source], clauses: Sequence[_Clause]
) -> list[Agreement]:
    """The pairs of sentences that bear out a claim together: the claim as a whole, and each of its clauses by one of the two."""
    if len(clauses) < 2:
        return []
    single = {(source.document.id, source.pieces[0].span): source for source in sources if len(source.pieces) == 1}
    borne: dict[tuple[str, Span], list[bool]] = {
        place: [_bears_out(compare(clause, said, stated, source)) for clause, said, stated in clauses]
        for place, source in single.items()
    }
    found = []
    for source in sources:
        if len(source.pieces) == 2:
            by_piece = [borne[source.document.id, piece.span] for piece in source.pieces]
            if all(map(any, zip(*by_piece, strict=True))) and (whole := compare(claim, wording, facts, source)).supported:
                found.append(whole)
    return found


def _bears_out(agreement: Agreement) -> bool:
    """Whether one of two sentences bears a clause out by itself: nearly all of it, since the other has the rest."""
    return agreement.supported and agreement.own >= _TOGETHER_SHARE


def _clauses(claim: str, index: Index) -> list[_Clause]:
    """The clauses of a claim with three content words or more; a shorter one stays with the clause before."""
    parts: list[str] = []
    for part in _CLAUSE.split(claim):
        if parts and len(wording_of(part, index).contents) < _CLAUSE_WORDS:
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [(part, wording_of(part, index), facts_of(part)) for part in parts]


def _rank(agreement: Agreement) -> tuple[float, ...]:
    official = agreement.source.document.tier == "official"
    return (
        round(agreement.coverage + agreement.own - 0.2 * len(agreement.differences), 2),
        -len(agreement.source.pieces),
        official,
    )


def _wrong_quotation(result: SentenceCheck, quotations: tuple[QuotationCheck, ...]) -> SentenceCheck:
    altered = [each for each in quotations if each.verdict == "altered"]
    found = altered[0] if altered else next(each for each in quotations if each.verdict == "not_found")
    citations = (found.citation,) if found.citation else found.nearest[:1]
    note = "" if altered else f"The sources do not have the words in quotation marks: “{found.quotation}”."
    differences = tuple(difference for each in altered for difference in each.differences)
    return replace(
        result,
        verdict="altered" if altered else "unsupported",
        citations=citations,
        differences=differences,
        quotations=quotations,
        notes=(note,) if note else (),
    )


def _is_quotation(part: str) -> bool:
    tokens = [token for token in tokenize(part).words if is_word(token)]
    chinese = sum(map(is_chinese, tokens))
    return chinese >= QUOTED_CHARACTERS or len(tokens) - chinese >= QUOTED_WORDS


def _is_title(part: str, words: str) -> bool:
    """Whether a short Chinese part in quotation marks names something ("「一帶一路」倡議"): a noun of kinds follows it."""
    return len(part) <= TITLE_CHARACTERS and bool(re.search(re.escape(part) + r"[”」』\"]\s*(?:" + _KINDS + ")", words))


def _says_enough(words: str) -> bool:
    """Whether words are more than a fragment, which may stand anywhere by chance."""
    return len([token for token in tokenize(words).words if is_word(token)]) >= 4


def _only_frames(wording: Wording, quotations: Sequence[QuotationCheck]) -> bool:
    """Whether most of a sentence's words stand in its exact quotations."""
    inside = set()
    for each in quotations:
        inside |= set(tokenize(each.quotation.lower()).words)
    return 2 * sum(content.word.lower() in inside for content in wording.contents) >= len(wording.contents)


def _sources(index: Index, first: Sequence[Citation], hits: Sequence[Hit]) -> list[Source]:
    """What a claim is compared with: the given places, then the passages found, then neighbours among these in pairs."""
    places = [(each.source, each.start) for each in first] + [(hit.passage.document_id, hit.passage.start) for hit in hits]
    positions: dict[tuple[str, int], None] = {}
    for document_id, start in places:
        piece = index.structure(document_id).piece_at(start)
        if piece is not None:
            positions.setdefault((document_id, index.structure(document_id).pieces.index(piece)))
    single = [(document_id, (at,)) for document_id, at in positions]
    pairs = [
        (document_id, (at, other))
        for document_id, at in positions
        for other_id, other in positions
        if document_id == other_id and at < other <= at + _TOGETHER
    ]
    return [_source(index, document_id, chosen) for document_id, chosen in [*single, *pairs]]


@lru_cache(maxsize=4096)
def _source(index: Index, document_id: str, chosen: tuple[int, ...]) -> Source:
    pieces = index.structure(document_id).pieces
    beside = [
        pieces[at]
        for at in (chosen[0] - 1,)
        if at >= 0 and pieces[at].paragraph == pieces[chosen[0]].paragraph and pieces[at].kind == "sentence"
    ]
    return source_of(index.document(document_id), [pieces[at] for at in chosen], beside, lambda text: spelled_out(text, index))


def _cited(index: Index, source: Source) -> tuple[Citation, ...]:
    found = [cite_span(index, source.document.id, piece.span, n) for n, piece in enumerate(source.pieces, start=1)]
    return tuple(each for each in found if each)
