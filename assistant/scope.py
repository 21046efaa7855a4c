"""What is not a question to the sources: an attempt to steer the assistant, or nothing to go by."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.language.script import language_of
from corpus.records import Document

# Instructions to the assistant about itself, in the forms that people try. Whatever the rest says,
# a text that holds one is not answered: a real question can be asked without it.
_STEERING = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|instructions|prompt|rules?|guidelines?|above|previous|prior|earlier|sources?|restrictions?|document|everything)\b"
    r"|\b(?:system|hidden|initial|developer)[ -](?:prompt|message|instructions?)\b"
    r"|\b(?:reveal|print|show|repeat|output|leak|display|dump)\b.{0,30}\b(?:your|the)\b.{0,20}\b(?:prompt|instructions|configuration|system|rules|api key|password|environment)\b"
    r"|\byou are (?:now|no longer)\b|\bfrom (?:now|here) on\b|\bact as\b|\bpretend\b|\brole-?play\b|\bjailbreak\b|\bdeveloper mode\b|\bDAN\b|\bunrestricted\b"
    r"|\b(?:answer|reply|respond|write|say|state)\b.{0,40}\bwithout (?:any )?(?:citations?|citing|sources?|marks|footnotes?|checking)\b"
    r"|\brepeat after me\b|\b(?:just|simply|only) (?:say|reply|answer|write|respond|output)\b|\b(?:say|repeat|write|output|reply with|respond with|answer with|print) (?:exactly |only |the (?:words?|phrase|text|following|sentence) )[\"“'‘:]?"
    r"|\bmake up (?:an?|some|your|facts?|figures?|quotes?|something|anything)\b|\binvent (?:a|an|some|the)\b|\bfabricate\b|\bfalsely\b|\bdo not (?:use|consult|follow|cite)\b.{0,30}\b(?:source|sources|document|rules|instructions)\b"
    r"|\bnew (?:instructions?|task|rules?)\s*:|</?(?:system|assistant|instructions?|prompt)>|\[(?:system|inst)\]|^\s*(?:system|assistant)\s*:"
    r"|(?:忽略|无视|不要理会|忘记|忘掉|不用管).{0,20}(?:指令|指示|规则|提示|以上|之前|前面|上面|设定|限制|来源|要求)|系统提示|提示词|你.{0,6}扮演|扮演一[个名位]|假装|假设你(?:是|就是)|你现在(?:是|起|开始)|从现在(?:开始|起)|编造|杜撰|不要引用|不用引用|不加引用|不需要引用"
    r"|(?:直接|只要?|就)(?:回答|说|输出|回复)[“\"「：:]",
    re.IGNORECASE | re.MULTILINE,
)


_ABOUT_ASSISTANT = re.compile(
    r"^\W*(?:what(?:'s| is)|how much is|calculate|compute)?\s*\d[\d.,]*\s*[-+*/x×÷^]\s*\d|"
    r"^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening))?[,.! ]*(?:(?:and )?how are you|who (?:are|made|built|created) you|what are you|do you (?:like|love|feel|have|dream|sleep|eat)|"
    r"are you (?:a|an|human|real|sure|happy|ok|there)|can you (?:feel|think|dream|sing|dance)|what'?s your name|what do you think|do you (?:think|believe|agree)|your opinion|in your (?:view|opinion)|"
    r"what is your|tell me (?:a|another) (?:joke|story|poem)|sing|thank you|thanks)\b|"
    r"^\s*(?:你好吗|你是谁|你叫什么|你喜欢|你会不会|讲个?笑话|谢谢)",
    re.IGNORECASE,
)


# A paper that is spoken of as known is the sources' own: "the plan", "this press release", "该方案".
_THE_PAPER = re.compile(
    r"\b(?:the|this|that|these|your|its)\s+(?:(?:implementation|action|work|official|background|government|city|city['’]s|policy|press|news)\s+){0,2}"
    r"(?:plans?|programmes?|programs?|schemes?|documents?|papers?|releases?|notices?|opinions|outlines?|notes?|texts?|sources?|articles?|conferences?|briefings?)\b"
    r"|[该这此本]?(?:《[^》]+》|方案|规划|行动计划|文件|新闻稿|通稿|发布会|意见|通知|资料|材料|来源)",
    re.IGNORECASE,
)


def speaks_of_the_paper(text: str) -> bool:
    """Whether `text` (Simplified, if Chinese) is about what a paper among the sources says, whatever it asks of it."""
    return bool(_THE_PAPER.search(text))


# "The plan", "this conference", "方案": what is spoken of as known, with its noun in English.
_KNOWN = re.compile(
    r"\b(?:the|this|that)\s+(?:(?:implementation|action|work|official|press|news|media|government|city|city['’]s|municipal|general|current|whole|new|two|three|four|five|eight|eleven|\d+)\s+){0,2}(?P<noun>plan|programme|program|scheme|release|notice|opinion|outline|conference|briefing|campaign|headline|field|city|mayor|bureau)(?:['’]?s)?\b",
    re.IGNORECASE,
)
_KNOWN_CHINESE = {"方案": "plan", "规划": "plan", "新闻稿": "release", "发布会": "conference", "通知": "notice", "意见": "opinion", "领域": "field", "全市": "city"}


def means_another(text: str, document: Document, tiers: Collection[str]) -> bool:
    """Whether `text` speaks of "the plan" as known, and a document that the operator added is called nothing like it.

    "What fines does the plan introduce?" is asked of the papers that the assistant is about (`tiers` are those in the
    index), not of each of a thousand others that have some fines; an added plan is asked by its title.
    """
    if document.tier != "user" or not set(tiers) - {"user"}:
        return False
    if document.language != "en" and language_of(text) == "en":
        # What a Chinese title calls its paper has more words in English than can be compared.
        return False
    nouns = {match["noun"].lower() for match in _KNOWN.finditer(text)} | {english for chinese, english in _KNOWN_CHINESE.items() if chinese in text}
    called = document.title.lower()
    return bool(nouns) and not any(noun in called for noun in nouns) and not any(each in document.title for each in _KNOWN_CHINESE if each in text)


def about_assistant(text: str) -> bool:
    """Whether `text` (Simplified, if Chinese) is small talk with the assistant, not a question to the sources."""
    return bool(_ABOUT_ASSISTANT.search(text))


def steers(text: str) -> bool:
    """Whether `text` (Simplified, if Chinese) tries to change what the assistant does."""
    return bool(_STEERING.search(text))
