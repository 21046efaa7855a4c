"""What rules a sentence out as an answer, whatever else speaks for it: one small rule each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from assistant.across_languages import apart, cannot_answer
from assistant.answer_types import leaves_trace, names_beside, people
from assistant.articles import cells_asked
from assistant.asked import Asked
from assistant.evidence import OFFICES, Evidence, speaks_of_names, term_set
from assistant.exclusion_chinese import ruled_out_for_chinese
from assistant.language.lexicon import chinese_words, synonyms
from assistant.language.places import places_in
from assistant.language.script import simplified
from assistant.questions.records import Question
from assistant.questions.terms import GENERIC_NOUNS
from corpus.numerals import english_number, ordinal_number, roman_number
from index.terms import STOP_WORDS, stem, words


def ruled_out(question: Question, each: Evidence) -> bool:
    """Whether a sentence cannot answer the question."""
    if apart(question, each.document):
        return cannot_answer(question, each.document, each.text, holds=bool(each.holds), coverage=each.coverage, title=each.piece.kind == "title")
    read = question.read_for(each.document.language)
    return any(rule(read, each) for rule in _RULES)


def _lacks_kind(question: Question, each: Evidence) -> bool:
    """Whether it holds nothing of the kind asked for, which would leave a trace in its words."""
    return leaves_trace(question.asked) and not each.holds


# "Who is in charge now?" A paper tells who was when it was written.
_NOW = re.compile(
    r"\bcurrent\s+(?:\w+\s+)?(?:mayor|director|head|minister|secretary|leader|chief|president|premier)\b|"
    r"\b(?:now|today|currently|at present|nowadays|these days)\b|现在|目前|如今|现任|現在|現任",
    re.IGNORECASE,
)
_RECENT_YEARS = 2


def _of_the_past(question: Question, each: Evidence) -> bool:
    """Whether it tells who was in office where the question asks who is; what is undated does."""
    if question.asked is not Asked.PERSON or not _NOW.search(question.text):
        return False
    dated = (each.piece.attribution.date if each.piece.attribution else each.document.date)[:4]
    return not dated.isdigit() or datetime.date.today().year - int(dated) > _RECENT_YEARS


_KIND_OF_MONEY = re.compile(r"salar(?:y|ies)|fines?|penalt(?:y|ies)|subsid(?:y|ies)|grants?|bonus(?:es)?|wages?|fees?|rents?|tax(?:es)?|prizes?|loans?|debts?")


def _other_money(question: Question, each: Evidence) -> bool:
    """Whether the question names a kind of money that it does not: what the state pays for a bridge is nobody's salary."""
    kinds = [term for term in question.terms if question.asked is Asked.MONEY and _KIND_OF_MONEY.fullmatch(term.word)]
    return any(not ({term.stem} | term.synonyms - {"pay"}) & term_set(each.text) for term in kinds)


def _about_another(question: Question, each: Evidence) -> bool:
    """Whether the question names what no source has, or what this document has not."""
    return bool(question.strangers) or not speaks_of_names(question, each.document)


# A document that names a place so often is about that place, and need not name it in every sentence.
_OWN_PLACE = 3


def _elsewhere(question: Question, each: Evidence) -> bool:
    """Whether the question asks of a place that it does not name, in a document that is not about that place.

    What Shanghai scored does not say what Jiangsu scored. A place that the document's title or publisher has is its own.
    """
    asked = places_in(question.reading)
    if not asked:
        return False
    around = places_in(f"{each.document.title} {each.document.publisher} {' '.join(each.piece.section)} {each.text}")
    return any(place not in around and places_in(each.document.text)[place] < _OWN_PLACE for place in asked)


_MEASURED = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2}(?<![要应将需共是为有到达]))(?:一共|总共|大约|约|要|应|将|需|共)*(?:是|为|有|达到?)?(?:多少|多高|多大|几)")
_ANY_MEASURE = frozenset("现在 目前 当前 如今 今年 去年 全市 全区 最高 最低 最多 最少 平均 至少 至多 目标 数字 情况 指标 标准 要求 水平 数量 规模 数值 一共 总共 共有 应达".split())
_DATED = re.compile(r"(?:什么时候|什么时间|何时|哪一?[天日年月]|几[月号])(?:才|会|能|要|将|正式|开始|起)*(?P<verb>[\u4e00-\u9fff]{2})")
_SAME_EVENT = tuple(
    frozenset(line.split())
    for line in """施行 实施 生效 执行 实行
发布 公布 印发 出台 颁布 下发 公开
举行 召开 举办 开幕
建成 竣工 完工 落成 完成
成立 设立 组建 建立
启动 开始 开工 动工
开放 开馆 启用 投用
通过 批准 同意 审议""".splitlines()
)


