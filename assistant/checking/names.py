"""Names, offices and subjects of a claim beside those of a source: who did it, and as what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer_types import people
from assistant.checking.facts import Fact
from assistant.checking.polarity import negates
from assistant.checking.records import Difference
from assistant.checking.source import Source, leans, printed
from assistant.checking.wording import Content, Wording, spellings
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
# "X, the director of", "X is vice mayor", "X (director)".
_APPOSITION = re.compile(
    rf"\s*(?:[(（][^)）]*[)）]\s*)?"
    rf"(?:,\s*(?:who\s+(?:is|was)\s+)?|\(|\b(?:is|was|as|serve[sd] as|acted as)\s+|\s+(?=(?:its|their)\s))(?:an?\s+|the\s+|its\s+|their\s+|then\s+|(?-i:[A-Z])[\w’']*\s+)*(?P<post>{_ROLE.pattern.replace('?P<rank>', '?:').replace('?P<role>', '?:')})",
    re.IGNORECASE,
)
# Share of an institution's English name that a source may lack and still mean it.
_BODY_SHARE = 0.34
# Characters between a post and the name behind it: that of a bureau stands there.
_POST_REACH = 110


def role_differences(claim: str, source: Source) -> list[Difference]:
    """Posts that the claim gives to a person to whom the source gives another."""
    differences = _chinese_ranks(claim, source) + _ranks(claim, source)
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


_CHINESE_POSTS = {
    "市长": "mayor",
    "局长": "director|head|chief",
    "主任": "director|head",
    "书记": "secretary",
    "部长": "minister",
    "主席": "chair|president",
    "总理": "premier",
    "省长": "governor",
}
_CHINESE_POST = re.compile(rf"(?P<vice>副)?(?P<post>{'|'.join(_CHINESE_POSTS)})")


def _chinese_ranks(claim: str, source: Source) -> list[Difference]:
    """Posts of a Chinese claim ("市长") that an English source has only as those of a deputy ("vice mayor"), or the other way round."""
    found = []
    for match in _CHINESE_POST.finditer(claim):
        places = list(re.finditer(rf"\b(?P<vice>(?:vice|deputy)[ -])?(?:{_CHINESE_POSTS[match['post']]})\w*", source.text, re.IGNORECASE))
        if places and all(bool(place["vice"]) != bool(match["vice"]) for place in places):
            found.append(Difference("name", match[0], places[0][0]))
    return found


def _ranks(claim: str, source: Source) -> list[Difference]:
    """Posts of an English claim ("mayor") that the source has only with a rank ("vice mayor"), or the other way round."""
    found = []
    for match in _POST_ALONE.finditer(claim):
        places = [place for place in _POST_ALONE.finditer(source.text) if _singular(place["role"]) == _singular(match["role"])]
        if places and all(bool(place["rank"]) != bool(match["rank"]) for place in places):
            found.append(Difference("name", match[0], places[0][0]))
    return found


# "The mayor's office" and "Mayor's Award" speak of no person's post.
_POST_ALONE = re.compile(
    r"\b(?P<rank>(?:vice|deputy)[ -])?(?P<role>mayors?|ministers?|premiers?|governors?|directors?|presidents?|chairm[ae]n)\b(?!['’]s?\b)", re.IGNORECASE
)


def _singular(role: str) -> str:
    return re.sub(r"men$", "man", role.lower()).rstrip("s")


def post_differences(claim: str, wording: Wording, source: Source) -> list[Difference]:
    """Posts that a Chinese claim gives to a person to whom the source gives another."""
    found = []
    for clause in re.finditer(r"[^，。；、和与及]+", claim):
        names = [each for each in wording.contents if each.name and clause.start() <= each.start < clause.end()]
        posts = list(_CHINESE_POST.finditer(clause[0]))
        person = next((place for place in people(source.text) if {*map(stem, words(place.of(source.text)))} <= {each.stem for each in names}), None)
        if person is None or len(posts) != 1:
            continue
        have = _roles(source.text, person)
        said = set(_CHINESE_POSTS[posts[0]["post"]].split("|"))
        if have and not any(role in said and (rank == "vice") == bool(posts[0]["vice"]) for rank, role in have):
            found.append(Difference("name", clause[0].strip(), f"{person.of(source.text)}, {' '.join(sorted(have)[0]).strip()}"))
    return found


def _roles(text: str, person: Span) -> set[tuple[str, str]]:
    """The posts given to a person: in apposition behind the name ("X, the director of …, and Party secretary"), else the last one before it."""
    others = [each for each in people(text) if each != person]
    behind = _APPOSITION.match(text, person.end)
    if behind:
        end = min((each.start for each in others if each.start > behind.start()), default=len(text))
        found = _ROLE.search(text, behind.start("post"))
        posts = {_post(found)} if found else set()
        for match in _ROLE.finditer(text, behind.end(), min(end, behind.end() + _POST_REACH)):
            if re.search(r"\b(?:and|also)\b[^.;]{0,20}$", text[behind.end() : match.start()]):
                posts.add(_post(match))
        return posts
    before = [
        match
        for match in _ROLE.finditer(text, max(0, person.start - _POST_REACH), person.start)
        if not any(each.overlaps(Span(match.end(), person.start)) for each in others)
    ]
    return {_post(before[-1])} if before else set()


def _post(match: re.Match[str]) -> tuple[str, str]:
    rank, role = (match["rank"] or "").lower().strip(" -"), match["role"].lower()
    return "vice" if rank == "deputy" else rank, "director" if role == "head" else role


def subject_differences(claim: str, source: Source) -> list[Difference]:
    """Clauses of the claim whose subject does in the source something else, while another does what the claim says."""
    clauses = [(clause, _heads(clause)) for clause in _statements(source.text)]
    differences = []
    for clause in _statements(claim):
        heads = _heads(clause)
        # What somebody did not do is compared as a negation.
        if len(heads) < 3 or negates(clause):
            continue
        best, have = max(clauses, key=lambda each: len(set(heads[1:]) & set(each[1])), default=("", []))
        own = [other for _, other in clauses if other is not have and other[:1] == heads[:1]]
        # A claim may join two clauses of the source under the subject of one.
        joined = any(len(set(heads[1:]) & set(other[1:])) >= 2 for other in own)
        if len(set(heads[1:]) & set(have)) >= 2 and heads[0] not in have and own and not joined and have[0] not in heads:
            differences.append(Difference("name", printed(heads[0], clause), printed(have[0], best)))
    return differences


def _statements(text: str) -> list[str]:
    """The clauses of `text` with a subject of their own, without who is cited for them; a lone word before "and" is half a subject."""
    text = _CITED_FOR.sub("", text)
    found: list[str] = []
    start, joins = 0, False
    for match in [*_SENTENCE_LIKE.finditer(text), None]:
        clause = text[start : match.start() if match else len(text)]
        if joins and found and len(_heads(found[-1])) < 2:
            found[-1] = f"{found[-1]} and {clause}"
        elif clause.strip():
            found.append(clause)
        if match:
            start, joins = match.end(), match[0].startswith("and")
    return found


_CITED_FOR = re.compile(r"(?:According to|By|As|In the view of)\b[^,.;:]{0,80}, ?")


# Where the predicate of an English clause begins.
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|shall|can|could|may|must|do|does|did|gave|gives?|came|comes?|went|goes|made|makes?|took|takes?|"
    r"held|holds?|led|leads?|began|begins?|stood|stands?|wants?|set|sets|won|bears?|bore|[a-z]{3,}(?<!need)ed)\b"
)


def agent_differences(claim: str, wording: Wording, met: Mapping[str, float], source: Source) -> list[Difference]:
    """The subject of an English claim where the source's sentences have no word of it, and do not lean on one before."""
    predicate = _PREDICATE.search(claim)
    if predicate is None or leans(source.text) or negates(claim):
        return []
    subject = [each for each in wording.contents if each.start < predicate.start()]
    opening = claim[: predicate.start()]
    if not subject or "," in opening or ":" in opening or len(subject) > _SUBJECT_WORDS or any(met[each.stem] > (0.0 if each.name else 0.9) for each in subject):
        return []
    return [Difference("name", opening.strip(), "")] if any(each.weight >= _SUBJECT_WEIGHT or met[each.stem] > 0.0 for each in subject) else []


