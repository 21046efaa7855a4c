"""For whom a draft is: which topics come first, and how much of them there is room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_types import people
from assistant.checking.facts import facts_of
from assistant.drafts.material import Topic
from assistant.drafts.records import Audience
from assistant.evidence import term_set
from index.terms import word_count

# What these readers look for first, as words of any source.
_WORDS: dict[Audience, str] = {
    "public": "public people person citizen resident family consumer customer patient child life living livability housing habitat food health safety "
    "happiness satisfaction service shopping environment school 公众 群众 市民 居民 消费者 生活 食品 健康 安全 服务 环境",
    "business": "enterprise company firm business industry industrial manufacturer manufacturing market brand standard technology trade export investment "
    "product competitiveness fiscal finance tax equipment innovation 企业 产业 行业 制造 市场 品牌 标准 技术 贸易 产品 财政 创新",
}
_TARGET_YEAR = re.compile(r"\b(?:by|until)\s+(?:the\s+end\s+of\s+)?20\d\d\b|到20\d\d年", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a draft for these readers holds."""

    brief_words: int
    """Words of a one-page brief (two Chinese characters count as one)."""
    speech_topics: int
    terms: bool
    """Whether the sources' terms are given in Chinese beside the English."""


_ROOM: dict[Audience, Room] = {
    "public": Room(400, 3, False),
    "press": Room(450, 4, False),
    "staff": Room(500, 5, True),
    "business": Room(400, 4, False),
}


def room_for(audience: Audience) -> Room:
    """The room of a draft for `audience`."""
    return _ROOM[audience]


def in_order(topics: Sequence[Topic], audience: Audience) -> list[Topic]:
    """`topics` in the order of these readers' interest, after what opens a document and what is to be reached by a year.

    The public and business get first what speaks of their concerns, the press what has dates, figures and
    persons, staff the source's own order.
    """
    if audience == "staff":
        return list(topics)
    return sorted(topics, key=lambda topic: (bool(topic.label), not _TARGET_YEAR.search(topic.text), -_interest(topic, audience)))


def _interest(topic: Topic, audience: Audience) -> float:
    """Share of a topic's words that these readers look for, rounded so that near equals keep the source's order."""
    length = max(20, word_count(topic.text))
    if audience == "press":
        return round((len(facts_of(topic.text)) + len(people(topic.text))) / length, 2)
    english = term_set(" ".join(each for each in _WORDS[audience].split() if each.isascii()))
    chinese = [each for each in _WORDS[audience].split() if not each.isascii()]
    met = sum(word in english for word in (stem for part in re.findall(r"[\w’'-]+", topic.text) for stem in term_set(part)))
    return round((met + sum(topic.text.count(each) for each in chinese)) / length, 2)
