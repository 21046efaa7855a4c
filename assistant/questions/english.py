"""An English question taken apart."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked import Asked, asked_in_english
from assistant.language.lexicon import opposites, synonyms
from assistant.questions.records import Question, Term
from assistant.questions.terms import QUOTED, SCAFFOLD, content_terms
from assistant.questions.wording import OWN_NAME, POLITE, one_verb, without_idle
from corpus.numerals import MONTHS, english_number, ordinal_number
from index.terms import STOP_WORDS, stem, words
from index.vocabulary import Vocabulary

_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
FIGURE = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: \d{{4}})?|\d+(?:[.,]\d+)*%?", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -](?:(?:of|for|and|the|on) )*[A-Z][a-z]+)+")
_PAGE = re.compile(
    r"\b(?:web ?)?(?:page|site|press release|article|release itself|document itself|text itself|publication|posting|dateline|press material)\b", re.IGNORECASE
)
_HEADLINE = re.compile(r"\bheadline\b|\b(?:title|heading) (?:of|on) (?:the |this )?(?:page|document|release|text|article|material)\b|\b(?:release|page|document)(?:'s)? (?:title|headline)\b")
_PAGE_WORDS = frozenset("page webpage site website web print printed publish published post posted put online appear appeared itself footnote carry carried bear dated date dateline material top bottom head header footer".split())
# "Which body approved it?" asks who did.
_WHICH_BODY = re.compile(r"\b(?:which|what) (?:(?:public|government|national|official|state|city) )?(?:body|bodies|authority|authorities|agency|agencies)\b(?= (?!of\b|is\b|are\b|was\b|were\b)[a-z]+)", re.IGNORECASE)
# "1+N": a name whose signs no list of words keeps.
_SIGNED = re.compile(r"(?<![\w+])\w+(?:\+\w+)+(?![\w+])")
_DATED_CLAIM = re.compile(
    r"(?P<rest>(?:(?:was|were|is)\b(?=.*(?:ed|en|wn|un|ld|ut|up|off|de|nt|ght|set) (?:already |back )?(?:in|on)\b)|(?:did|has|had)\b)(?!.*\b(?:or|reach|meet|met|achieve|attain|fulfil|exceed))(?:.{8,}?)\b[a-z]+)"
    rf" (?:already |back )?(?:in|on) (?:early |late |mid-)?(?:{_MONTH}\b[ \d,a-z]{{0,12}}|(?:19|20)\d\d)\s*\?*$",
    re.IGNORECASE,
)


# "Was it released in March or in May?"
_OR_ANOTHER_DAY = re.compile(rf",? or (?:(?:already |only )?(?:in|on) )?(?:{_MONTH}\b[ \d,a-z]{{0,12}}|\d{{1,2}} {_MONTH}(?: \d{{4}})?|(?:19|20)\d\d)(?=\s*\?*$)", re.IGNORECASE)


def read_english(text: str, vocabulary: Vocabulary) -> Question:
    """The English question `text` taken apart, its spelling set right before."""
    original = text
    text = _WHICH_BODY.sub("who", without_idle(POLITE.sub("", text) or text))
    text = " ".join(OWN_NAME.sub(" ", text).split()) or text
    lower = one_verb(" ".join(text.lower().replace("’", "'").split()))
    asked = asked_in_english(lower)
    if asked is Asked.YES_NO and (dated := _DATED_CLAIM.match(_OR_ANOTHER_DAY.sub("", text))):
        # "Was it released in March?" is answered by when it was released.
        text = lower = f"When {dated['rest']}?"
        asked = Asked.DATE
    tokens = words(one_verb(text))
    return Question(
        text=text,
        asked=asked,
        terms=_with_opposites(asked, _with_names(content_terms(tokens, vocabulary), text, vocabulary)),
        language="en",
        ordinal=_ordinal(tokens),
        count=_count(tokens),
        figures=tuple(match[0] for match in FIGURE.finditer(text)),
        names=tuple(match[0] for match in _NAME.finditer(text)),
        focus=_focus(lower, asked),
        reading=text,
        phrases=(*QUOTED.findall(text), *_SIGNED.findall(text)),
        relation=_relation(asked, lower),
        names_wanted=bool(re.search(r"\bnames\b|\bby name\b|\bname of (?:the )?(?:\w+ ){0,2}(?:mayor|director|official|person|author|minister|company|firm|journalist|supplier)\b|\bnamed individuals?\b", lower)),
        instances=bool(_INSTANCES.search(lower)),
        words_wanted=bool(_SAID.search(lower)),
        chinese_wanted=bool(_IN_CHINESE.search(lower)),
        strangers=_strangers(text, vocabulary),
        alternatives=_alternatives(asked, text),
        qualifiers=tuple(said for asked_for, said in _QUALIFIERS if asked_for & {*tokens, *(["previous"] if _BEFORE.search(lower) else [])}),
        about_page=bool(_HEADLINE.search(lower)) or asked is Asked.DATE and bool(_PAGE.search(original)) and all(term.word in _PAGE_WORDS for term in content_terms(tokens, vocabulary)),
    )


def _with_names(terms: tuple[Term, ...], text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """`terms` with those marked that are names: known to the sources, and capitalised inside a sentence or no English word."""
    capitalised = {word.lower() for word in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}", text)}

    def is_name(term: Term) -> bool:
        commonness = max(vocabulary.common_words.get(form, 0.0) for form in (term.word, term.word.rstrip("s"), re.sub(r"e[sd]$", "", term.word)))
        return term.known and term.word.isalpha() and (commonness == 0.0 or (term.word in capitalised and commonness < _NAME_COMMONNESS))

    return tuple(replace(term, name=is_name(term)) for term in terms)


_OR = re.compile(r"^(?P<one>[^?]+?),? or (?P<other>[^?,;:]+)(?P<rest>[?,;:].*)?$", re.IGNORECASE)


def _alternatives(asked: Asked, text: str) -> tuple[frozenset[str], ...]:
    """The stems on both sides of the one "or" of a yes-or-no question: what follows it, and as many words before it."""
    text = QUOTED.sub(" ", text)
    match = _OR.match(text) if asked is Asked.YES_NO and len(re.findall(r"\bor\b", text, re.IGNORECASE)) == 1 else None
    if match is None:
        return ()
    one, other = ([word for word in words(match[each]) if word not in STOP_WORDS and word not in SCAFFOLD] for each in ("one", "other"))
    one = one[max(1, len(one) - len(other)) :]
    return (frozenset(map(stem, one)) - set(map(stem, other)), frozenset(map(stem, other)) - set(map(stem, one)))


def _with_opposites(asked: Asked, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """`terms`, of a yes-or-no question with what denies them: "is it compulsory?" is answered by "it is voluntary"."""
    if asked is not Asked.YES_NO:
        return terms
    return tuple(replace(term, synonyms=term.synonyms | opposites().get(term.stem, frozenset())) for term in terms)


# "The next press conference" is not the one that was held.
# Words that narrow down, and what says the same in a source without narrowing down a question: "under the plan" asks for no limit.
_QUALIFIERS = tuple(
    (frozenset(asked.split()), frozenset(asked.split() + said.split()))
    for asked, said in (
        ("next upcoming forthcoming following future", ""),
        ("minimum least lowest", "above over exceed exceeding floor"),
        ("maximum highest most ceiling limit", "below under within"),
        ("previous previously former formerly prior past predecessor", ""),
        ("average", ""),
    )
)
_SAID = re.compile(
    r"\bwhat did\b(?! (?:the|it|this) (?:plan|release|text|document|source|article|page|note)).{3,60}?\b(?:say|said|answer|answered|reply|replied|tell|told|comment|promise|promised|remark|respond|ask|asked)\b"
    r"|\bwhat was\b.{3,40}\b(?:answer|reply|comment|response|remark)\b"
)
_IN_CHINESE = re.compile(r"\bin chinese\b|\bchinese (?:title|name|term|word|words|wording|characters?|text|original|version|expression|phrase|for)\b")
_BEFORE = re.compile(r"\bbefore (?:(?:he|she|they) (?!were\b)|becoming\b|being\b|taking\b|joining\b)")
_CAPITALISED_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")


def _strangers(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words that a question writes as names in the middle of a sentence and that neither the sources nor English at large have."""
    found = _CAPITALISED_INSIDE.findall(text)
    lower = [word.lower() for word in found]
    if len(found) * 2 > len(words(text)):
        return ()
    return tuple(
        word
        for word in lower
        if stem(word) not in vocabulary.document_frequency
        and word not in vocabulary.corpus_words
        and vocabulary.common_words.get(word, 0.0) < _STRANGER_COMMONNESS
        and not any(other in vocabulary.document_frequency for other in synonyms().get(stem(word), ()))
    )


