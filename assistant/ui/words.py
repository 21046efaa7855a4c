"""The page's own words in English, Simplified and Traditional Chinese.

The English words are their own key, as with gettext, so that the code reads as the page does; a test looks
every `say` of this package up in the table. Traditional Chinese is made from Simplified.
"""

from __future__ import annotations

from functools import cache

from assistant.language.script import traditional
from assistant.records import Language

LANGUAGES: dict[Language, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}

_CHINESE = {
    # The page
    "Ask": "提问",
    "Draft": "起草",
    "Check": "核对",
    # Learn
    "Learn": "学习",
    "Outline": "大纲",
    "Time line": "时间线",
    "Glossary": "术语表",
    "Who is who": "人物与机构",
    "Quiz": "测验",
    "What to look at": "查看内容",
    "All documents": "全部文件",
    "Document": "文件",
    "Term, in English or Chinese": "术语（英文或中文）",
    "Source": "出处",
    "official": "官方",
    "background": "背景",
    "added here": "本机添加",
    "undated": "日期不详",
    "target": "目标",
    "later than its source": "晚于其出处",
    "date of the document": "文件日期",
    "the year is not printed beside it": "原文此处未写年份",
    "as of {date}": "截至{date}",
    "People": "人物",
    "Institutions": "机构",
    "Terms: {count}": "术语：{count}条",
    "{count} items": "{count}项",
    "… and {count} more": "……另有{count}条",
    "{count} more documents; choose one above to see its outline.": "另有{count}份文件；请在上方选择一份查看大纲。",
    "The first {shown} of {all}; choose a document to see its own.": "此处为{all}条中的前{shown}条；请选择一份文件查看其全部。",
    "The glossary has no such term.": "术语表中没有这一条。",
    "These sources have nothing of the kind.": "这些资料中没有此类内容。",
    "Chinese from a page on this very document": "中文见于关于本文件的网页",
    "Chinese from another official text": "中文取自另一份官方文本",
    "no official Chinese found": "未找到官方中文",
    "Closer to the Chinese:": "更贴近中文的译法：",
    "Something went wrong; try again, and tell the operator if it happens twice.": "出现问题，请重试；若再次出现，请告知管理员。",
    "Your choice": "您的选择",
    "Your answer": "您的答案",
    "Your answer:": "您的答案：",
    "Answer": "作答",
    "Another quiz": "换一套题",
    "Next question": "下一题",
    "See the score": "查看得分",
    "Question {n} of {all}": "第{n}题，共{all}题",
    "Which figure stands in the gap?": "空格处是哪个数字？",
    "Which date stands in the gap?": "空格处是哪个日期？",
    "Who stands in the gap?": "空格处是谁？",
    "What stands in the gap?": "空格处是什么？",
    "gap": "空格",
    "Choose or write an answer first.": "请先选择或填写答案。",
    "Right.": "正确。",
    "Not right.": "不正确。",
    "Where the sources have the other choices:": "其余选项在资料中的出处：",
    "{right} of {all} right": "{all}题中答对{right}题",
    "These sources hold too little for a quiz.": "这些资料内容太少，无法出题。",
}


def say(words: str, language: Language, **values: object) -> str:
    """`words` in `language`, with `values` filled in as `str.format` does; raises `KeyError` for words that are not in the table."""
    return _template(words, language).format(**values)


@cache
def _template(words: str, language: Language) -> str:
    if language == "en":
        return words
    return traditional(_CHINESE[words]) if language == "zh-Hant" else _CHINESE[words]
