"""Is a quotation in the sources: exact, altered, or not found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking.differences import Alignment, align
from assistant.checking.places import all_documents_read, background_note, document_tokens, documents_for, search
from assistant.checking.polarity import negates
from assistant.checking.records import Difference, QuotationCheck
from assistant.checking.tokens import Tokens, is_chinese, is_word, tokenize
from assistant.places import cite_hit, cite_span
from corpus.records import Span
from index.records import Hit
from index.retrieve import Index

# Share of the quotation's words, in order, that one place must have for the quotation to be an alteration of it.
ALTERED_SHARE = 0.6
# Fewer words than this in common (grammar left out; Chinese: characters) are chance.
ALTERED_WORDS, ALTERED_CHARACTERS = 2, 4
# Characters of the source that an ellipsis may stand for.
OMITTED_CHARACTERS = 400
_ELLIPSIS = re.compile(r"\s*(?:[\[(（【]\s*)?(?:…+|\.\s?\.\s?\.[\s.]*|⋯+|。{3,})(?:\s*[\])）】])?\s*")
_BRACKETED_LETTER = re.compile(r"^(\W*)\[(\w)\](?=\w)")
_CLOSING = ".,;:，。；：、"
_MARKS = re.compile(r"\[\^?\d{1,3}\]")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿0123456789")
_FIXED_BEFORE = frozenset(
    "about around nearly almost over above below under least most than roughly approximately some only".split()
)
_MULTIPLIERS = frozenset("hundred thousand million billion trillion percent".split())

_Place = tuple[str, int, int]
"""A document's id, the first token of the words there, and one past the last."""


def check_quotation(words: str, index: Index, within: Sequence[Hit] | None = None) -> QuotationCheck:
    """Whether `words` stand in the sources: `exact`, `altered` (true wording and differences given) or `not_found`.

    With `within`, only the documents of these passages are looked at, and nothing is searched for.

    The shape of quotation marks and dashes, white space, line ends, invisible and full-width characters, the case of
    the first letter and a final stop or comma do not count; every other difference does. Parts joined by an ellipsis
    are exact where each is, in order, in one paragraph, and nothing that was left out turns the statement round.

    Words are altered, and not another's, where a place of the sources has at least .6 of their weight in the same
    order (a word of grammar or a sign weighs a quarter); `python -m eval claims` measures that figure.
    """
    parts = [tokens for part in _parts(words) if len(tokens := _without_closing(tokenize(part)))]
    if not any(is_word(token) for part in parts for token in part.words):
        return QuotationCheck(words, "not_found", notes=("There are no words to look for.",))
    cleaned = " ".join(_parts(words))
    hits = search(index, cleaned) if within is None else within
    documents = documents_for(index, hits) if within is None else list(dict.fromkeys(each.passage.document_id for each in within))
    return _exact(words, parts, documents, index) or _altered(words, cleaned, hits, index)


def _parts(words: str) -> list[str]:
    """`words` cut at each ellipsis, without footnote marks and with "[t]he" read as "the"."""
    words = _BRACKETED_LETTER.sub(r"\1\2", _MARKS.sub("", words))
    return [part for part in _ELLIPSIS.split(words) if part.strip()]


def _without_closing(tokens: Tokens) -> Tokens:
    """`tokens` without a stop or comma at the end, and any sign but an opening one that the first word needs."""
    last = len(tokens)
    while last and tokens.words[last - 1] in _CLOSING:
        last -= 1
    return replace(
        tokens,
        words=tokens.words[:last],
        starts=tokens.starts[:last],
        ends=tokens.ends[:last],
        offsets=tokens.offsets[:last],
    )


def _exact(words: str, parts: Sequence[Tokens], documents: Sequence[str], index: Index) -> QuotationCheck | None:
    found: list[_Place] = []
    left_out: list[list[Span]] = []
    for document_id in documents:
        source = document_tokens(index, document_id)
        for first, last in _starts(parts[0], source):
            if (chain := _followed(parts[1:], source, last)) is not None:
                found.append((document_id, first, chain[-1][1] if chain else last))
                left_out.append(
                    [
                        Span(source.ends[before - 1], source.starts[start])
                        for before, (start, _) in zip([last, *(end for _, end in chain)], chain, strict=False)
                    ]
                )
    if not found:
        return None
    document_id, first, last = found[0]
    document, source = index.document(document_id), document_tokens(index, document_id)
    span = Span(source.starts[first], source.ends[last - 1])
    citation = cite_span(index, document_id, span)
    omitted = tuple(" ".join(gap.of(document.text).split()) for gap in left_out[0])
    notes = background_note(document) + _notes_on_edges(source, first, last)
    turned = [each for each in omitted if negates(each) or _ends_qualifying(each)]
    if turned or any(_far_apart(index, document_id, gap) for gap in left_out[0]):
        differences = tuple(Difference("omission", "…", each) for each in (turned or omitted))
        why = (
            "The ellipsis leaves out words that change the statement."
            if turned
            else "The parts joined by the ellipsis stand far apart in the source."
        )
        return QuotationCheck(words, "altered", citation, differences, 0, omitted, (), (why, *notes))
    if omitted:
        notes = (*(f"Words are left out: “{each}”." for each in omitted), *notes)
    if len(found) > 1 and not all_documents_read(index):
        notes = (*notes, "Only the documents that the search found were counted.")
    return QuotationCheck(words, "exact", citation, (), len(found), omitted, (), notes)