# "Plan Targets" in capitals are words; "Tesla" (Zipf 4.0), "Guangdong" (3.2) and "Germany" (5.0) are names.
_STRANGER_COMMONNESS = 5.2
# Zipf frequency from which a capitalised word ("Chinese", "Plan") is more often a word than a name of one thing.
_NAME_COMMONNESS = 5.0


def _ordinal(tokens: list[str]) -> int | None:
    for token in tokens:
        if token == "last":
            return -1
        if (number := ordinal_number(token)) and token not in ("second",) or (token == "second" and (number := 2)):
            return number
    return None


def _count(tokens: list[str]) -> int | None:
    for position, token in enumerate(tokens[:-1]):
        number = english_number(token)
        dated = position > 0 and re.fullmatch(_MONTH, tokens[position - 1], re.IGNORECASE) or re.fullmatch(_MONTH, tokens[position + 1], re.IGNORECASE)
        if number is not None and 2 <= number <= 30 and not dated and tokens[position + 1] not in ("months", "percent", "st", "nd", "rd", "th"):
            return number
    return None


_FOCUS = re.compile(
    r"(?:what(?:'s)?|which|whats|list|name|enumerate|how many|number of|give|state)\s+(?:(?:is|are|were|was)\s+)?(?!(?:do|does|did)\b)(?:all\s+)?(?:of\s+)?(?:the\s+|its\s+|their\s+|shanghai'?s\s+)?"
    r"(?P<phrase>(?:[a-z0-9'-]+\s+){0,4}?[a-z'-]{3,})(?=\s+(?:of|in|for|must|can|may|were|put|get|that|which|are|is|were|was|does|do|did|to|on|by|from|listed|named|mentioned|proposed|covered|under|will|should|has|have|the)\b|[?.,!]|$)"
)
# "With which foreign cities will …", "which banks provide …": up to the first plural.
_PLURAL = re.compile(
    r"\b(?:which|what)\s+(?:of\s+(?:the|its)\s+)?(?P<phrase>(?:(?!(?:is|are|was|were|do|does|did|has|have|will|would|can|should|must|the|an?|this|these|its|to|of|in|for|by|and|or)\b)[a-z0-9'-]+(?<!s)\s+){0,3}?"
    r"(?!(?:is|was|does|has|this|its|others?|gets|goes|means|says|makes|takes|comes|gives|keeps|needs|wants|plays|leads|provides|sets|covers|includes|deals|applies|stands|underlies|happens|matters|remains|follows|counts|helps)\b)[a-z'-]{2,}[^s\W]s)(?=\s|[?.,!:;]|$)"
)
_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(?:of\s+)?(?:the\s+)?(?P<phrase>(?:[a-z'-]+\s+){0,3}?(?:[a-z'-]{2,}[^s\W]s|people|staff|men|women|children|media))(?=\s|[?.,!]|$)")
_ORDINAL_FOCUS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|(?:\d|1[0-2])(?:st|nd|rd|th))\s+(?:one\s+)?(?:of\s+)?(?:the\s+|its\s+|all\s+)?"
    r"(?P<phrase>(?:[a-z0-9'-]+\s+){0,3}?[a-z'-]{3,})(?=\s+(?:of|in|for|that|which|are|is|was|does|do|did|to|on|by|from|say|mean|cover|about|called)\b|[?.,!:;]|$)"
)
# "Which universities …", "list the companies that …": the ones of a kind, not the kind.
# "What made Shanghai …", "what keeps the paper from …": no noun is asked for.
_LIGHT_VERBS = "made|makes|make|kept|keeps|keep|became|becomes|came|comes|led|leads|drove|drives|gave|gives|brought|brings|stopped|stops|helped|helps|went|goes|caused|prompted"
_INSTANCES = re.compile(
    rf"(?:^|[,;:.?—-]\s*|\b(?:in|with|for|of|to|on|from|by|under|at|and|or|so)\s+)(?:which|what)\s+(?!(?:is|are|was|were|do|does|did|will|would|should|has|have|the|of|{_LIGHT_VERBS})\b)[a-z-]+|\b(?:list|name|enumerate)\s+(?:all\s+)?(?:of\s+)?the\s+(?:\w+\s+){{0,2}}\w+s\s+(?:that|who|which|picked|chosen|selected|named|heard|involved|consulted|visited)\b"
)
# "Did the city reach its target?": a source that sets the target does not say what became of it.
_OUTCOME = re.compile(r"^(?:did|has|have|had|was|were)\b.*\b(reach(?:ed)?|meet|met|achieved?|hit|attain(?:ed)?|fulfil(?:led)?|accomplish(?:ed)?|keep|kept)\b")
_WHO_DID = re.compile(r"\bwho(?:'s)?(?: else)?(?: (?:has|had|have|is|was|were|will|actually|first|officially|originally|really|been|to))* (?P<verb>[a-z]+)")


