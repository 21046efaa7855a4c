"""Does a source bear a claim out: its words covered, its facts the same and said of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_types import people
from assistant.checking.facts import Fact, around, facts_of
from assistant.checking.polarity import is_negation, negates
from assistant.checking.records import Difference
from assistant.checking.wording import Content, Wording, opposites, stems_of
from assistant.language.lexicon import synonyms
from corpus.records import Document, Piece, Span
from index.terms import STOP_WORDS, stem, words

# Least share of the weight of a claim's words that its source must have, by itself or with its headings; chosen on
# `python -m eval claims`, where paraphrases rarely fall below it and sentences of another fact rarely reach it.
SUPPORTED = 0.7
# Share of that weight that may stand nowhere near.
MISSING = 0.22
# From here on a claim with a wrong figure, name or negation speaks of this source.
SAME_MATTER = 0.5
_CLAUSE = re.compile(
    r"[;；。，:：]|, |\bwhereas\b|\bwhile\b|\bbut\b|(?=\b(?:instead of|rather than)\b)|\band (?=(?:the )?\w+ (?:will|would|should|shall|is|are|was|were|has|have|had)\b)|\bthat (?=the\b)"
)
# Where a clause with a subject of its own begins; a comma may only part the items of a list.
_SENTENCE_LIKE = re.compile(
    r"[;；。:：]|\bwhereas\b|\bwhile\b|\bbut\b|\band (?=(?:the )?\w+ (?:will|would|should|shall|is|are|was|were|has|have|had)\b)|\bthat (?=the\b)"
)
_LEANS = re.compile(
    r"(?:It|Its|They|Their|He|His|She|Her|This|These|Those|Such|Meanwhile|[A-Z][a-z]+ly|First|Second|Third|Fourth)\b|[它他她这该此其]"
)
_ROLE = re.compile(
    r"\b(?P<rank>(?:vice|deputy|acting|former|assistant|honorary|executive)[ -])?(?P<role>mayor|director|minister|secretary|chair(?:man|woman|person)?|president|head|governor|commissioner|inspector|spokes\w+|premier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One or two sentences of a document, with what stands around them."""

    document: Document
    pieces: tuple[Piece, ...]
    text: str
    stems: frozenset[str]
    """Of the sentences themselves."""
    context: frozenset[str]
    """Of headings, title, publisher and whom a statement goes back to, and of the sentences beside it."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a source bears a claim out."""

    source: Source
    coverage: float
    """Share of the weight of the claim's words that the source has, headings included."""
    own: float
    """The same, counting only what its sentences have themselves."""
    differences: tuple[Difference, ...]
    supported: bool


def source_of(document: Document, pieces: Sequence[Piece], beside: Sequence[Piece]) -> Source:
    """The pieces of a document as one source."""
    text = " ".join(piece.span.of(document.text) for piece in pieces)
    attribution = pieces[0].attribution
    headings = " ".join(
        [
            *pieces[0].section,
            document.title,
            document.publisher,
            attribution.source if attribution else "",
            attribution.date if attribution else "",
        ]
    )
    # "It has also received guidance": who is meant stands in the sentence before.
    nearby = " ".join(piece.span.of(document.text) for piece in beside) if _LEANS.match(text) else ""
    facts = [*facts_of(text)]
    return Source(document, tuple(pieces), text, stems_of(text), stems_of(f"{headings} {nearby}"), tuple(facts))