def _lacks_asked(question: Question, each: Evidence) -> bool:
    """Whether a Chinese question asks how much or since when something is, and neither sentence nor heading has that thing.

    What is inspected is not how much of it passes, and what a year ends with is not when a building is done:
    the noun right before "how much" is measured, the verb right after "when" is dated.
    """
    if each.document.language == "en" or ("|" in each.text and cells_asked(question.text, "".join(each.piece.section[-1:]), each.text)):
        # Of a table's row, the headings say what its cells are.
        return False
    around = f"{each.text} {' '.join(each.piece.section)}"
    if (measured := _MEASURED.search(question.reading)) and measured["noun"] not in _ANY_MEASURE:
        # "要罚多少" asks by a verb; "车位" is what 停车泊位 has.
        return measured["noun"][0] not in "要应需能可会将已再" and not set(measured["noun"]) <= set(each.text)
    if dated := _DATED.search(question.reading):
        same = next((group for group in _SAME_EVENT if dated["verb"] in group), {dated["verb"]})
        return not any(verb in around for verb in same)
    return False


_MEASURED_NOUN = re.compile(r"(?P<before>[\u4e00-\u9fff]{2,10}?)(?:一共|总共|大约|约|要|应|将|需|共)*(?:是|为|有|达到?)?(?:多少|多高|多大)")


def _lacks_measured(question: Question, each: Evidence) -> bool:
    """Whether a Chinese question asks how much something is, and neither an English sentence nor its headings name that thing."""
    if each.document.language != "en" or question.language == "en" or question.asked not in (Asked.FIGURE, Asked.PERCENT, Asked.MEASURE):
        return False
    match = _MEASURED_NOUN.search(simplified(question.text))
    before = match["before"] if match else ""
    noun = next((before[start:] for start in range(len(before) - 1) if before[start:] in chinese_words()), "")
    if not noun or noun in _ANY_MEASURE:
        return False
    around = term_set(f"{each.text} {' '.join(each.piece.section)}")
    roots = {stem(word) for word in chinese_words()[noun].split()} - _ANY_AMOUNT
    return bool(roots) and not any({root, *synonyms().get(root, ())} & around for root in roots)


_ANY_AMOUNT = frozenset(map(stem, "value amount number total rate figure score level".split()))
# Chosen on the tuning half: a date, a figure or a name beside fewer of the question's words than this is another's.
_HARDLY = 0.25


def _meets_hardly_anything(question: Question, each: Evidence) -> bool:
    """Whether a Chinese question that was read whole has next to nothing in an English sentence that holds the kind of thing asked for."""
    whole = question.language != "en" and each.document.language == "en" and not question.unread and len(question.terms) > 1
    return whole and leaves_trace(question.asked) and each.coverage < _HARDLY


_WHICH_INSTITUTION = re.compile(r"哪一?[家所个间](?P<kind>大学|高校|学院|医院|银行|媒体|报社|报纸|律师事务所|设计院|研究院|酒店|宾馆|公司|企业|电视台)")


def _names_no_institution(question: Question, each: Evidence) -> bool:
    """Whether a Chinese question asks which university, medium or company it was, and it names none."""
    kind = _WHICH_INSTITUTION.search(simplified(question.text)) if question.language != "en" and each.document.language == "en" else None
    heads = {stem(word) for word in chinese_words().get(kind["kind"], "").split()} if kind else set()
    wanted = {other for head in heads for other in (head, *synonyms().get(head, ()))}
    return bool(wanted) and not _named_beside(wanted, {term.stem for term in question.terms}, words(each.text))


def _not_in_chinese(question: Question, each: Evidence) -> bool:
    """Whether the Chinese of something is asked for, and it has none."""
    return question.chinese_wanted and not re.search(r"[\u3400-\u9fff]", each.text)


# "Answered questions from the press" does not say what was answered.
_SAYING = re.compile(r"\b(?:said|says|told|stated|states|noted|explained|announced|stressed|emphasi[sz]ed|pointed out|replied|promised|called|according to|quoted|answered(?! questions))\b", re.IGNORECASE)


