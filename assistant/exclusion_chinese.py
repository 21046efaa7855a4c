"""What rules an English sentence out as an answer to a Chinese question: one small rule each.

A Chinese question is matched word by word through a dictionary, so that an English sentence shares most of its words
and yet speaks of something else more easily than for an English question.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer_types import leaves_trace, people
from assistant.articles import article_of, in_article
from assistant.asked import Asked
from assistant.evidence import OFFICES, Evidence, term_set
from assistant.language.lexicon import chinese_words, synonyms
from assistant.language.places import places_in
from assistant.language.script import simplified
from assistant.questions.records import Question, Term
from corpus.numerals import chinese_number, ordinal_number, roman_number
from index.terms import STOP_WORDS, stem

_AMOUNTS = frozenset({Asked.FIGURE, Asked.PERCENT, Asked.MEASURE, Asked.COUNT})
_WHOLE_COUNTRY = re.compile(r"全国|国家|中国|各地|中央")
_NATIONAL_VALUE = re.compile(r"\b(?:national|nationwide|countrywide|global) (?:value|average|mean|figure|level|rate|score|total|target)s?\b", re.IGNORECASE)


def _of_the_country(question: Question, each: Evidence) -> bool:
    """Whether an amount of one place is asked for, and the sentence gives the country's before it names the place."""
    if question.asked not in _AMOUNTS or _WHOLE_COUNTRY.search(simplified(question.text)):
        return False
    whole = _NATIONAL_VALUE.search(each.text)
    before = places_in(each.text[: whole.start()]) if whole else {}
    return whole is not None and any(place not in before for place in places_in(question.reading))


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WISHED = re.compile(r"目标|要求|应|要|将|计划|规划|预计|预期|力争|争取|希望|定[在为的]|设定|保持|控制|到20\d\d年|以上|以内|不低于|不少于")
_TARGET = re.compile(r"\b(?:targets?|aims?|aimed|goals?|want(?:s|ed)?|(?:is|are|was|were) to)\b", re.IGNORECASE)
_OUTCOME = re.compile(r"\b(?:met|reached|achieved|stood at|attained|reported for|missed|fell)\b", re.IGNORECASE)


def _only_aimed_at(question: Question, each: Evidence) -> bool:
    """Whether it is asked how much something was in a year, and a background statement only says what was aimed at."""
    if question.asked not in _AMOUNTS or each.document.tier == "official" or not _YEAR.search(question.reading) or _WISHED.search(simplified(question.text)):
        return False
    return bool(_TARGET.search(each.text)) and not _OUTCOME.search(each.text)


# The second batch, the third level: what is counted so is another one with another number.
_CLASSED = re.compile(r"(?:第(?P<number>[一二三四五六七八九十\d]+)|(?P<first>首))(?=[批级届轮期代版])")


def of_other_class(question: Question, text: str) -> bool:
    """Whether a Chinese question is of the fourth batch, level or round, and an English `text` has no such ordinal before a noun."""
    classed = _CLASSED.search(simplified(question.text)) if question.language != "en" else None
    number = 1 if classed and classed["first"] else chinese_number(classed["number"]) if classed else None
    # "The first batch", and not "first, …" or "the first of its kind".
    counted = ((ordinal_number(match["number"]) or roman_number(match["number"].upper())) for match in _BEFORE_A_NOUN.finditer(text) if match["noun"].lower() not in STOP_WORDS)
    return number is not None and number not in counted


def _other_class(question: Question, each: Evidence) -> bool:
    """Whether neither the sentence nor its headings are of the class that is asked about."""
    return of_other_class(question, f"{each.text} {' '.join(each.piece.section)}")


_BEFORE_A_NOUN = re.compile(r"\b(?P<number>[A-Za-z]+|\d+(?:st|nd|rd|th))(?=[ -][\"“”]?(?P<noun>[A-Za-z]+))")


def _of_another_office(question: Question, each: Evidence) -> bool:
    """Whether somebody is asked for by office, and the sentence has the office and nothing of what else the question says."""
    if question.asked is not Asked.PERSON:
        return False
    others = [term for term in question.terms if term.word not in OFFICES and term.word not in ("vice", "deputy")]
    return len(others) < len(question.terms) and bool(others) and not any(_said(term, each) for term in others)


_ROLE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})人(?=[是叫为]?(?:谁|哪位|什么人|何人|哪几位|姓|叫什么))")


def _lacks_role(question: Question, each: Evidence) -> bool:
    """Whether the one who did something is asked for ("起草人是谁"), and the sentence lacks a name, or the deed."""
    role = _ROLE.search(simplified(question.text)) if question.asked is Asked.PERSON else None
    deeds = {stem(word) for word in chinese_words().get(role["verb"], "").split()} if role else set()
    return bool(deeds) and (not people(each.text) or not deeds & term_set(each.text))


