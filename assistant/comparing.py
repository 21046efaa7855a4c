"""A question that sets two things against each other, taken apart into what is to be known of each.

No source says which of two is the higher, the stricter or the earlier; it says what each of them is, or of what day.
Of an elliptic second thing ("the 2020 one", "Shanghai's") the first supplies what is left out.
"""

from __future__ import annotations

import re

from assistant.language.script import language_of
from assistant.records import Language

_ONE = r"(?P<one>[^?.;]{3,80}?)"
_OTHER = r"(?P<other>[^?.;,]{3,80}?)\s*(?:[?.;,]|$)"
_AGAIN = _ONE.replace("one", "other")
_BE = r"(?:is|are|was|were)"
# "Higher", "more ambitious"; "other than" and "rather than" compare nothing.
_MORE = r"(?!(?:other|rather|later|earlier|sooner|older|newer)\b)(?:(?:more|less) \w+|[a-z]{2,}(?:er|est)|better|worse|more|less|best|worst)"
_SAME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences?\b (?:is there |are there )?between {_ONE},? (?:and|or) {_OTHER}",
        rf"\b(?:how|in what way|where) (?:do|does|did|is|are) {_ONE} (?:differ|different) from {_OTHER}",
        rf"\bhow (?:do|does|did|are) {_ONE} and {_AGAIN} (?:differ|different|compare)\b",
        rf"\b(?:distinguish(?:es)?|tell|sets?) {_ONE} (?:apart )?from {_OTHER}",
        rf"^{_ONE} (?:vs\.?|versus) {_OTHER}",
        rf"\bcompare {_ONE} (?:with|to|and|against) {_OTHER}",
        rf"\bhow (?:do|does|did) {_ONE} compare (?:with|to|against) {_OTHER}",
        rf"^(?:is|are) {_ONE} (?:and|or) {_AGAIN} (?:really |actually )?(?:the same|identical|one and the same)\b",
        rf"^(?:is|are) {_ONE} (?:really |actually )?the same (?:thing )?as {_OTHER}",
        rf"^{_BE} {_ONE} (?:(?:any|much|far|even|actually|really) )?{_MORE} than {_OTHER}",
        rf"\bhow (?:much|far|many points) (?:{_MORE}|above|below|under|ahead) {_BE} {_ONE} (?:than|of) {_OTHER}",
        rf"\bwhich (?:one |of (?:the two|them) )?{_BE} (?:the )?{_MORE}(?: one)?\s*[,:;—-]+\s*{_ONE},? or {_OTHER}",
        r"^(?P<one>[^，。？?；;]{2,30}?)(?:和|与|與|跟|同|及)(?P<other>[^，。？?；;]{2,30}?)(?:之间|之間)?(?:到底|究竟|都|要|该|該|应|應|应该|應該)*"
        r"(?:有什么|有什麼|有何|有哪些|有没有|有沒有|是否有|的|怎么|怎麼|如何|怎样|怎樣)(?:区别|區別|不同|差别|差別|差异|差異|区分|區分|分辨)",
        r"^(?P<one>[^，。？?；;]{2,30}?)(?:和|与|與|跟|同)(?P<other>[^，。？?；;]{2,30}?)(?:是不是|是)(?:一回事|同一个|同一個|一样|一樣)",
    )
)
_MARKS = " “”\"'‘’「」『』《》"


def compared(text: str) -> list[str]:
    """What is the one, what is the other; or when was each, where their order is asked for. Empty where nothing is compared."""
    return _of_two_years(text) or _ordered(text) or _set_apart(text)


def set_apart(text: str) -> tuple[str, str] | None:
    """The two things that a question sets apart, in its own words; None where it does not."""
    match = next((found for pattern in _SAME if (found := pattern.search(text))), None)
    if match is None or _POINTS_BACK.match(match["one"]):
        return None
    return match["one"].strip(_MARKS), match["other"].strip(_MARKS)


def _set_apart(text: str) -> list[str]:
    things = set_apart(text)
    if things is None:
        return []
    one, other = things
    language = language_of(text)
    if language == "en":
        one, other = _supplied(one, other), _supplied(other, one)
    return [what_is(each, language) for each in (one, other)]


