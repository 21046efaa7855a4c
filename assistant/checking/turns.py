"""What turns a statement round: a "not", an opposite, "all" for "some", a target told as a result."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.checking.polarity import chinese_negations, is_negation, negates
from assistant.checking.records import Difference
from assistant.checking.source import Source, printed
from assistant.checking.wording import Wording, decisive, opposites, spellings, stated_alike, stems_of
from assistant.language.script import language_of
from index.terms import STOP_WORDS, stem, words

_CLAUSE = re.compile(
    r"[;；。，:：]|, |\bwhereas\b|\bwhile\b|\bbut\b|(?=\b(?:instead of|rather than)\b)|\band (?=(?:the )?\w+ (?:will|would|should|shall|is|are|was|were|has|have|had)\b)|\bthat (?=the\b)"
)


def turned(claim: str, wording: Wording, met: Mapping[str, float], source: Source) -> list[Difference]:
    """Negations, opposites, widened quantities and results that the source does not state."""
    differences = []
    clauses = _near_clauses(wording, source)
    near = " , ".join(clauses)
    if _negated_otherwise(claim, near, source.text, wording) or (not negates(claim) and negates(near) and negates(clauses[0])):
        differences.append(Difference("negation", _negation(claim), _negation(near) or _negation(source.text)))
    differences += _affirmed(claim, source)
    missing = [each for each in wording.contents if met[each.stem] < 1.0]
    for each in missing:
        if against := opposites().get(each.stem, frozenset()) & (source.stems - {other.stem for other in wording.contents}):
            differences.append(Difference("word", each.word, printed(next(iter(sorted(against))), source.text)))
    differences += [
        Difference("word", each.word, "") for each in wording.contents if met[each.stem] == 0.0 and not each.name and each.stem in decisive()
    ]
    if (done := _CHINESE_DONE.search(claim)) and _is_target(source.text) and not _DONE.search(source.text):
        differences.append(Difference("word", done[0], ""))
    if (most := _CHINESE_MOST.search(claim)) and not _MOST.search(source.text):
        differences.append(Difference("qualifier", most[0], ""))
    text_words = set(re.findall(r"[a-z']+", source.text.lower()))
    widened = [word for word in sorted(wording.widening) if word not in text_words and not _quantified(word, source.text)]
    differences += [Difference("qualifier", word, "") for word in widened]
    differences += [Difference("qualifier", *each) for each in _ranked_otherwise(claim, source.text)]
    differences += _crossed(claim, source)
    if (cause := _CAUSE.search(claim)) and not _CAUSED.search(source.text):
        differences.append(Difference("word", cause[0], ""))
    if wording.outcome and _is_target(source.text) and not any(stem(word) in source.stems for word in wording.outcome):
        differences.append(Difference("word", sorted(wording.outcome)[0], ""))
    return differences


# Clauses that are set against each other.
_OPPOSED = re.compile(r"[;；]|\b(?:while|whereas|but)\b|而(?!且)|但")


def _crossed(claim: str, source: Source) -> list[Difference]:
    """Whether a claim says of one thing what the source says of the other: its opposed clauses each mix words of two of the source's."""
    have = [stems_of(clause) - STOP_WORDS for clause in _OPPOSED.split(source.text)]
    said = [
        stems.union(*map(spellings, stems)) for stems in (stems_of(clause) for clause in _OPPOSED.split(claim))
    ]
    if len(have) < 2 or len(said) < 2:
        return []
    own = [each - frozenset().union(*(other for other in have if other is not each)) for each in have]
    mixed = [sorted((len(clause & each) for each in own), reverse=True)[:2] for clause in said]
    if any(second >= 2 for _, second in mixed) and sum(second >= 1 for _, second in mixed) >= 2:
        return [Difference("word", claim, source.text)]
    return []


# One thing stated as the cause of another, and what of a source may be put so.
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a (?:result|consequence)|therefore|consequently|which is why|caused by|led to)\b|因为|由于|因此|所以|导致|使得",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:because|since|due|owing|thanks|therefore|thus|hence|so that|results?|resulted|reasons?|cause[sd]?|why|lead|leads|led|in order)\b|"
    r"因|由于|所以|导致|使|为",
    re.IGNORECASE,
)
_CHINESE_DONE = re.compile(r"已(?!知)|(?:完成|实现|达到|建成)了")
_DONE = re.compile(r"\b(?:has|have|had|met|reached|achieved|completed|fulfilled|attained)\b", re.IGNORECASE)
_CHINESE_MOST = re.compile(r"最[多少高低大小早晚好差快慢强弱佳优重]")
_MOST = re.compile(r"\b(?:most|least|best|worst|first|top|last|latest|lowest|highest|minimum|maximum|chief|main|\w{3,}est)\b|最", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"(?P<among>\b(?:one|some|two|three) of|\bamong)?\s*(?:\bthe\b|’s|'s)\s+(?P<rank>(?:most|least)\s+\w+|\w{3,}est|first|largest|best|top)\b",
    re.IGNORECASE,
)


