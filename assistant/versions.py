"""What changed between a document and the one that has taken its place, sentence by sentence, both sides cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.ground import Claim
from assistant.language.script import written
from assistant.phrases import phrase
from assistant.places import place
from assistant.records import Language
from corpus.records import Document, Span
from index.retrieve import Index
from index.terms import terms, word_count

# Sentences of which this share of the words is the same are two wordings of one; less, and one went and another came.
_SAME_SENTENCE = 0.5
# Nobody gets two pages side by side.
_MOST_WORDS = 250

_ASKS = re.compile(
    r"\bwhat(?:['’]s| is| are| has| have| was| were)? (?:\w+ ){0,3}?(?:new|changed|different|differs?|amended|revised|updated)\b"
    r"|\bchanges?\b.*\b(?:versions?|editions?|since|revis\w+|amend\w+|updates?|earlier|previous|older?|newer?)\b"
    r"|\b(?:versions?|editions?|revis\w+|amend\w+|updates?)\b.*\b(?:chang\w+|differ\w*)\b"
    r"|\bhow (?:has|have|did|does|do|is)\b.*\b(?:changed?|differ\w*)\b"
    r"|(?:修订|修改|更新|新版|旧版|新旧|版本|现行|原来|以前|调整).{0,20}(?:变化|变更|变动|不同|改动|区别|改了|变了|修改|调整)"
    r"|(?:有|作)了?(?:什么|哪些|何)(?:变化|变更|变动|改动|修订|修改|调整)|(?:改|变|修改|修订|调整)了(?:什么|哪些|啥)",
    re.IGNORECASE,
)
# Words that ask for the change and name nothing that changed.
_GENERAL = frozenset(
    terms(
        "what changed change changes different difference differ new newer old older earlier previous current version versions edition revision "
        "revised amended amendment updated update since between from compared compare document rules text how two both"
    )
)
_TOKEN = re.compile(r"[\u3400-\u9fff]|\d+(?:[.,:]\d+)*|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Change:
    """A sentence that is not the same in both versions: in one of them it may be missing."""

    before: Span | None
    now: Span | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, as claims in reading order."""

    claims: list[Claim]
    left_out: int
    """Changes for which there was no room."""


def asks_for_changes(question: str) -> bool:
    """Whether a question asks what changed, or what is new."""
    return bool(_ASKS.search(written(question)))


def version_changes(question: str, index: Index, language: Language) -> Changes | None:
    """What changed in the document that the question means; None where no document in force replaces another.

    With several such documents it is the one whose title the question has most words of, else the latest. Where
    the question names what is to have changed ("the fee"), only changes with its words are given, if there are any.
    """
    in_force = {entry["id"] for entry in index.manifest.documents}
    pairs = [(old, new) for old, new in index.superseded.items() if new in in_force]
    if not pairs:
        return None
    asked = set(terms(written(question)))
    documents = [(index.document(old), index.document(new)) for old, new in pairs]
    old, new = max(documents, key=lambda pair: (len(asked & _title_terms(pair)), pair[1].date))
    changes = _changes(old, new, index)
    named = asked - _GENERAL - _title_terms((old, new)) - set(terms(f"{old.date} {new.date} {old.publisher} {new.publisher}"))
    about = [each for each in changes if named & _terms_of(each, old, new)]
    return _told(about or changes, old, new, index, language)


def _title_terms(pair: tuple[Document, Document]) -> set[str]:
    return {term for document in pair for term in terms(written(document.title))}


def _terms_of(change: _Change, old: Document, new: Document) -> set[str]:
    words = [span.of(document.text) for span, document in ((change.before, old), (change.now, new)) if span]
    return set(terms(written(" ".join(words))))


def _changes(old: Document, new: Document, index: Index) -> list[_Change]:
    before, now = _sentences(old, index), _sentences(new, index)
    said = [[_plain(span.of(document.text)) for span in spans] for document, spans in ((old, before), (new, now))]
    kept = set(said[0]) & set(said[1])
    found: list[_Change] = []
    for what, first, last, start, end in SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes():
        if what != "equal":
            # A sentence that stands elsewhere in the other version has moved, and says the same.
            gone = [before[at] for at in range(first, last) if said[0][at] not in kept]
            come = [now[at] for at in range(start, end) if said[1][at] not in kept]
            found += _paired(gone, come, old, new)
    return found


def _paired(gone: Sequence[Span], come: Sequence[Span], old: Document, new: Document) -> list[_Change]:
    """Each new sentence with the old one most like it, then the old ones that have no new one."""
    left = list(gone)
    found = []
    for span in come:
        words = _TOKEN.findall(span.of(new.text))
        likeness = [(SequenceMatcher(None, _TOKEN.findall(each.of(old.text)), words, autojunk=False).ratio(), each) for each in left]
        share, best = max(likeness, key=lambda each: each[0], default=(0.0, None))
        if best is not None and share >= _SAME_SENTENCE:
            left.remove(best)
            found.append(_Change(best, span))
        else:
            found.append(_Change(None, span))
    return [*found, *(_Change(span, None) for span in left)]


def _told(changes: Sequence[_Change], old: Document, new: Document, index: Index, language: Language) -> Changes:
    if not changes:
        first = next(iter(_sentences(new, index)), None)
        same = [replace(place(new, first, index), lead=phrase("version_same", language))] if first else []
        return Changes(same, 0)
    claims: list[Claim] = []
    words = 0
    for number, change in enumerate(changes):
        one = _claims_of(change, old, new, index, language)
        words += sum(word_count(each.span.of(each.document.text)) for each in one)
        if claims and words > _MOST_WORDS:
            return Changes(claims, len(changes) - number)
        claims += one
    return Changes(claims, 0)


def _claims_of(change: _Change, old: Document, new: Document, index: Index, language: Language) -> list[Claim]:
    before, now = change.before, change.now
    if before and now:
        parted = _parted(before.of(old.text), now.of(new.text))
        sides = (("version_before", old, before, parted[0]), ("version_now", new, now, parted[1]))
        return [
            replace(
                place(document, span, index),
                lead=phrase(name, language, date=document.date),
                emphasis=tuple(Span(span.start + each.start, span.start + each.end) for each in different),
            )
            for name, document, span, different in sides
        ]
    if now:
        return [replace(place(new, now, index), lead=phrase("version_new", language, date=new.date))]
    assert before is not None
    return [replace(place(old, before, index), lead=phrase("version_gone", language, date=new.date))]


def _parted(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """The stretches of two wordings in which they part."""
    tokens = [list(_TOKEN.finditer(text)) for text in (one, other)]
    codes = SequenceMatcher(None, [each[0] for each in tokens[0]], [each[0] for each in tokens[1]], autojunk=False).get_opcodes()
    different: tuple[list[Span], list[Span]] = ([], [])
    for what, first, last, start, end in codes:
        if what == "equal":
            continue
        for spans, found, begin, stop in ((different[0], tokens[0], first, last), (different[1], tokens[1], start, end)):
            if stop > begin:
                spans.append(Span(found[begin].start(), found[stop - 1].end()))
    return different


def _sentences(document: Document, index: Index) -> list[Span]:
    return [piece.span for piece in index.structure(document.id).pieces if piece.kind == "sentence"]


def _plain(text: str) -> str:
    return " ".join(_TOKEN.findall(text))
