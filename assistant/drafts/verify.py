"""An edited draft checked again, line by line: supported, altered, unsupported, or framing.

A line is first compared, word by word, with what its own footnotes allow it to say; what remains is compared with
all sources, as any text is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.checking.differences import align, changes
from assistant.checking.facts import facts_of
from assistant.checking.records import Difference
from assistant.checking.sentences import check_claim
from assistant.checking.split import split
from assistant.checking.tokens import tokenize
from assistant.drafts.expected import apparatus, filled_with, framing_lines, is_sources_heading, known_sources, labels, wordings
from assistant.drafts.reading import Paragraph, read_draft
from assistant.drafts.records import LANGUAGES, DraftLine, LineVerdict
from assistant.drafts.renderings import footnote, located
from assistant.places import cite_span
from assistant.records import Citation
from corpus.records import Span
from index.retrieve import Index

_MARK = re.compile(r"\[\^(\d+)\]")
_POST_LABEL = re.compile(r"^[^“”]{1,200}?: (?=“)")
# Likeness, of 100, from which a line is what its footnote says with words changed.
_CHANGED = 72
# The same of a line without footnotes and of an entry of the list of sources.
_CHANGED_FRAME = 85
_TELLING = frozenset(("figure", "date", "name", "negation"))
_NO_FOOTNOTE = "This sentence carries no footnote."
_FOOTNOTE_ELSEWHERE = "Its footnote points to another place in the sources."
_FOOTNOTE_UNKNOWN = "Its footnote names no place in the sources."


def check_draft_file(path: Path, index: Index) -> list[DraftLine]:
    """What the sources say of each line of a `.docx` or `.md` file; raises `DraftError` for one that cannot be read."""
    return check_paragraphs(read_draft(path), index)


def check_paragraphs(paragraphs: Sequence[Paragraph], index: Index) -> list[DraftLine]:
    """What the sources say of each sentence of `paragraphs`, in order; footnotes and sources that were changed follow their line."""
    found: list[DraftLine] = []
    in_sources = False
    for paragraph in paragraphs:
        if paragraph.kind == "heading" or is_sources_heading(paragraph.text):
            in_sources = is_sources_heading(paragraph.text)
        elif in_sources and not paragraph.notes:
            found.append(_check_source(paragraph.text, index))
            continue
        found += _check_paragraph(paragraph, index)
    return [replace(each, n=n) for n, each in enumerate(found, start=1)]


def _check_paragraph(paragraph: Paragraph, index: Index) -> list[DraftLine]:
    notes = dict(paragraph.notes)
    whole = _line(paragraph.text, notes, index)
    heading = paragraph.kind == "heading"
    if settled := _settled(whole, _cited(whole, index), index, heading=heading):
        return _with_footnotes(settled, index)
    statements = [each.span.of(paragraph.text) for each in split(paragraph.text)]
    if len(statements) < 2:
        return _with_footnotes(_check(whole, index, heading=heading), index)
    found = []
    for words in statements:
        part = _line(words, notes, index)
        checked = _settled(part, _cited(part, index), index, heading=False) or _check(part, index, heading=False)
        found += _with_footnotes(checked, index)
    return found


def _line(text: str, notes: dict[int, str], index: Index) -> DraftLine:
    """A line before its check: its words without marks, and its footnotes."""
    own = tuple(notes[int(mark)] for mark in _MARK.findall(text) if int(mark) in notes)
    return DraftLine(0, " ".join(_MARK.sub("", text).split()), "unsupported", footnotes=own)


def _cited(line: DraftLine, index: Index) -> tuple[Citation, ...]:
    """The places that a line's footnotes name, as far as there are such."""
    known = {each["id"] for each in index.manifest.documents}
    found = []
    for n, text in enumerate(line.footnotes, start=1):
        place = located(text)
        if place and place[0] in known and 0 <= place[1] < place[2] <= len(index.document(place[0]).text):
            if citation := cite_span(index, place[0], Span(place[1], place[2]), n):
                found.append(citation)
    return tuple(found)


def _settled(line: DraftLine, cited: Sequence[Citation], index: Index, *, heading: bool) -> DraftLine | None:
    """The line where it reads as its footnotes or the framing allow; None where it needs a closer look."""
    said = _tokens(line.text)
    if not cited:
        known = not line.footnotes and (said in _framing_tokens(index) or _is_open_frame(line.text, index, heading=heading))
        return replace(line, verdict="framing") if known else None
    unlabelled = _tokens(_POST_LABEL.sub("", line.text))
    allowed = [_tokens(each) for each in wordings(cited, index)]
    if said in allowed or (unlabelled in allowed and unlabelled != said):
        return replace(line, verdict="supported", citations=tuple(cited))
    if any(said == _tokens(each) for each in apparatus(cited, index)):
        return replace(line, verdict="supported", citations=tuple(cited))
    return None


_frames: dict[int, frozenset[tuple[str, ...]]] = {}