# A longer phrase is no plain subject.
_SUBJECT_WORDS = 3
# "The idea" and "the text" may be anything.
_SUBJECT_WEIGHT = 2.0


def other_subjects(claim: str, wording: Wording, facts: Sequence[Fact], source: Source) -> list[Difference]:
    """Figures and dates of the claim that the source gives in a clause about somebody else.

    Of "Gansu's plan was published on 8 January and Jilin's followed on 5 July" the first date is not Jilin's: the clause
    opens with a name that the claim does not have, and a name of the claim stands in the source outside that clause.
    """
    names = [each for each in wording.contents if each.name]
    if not names or len(source.pieces) > 1:
        return []
    found = []
    for fact in facts:
        have = next((each for each in source.facts if each.kind == fact.kind and each.value == fact.value), None)
        if have is None:
            continue
        clause = clause_at(source.text, have.span)
        opening = _OPENING_NAME.match(clause.of(source.text))
        if not opening or any(_is_name(each, opening[1]) for each in names):
            continue
        outside = source.text[: clause.start] + " " + source.text[clause.end :]
        elsewhere = [each for each in names if any(_is_name(each, word) for word in re.findall(r"\b[A-Z][a-z]+", outside))]
        within = [
            each for each in names if any(_is_name(each, word) for word in re.findall(r"\b[A-Z][a-z]+", clause.of(source.text)))
        ]
        if elsewhere and not within:
            found.append(Difference("name", elsewhere[0].word, opening[1]))
    return found


