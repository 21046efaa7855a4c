"""Whether a text holds the kind of thing that a question asks for: a date, a person, an amount."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.asked import Asked
from assistant.language.lexicon import synonyms
from assistant.questions.records import Question
from corpus.numerals import CARDINALS, MONTHS, english_number
from corpus.records import Span
from index.terms import STOP_WORDS, stem, words

_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})(?:\s+(?:19|20)\d\d)?|"
    rf"(?:{_MONTH})\s+(?:19|20)\d\d|(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?)\b|\d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日"
)
_DAY = re.compile(rf"\b(?:{_MONTH})\b|\d月")
_YEAR_ALONE = re.compile(r"(?<![-–\d])(?:19|20)\d\d(?![-–\d])")
_NUMBER_WORD = "|".join([*CARDINALS, "several", "dozens?", "hundreds?", "thousands?", r"\d+(?:[.,]\d+)*"])
_DURATION = re.compile(
    rf"\b(?:(?:nearly|about|around|almost|over|more than|less than|some)\s+)?(?:{_NUMBER_WORD}|several|a few|a)[\s-]+"
    r"(?:months?|years?|weeks?|days?|hours?|decades?)\b(?!\s+old)|\d+个?[年月天周]|[一二两三四五六七八九十]+(?:年|个月|天|周)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:[$€£¥]\s?\d|\b\d[\d.,]*\s*(?:million|billion|trillion|thousand)?\s*(?:yuan|RMB|CNY|US dollars|dollars|euros?|pounds?|yen|won|crowns?|francs?|roubles?|rupees?|pesos?|USD|EUR|GBP|HKD|JPY)\b|\d+[万亿]?元)", re.IGNORECASE)
_PERCENT = re.compile(r"\d[\d.,]*\s*(?:%|percent\b|per cent\b|percentage points?\b)|百分之", re.IGNORECASE)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|\bwww\.\S+|\+?\d[\d\s()-]{7,}\d|(?<=[\u4e00-\u9fff：:])\d{7,12}(?!\d)")
_IDENTIFIER = re.compile(r"\bNo\. ?\d+|[〔\[(（]\d{4}[〕\])）]\s?(?:No\. ?)?\d+\s?号?|(?-i:\b[A-Z]{1,4}\d{0,3}(?:/[A-Z])?[ -]?\d{3,})|第?\d+号", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)\s*(?:a\.?m|p\.?m)?|\b\d{1,2}\s*(?:a\.?m\b|p\.?m\b|o'clock)|\d{1,2}[点时]", re.IGNORECASE)
_AGE = re.compile(r"\baged? \d+|\d+[- ]years?[- ]old|\bborn (?:in|on)\b|\d+岁|出生")
_MEASURE = re.compile(
    r"\d[\d.,]*\s*(?:(?:square|sq|cubic)\s+\w+|hectares?|kilomet\w+|km\b|met(?:re|er)s?\b|tonnes?|tons\b|kilograms?|micrograms?|acres?|miles?)|\d[\d.,]*(?:平方|公顷|公里|米|吨)",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|every (?:year|month|week|day|quarter|\w+ (?:years|months|weeks|days))|each (?:year|month|quarter)|"
    rf"(?:each|every) (?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|autumn|winter)|"
    r"once|twice|times a|regularly|periodically)\b|每(?:半|[一两三四五六]|\d+)?个?[年月周季日天]|定期",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b(?:{_NUMBER_WORD})\b|(?<![\d.])\d+(?:[.,]\d+)*(?=[\u4e00-\u9fff%％])", re.IGNORECASE)
_CHINESE_COUNT = re.compile(r"(?:[一二两三四五六七八九十百]+|\d+(?:[.,]\d+)*)[万亿千]?(?=[余多]?(?:个|项|大|类|条|种|家|名|位|人|座|所|批|处|场|件|辆|栋|间|户|支|方面))")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?|and\s+)?(?:\([A-Z]\w+\)\s+)?[A-Z][\w’'-]*)*")
_PLACE = re.compile(rf"\b(?:in|at|from|near|across)\s+(?:the\s+)?(?!(?:{_MONTH})\b)[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*|[在位于][\u4e00-\u9fff]{1,12}(?:市|区|县|镇|乡|村|路|街|中心|大厦|广场|酒店|宾馆|会议室)")
# Who leads an institution is a person, and no other institution.
_LEADS_BODY = re.compile(
    r"\b[Ww]ho (?:leads?|led|heads?|headed|chairs?|chaired|runs?|ran|directs?|directed)\b.*\b(?:Council|Committee|Bureau|Office|Administration|Government|Ministry|Commission)\b"
)
_CHINESE_COUNTED = re.compile(r"(?:多少|几)[个项大类条种家名所座批处场件辆栋间户支]?(?P<noun>[\u4e00-\u9fff]{2,6})")
_CHINESE_WHICH_BODY = re.compile(r"哪一?[家所个些]\w{0,2}(?P<kind>公司|企业|大学|医院|银行|协会|学校|机构|研究院|媒体|律所)")
_SUBSIDY = re.compile(r"补贴|补助|奖补|补偿")
_CHINESE_UNIT = re.compile(r"(?:美|欧|日|港|澳|英)元|英镑")
_CHINESE_BODY = re.compile(r"[\u4e00-\u9fff]{1,16}(?:局|委员会|委|办公室|部门|政府|厅|公司|中心|协会|学会|大学|集团|研究院|企业)")
_CHINESE_OFFICE = re.compile(r"(?:市|省|区|县|州|局|司|处|厅|部|院|校|所|会|秘书|董事|组)长|主任|书记|总理|主席|发言人|负责人")
# Words of institutions, papers and places that stand beside a person's name in capitals but are no part of it.
_NOT_NAMES = frozenset(
    """bureau committee council office administration government party plan congress opinions opinion zone initiative road belt free
    trade pilot centre center national general central communist municipal state people people's republic china chinese shanghai
    beijing city district province conference press information quality technical supervision inspection quarantine implementation
    guiding operations activities action improvement carry out market regulation ministry commission vice mayor director deputy
    secretary president premier minister chairman comrade mr mrs ms dr january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday master award brand brands service standard
    organisation organization international global world daily new outline index alliance certification law the a an in on of by for
    it its first second third fourth one two three four five we our this that these those early policies measures policy learn push
    after before according made month five-year mayor's gold group head party-building part parts article notably meanwhile directed
    by director-general science technology innovation federation academy university institute association company enterprise""".split()
)
_ROLES = re.compile(
    r"\b(?:(?:vice|deputy|executive)[ -])?(?:mayors?|directors?|ministers?|secretar(?:y|ies)|chair(?:man|woman|person)?s?|presidents?|heads?|"
    r"officials?|leaders?|spokes\w+|authors?|governors?|commissioners?|inspectors?|experts?|journalists?|reporters?)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:government|departments?|enterprises?|party|public|industries|districts?|bureaus?|institutions?|professionals|council|committee|"
    r"associations?|companies|firms|(?:leading|working|steering) groups?|organisations?|organizations?)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\b(?:means?|meaning|stands? for|comprises?|consists? of|refers? to|defined as|in Chinese|in English|known as|namely|they are|which is|(?:is|was) (?:an?|the)\b)|是指|指的是|即|意思是|包括",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:in order to|so as to|because|since|due to|thanks to|as a result|therefore|thus|aim(?:s|ed|ing)? (?:to|at)|purpose|"
    r"to (?:address|ensure|improve|encourage|form|implement|embody|meet|promote|support|bolster|carry)|which is to|in response|as all)\b|因为|为了|以便|由于",
    re.IGNORECASE,
)


def answer_spans(question: Question, text: str) -> list[Span]:
    """Where `text` holds the kind of thing that `question` asks for; empty where it does not.

    For a kind that leaves no trace in words (an explanation, a meaning) the list is empty too: see `leaves_trace`.
    """
    finder = _FINDERS.get(question.asked)
    return finder(question, text) if finder else []


def kind_strength(question: Question, text: str) -> float:
    """How surely what `answer_spans` found is of the kind asked for, in (0, 1]: a named person before "departments"."""
    if question.asked is Asked.PERSON:
        bodies = any(_GROUPS.search(match[0]) for match in _CAPITALISED.finditer(text) if " " in match[0])
        return 1.0 if people(text) else 0.8 if bodies else 0.2
    if question.asked is Asked.DATE:
        # "Master Plan 2017-2035" names a plan and says of no day when anything happened.
        return 1.0 if _DAY.search(text) else 0.8 if _YEAR_ALONE.search(text) else 0.2
    return 1.0


def leaves_trace(asked: Asked) -> bool:
    """Whether an answer of this kind can be recognised by its form, so that its absence says something."""
    return asked in _FINDERS and asked not in (Asked.REASON, Asked.MEANING)


def people(text: str) -> list[Span]:
    """The names of persons in `text`: runs of capitalised words less those of institutions, papers and places."""
    found = []
    for match in _CAPITALISED.finditer(text):
        run: list[re.Match[str]] = []
        for word in [*re.finditer(r"[A-Za-z’'-]+", match[0]), None]:
            if word is not None and word[0][0].isupper() and word[0].lower() not in _NOT_NAMES and not word[0].isupper():
                run.append(word)
                continue
            if 2 <= len(run) <= 3:
                found.append(Span(match.start() + run[0].start(), match.start() + run[-1].end()))
            run = []
    return found


def names_beside(question: Question, text: str) -> bool:
    """Whether `text` has a proper name of several words that the question does not have itself."""
    asked = set(words(question.reading))
    runs = (match[0] for match in _CAPITALISED.finditer(text))
    return any(len(run.split()) >= 2 and not set(words(run)) <= asked for run in runs)


def counts_of(head_stems: frozenset[str], text: str) -> list[Span]:
    """Numbers in `text` that count one of the nouns in `head_stems`: "four … targets", "11 major fields"."""
    found = []
    for match in _NUMBER.finditer(text):
        if _YEAR_ALONE.fullmatch(match[0]):
            continue
        following = re.findall(r"[A-Za-z'-]+|[.,;:!?]", text[match.end() :])[:5]
        for word in following:
            if word in ("and", "or"):
                # "209 products and services" counts both.
                continue
            if word in ".,;:!?" or word.lower() in STOP_WORDS:
                break
            if stem(word.lower()) in head_stems:
                found.append(Span(match.start(), match.end()))
                break
    return found


def _by(pattern: re.Pattern[str]) -> Callable[[Question, str], list[Span]]:
    return lambda _question, text: [Span(*match.span()) for match in pattern.finditer(text)]


def _persons(question: Question, text: str) -> list[Span]:
    named = people(text)
    if office := _CHINESE_OFFICE.search(question.reading):
        # Who the mayor is, is not said by who the vice mayor is.
        sign = re.compile(("副" if f"副{office[0]}" in question.reading else "(?<!副)") + re.escape(office[0]))
        return [Span(*match.span()) for match in sign.finditer(text)]
    if kind := _CHINESE_WHICH_BODY.search(question.reading):
        return [Span(*match.span()) for match in re.finditer(re.escape(kind["kind"]), text)]
    asks_role = _ROLES.search(question.reading)
    if asks_role and re.search(r"\b(?:name|who)\b", question.reading, re.IGNORECASE) or _LEADS_BODY.search(question.reading):
        return named
    bodies = [Span(*match.span()) for match in _CAPITALISED.finditer(text) if _GROUPS.search(match[0]) or "Administration" in match[0] or "Office" in match[0]]
    groups = [Span(*match.span()) for pattern in (_GROUPS, _CHINESE_OFFICE, _CHINESE_BODY) for match in pattern.finditer(text)]
    return named or bodies or groups


def _counts(question: Question, text: str) -> list[Span]:
    if asked := _CHINESE_COUNTED.search(question.reading):
        # "How many staff" is not answered by how many projects.
        return [Span(*match.span()) for match in _CHINESE_COUNT.finditer(text)] if asked["noun"][:2] in text or asked["noun"][-2:] in text else []
    head = question.focus[-1:]
    stems = {each for root in head for each in (root, *synonyms().get(root, ()))}
    return counts_of(frozenset(stems), text) if stems else [Span(*match.span()) for match in _NUMBER.finditer(text)]


def _money(question: Question, text: str) -> list[Span]:
    unit = _CHINESE_UNIT.search(question.reading)
    if unit and unit[0] not in text:
        return []
    # A subsidy may be a share of the costs.
    return _by(_MONEY)(question, text) or (_by(_PERCENT)(question, text) if _SUBSIDY.search(question.reading) and _SUBSIDY.search(text) else [])


def _figures(_question: Question, text: str) -> list[Span]:
    return [Span(*match.span()) for match in _NUMBER.finditer(text) if english_number(match[0]) not in (0, 1)]


_FINDERS = {
    Asked.DATE: _by(_DATE),
    Asked.DURATION: _by(_DURATION),
    Asked.PERSON: _persons,
    Asked.PLACE: _by(_PLACE),
    Asked.COUNT: _counts,
    Asked.MONEY: _money,
    Asked.PERCENT: _by(_PERCENT),
    Asked.FIGURE: _figures,
    Asked.FREQUENCY: _by(_FREQUENCY),
    Asked.AGE: _by(_AGE),
    Asked.MEASURE: _by(_MEASURE),
    Asked.CONTACT: _by(_CONTACT),
    Asked.IDENTIFIER: _by(_IDENTIFIER),
    Asked.CLOCK: _by(_CLOCK),
    Asked.REASON: _by(_REASON),
    Asked.MEANING: _by(_MEANING),
}