def compare(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> Agreement:
    """How far `source` bears out `claim`, whose wording and facts are given."""
    total = sum(each.weight for each in wording.contents) or 1.0
    unread = 1.5 * sum(len(run) > 1 for run in wording.unread)
    met = {each.stem: _met(each, source) for each in wording.contents}
    coverage = sum(each.weight * met[each.stem] for each in wording.contents) / (total + unread)
    own = sum(each.weight for each in wording.contents if met[each.stem] == 1.0) / (total + unread)
    differences = [
        *_fact_differences(claim, wording, facts, source),
        *_name_differences(wording, met, source),
        *_role_differences(claim, source),
        *_subject_differences(claim, source),
        *_turned(claim, wording, met, source),
    ]
    has_matter = bool(wording.contents) or bool(facts)
    supported = has_matter and not differences and coverage >= SUPPORTED and own >= 0.5 and not _hollow(wording, met)
    return Agreement(source, coverage, own, tuple(dict.fromkeys(differences)), supported)


def _met(content: Content, source: Source) -> float:
    if content.stem in source.stems or content.alike & source.stems or _spelled_out(content, source.text):
        return 1.0
    return (
        0.7
        if content.stem in source.context
        or (content.name and _spelled_out(content, " ".join(source.pieces[0].section) + source.document.title))
        else 0.0
    )


def _spelled_out(content: Content, text: str) -> bool:
    """Whether an abbreviation's letters open a run of capitalised words in `text` (CPC: Communist Party of China), or it is a form of a name there."""
    if content.word.isupper() and len(content.word) >= 3:
        initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", text))
        return content.word in initials
    return content.name and any(_root(content.word) == _root(word) for word in re.findall(r"\b[A-Z][a-z]+", text))


def _root(name: str) -> str:
    """A name without the ending that makes it an adjective: China, Chinese; Gansu, Gansu's."""
    return re.sub(r"(?:ese|ians?|eans?|ish|['’]s|a|n|s)$", "", name.lower()) if len(name) > 4 else name.lower()


def _hollow(wording: Wording, met: dict[str, float]) -> bool:
    """Whether what is missing weighs as much as a distinctive word of its own, so that the claim may state something else."""
    missing = sum(each.weight for each in wording.contents if met[each.stem] == 0.0)
    return missing > MISSING * sum(each.weight for each in wording.contents)


def _fact_differences(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> list[Difference]:
    differences = []
    for fact in facts:
        same = [each for each in source.facts if _equal(fact, each, source)]
        if not same and _stated_around(fact, source):
            continue
        if not same:
            rival = _rival(claim, fact, facts, source)
            if fact.kind == "ordinal" and rival is None:
                continue_name = Difference("figure", fact.surface, "")
                differences.append(continue_name)
                continue
            differences.append(
                Difference("date" if fact.kind == "date" else "figure", fact.surface, rival.surface if rival else "")
            )
            continue
        best = max(
            same,
            key=lambda each: (
                _unit_agrees(fact, each),
                _qualifier_agrees(fact, each),
                len(around(claim, fact.span) & around(source.text, each.span)),
            ),
        )
        if not _unit_agrees(fact, best):
            differences.append(Difference("unit", fact.surface, best.surface))
        elif not _qualifier_agrees(fact, best):
            differences.append(Difference("qualifier", _qualified(claim, fact), _qualified(source.text, best)))
        elif (
            rival := _said_of_another(fact, same, facts, wording, source)
            or _counted_otherwise(claim, fact, same, source)
            or _closer(claim, fact, same, facts, source)
        ):
            differences.append(Difference("date" if fact.kind == "date" else "figure", fact.surface, rival.surface))
    return differences


def _equal(said: Fact, have: Fact, source: Source) -> bool:
    if said.kind == "date" and have.kind == "date":
        year, month, day = said.value
        if year and have.value[0] is None:
            return (month, day) != (None, None) and _within((None, month, day), have.value) and year == source.document.date[:4]
        return _within(said.value, have.value)
    if {said.kind, have.kind} == {"figure", "ordinal"}:
        return False
    return said.kind == have.kind and said.value == have.value


def _within(said: tuple[str | None, ...], have: tuple[str | None, ...]) -> bool:
    """Whether all that is said of a date is so, and nothing that is said is missing."""
    return all(mine is None or mine == theirs for mine, theirs in zip(said, have, strict=True))


def _stated_around(fact: Fact, source: Source) -> bool:
    """Whether a date or ordinal stands in the headings, the title, or is the document's or the statement's own date."""
    piece = source.pieces[0]
    headings = facts_of(f"{' ; '.join(piece.section)} ; {source.document.title}")
    if fact.kind == "date":
        if fact.qualifier in ("by", "since", "after"):
            return False
        dates = [source.document.date] if source.document.tier != "background" else []
        dates += [piece.attribution.date] if piece.attribution else []
        own = [tuple(part.lstrip("0") for part in date.split("-")) for date in dates if date[:1].isdigit()]
        # The document's date is said of the document, not of what a sentence dates otherwise.
        free = not any(each.kind == "date" and (fact.value[1] or each.value[0]) for each in source.facts)
        if free and any(_within(fact.value, (*each, None, None)[:3]) for each in own):
            return True
    return any(_equal(fact, each, source) for each in headings if each.kind == fact.kind)


def _unit_agrees(said: Fact, have: Fact) -> bool:
    return (
        said.kind != "figure" or said.unit == have.unit or (not said.unit or not have.unit) and "point" in (said.unit, have.unit)
    )


def _qualifier_agrees(said: Fact, have: Fact) -> bool:
    mine, theirs = said.qualifier, have.qualifier
    if said.kind == "date":
        if said.value[1] is None and have.value[1] is not None and mine == "in":
            return True
        groups = {"by": {"by"}, "since": {"since"}, "after": {"after"}, "in": {"in", ""}, "": {"in", "", "by"}}
        return (
            theirs in groups[mine]
            or (theirs == "" and mine in ("in", "by"))
            and not (theirs == "" and mine == "by" and have.value[1] is not None)
        )
    if "exactly" in (mine, theirs):
        return mine in ("", "exactly") and theirs in ("", "exactly")
    return mine == theirs


def _qualified(text: str, fact: Fact) -> str:
    """The fact with the words right around it that say how it is meant."""
    before = re.search(r"(?:[\w'’]+\s+){0,3}$", text[: fact.span.start])
    after = re.match(
        r"\s*(?:or (?:more|above|higher)|以上|左右|以内|之?前)",
        text[fact.span.end + len(fact.surface) - (fact.span.end - fact.span.start) :],
    )
    return f"{before[0] if before else ''}{fact.surface}{after[0] if after else ''}".strip()


def _rival(claim: str, fact: Fact, facts: Sequence[Fact], source: Source) -> Fact | None:
    """The source's fact of the same kind that the claim should have stated: not stated elsewhere in it, nearest in its words."""
    others = [each for each in source.facts if each.kind == fact.kind and not any(_equal(other, each, source) for other in facts)]
    mine = around(claim, fact.span)
    return max(others, key=lambda each: (len(mine & around(source.text, each.span)), each.unit == fact.unit), default=None)


def _closer(claim: str, fact: Fact, same: Sequence[Fact], facts: Sequence[Fact], source: Source) -> Fact | None:
    """Another figure of the source that is said of what the claim says of this one, plainly more than any equal figure is."""
    mine = around(claim, fact.span, 45)
    if len(mine) < 2 or fact.kind == "ordinal":
        return None

    def shared(each: Fact) -> int:
        return len(mine & around(source.text, each.span, 45))

    best = max(map(shared, same))
    rivals = [
        each
        for each in source.facts
        if each.kind == fact.kind and each not in same and each.unit == fact.unit and _as_precise(fact, each)
    ]
    rival = max(rivals, key=shared, default=None)
    stated = [other for other in facts if rival is not None and _equal(other, rival, source)]
    vague = fact.kind == "date" and not any(_as_precise(fact, each) for each in same)
    margin = (0 if fact.qualifier else -1) if vague else 1 if stated else 2
    return rival if rival is not None and shared(rival) >= best + margin else None


def _as_precise(said: Fact, have: Fact) -> bool:
    return said.kind != "date" or [part is None for part in said.value] == [part is None for part in have.value]


def _said_of_another(fact: Fact, same: Sequence[Fact], facts: Sequence[Fact], wording: Wording, source: Source) -> Fact | None:
    """The fact of the same kind that the source gives for a name of the claim ("… and Jilin's followed on 5 July")."""
    if len(same) != 1 or sum(each.kind == fact.kind for each in facts) != 1:
        return None
    rivals = [
        each
        for each in source.facts
        if each.kind == fact.kind and each not in same and each.unit == fact.unit and _as_precise(fact, each)
    ]
    for content in wording.contents:
        places = [match.start() for match in re.finditer(rf"\b{re.escape(content.word)}\b", source.text)] if content.name else []
        if places and min(places) > same[0].span.end:
            if behind := [each for each in rivals if each.span.start > min(places)]:
                return behind[0]
    return None


def _counted_otherwise(claim: str, fact: Fact, same: Sequence[Fact], source: Source) -> Fact | None:
    """Another figure of the source that counts what the claim lets this one count ("209 companies" of "159 companies")."""
    if fact.kind != "figure" or not (mine := _counted(claim, fact)) or any(mine & _counted(source.text, each) for each in same):
        return None
    return next(
        (each for each in source.facts if each.kind == "figure" and each not in same and mine & _counted(source.text, each)), None
    )


def _counted(text: str, fact: Fact) -> frozenset[str]:
    """The stem of what a figure counts: the last noun of the words right behind it."""
    found: list[str] = []
    for word in re.findall(r"[A-Za-z'’-]+|[^\sA-Za-z]", text[fact.span.end :])[:4]:
        if not word[0].isalpha() or word.lower() in STOP_WORDS:
            break
        found.append(stem(word.lower()))
    return frozenset(found)


def _role_differences(claim: str, source: Source) -> list[Difference]:
    """Posts that the claim gives to a person to whom the source gives another."""
    differences = []
    for person in people(claim):
        name = person.of(claim)
        if name not in source.text and source.stems >= {stem(word) for word in words(name)}:
            differences.append(Difference("name", name, ""))
            continue
        places = [place for place in people(source.text) if place.of(source.text) == name]
        have = {role for place in places for role in _roles(source.text, place)}
        said = _roles(claim, person)
        if said and have and not said & have:
            differences.append(
                Difference("name", f"{name}, {' '.join(sorted(said)[0]).strip()}", f"{name}, {' '.join(sorted(have)[0]).strip()}")
            )
    return differences


def _roles(text: str, person: Span) -> set[tuple[str, str]]:
    """The posts named beside a person, with no other person between."""
    others = [each for each in people(text) if each != person]
    found = set()
    for match in _ROLE.finditer(text):
        between = Span(min(match.end(), person.end), max(match.start(), person.start))
        if between.end - between.start <= 90 and not any(each.overlaps(between) for each in others):
            rank = (match["rank"] or "").lower().strip(" -")
            found.add(
                ("vice" if rank == "deputy" else rank, "director" if match["role"].lower() == "head" else match["role"].lower())
            )
    return found


def _subject_differences(claim: str, source: Source) -> list[Difference]:
    """Clauses of the claim whose subject does in the source something else, while another does what the claim says."""
    clauses = [(clause, _heads(clause)) for clause in _SENTENCE_LIKE.split(source.text) if clause.strip()]
    differences = []
    for clause in _SENTENCE_LIKE.split(claim):
        heads = _heads(clause)
        if len(heads) < 3:
            continue
        best, have = max(clauses, key=lambda each: len(set(heads[1:]) & set(each[1])), default=("", []))
        elsewhere = any(other[:1] == heads[:1] for _, other in clauses if other is not have)
        if len(set(heads[1:]) & set(have)) >= 2 and heads[0] not in have and elsewhere and have[0] not in heads:
            differences.append(Difference("name", _printed(heads[0], clause), _printed(have[0], best)))
    return differences


def _heads(clause: str) -> list[str]:
    return [stem(word) for word in words(clause) if word not in STOP_WORDS and word.isalpha()]


def _name_differences(wording: Wording, met: dict[str, float], source: Source) -> list[Difference]:
    said = [each for each in wording.contents if (each.name or each.initial) and met[each.stem] == 0.0]
    if not said:
        return []
    claimed = {each.stem for each in wording.contents}
    free = [
        name
        for name in re.findall(r"(?<=[a-z,(] )[A-Z][\w’'-]+", source.text)
        if stem(words(name)[0] if words(name) else name) not in claimed
    ]
    return [Difference("name", each.word, free[position] if position < len(free) else "") for position, each in enumerate(said)]


def _turned(claim: str, wording: Wording, met: dict[str, float], source: Source) -> list[Difference]:
    """Negations, opposites, widened quantities and results that the source does not state."""
    differences = []
    clauses = _near_clauses(wording, source)
    near = " , ".join(clauses)
    if _negated_otherwise(claim, near, source.text) or (not negates(claim) and negates(near) and negates(clauses[0])):
        differences.append(Difference("negation", _negation(claim), _negation(near) or _negation(source.text)))
    missing = [each for each in wording.contents if met[each.stem] < 1.0]
    for each in missing:
        if against := opposites().get(each.stem, frozenset()) & (source.stems - {other.stem for other in wording.contents}):
            differences.append(Difference("word", each.word, _printed(next(iter(sorted(against))), source.text)))
    text_words = set(re.findall(r"[a-z']+", source.text.lower()))
    widened = [word for word in sorted(wording.widening) if word not in text_words and not _quantified(word, source.text)]
    differences += [Difference("qualifier", word, "") for word in widened]
    if wording.outcome and _is_target(source.text) and not any(stem(word) in source.stems for word in wording.outcome):
        differences.append(Difference("word", sorted(wording.outcome)[0], ""))
    return differences


def _negated_otherwise(claim: str, near: str, text: str) -> bool:
    """Whether the claim denies what the source does not: more often, or of other words."""
    if not negates(claim):
        return False
    if not negates(near):
        return True
    said, have = _denied(claim), _denied(text)
    if len(said) > len(have) and have:
        return True
    # Chinese that is compared with English has no words in common with it.
    return any(scope and not any(_share(scope, other) for other in have) for scope in said)


def _denied(text: str) -> list[frozenset[str]]:
    """Of each English negation in `text` the stems of the content words that follow it."""
    found = []
    for match in re.finditer(r"[A-Za-z]+(?:['’]t)?", text):
        if is_negation(match[0].lower().replace("’", "'")):
            behind = re.split(r"[.;:,]", text[match.end() :])[0]
            found.append(frozenset([stem(word) for word in words(behind) if word not in STOP_WORDS][:6]))
    return found


def _share(said: frozenset[str], have: frozenset[str]) -> bool:
    """Whether two of the words denied are the same, or the only one is."""
    same = sum(word in have or bool(synonyms().get(word, frozenset()) & have) for word in said)
    return same >= min(2, len(said))


def _quantified(word: str, text: str) -> bool:
    """Whether the source states such a quantity in another word."""
    alike = {
        **dict.fromkeys(
            ["all", "every", "entire", "entirely", "fully", "completely", "whole"],
            r"\b(?:all|every|whole|entire|each|overall|full|both|thoroughly|in full|across the board)\b",
        ),
        **dict.fromkeys(["only", "solely", "sole", "exclusively"], r"\b(?:only|solely|single|alone|exclusively)\b"),
        **dict.fromkeys(["must"], r"\b(?:must|shall|have to|has to|should)\b"),
        **dict.fromkeys(["none", "never"], r"\b(?:no|not|none|never)\b"),
        **dict.fromkeys(["already"], r"\b(?:already|has|have|had|was|were)\b"),
        **dict.fromkeys(["most", "majority"], r"\b(?:most|majority)\b"),
    }
    chinese = {
        "全部": "all|whole|entire|overall",
        "所有": "all|every|whole|entire",
        "只有": "only",
        "仅": "only",
        "必须": "must|should|shall",
        "完全": "full|complete|whole",
        "已经": "already|has|have|was|were",
        "唯一": "only|single|sole",
        "一律": "all|every",
        "大多数": "most",
    }
    if word in chinese:
        return word in text or bool(re.search(rf"\b(?:{chinese[word]})", text, re.IGNORECASE))
    return word in alike and bool(re.search(alike[word], text, re.IGNORECASE))


def _is_target(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:should|shall|will|would|target|aims?|wants?|wanted|is to|are to|was to|were to|to be)\b", text, re.IGNORECASE
        )
    )


def _near_clauses(wording: Wording, source: Source) -> list[str]:
    """The clauses of the source that the claim speaks of, the nearest first."""
    clauses = [clause for clause in _CLAUSE.split(source.text) if clause.strip()]

    def shared(clause: str) -> float:
        have = stems_of(clause)
        return sum(each.weight for each in wording.contents if each.stem in have or each.alike & have)

    scored = sorted(((shared(clause), -at, clause) for at, clause in enumerate(clauses)), reverse=True)
    least = max(2.0, 0.3 * scored[0][0]) if scored else 0.0
    return [clause for score, _, clause in scored if score >= least] or [source.text]


def _negation(text: str) -> str:
    found = next(
        (match for match in re.finditer(r"[A-Za-z]+(?:['’]t)?", text) if is_negation(match[0].lower().replace("’", "'"))), None
    )
    if found is None:
        chinese = re.search(r"[不没未无非否]\S?", text)
        return chinese[0] if chinese else ""
    return " ".join(text[found.start() :].split()[:3]).strip(" ,.;:")


def _printed(wanted: str, text: str) -> str:
    return next((match[0] for match in re.finditer(r"[A-Za-z]+", text) if stem(match[0].lower()) == wanted), wanted)