_FIGURED = r"(?:一共|总共|大约|大概|应该|约|要|应|将|需|共|是|为|有|达到?|定在|设在|在)*(?:多少|多高|多大|几)"
# "What is the target for the pass rate?" measures the pass rate.
_TARGET_OF = re.compile(
    rf"(?P<before>[\u4e00-\u9fff]{{2,12}}?)(?:所?[订定设]|制定|规定|提出)?的?(?:{_YEAR.pattern}年)?的?(?:目标|指标|要求|标准|水平|数值|数字|数据|情况)+值?{_FIGURED}"
)
# "How many kilometres of railway?" measures the railway.
_MEASURED_AFTER = re.compile(r"(?:多少|几)(?:平方|立方)?(?:公里|千米|米|公顷|亩|吨|亿元|万元)的?(?P<after>[\u4e00-\u9fff]{2,8})")


def _lacks_what_is_measured(question: Question, each: Evidence) -> bool:
    """Whether the target of something or so many units of something is asked for, and neither sentence nor headings name that."""
    plain = simplified(question.text)
    if found := _MEASURED_AFTER.search(plain):
        after = found["after"]
        nouns = next(([after[:end]] for end in range(len(after), 1, -1) if after[:end] in chinese_words()), [])
    else:
        nouns = _last_words(found["before"]) if (found := _TARGET_OF.search(plain)) else []
    around = term_set(f"{each.text} {' '.join(each.piece.section)}")
    roots = {stem(word) for noun in nouns for word in chinese_words()[noun].split()}
    met = sum(bool({root, *synonyms().get(root, ())} & around) for root in roots)
    return 2 * met < len(roots)


def _last_words(text: str) -> list[str]:
    """The words of the dictionary that end `text` without a gap, the last first, at most three."""
    found: list[str] = []
    while len(found) < 3 and (word := next((text[start:] for start in range(len(text) - 1) if text[start:] in chinese_words()), "")):
        found.append(word)
        text = text[: -len(word)]
    return found


_SAYING = re.compile(r"\b(?:said|says|told|stated|noted|explained|announced|stressed|emphasi[sz]ed|replied|promised|answered(?! questions)|quoted)\b", re.IGNORECASE)
# Characters before a verb of saying in which its speaker stands.
_SPEAKER_NEAR = 40


def _another_speaks(question: Question, each: Evidence) -> bool:
    """Whether the words of a named person are asked for, and the sentence lets nobody or somebody else speak."""
    speakers = [span.of(question.reading) for span in people(question.reading)] if question.words_wanted else []
    return bool(speakers) and not any(
        speaker in each.text[max(0, saying.start() - _SPEAKER_NEAR - len(speaker)) : saying.start()] for saying in _SAYING.finditer(each.text) for speaker in speakers
    )


def _said(term: Term, each: Evidence) -> bool:
    return bool(({term.stem} | term.synonyms) & term_set(f"{each.text} {' '.join(each.piece.section)}"))


def _of_another_name(question: Question, each: Evidence) -> bool:
    """Whether a fact is asked of a name of a Chinese document, and neither the sentence nor what stands above it has that name."""
    if not leaves_trace(question.asked):
        return False
    start = each.piece.span.start
    above = each.document.text[each.document.text.rfind("\n", 0, start) + 1 : start] if _LEANS.match(each.text) else ""
    around = f"{each.document.title} {each.document.publisher} {' '.join(each.piece.section)} {above} {each.text}"
    return any(all(form not in around for form in forms) for forms in question.own_names if min(map(len, forms)) > _WORD)


# A sentence that says of what the one before names.
_LEANS = re.compile(r"其|该|它|此|这|项目|总投资")
# Longer runs that no dictionary has are names; shorter ones are as often words.
_WORD = 2
_RULES: tuple[Callable[[Question, Evidence], bool], ...] = (
    _of_the_country, _only_aimed_at, _other_class, _of_another_office, _lacks_role, _lacks_what_is_measured, _another_speaks,
)  # fmt: skip


def ruled_out_for_chinese(question: Question, each: Evidence) -> bool:
    """Whether a sentence cannot answer a Chinese question: an English one by the rules above, a Chinese one of another article than is asked about."""
    if question.language == "en":
        return False
    article = article_of(simplified(question.text))
    if article and each.document.language != "en":
        return not in_article(each.piece.section, article)
    if each.document.language != "en":
        return _of_another_name(question, each)
    return any(rule(question, each) for rule in _RULES)
