"""The fixed words of drafts, in English and Chinese: headings, questions and connectives.

This is the whole list of what a draft says in words of its own. What stands without a citation states no
fact: a place in braces is filled by a heading or a noun of a source, or by a topic as the writer typed it.
`according`, `term` and `year_passed` always carry one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.script import traditional
from assistant.records import Language

_FRAMES: dict[str, tuple[str, str]] = {
    "title_faq": ("Questions and answers: {label}", "常见问答：{label}"),
    "title_brief": ("Brief: {label}", "一页简报：{label}"),
    "title_press-qa": ("Questions from the press: {label}", "记者问答：{label}"),
    "title_post": ("Post: {label}", "社交媒体帖文：{label}"),
    "title_speech": ("Speaker’s notes: {label}", "讲话提纲：{label}"),
    "for_public": ("For the public.", "面向公众。"),
    "for_press": ("For the press.", "面向媒体。"),
    "for_staff": ("For staff.", "面向工作人员。"),
    "for_business": ("For business.", "面向企业。"),
    "how_to_read": (
        "Words in quotation marks are the source’s own; what is not official is introduced by whom it goes back to.",
        "引号内为资料原文；非官方内容均注明来源。",
    ),
    "opening": ("In brief", "概要"),
    "ask_section": ("What do the sources say on “{label}”?", "关于“{label}”，资料怎么说？"),
    "ask_list": ("What are the {label}?", "“{label}”有哪些？"),
    "ask_term": ("What is “{label}”?", "“{label}”是什么？"),
    "ask_opening": ("What is it about?", "这是关于什么的？"),
    "ask_people": ("Who is named?", "提到了哪些人？"),
    "ask_dates": ("Which dates and periods are given?", "提到了哪些日期和期限？"),
    "ask_background": ("What else is known?", "还有哪些背景？"),
    "terms": ("Terms in English and Chinese", "中英文用语"),
    "inconsistent": ("For a careful reader", "请注意"),
    "further": ("More in the sources", "资料中还有"),
    "not_said": ("The sources do not say: {label}", "资料中没有说明：{label}"),
    "sources": ("Sources", "资料来源"),
    "according": ("According to {source} ({date}), ", "据{source}（{date}），"),
    "year_passed": ("The target year {year} has passed.", "目标年份{year}年已经过去。"),
    "page": ("p. {page}", "第{page}页"),
    "term": ("“{english}” in Chinese: {chinese}", "“{english}”的中文：{chinese}"),
}


def frame(name: str, language: Language, **values: str) -> str:
    """The fixed words `name` in `language`, with `values` filled in as they are."""
    return _template(name, language).format(**values)


@lru_cache(maxsize=256)
def _template(name: str, language: Language) -> str:
    english, chinese = _FRAMES[name]
    if language == "en":
        return english
    return traditional(chinese) if language == "zh-Hant" else chinese


@lru_cache(maxsize=256)
def frame_pattern(name: str, language: Language) -> re.Pattern[str]:
    """What finds the fixed words `name` as a whole line; the places in braces are named groups."""
    parts = re.split(r"\{(\w+)\}", _template(name, language))
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)) + r"\Z", re.DOTALL
    )


def frame_names() -> tuple[str, ...]:
    """The names of all fixed words."""
    return tuple(_FRAMES)