def _says_nothing(question: Question, each: Evidence) -> bool:
    """Whether somebody's words are asked for, and it reports none."""
    if not question.words_wanted:
        return False
    speaker = _SPEAKER.search(question.reading)
    said = {stem(word) for word in words(speaker["who"])} if speaker else set()
    said -= {each for each in said if each in STOP_WORDS}
    # Whoever is named somewhere in a sentence in which another speaks has said nothing.
    return not any(said <= term_set(each.text[max(0, saying.start() - _NEAR) : saying.end() + _NEAR * (2 if saying[0].lower() == "according to" else 1)]) for saying in _SAYING.finditer(each.text))


_SPEAKER = re.compile(r"\bwhat did (?P<who>(?:the |its )?(?:[\w'-]+ ){1,3}?)(?:say|answer|reply|tell|comment|promise|remark|respond|ask)\b", re.IGNORECASE)
# Characters between a verb of saying and who says it.
_NEAR = 30


def _lacks_qualifier(question: Question, each: Evidence) -> bool:
    """Whether it lacks what narrows the question down ("next", "minimum")."""
    return any(not group & set(words(each.text)) for group in question.qualifiers)


def _lacks_ordinal(question: Question, each: Evidence) -> bool:
    """Whether the question asks of the second, third … of a kind, by its day or person, and it speaks of no such one."""
    if question.ordinal is None or question.ordinal < 2 or not leaves_trace(question.asked):
        return False
    around = f"{each.text} {' '.join(each.piece.section)}"
    return all((ordinal_number(word) or roman_number(word.upper()) or english_number(word)) != question.ordinal for word in words(around))


def _only_a_title(question: Question, each: Evidence) -> bool:
    """Whether it is a title: that says what the document is called, and so matches most questions about it."""
    dated = any(figure in each.text and 2 * len(figure) >= len(each.text) for figure in question.figures)
    numbered = question.asked is Asked.IDENTIFIER and bool(each.holds)
    return each.piece.kind == "title" and not question.about_page and not dated and not numbered


def _lacks_office(question: Question, each: Evidence) -> bool:
    """Whether the office that the question names is nowhere near.

    "Why did the mayor present it?" supposes what a sentence on the vice mayor corrects, where that has all the rest.
    """
    offices = [term for term in each.unmet if term.word in OFFICES]
    if question.asked in (Asked.REASON, Asked.YES_NO) and len(question.terms) > 2 and len(each.absent) == 1:
        return any(term.stem not in term_set(each.text) for term in offices)
    return bool(offices)


def _names_only_the_kind(question: Question, each: Evidence) -> bool:
    """Whether it speaks of the kind of which the question wants to know which ones."""
    return question.instances and not leaves_trace(question.asked) and not _instance_named(question, each)


def _other_compound(question: Question, each: Evidence) -> bool:
    """Whether it has the common noun of a compound and not what tells it apart: "water quality" in a text on quality."""
    if question.language != "en":
        return False
    known = {term.stem: term for term in question.terms}
    absent = {term.stem for term in each.absent}
    pairs = zip(question.focus, question.focus[1:], strict=False)
    return any(one in known and one in absent and other in known and other not in absent and known[other].weight < _COMMON for one, other in pairs)


# Weight below which a noun of the sources is in most of their sentences.
_COMMON = 1.0


def _lacks_thing(question: Question, each: Evidence) -> bool:
    """Whether the noun that is asked for ("what was the turnout of …?") is one that no source has, nor a word like it."""
    if question.asked is not Asked.OPEN or not question.focus or question.focus[-1] in GENERIC_NOUNS:
        return False
    return any(term.stem == question.focus[-1] and not term.known and not term.synonym_known for term in each.absent)


def _names_nobody(question: Question, each: Evidence) -> bool:
    """Whether names are asked for, and it has none but the question's own."""
    return question.names_wanted and not names_beside(question, each.text)


# A date without the verb that was asked for is mostly the date of something else, unless nearly all else is met.
_RELATION_COVERAGE = 0.8