def _ranked_otherwise(claim: str, text: str) -> list[tuple[str, str]]:
    """Superlatives of the claim ("the highest") that the source has only as one among several ("one of the highest"), or the other way round."""
    have = {match["rank"].lower(): bool(match["among"]) for match in _SUPERLATIVE.finditer(text)}
    found = []
    for match in _SUPERLATIVE.finditer(claim):
        among = have.get(match["rank"].lower())
        if among is not None and among != bool(match["among"]):
            found.append((match[0].strip(), f"{'one of ' if among else ''}the {match['rank']}"))
    return found


def _negated_otherwise(claim: str, near: str, text: str, wording: Wording) -> bool:
    """Whether the claim denies what the source does not: more often, or of other words."""
    if not negates(claim):
        return False
    said, have = _denied(claim), _denied(text)
    if language_of(claim) != "en" and (scopes := _denied_in_chinese(claim, wording)):
        return not all(any(scope & other for other in have) for scope in scopes)
    if said and all(any(_share(scope, other) for other in have) for scope in said if scope) and len(said) <= len(have):
        return False
    if not negates(near):
        return True
    if len(said) > len(have) and have:
        return True
    # Chinese that is compared with English has no words in common with it.
    return any(scope and not any(_share(scope, other) for other in have) for scope in said)


def _denied(text: str) -> list[frozenset[str]]:
    """Of each English negation in `text` the stems of the content words that follow it."""
    found = []
    for match in re.finditer(r"[A-Za-z]+(?:['’]t)?", text):
        if is_negation(match[0].lower().replace("’", "'")):
            parts = [[stem(word) for word in words(part) if word not in STOP_WORDS] for part in re.split(r"[.;:,]", text[match.end() :])]
            # "Should not, a report says, come": what is put in between is not what is denied.
            found.append(frozenset(next((part for part in parts if part), [])[:6]))
    return found


def _denied_in_chinese(claim: str, wording: Wording) -> list[frozenset[str]]:
    """Of each negation in a Chinese claim the English stems of what is denied: the first words behind it that say something."""
    found = []
    for match in chinese_negations(claim):
        behind = sorted((each for each in wording.said if match.end() <= each.start < match.end() + _DENIED_REACH), key=lambda each: each.start)
        found.append(frozenset(stem for each in behind[:2] for stem in (each.stem, *each.alike)))
    return found if all(found) else []


# Characters behind a Chinese negation in which what it denies begins.
_DENIED_REACH = 10
# Of the words that only a denial of the source has, the share that a claim states without one.
_AFFIRMED = 0.6


def _affirmed(claim: str, source: Source) -> list[Difference]:
    """Whether an English claim states as so what the source denies: words that it has in a denial only."""
    if language_of(claim) != "en":
        return []
    said = stems_of(claim)
    denied = [scope for scope in _denied(claim) if scope]
    for scope in _denied(source.text):
        rest = [stem(word) for word in words(source.text) if word not in STOP_WORDS]
        alone = frozenset(word for word in scope if rest.count(word) == 1)
        stated = alone & said
        if alone and len(stated) > _AFFIRMED * len(alone) and len(scope & said) >= 1 and not any(stated & other for other in denied):
            if not _turned_word(claim, source.text):
                return [Difference("negation", " ".join(sorted(stated)), _negation(source.text))]
    return []


def _turned_word(claim: str, text: str) -> bool:
    """Whether a claim says by an opposite what the source says by a denial ("voluntary", "not obliged")."""
    return any(opposites().get(word, frozenset()) & stems_of(text) for word in stems_of(claim))


def _share(said: frozenset[str], have: frozenset[str]) -> bool:
    """Whether two of the words denied are the same, or the only one is."""
    same = sum(word in have or bool(stated_alike(word) & have) for word in said)
    return same >= min(2, len(said))


def _quantified(word: str, text: str) -> bool:
    """Whether the source states such a quantity in another word."""
    alike = {
        **dict.fromkeys(
            ["all", "every", "entire", "entirely", "fully", "completely", "whole"],
            r"\b(?:all|every|whole|entire|each|overall|full|both|thoroughly|in full|across the board|yearly|annual|monthly|weekly|daily)\b",
        ),
        **dict.fromkeys(["only", "solely", "sole", "exclusively", "merely", "alone"], r"\b(?:only|solely|single|alone|exclusively|merely)\b"),
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
        "单独": "only|single|sole|alone|separate|own",
        "独自": "only|single|sole|alone|separate|own",
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
