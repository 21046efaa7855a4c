"""A question that asks several things, taken apart into questions that each ask one."""

from __future__ import annotations

import re

from assistant.comparing import compared
from assistant.conversation.standalone import complete
from assistant.language.script import simplified
from corpus.numerals import MONTHS

# A question holds seldom more; what is beyond is left to the next one.
_MOST = 3


def question_parts(text: str) -> list[str]:
    """The questions that `text` asks, each made to stand alone, at most three; mostly `text` itself.

    Taken apart are questions that follow one another ("when was it built, and who paid?"), a comparison
    ("what is the difference between A and B?": what is A, what is B), and one question of several dates.
    """
    return (compared(text) or _dated(text) or _of_years(text) or _successive(text))[:_MOST]


_SECOND = re.compile(
    r"(?:,|;|\?)?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:how|what|which|who|whom|when|where|why|whether|did|does|do|is|was|were|are|has|have|will|(?:by|in|at|for|from|with|on) (?:whom|which|what))\b)|"
    r"\?\s+(?=(?:How|What|Which|Who|When|Where|Why|Did|Does|Is|Was|And)\b)|[？?，,；;](?=[^，。？?]*(?:多少|几|谁|哪|什么|何时|为何|如何|怎|是否|多大|多久|多长|吗[？?]))",
)
_ASKS = re.compile(
    r"\b(?:how|what|which|who|whom|when|where|why|list|name)\b|^(?:is|was|are|were|do|does|did|has|have|will)\b|多少|几|谁|哪|什么|何|如何|怎|是否|多大|多久|多长|吗", re.IGNORECASE
)


def _successive(text: str) -> list[str]:
    parts = [part.strip() for part in _apart(text) if part.strip(" ?？，,")]
    if len(parts) < 2:
        return [text]
    if not _asks(parts[0]):
        # "The five goals of the plan, the fifth is what?" names its list first, with the number that a false premise may be in.
        if parts[1].startswith("第"):
            return [text]
        # "The bureau no longer exists, right? Who does its work now?"
        return [complete(parts[1], parts[0])] if len(parts) == 2 and _asks(parts[1]) else [text]
    if not all(_asks(part) for part in parts):
        return [text]
    return [parts[0], *(complete(part, parts[0]) for part in parts[1:])]


def _apart(text: str) -> list[str]:
    """`text` cut where a further question begins, whichever script its question words are written in."""
    plain = simplified(text)
    # The places found serve for the text as asked only where the scripts have the same number of characters.
    cuts = list(_SECOND.finditer(plain if len(plain) == len(text) else text))
    return [text[start:end] for start, end in zip([0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)], strict=True)]


def _asks(text: str) -> bool:
    return bool(_ASKS.search(simplified(text)))


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
_YEARS = re.compile(rf"(?<!between )(?<!from )\b(?P<one>{_YEAR}),? and (?:(?:in|for) )?(?P<other>{_YEAR})\b|(?P<first>{_YEAR})年?(?:和|与|與|、|及|跟)(?P<second>{_YEAR})年(?!之间|期间|间)", re.IGNORECASE)


def _of_years(text: str) -> list[str]:
    """A question of two years ("in 2017 and in 2019") asked of each; empty for another."""
    years = _YEARS.search(text)
    if years is None or len(re.findall(_YEAR, text)) != 2:
        return []
    before, after = text[: years.start()], re.sub(r"分别|分別|,? respectively", "", text[years.end() :])
    return [f"{before}{year}{'年' if years['first'] else ''}{after}" for year in years.groups() if year]


# "What do January 17, February 9 and February 12 stand for?" has no more words of its own.
_FEW_WORDS = 6
