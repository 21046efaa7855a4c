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
    "Plan Assistant": "方案助手",
    "Answers about Shanghai’s 2018 quality improvement plan, in the words of its sources.": "以资料原文回答有关上海市2018年质量提升行动实施方案的问题。",
    "Language": "语言",
    "New conversation": "新对话",
    "Ask": "提问",
    "Draft": "起草",
    "Check": "核对",
    # Ask
    "Your question": "您的问题",
    "Ask about the plan": "请输入关于该方案的问题",
    "Send": "发送",
    "Save": "保存",
    "Conversation": "对话",
    "Journalists": "记者",
    "New staff": "新员工",
    "Publicity teams": "宣传团队",
    "Who presented the plan, and when?": "方案由谁介绍？什么时候？",
    "Did the city reach the 2020 target for the quality index?": "上海达到2020年质量竞争力指数目标了吗？",
    "Which 11 fields does it cover?": "方案涉及哪11个领域？",
    "What are the four supportive targets?": "四个支撑目标是什么？",
    "What are the three guarantee measures?": "三项保障措施是什么？",
    "How does it differ from the central Guiding Opinions?": "它与中央的指导意见有什么不同？",
    "What is the general target?": "总体目标是什么？",
    "How does the plan define quality improvement?": "方案如何定义质量提升？",
    "What will be done for the service sector?": "服务业方面要做什么？",
    "Something went wrong while answering; ask again, and tell the operator if it happens twice.": "回答时出现故障；请再问一次，若再次发生请告知管理员。",
    "There is no conversation yet; ask a question first.": "还没有对话，请先提问。",
    "Ask a question about the plan. Every sentence of an answer opens the source it comes from.": "请提出关于该方案的问题。答案中的每一句都可以打开其出处。",
    "Looking in the sources": "正在查阅资料",
    "Not in the sources": "资料中没有",
    "Not about the plan": "与方案无关",
    "Not answered": "不予回答",
    "Please say more": "请说得更具体些",
    "Note.": "请注意。",
    "Understood as": "理解为",
    "Worded by a language model and checked": "由语言模型表述并经核对",
    "Copy with sources": "复制（含出处）",
    "Is this right?": "答案对吗？",
    "Right": "正确",
    "Wrong": "有误",
    "Something is missing": "有遗漏",
    "Comment (optional)": "说明（可不填）",
    "Kept on this computer for its operator: question, answer, citations, verdict, comment; no name and no address.": "以下内容保存在本机，供管理员查看：问题、答案、出处、评价、说明；不记录姓名和地址。",
    "The sources do answer:": "资料可以回答：",
    "The nearest passages, as a lead:": "最接近的段落，供参考：",
    "{label}, {tier}: {title}, {date}": "{label}，{tier}：{title}，{date}",
    "{tier}: {publisher}, {date}": "{tier}：{publisher}，{date}",
    "official": "官方资料",
    "background": "背景资料",
    "user": "用户资料",
    "Word, with footnotes": "Word（含脚注）",
    # The source
    "Source": "出处",
    "Read a source whole": "通读一份资料",
    "Open a mark such as [1] to read the sentence in its source.": "点开[1]这样的标记，即可在出处中阅读该句。",
    "Back to the answer": "回到答案",
    "Statement of: {said}": "说法来自：{said}",
    "No citable link": "没有可引用的链接",
    "Text of the source": "资料全文",
    "This source cannot be shown now. The words quoted were:": "目前无法显示这份资料。所引文字为：",
    "This source has changed since the answer. The words quoted were:": "作答之后这份资料已有改动。所引文字为：",
    "Source opened: {title}": "已打开：{title}",
    "Previous": "上一处",
    "Next": "下一处",
    "{n} of {all}": "第{n}处，共{all}处",
    "Copy quotation": "复制引文",
    "Copy link": "复制链接",
    "Copied": "已复制",
    "Not copied; select it and copy by hand.": "未能复制，请选中后手动复制。",
    "Contents": "目录",
    "Search in this source": "在本资料中查找",
    "none found": "未找到",
    "Thank you; it is kept for the operator.": "谢谢，已为管理员保存。",
    "It could not be kept; tell the operator.": "未能保存，请告知管理员。",
    # Check
    "Quotation or article": "引文或文章",
    "Paste a quotation, or a whole article": "粘贴一段引文或整篇文章",
    "Checking against the sources": "正在与资料核对",
    "Paste a quotation or an article first.": "请先粘贴引文或文章。",
    "It stands in {count} places.": "共有{count}处。",
    "Exact: the words stand in the source as quoted.": "准确：资料原文即是如此。",
    "Altered: the source has other words.": "有改动：资料原文与此不同。",
    "Not found: the sources do not have these words.": "未找到：资料中没有这些文字。",
    "Exact": "准确",
    "Supported": "有依据",
    "Altered": "有改动",
    "No claim": "无须核对",
    "Sentences: {count}.": "共{count}句。",
    "Nearest: ": "最接近：",
    "Open in the source": "在出处中打开",
    "{kind}: the source also has {source}": "{kind}：原文另有{source}",
    "{kind}: {said} is not in the source": "{kind}：原文没有{said}",
    "{kind}: {said}, where the source has {source}": "{kind}：{said}，原文为{source}",
    "figure": "数字",
    "date": "日期",
    "name": "名称",
    "negation": "否定",
    "qualifier": "限定",
    "word": "用词",
    "case": "大小写",
    "punctuation": "标点",
    "omission": "遗漏",
    "unit": "单位",
    "Something went wrong while checking; check again, and tell the operator if it happens twice.": "核对时出现故障；请再试一次，若再次发生请告知管理员。",
    # Draft
    "FAQ": "常见问答",
    "One-page brief": "一页简报",
    "Press Q&A": "记者问答",
    "Social post": "社交媒体帖文",
    "Speaker’s notes": "讲话提纲",
    "Public": "公众",
    "Press": "媒体",
    "Business": "企业",
    "Kind": "类型",
    "For": "对象",
    "Headings in": "框架语言",
    "Topics, one a line (empty: the main sections)": "主题，每行一个（留空则为主要章节）",
    "Write the draft": "起草",
    "Draft in Markdown, to be edited here": "Markdown 草稿，可在此编辑",
    "Check it again": "重新核对",
    "Word and Markdown": "Word 和 Markdown",
    "Keep it": "保留",
    "Kept drafts": "已保留的草稿",
    "Open": "打开",
    "Delete": "删除",
    "Writing from the sources": "正在根据资料起草",
    "Cited sentences: {sentences}; places in the sources: {places}.": "带出处的句子：{sentences}；所引之处：{places}。",
    "footnote": "脚注",
    "list of sources": "资料来源",
    "Kept on this computer; this browser can open it again.": "已保存在本机，可用此浏览器再次打开。",
    "The sources have changed since this draft was written; check it again.": "起草之后资料已有变动，请重新核对。",
    "Opened.": "已打开。",
    "Deleted.": "已删除。",
    "Something went wrong with the draft; try again, and tell the operator if it happens twice.": "起草时出现故障；请再试一次，若再次发生请告知管理员。",
    "There is no draft yet; write one, or paste one into the box.": "还没有草稿；请先起草，或在框中粘贴。",
}


def say(words: str, language: Language, **values: object) -> str:
    """`words` in `language`, with `values` filled in as `str.format` does; raises `KeyError` for words that are not in the table."""
    return _template(words, language).format(**values)


@cache
def _template(words: str, language: Language) -> str:
    if language == "en":
        return words
    return traditional(_CHINESE[words]) if language == "zh-Hant" else _CHINESE[words]
