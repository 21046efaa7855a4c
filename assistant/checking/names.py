"""Names, offices and subjects of a claim beside those of a source: who did it, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer_types import people
from assistant.checking.records import Difference
from assistant.checking.source import Source, printed
from assistant.checking.wording import Wording
from corpus.records import Span
from index.terms import STOP_WORDS, stem, words

# Where a clause with a subject of its own begins; a comma may only part the items of a list.
_SENTENCE_LIKE = re.compile(
    r"[;；。:：]|\bwhereas\b|\bwhile\b|\bbut\b|\band (?=(?:the )?\w+ (?:will|would|should|shall|is|are|was|were|has|have|had)\b)|\bthat (?=the\b)"
)
_ROLE = re.compile(
    r"\b(?P<rank>(?:vice|deputy|acting|former|assistant|honorary|executive)[ -])?(?P<role>mayor|director|minister|secretary|chair(?:man|woman|person)?|president|head|governor|commissioner|inspector|spokes\w+|premier)\b",
    re.IGNORECASE,
)


def role_differences(claim: str, source: Source) -> list[Difference]:
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


def subject_differences(claim: str, source: Source) -> list[Difference]:
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
            differences.append(Difference("name", printed(heads[0], clause), printed(have[0], best)))
    return differences


def _heads(clause: str) -> list[str]:
    return [stem(word) for word in words(clause) if word not in STOP_WORDS and word.isalpha()]


def name_differences(wording: Wording, met: Mapping[str, float], source: Source) -> list[Difference]:
    """Names of the claim that the source has nowhere."""
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