# "Gansu's plan", "In Gansu": the name that a clause is about. A capital alone opens every sentence.
_OPENING_NAME = re.compile(r"\s*(?:while |and |but )?(?:(?=[A-Z][a-z]+['’]s?\s)|(?:[Ii]n|[Oo]f|[Ff]or|[Aa]t)\s+)([A-Z][a-z]+)\b")
_CLAUSE_END = re.compile(r"[;；。:：]|\bwhereas\b|\bwhile\b|\bbut\b|\band (?=[A-Z])")


def clause_at(text: str, span: Span) -> Span:
    """The clause of `text` that holds `span`."""
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    start = max(each for each in ends if each <= span.start)
    return Span(start, min(each for each in ends if each > start and each >= span.end))


def _is_name(content: Content, word: str) -> bool:
    return content.stem == stem(word.lower()) or stem(word.lower()) in content.alike


def _heads(clause: str) -> list[str]:
    return [stem(word) for word in words(clause) if word not in STOP_WORDS and word.isalpha()]


# "1+N", "A/B": letters and signs that stand for something only as they are.
_CODE = re.compile(r"(?<![\w+])\w+(?:\+\w+)+")


def code_differences(claim: str, source: Source) -> list[Difference]:
    """Codes of the claim ("1+N") that the source has not, or otherwise."""
    have = _CODE.findall(source.text)
    return [Difference("name", code, have[0] if have else "") for code in _CODE.findall(claim) if code not in have]


def name_differences(wording: Wording, met: Mapping[str, float], source: Source) -> list[Difference]:
    """Names of the claim that the source has nowhere."""
    others = [
        Difference("name", name, "")
        for name, stems in wording.bodies
        if sum(not ({each} | spellings(each)) & source.stems for each in stems) > _BODY_SHARE * len(stems)
    ]
    said = [each for each in wording.contents if (each.name or each.initial) and met[each.stem] == 0.0]
    if not said:
        return others
    claimed = {each.stem for each in wording.contents}
    free = [
        name
        for name in re.findall(r"(?<=[a-z,(] )[A-Z][\w’'-]+", source.text)
        if stem(words(name)[0] if words(name) else name) not in claimed
    ]
    return others + [Difference("name", each.word, free[position] if position < len(free) else "") for position, each in enumerate(said)]