def _framing_tokens(index: Index) -> frozenset[tuple[str, ...]]:
    lines = framing_lines(index)
    if id(lines) not in _frames:
        _frames.clear()
        _frames[id(lines)] = frozenset(map(_tokens, lines))
    return _frames[id(lines)]


def _is_open_frame(text: str, index: Index, *, heading: bool) -> bool:
    """Whether a line is a frame filled with a topic as typed, and not one of our own lines with a fact changed."""
    return filled_with(text, heading=heading) is not None and not _changed_frame(text, index, heading=heading)


def _changed_frame(text: str, index: Index, *, heading: bool) -> tuple[Difference, ...]:
    """Where a line without footnotes is framing in which a figure, a date, a name or a "not" was changed."""
    topic = filled_with(text, heading=heading)
    # Two topics may differ in one word of a long question: they are compared by themselves.
    words, known = (text, framing_lines(index)) if topic is None else (topic, labels(index))
    best = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=_CHANGED_FRAME)
    return tuple(each for each in _differences(words, best[0]) if each.kind in _TELLING) if best else ()


def _check(line: DraftLine, index: Index, *, heading: bool) -> DraftLine:
    """The line beside what its footnotes say, else beside all sources."""
    cited = _cited(line, index)
    if cited and (changed := _changed_line(line, cited, index)):
        return changed
    if not line.footnotes and (differences := _changed_frame(line.text, index, heading=heading)):
        return replace(line, verdict="altered", differences=differences)
    if heading and not line.footnotes and "“" not in line.text and not facts_of(line.text):
        return replace(line, verdict="framing")
    checked = check_claim(line.text, index, cited)
    if checked.verdict == "no_claim":
        return replace(line, verdict="framing")
    verdict: LineVerdict = (
        "supported" if checked.verdict in ("exact", "supported") else "altered" if checked.verdict == "altered" else "unsupported"
    )
    notes = list(checked.notes)
    if not line.footnotes:
        notes.append(_NO_FOOTNOTE)
    elif cited and verdict == "supported" and not any(_same_place(one, other) for one in cited for other in checked.citations):
        notes.append(_FOOTNOTE_ELSEWHERE)
    return replace(line, verdict=verdict, citations=checked.citations, differences=checked.differences, notes=tuple(notes))


def _changed_line(line: DraftLine, cited: Sequence[Citation], index: Index) -> DraftLine | None:
    """The line as one of its footnotes' wordings with words changed; None where it is like none of them."""
    text = line.text
    allowed = [*wordings(cited, index), *apparatus(cited, index)]
    unlabelled = _POST_LABEL.sub("", text)
    best = max(
        ((fuzz.ratio(each, wording), each, wording) for each in dict.fromkeys((text, unlabelled)) for wording in allowed),
        default=None,
    )
    if best is None or best[0] < _CHANGED:
        return None
    differences = _differences(best[1], best[2])
    quoted = best[2].startswith("“") and "“" in text
    # Inside quotation marks every word counts; in sentences without them what changes what they say.
    telling = tuple(each for each in differences if (each.kind != "punctuation" if quoted else changes(each.said, each.source)))
    verdict: LineVerdict = "altered" if telling else "supported"
    return replace(line, verdict=verdict, citations=tuple(cited), differences=telling)


def _with_footnotes(line: DraftLine, index: Index) -> list[DraftLine]:
    """The line, and after it each of its footnotes that does not read as it must."""
    if not line.footnotes:
        return [line]
    cited = _cited(line, index)
    places = [*cited, *line.citations]
    # Drafts that were exported before the pages of PDFs were told have footnotes without them.
    told = [(footnote(each, language), place) for place in places for each in (place, replace(place, page=None)) for language in LANGUAGES]
    expected = dict(told)
    found = [line]
    for text in line.footnotes:
        if any(_tokens(text) == _tokens(each) for each in expected):
            continue
        best = process.extractOne(text, list(expected), scorer=fuzz.ratio, score_cutoff=_CHANGED)
        if best:
            differences = _differences(text, best[0])
            found.append(DraftLine(0, text, "altered", (expected[best[0]],), differences, part="footnote"))
        else:
            found[0] = replace(found[0], notes=(*found[0].notes, _FOOTNOTE_UNKNOWN))
    return found


def _check_source(text: str, index: Index) -> DraftLine:
    """An entry of the list of sources: as it must read, changed, or not among the sources."""
    known = known_sources(index)
    line = DraftLine(0, text, "unsupported", part="source")
    for entry, citation in known.items():
        if _tokens(text) == _tokens(entry):
            return replace(line, verdict="supported", citations=(citation,))
    best = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=_CHANGED_FRAME)
    if best is None:
        return line
    return replace(line, verdict="altered", citations=(known[best[0]],), differences=_differences(text, best[0]))


def _differences(said: str, source: str) -> tuple[Difference, ...]:
    have = tokenize(source)
    return align(tokenize(said), have, source, said, (0, len(have))).differences


def _tokens(text: str) -> tuple[str, ...]:
    return tokenize(text).words


def _same_place(one: Citation, other: Citation) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