def _starts(part: Tokens, source: Tokens) -> Iterator[tuple[int, int]]:
    """Every place of `source` with the words of `part`; the case of the first letter does not count."""
    head = part.words[0]
    for opening in dict.fromkeys([head, head[0].lower() + head[1:], head[0].upper() + head[1:]]):
        sequence = (opening, *part.words[1:])
        at = source.find(sequence)
        while at >= 0:
            if not _cuts_a_word(source, at, at + len(sequence)):
                yield at, at + len(sequence)
            at = source.find(sequence, at + 1)


def _followed(parts: Sequence[Tokens], source: Tokens, after: int) -> list[tuple[int, int]] | None:
    """The places of `parts` one after the other behind `after`, or None where one is missing."""
    chain: list[tuple[int, int]] = []
    for part in parts:
        place = next((each for each in sorted(_starts(part, source)) if each[0] >= after), None)
        if place is None:
            return None
        chain.append(place)
        after = place[1]
    return chain


def _cuts_a_word(source: Tokens, first: int, last: int) -> bool:
    """Whether the stretch begins or ends inside a number or a compound that its other half turns round."""
    words, starts, ends = source.words, source.starts, source.ends
    if words[first] in _NUMERALS and first and words[first - 1] in _NUMERALS | {"第", "."} and starts[first] == ends[first - 1]:
        return True
    if words[last - 1] in _NUMERALS and last < len(words) and words[last] in _NUMERALS and starts[last] == ends[last - 1]:
        return True
    return first >= 2 and words[first - 1] == "-" and words[first - 2].lower() in ("non", "un", "anti", "sub", "twenty", "thirty")


def _ends_qualifying(omitted: str) -> bool:
    """Whether words left out end with one that the figure behind it needs ("about", "above")."""
    last = re.findall(r"[a-z]+|[约近超逾]", omitted.lower())[-1:]
    return bool(last) and (last[0] in _FIXED_BEFORE or last[0] in "约近超逾")


def _far_apart(index: Index, document_id: str, gap: Span) -> bool:
    if gap.end - gap.start > OMITTED_CHARACTERS:
        return True
    structure = index.structure(document_id)
    before, after = structure.piece_at(gap.start - 1), structure.piece_at(gap.end)
    return before is not None and after is not None and before.paragraph != after.paragraph and before.section != after.section


def _notes_on_edges(source: Tokens, first: int, last: int) -> tuple[str, ...]:
    """What stands right before or after the words in the source and changes how they read."""
    before = [word.lower() for word in source.words[max(0, first - 2) : first]]
    notes = []
    if before and (negates(before[-1]) or (negates(" ".join(before)) and not is_chinese(before[-1]))):
        notes.append(f"In the source “{' '.join(before)}” stands right before these words.")
    elif before and before[-1] in _FIXED_BEFORE and source.words[first][0].isdigit():
        notes.append(f"In the source “{' '.join(before)}” stands right before this figure.")
    after = source.words[last].lower() if last < len(source) else ""
    if after in _MULTIPLIERS and source.words[last - 1][0].isdigit():
        notes.append(f"In the source “{after}” follows this figure.")
    return tuple(notes)


def _altered(words: str, cleaned: str, hits: Sequence[Hit], index: Index) -> QuotationCheck:
    quotation = _without_closing(tokenize(cleaned))
    best: tuple[float, Alignment, str] | None = None
    for hit in hits:
        document_id = hit.passage.document_id
        source = document_tokens(index, document_id)
        found = align(quotation, source, index.document(document_id).text, cleaned, _window(source, hit, len(quotation)))
        rank = found.share + (0.01 if index.document(document_id).tier == "official" else 0)
        if best is None or rank > best[0]:
            best = (rank, found, document_id)
    if best is not None and _alters(best[1], quotation):
        source = document_tokens(index, best[2])
        span = Span(source.starts[best[1].first], source.ends[best[1].last - 1])
        document = index.document(best[2])
        if citation := cite_span(index, best[2], span):
            return QuotationCheck(words, "altered", citation, best[1].differences, notes=background_note(document))
    cited = [cite_hit(index, hit, n) for n, hit in enumerate(hits[:3], start=1)]
    return QuotationCheck(words, "not_found", nearest=tuple(each for each in cited if each))


def _window(source: Tokens, hit: Hit, length: int) -> tuple[int, int]:
    """The tokens of a passage with as many as the quotation has on either side."""
    first, last = bisect_left(source.starts, hit.passage.start), bisect_left(source.starts, hit.passage.end)
    return max(0, first - length), min(len(source), last + length)


def _alters(found: Alignment, quotation: Tokens) -> bool:
    chinese = sum(map(is_chinese, quotation.words)) * 2 > len(quotation)
    return (
        found.share >= ALTERED_SHARE
        and found.words >= (ALTERED_CHARACTERS if chinese else ALTERED_WORDS)
        and bool(found.differences)
    )