def _relation(asked: Asked, lower: str) -> str:
    """The stem of the last word of content of "when was …" and "how is …", which is its verb or goes with it."""
    if asked is Asked.YES_NO and (outcome := _OUTCOME.search(lower)):
        return stem(outcome[1])
    if asked is Asked.PERSON and (did := _WHO_DID.search(lower)):
        return stem(did["verb"]) if did["verb"] not in STOP_WORDS and did["verb"] not in SCAFFOLD else ""
    if asked not in (Asked.DATE, Asked.MANNER) or not (match := re.search(r"\b(?:when|how|what (?:\w+ ){0,2}?(?:date|day|year|month)|which (?:date|day|year|month)) (?:was|were|is|are|did|does|do|will|has|had)\b(.*)", lower)):
        return ""
    kept = [word for word in words(re.split(r"[,;?]| (?:in|on|by|for|at|from|to|before|after|while|when) ", match[1])[0]) if word not in STOP_WORDS and word not in SCAFFOLD]
    return stem(kept[-1]) if kept else ""


_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?P<phrase>(?:[a-z'-]+\s+){0,3}?[a-z'-]{3,}s)(?=\s+(?:of|in|for|that|which|are|does|do|did|to|on|by|from|will|list|listed|named)\b|[?.,!:;)]|$)"
)