def _lacks_relation(question: Question, each: Evidence) -> bool:
    """Whether the verb that the question asks by is missing in a way that tells.

    A sentence that has all that "who signed the plan?" names but the verb says who presented it.
    """
    if not question.relation:
        return False
    absent = {term.stem for term in each.absent}
    if question.asked is Asked.YES_NO:
        return question.relation in absent or all(term.stem != question.relation for term in question.terms)
    if question.asked is Asked.PERSON:
        return len(question.terms) > 1 and absent == {question.relation}
    if question.asked is Asked.MANNER:
        # "How is satisfaction measured?": the sources measure other things, and this one they only mention.
        done = next((term for term in question.terms if term.stem == question.relation), None)
        return done is not None and done.word.endswith("ed") and done.known and absent == {question.relation} and len(question.terms) > 1
    # Of "the third batch" a date is that of the third batch, whatever verb goes with it.
    counted = question.ordinal is not None and question.ordinal in map(ordinal_number, words(each.text))
    return question.asked is Asked.DATE and question.relation in absent and each.coverage < _RELATION_COVERAGE and not counted


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


# The year of a report is not that of what it reports, where that has a year itself.
_SAID_IN = re.compile(r"\baccording to [^,;:.]{3,60}?\b(?:19|20)\d\d\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report\w*|said|say|wr[io]te|publish\w*|according|text|article|page|copy|account)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:according to|reposted|reported|described|writing|wrote|(?:a|the) (?:text|report|article|page|release|copy|description)\b)[^,;:]*?\b(?:19|20)\d\d\b", re.IGNORECASE
)


def _other_year(question: Question, each: Evidence) -> bool:
    """Whether the question asks of a year that the sentence says nothing of.

    An official sentence that names another year corrects the question; a background statement of another
    year states another fact, and a sentence without a year none of the one asked for.
    """
    asked, found = set(_YEAR.findall(question.reading)), set(_YEAR.findall(_SAID_IN.sub("", each.text)) or _YEAR.findall(each.text))
    if each.document.tier != "official" and not _REPORT.search(question.reading) and asked & found:
        # "A text of 2011 has 82 for 2009" says nothing of 2011.
        found = set(_YEAR.findall(_REPORTED.sub(" ", each.text))) or found
    if not found and each.document.tier == "official" and asked & set(_YEAR.findall(_paragraph_before(each))) and not _BEYOND.search(question.text):
        # "By 2020 …": the year that opens a paragraph is that of the sentences after it.
        return False
    if not asked or asked & found:
        return False
    dated = set(_YEAR.findall(each.document.date)) if question.asked is not Asked.FIGURE and each.document.tier == "official" else set()
    return not asked & dated and (not found or each.document.tier != "official")


_BEYOND = re.compile(r"\b(?:after|since|beyond|before|until) (?:19|20)\d\d|(?:19|20)\d\d年?(?:以|之)?[后後前]")


def _paragraph_before(each: Evidence) -> str:
    start = each.piece.span.start
    return each.document.text[each.document.text.rfind("\n", 0, start) + 1 : start]


_BODY = re.compile(r"\b(?:Administration|Bureau|Office|Ministry|Council|Committee|Commission|Department|Agency)\b")


def _other_ordinal(question: Question, each: Evidence) -> bool:
    """Whether it speaks of another one of what the question counts: of "the first batch" where the third is asked for."""
    if question.ordinal is None or question.ordinal < 1:
        return False
    asked = {other for term in question.terms for other in (term.stem, *term.synonyms)}
    tokens = words(each.text)
    counted = [number for before, token in pairwise(tokens) if (number := ordinal_number(before)) and stem(token) in asked]
    return bool(counted) and question.ordinal not in map(ordinal_number, tokens)


def _other_name(question: Question, each: Evidence) -> bool:
    """Whether the sentence has most of a name in the question and not the rest: it names somebody else.

    "The Shanghai Administration for Market Regulation" is not the State Administration for Market Regulation;
    who directs one bureau is not who directs another.
    """
    present = set(words(each.text)) | set(words(f"{each.document.title} {' '.join(each.piece.section)}"))
    holder = question.asked is Asked.PERSON and any(term.word in OFFICES for term in question.terms) and not people(question.reading)
    for name in question.names:
        parts = [word for word in words(name) if word not in STOP_WORDS]
        missing = [word for word in parts if word not in present]
        if holder and missing and _BODY.search(name):
            return True
        if len(parts) >= 3 and missing and len(missing) * 2 < len(parts):
            return True
    return False