_POINTS_BACK = re.compile(r"^(?:there|it|they|he|she|this|that|these|those|we|you)$", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_ONLY_YEAR = re.compile(rf"^(?:the |that |those )?(?:ones? )?(?:of |for |in |from )?(?P<year>{_YEAR})(?: ones?)?$", re.IGNORECASE)
_OF_YEAR = re.compile(rf" (?:in|for|of|from) {_YEAR}$", re.IGNORECASE)
_ONLY_WHOSE = re.compile(r"^(?:(?P<whose>(?:the )?[\w-]+['’]s?)(?: ones?)?|(?P<kind>the [\w-]+) ones?)(?P<rest> (?:in|for|of|on) .+)?$", re.IGNORECASE)
_QUALIFIED = re.compile(r"^(?:(?:the |its |their )?[\w-]+['’]s?|the [\w-]+)\s+(?=\w)", re.IGNORECASE)
_NAME = re.compile(r"^[A-Z][\w-]+(?: [A-Z][\w-]+)?$")


def _supplied(thing: str, beside: str) -> str:
    """`thing` with what it leaves to the one `beside` it: "the 2020 one" beside "the 2025 target" is "the 2020 target"."""
    if year := _ONLY_YEAR.match(thing):
        return re.sub(_YEAR, year["year"], beside, count=1) if re.search(_YEAR, beside) else f"{beside} in {year['year']}"
    if (short := _ONLY_WHOSE.match(thing)) and (long := _QUALIFIED.match(beside)):
        thing = f"{short['whose'] or short['kind']} {beside[long.end() :]}{short['rest'] or ''}"
    elif _NAME.match(thing) and (long := re.match(r"^the [\w-]+\s+(?=\w+ (?:on|in|for|of)\b)", beside)):
        # "How did Norwich compare with the national figure on exports?"
        thing = f"{thing}'s {beside[long.end() :]}"
    if (when := _OF_YEAR.search(beside)) and not re.search(_YEAR, thing):
        return thing + when[0]
    return thing


def what_is(thing: str, language: Language) -> str:
    """The question what a thing is, or what several are."""
    if language != "en":
        return f"{thing}是什么？" if language == "zh-Hans" else f"{thing}是什麼？"
    # "Shanghai's 11 fields", "the guarantee measures": of a plural the ones are asked for.
    plural = re.search(r"[^s\W]s$", re.split(r" (?:of|in|on|for) ", thing)[0])
    return f"What {'are' if plural else 'is'} {thing}?"


_CHANGE = r"(?:rise|risen|fall|fallen|increase|decrease|improve|worsen|grow|grown|drop|decline|change|develop|go up|go down|gone up|gone down|move)d?"
_YEARS = rf"(?:between|from|in) (?P<first>{_YEAR}),? (?:and|to|or|through)(?: in)? (?P<last>{_YEAR})"
_TWO_YEARS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:did|has|have|how did|how has|how much did) (?P<thing>[^?.;,]{{3,80}}?) {_CHANGE}(?: (?:or|and) (?:{_CHANGE}|not))? {_YEARS}",
        rf"\b(?:when|(?:in )?(?:which|what) year) {_BE} (?P<thing>[^?.;,]{{3,80}}?) (?:the )?{_MORE}\s*[,:;—-]+\s*(?:in )?(?P<first>{_YEAR}) or (?:in )?(?P<last>{_YEAR})",
        rf"^{_BE} (?P<thing>[^?.;,]{{3,80}}?) {_MORE} in (?P<first>{_YEAR}) (?:than|or)(?: in)? (?P<last>{_YEAR})",
    )
)


def _of_two_years(text: str) -> list[str]:
    """What a thing was in each of two years, between which it is said to have changed."""
    match = next((found for pattern in _TWO_YEARS if (found := pattern.search(text))), None)
    return [f"What was {match['thing'].strip(_MARKS)} in {match[each]}?" for each in ("first", "last")] if match else []


_FIRST = r"(?:first|earlier|later|last|older|newer|sooner)"
_ORDERED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bwhich (?:one )?(?:came|was|is|appeared)(?: out| issued| released| published)? {_FIRST}\b[,:;—-]* {_ONE},? or {_OTHER}",
        rf"^{_BE} {_ONE} (?:much )?(?:older|newer|earlier|later) than {_OTHER}",
        rf"^(?:did|does|do) {_ONE} (?:come|appear|go|get)(?: out)? (?:before|after|{_FIRST} than|before or after|after or before) {_OTHER}",
    )
)
_BOTH_WHEN = re.compile(rf"^when (?:were|was) {_ONE} and {_AGAIN} (?P<verb>[a-z]+(?:ed|en|out|up))\b[^,;]*$", re.IGNORECASE)
_BEFORE = r"(?:before or after|after or before|before|after|earlier than|later than)"
_DONE = r"(?P<verb>[a-z]+(?:ed|en|out|held|set up))"
_WAS_BEFORE = re.compile(rf"^(?:was|were) {_ONE} (?:already )?{_DONE} {_BEFORE} {_OTHER}", re.IGNORECASE)
_DID_BEFORE = re.compile(rf"^did {_ONE} (?:happen|occur|take place|come|start|begin|open|follow) {_BEFORE} {_OTHER}", re.IGNORECASE)
_EVENT = re.compile(rf"^(?P<what>.{{3,}}?) (?:was|were) {_DONE}$", re.IGNORECASE)
# What is issued; of an award or an approval the day is asked for without a verb.
_PAPER = re.compile(r"\b(?:plans?|programmes?|outlines?|opinions?|notices?|papers?|documents?|laws?|rules?|reports?|circulars?|decrees?|guidelines?|releases?)$", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:how|what|which|who|whom|when|where|why)\b", re.IGNORECASE)


def _ordered(text: str) -> list[str]:
    """The day of each of two things whose order, or whose days, are asked for; empty for another question."""
    if (both := _BOTH_WHEN.match(text)) and not _ASKS.search(both["other"]):
        return [f"When was {both[each].strip(_MARKS)} {both['verb']}?" for each in ("one", "other")]
    if match := next((found for pattern in _ORDERED if (found := pattern.search(text))), None):
        return [_when(thing, "issued" if _PAPER.search(thing) else "") for each in ("one", "other") if (thing := match[each].strip(_MARKS))]
    if match := _WAS_BEFORE.match(text):
        return [_when(match["one"].strip(_MARKS), match["verb"]), _when(match["other"].strip(_MARKS))]
    if match := _DID_BEFORE.match(text):
        return [_when(match[each].strip(_MARKS)) for each in ("one", "other")]
    return []


def _when(thing: str, verb: str = "") -> str:
    """The question for a thing's day; "the plan was released" has a verb of its own."""
    event = _EVENT.match(thing)
    return f"When was {event['what']} {event['verb']}?" if event else f"When was {thing} {verb}".rstrip() + "?"