def _focus(lower: str, asked: Asked) -> tuple[str, ...]:
    if asked is Asked.COUNT and (counted := _HOW_MANY.search(lower)):
        return _focus_stems(counted["phrase"])
    if ordinal := _ORDINAL_FOCUS.search(lower):
        return _focus_stems(ordinal["phrase"])
    if asked not in (Asked.LIST, Asked.COUNT, Asked.OPEN, Asked.MEANING, Asked.FIGURE):
        return ()
    if plural := _PLURAL.search(lower):
        return _focus_stems(plural["phrase"])
    match = _FOCUS.search(lower) or _COUNTED.search(lower)
    return _focus_stems(_before_verb(match["phrase"])) if match else ()


def _before_verb(phrase: str) -> str:
    """"University trained xu kunlin" without its verb and what follows; a word in -ed that opens a phrase describes its noun."""
    return re.sub(r"^(\S+) \w+ed\b.*", r"\1", phrase)


_PAST_VERBS = frozenset(
    """gave took made held led had got came went said wrote drew saw found told kept brought met won became began spoke sat stood
    sent spent paid bought sold built chose grew fell rose ran lost taught thought felt heard put""".split()
)


def _focus_stems(phrase: str) -> tuple[str, ...]:
    kept = [word for word in words(phrase) if word not in STOP_WORDS and english_number(word) is None and not ordinal_number(word)]
    # "Which office hosted", "which bodies gave guidance": the verb has been caught with its noun.
    verb = next((position for position, word in enumerate(kept) if position and word in _PAST_VERBS), len(kept))
    kept = kept[:verb]
    while len(kept) > 1 and kept[-1].endswith("ed"):
        kept.pop()
    return tuple(stem(word) for word in kept)
