"""A question that asks several things, taken apart into questions that each ask one."""

from __future__ import annotations

import re

from assistant.conversation.standalone import complete
from assistant.language.script import language_of
from assistant.records import Language
from corpus.numerals import MONTHS

# A question holds seldom more; what is beyond is left to the next one.
_MOST = 3


def question_parts(text: str) -> list[str]:
    """The questions that `text` asks, each made to stand alone, at most three; mostly `text` itself.

    Taken apart are questions that follow one another ("when was it built, and who paid?"), a comparison
    ("what is the difference between A and B?": what is A, what is B), and one question of several dates.
    """
    return (_compared(text) or _ordered(text) or _dated(text) or _of_years(text) or _successive(text))[:_MOST]


_SECOND = re.compile(
    r"(?:,|;|\?)?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:how|what|which|who|whom|when|where|why|whether|did|does|do|is|was|were|are|has|have|will|by whom)\b)|"
    r"\?\s+(?=(?:How|What|Which|Who|When|Where|Why|Did|Does|Is|Was|And)\b)|[？?，,；;](?=[^，。？?]*(?:多少|几|谁|哪|什么|何时|为何|如何|怎|是否|多大|多久|多长|吗[？?]))",
)
_ASKS = re.compile(
    r"\b(?:how|what|which|who|whom|when|where|why|list|name)\b|^(?:is|was|are|were|do|does|did|has|have|will)\b|多少|几|谁|哪|什么|何|如何|怎|是否|多大|多久|多长|吗", re.IGNORECASE
)


def _successive(text: str) -> list[str]:
    parts = [part.strip() for part in _SECOND.split(text) if part.strip(" ?？，,")]
    if len(parts) < 2:
        return [text]
    if not _ASKS.search(parts[0]):
        # "The bureau no longer exists, right? Who does its work now?"
        return [complete(parts[1], parts[0])] if len(parts) == 2 and _ASKS.search(parts[1]) else [text]
    if not all(_ASKS.search(part) for part in parts):
        return [text]
    return [parts[0], *(complete(part, parts[0]) for part in parts[1:])]


_ONE = r"(?P<one>[^?.;]{3,80}?)"
_OTHER = r"(?P<other>[^?.;,]{3,80}?)\s*(?:[?.;,]|$)"
_COMPARISONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences?\b (?:is there |are there )?between {_ONE},? (?:and|or) {_OTHER}",
        rf"\b(?:how|in what way|where) (?:do|does|did|is|are) {_ONE} (?:differ|different) from {_OTHER}",
        rf"\bhow (?:do|does|did|are) {_ONE} and {_ONE.replace('one', 'other')} (?:differ|different|compare)\b",
        rf"\b(?:distinguish(?:es)?|tell|sets?) {_ONE} (?:apart )?from {_OTHER}",
        rf"^{_ONE} (?:vs\.?|versus) {_OTHER}",
        rf"\bcompare {_ONE} (?:with|to|and|against) {_OTHER}",
        rf"^(?:is|are) {_ONE} (?:and|or) {_ONE.replace('one', 'other')} (?:really |actually )?(?:the same|identical|one and the same)\b",
        rf"^(?:is|are) {_ONE} (?:really |actually )?the same (?:thing )?as {_OTHER}",
        r"^(?P<one>[^，。？?；;]{2,30}?)(?:和|与|與|跟|同|及)(?P<other>[^，。？?；;]{2,30}?)(?:之间|之間)?(?:到底|究竟|都|要|该|該|应|應|应该|應該)*"
        r"(?:有什么|有什麼|有何|有哪些|有没有|有沒有|是否有|的|怎么|怎麼|如何|怎样|怎樣)(?:区别|區別|不同|差别|差別|差异|差異|区分|區分|分辨)",
        r"^(?P<one>[^，。？?；;]{2,30}?)(?:和|与|與|跟|同)(?P<other>[^，。？?；;]{2,30}?)(?:是不是|是)(?:一回事|同一个|同一個|一样|一樣)",
    )
)
_MARKS = " “”\"'‘’「」『』《》"


def _compared(text: str) -> list[str]:
    """What is the one, what is the other; empty for a question that compares nothing."""
    match = next((found for pattern in _COMPARISONS if (found := pattern.search(text))), None)
    if match is None:
        return []
    return [_what_is(match[each].strip(_MARKS), language_of(text)) for each in ("one", "other")]


def _what_is(thing: str, language: Language) -> str:
    if language != "en":
        return f"{thing}是什么？" if language == "zh-Hans" else f"{thing}是什麼？"
    # "Shanghai's 11 fields", "the guarantee measures": of a plural the ones are asked for.
    plural = re.search(r"[^s\W]s$", thing.split(" of ")[0].split(" in ")[0])
    return f"What {'are' if plural else 'is'} {thing}?"


_ORDERED = re.compile(rf"\bwhich (?:one )?(?:came|was|is|appeared)(?: out| issued| released| published)? (?:first|earlier|later|last|older|newer)\b[,:;—-]* (?P<one>[^?.;]{{3,80}}?) or {_OTHER}", re.IGNORECASE)
_BOTH_WHEN = re.compile(rf"^when (?:were|was) {_ONE} and {_ONE.replace('one', 'other')} (?P<verb>[a-z]+(?:ed|en|out|up))\b[^,;]*$", re.IGNORECASE)


def _ordered(text: str) -> list[str]:
    """The day of each of two things whose order, or whose days, are asked for; empty for another question."""
    if (both := _BOTH_WHEN.match(text)) and not _ASKS.search(both["other"]):
        return [f"When was {both[each].strip(_MARKS)} {both['verb']}?" for each in ("one", "other")]
    if match := _ORDERED.search(text):
        return [f"When was {match[each].strip(_MARKS)} issued?" for each in ("one", "other")]
    return []


_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b|\d{{1,2}}月\d{{1,2}}日")
_OF_EACH = re.compile(r"\bwhat\b|\bwhich\b|\bhappen\w*|\brespective\w*|\bstand for\b|分别|分別|各|对应|對應|什么|什麼", re.IGNORECASE)


def _dated(text: str) -> list[str]:
    """What happened on each of several days; empty where fewer than two are named, or something else is asked of them."""
    days = list(dict.fromkeys(match[0] for match in _DAY.finditer(text)))
    rest = _DAY.sub("", text)
    content = re.findall(r"[A-Za-z]{4,}", rest)
    if len(days) < 2 or not _OF_EACH.search(rest) or len(content) > _FEW_WORDS:
        return []
    return [f"{day}发生了什么？" if "月" in day else f"What happened on {day}?" for day in days]


_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?<!between )(?<!from )\b(?P<one>{_YEAR}),? and (?:(?:in|for) )?(?P<other>{_YEAR})\b|(?P<first>{_YEAR})年?(?:和|与|、|及|跟)(?P<second>{_YEAR})年(?!之间|期间|间)", re.IGNORECASE)


def _of_years(text: str) -> list[str]:
    """A question of two years ("in 2017 and in 2019") asked of each; empty for another."""
    years = _YEARS.search(text)
    if years is None or len(re.findall(_YEAR, text)) != 2:
        return []
    before, after = text[: years.start()], re.sub(r"分别|分別|,? respectively", "", text[years.end() :])
    return [f"{before}{year}{'年' if years['first'] else ''}{after}" for year in years.groups() if year]


# "What do January 17, February 9 and February 12 stand for?" has no more words of its own.
_FEW_WORDS = 6