def _half_met(question: Question, each: Evidence) -> bool:
    """Whether a sentence has some of the words of a yes-or-no question and lacks others of weight.

    "Was there an interpreter at the press conference?" is not answered by who attended it. A question that
    shares no word with the sentence may be a paraphrase, and is left to the model.
    """
    return question.asked is Asked.YES_NO and each.direct >= _SHARED and each.coverage < _WHOLE


# Chosen on the tuning half: below the first a yes-or-no question is a paraphrase, above the second it is met.
_SHARED, _WHOLE = 0.5, 0.66


_ANYTHING_ABOUT = re.compile(r"\b(?:anything|something|much|a word|words?) (?:about|on) (?:the |its |their )?(?P<matter>[^?,;]+)", re.IGNORECASE)


def _silent_on(question: Question, each: Evidence) -> bool:
    """Whether it is asked whether the sources say anything about a matter, and neither it nor its headings name the matter."""
    asked = _ANYTHING_ABOUT.search(question.text) if question.asked is Asked.YES_NO else None
    matter = [word for word in words(asked["matter"]) if word not in STOP_WORDS] if asked else []
    if not matter:
        return False
    head = stem(matter[-1])
    return not {head, *synonyms().get(head, ())} & term_set(f"{each.text} {' '.join(each.piece.section)}")


_EXISTS = re.compile(r"^(?:is|are|was|were|will) there (?:be )?(?:an?|any|some)? ?(?P<what>[a-z'-]+(?: [a-z'-]+){0,3}?)(?= (?:at|in|on|for|from|to|of|as|by|with|among|under|who|that|which|during|after|before)\b|\W*$)", re.IGNORECASE)


def _lacks_what_there_is(question: Question, each: Evidence) -> bool:
    """Whether the question is if there is a thing ("was there an interpreter at …?"), and the sentence has others of its words and not that thing."""
    there = _EXISTS.match(question.reading) if question.asked is Asked.YES_NO else None
    if there is None or each.direct < _TOUCHED:
        return False
    head = stem(words(there["what"])[-1])
    return any(term.stem == head for term in each.absent)


# Share of the question's words from which a sentence is no paraphrase of it.
_TOUCHED = 0.2


_SPECIFYING = frozenset("of such including include includes cover covers covering like namely".split())


_BEFORE_COLON = re.compile(r"([A-Za-z]+):\s")


def _instance_named(question: Question, each: Evidence) -> bool:
    """Whether the sentence says which ones of the kind asked for: the noun with words of its own beside it, or a list after it.

    "Industrial associations" does not answer "which industrial associations?".
    """
    head = question.focus[-1:]
    if not head or head[0] in GENERIC_NOUNS:
        return True
    wanted = {head[0], *next((term.synonyms for term in question.terms if term.stem == head[0]), frozenset())}
    asked = {term.stem for term in question.terms}
    # "It sets two targets: less noise and more trade."
    if any(stem(match[1].lower()) in wanted for match in _BEFORE_COLON.finditer(each.text)) or _named_beside(wanted, asked, words(each.text)):
        return True
    return not wanted & set(map(stem, words(each.text))) and all(term.stem != head[0] for term in each.absent)


def _named_beside(wanted: Set[str], asked: Set[str], tokens: Sequence[str]) -> bool:
    """Whether a noun of `wanted` (stems) has words of its own before it that are not `asked`, or a list after it."""
    for position in (position for position, token in enumerate(tokens) if stem(token) in wanted):
        for token in reversed(tokens[max(0, position - 3) : position]):
            if token in STOP_WORDS:
                break
            # "53 enterprises" names none.
            if english_number(token) is None and stem(token) not in asked and stem(token) not in wanted:
                return True
        if any(token in _SPECIFYING for token in tokens[position + 1 : position + 3]):
            return True
    return False


_RULES: tuple[Callable[[Question, Evidence], bool], ...] = (
    _lacks_kind, _of_the_past, _other_money, _about_another, _elsewhere, _lacks_asked, _lacks_measured, _meets_hardly_anything, _names_no_institution, _not_in_chinese, _says_nothing, _lacks_qualifier, _lacks_ordinal,
    _only_a_title, _lacks_office, _other_compound, _lacks_thing, _names_only_the_kind, _names_nobody, _half_met, _silent_on, _lacks_what_there_is, _lacks_relation, _other_year, _other_ordinal, _other_name, ruled_out_for_chinese,
)  # fmt: skip
