"""The page's own words in English, Simplified and Traditional Chinese.

The English words are their own key, as with gettext, so that the code reads as the page does; a test looks
every `say` of this package up in the table. Traditional Chinese is made from Simplified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    "Parts worded by the language model: {done} of {parts}.": "由语言模型表述的部分：{parts}个中的{done}个。",
    "A language model was asked": "已询问语言模型",
    "{tokens} tokens": "{tokens} 个词元",
    # Ask
    "Your question": "您的问题",
    "Ask about the plan": "请输入关于该方案的问题",
    "Send": "发送",
    "Export": "导出",
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
    "Sources": "资料",
    "Sources: all {count}": "资料：全部{count}份",
    "Sources: {kept} of {count}": "资料：{count}份中的{kept}份",
    "Sources: a choice that does not hold": "资料：所作选择无效",
    "Kind of source": "资料类别",
    "Official": "官方",
    "Background": "背景",
    "Added by the operator": "管理员添加",
    "Published by": "发布者",
    "Published from": "发布日期自",
    "Published until": "发布日期至",
    "All sources again": "恢复全部资料",
    "Next: {question}": "接下来回答：{question}",
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
    "Kept on this computer for its operator: question, answer, citations, verdict, comment; no name and no address.": "以下内容保存在服务器上，供管理员查看：问题、答案、出处、评价、说明；不记录姓名和网络地址。",
    "The sources do answer:": "资料可以回答：",
    "The nearest passages, as a lead:": "最接近的段落，供参考：",
    "{label} {tier} source: {title}, {date}": "{label}，{tier}：{title}，{date}",
    "{label} {tier} source: {title}, {date}: {quote}": "{label}，{tier}：{title}，{date}：{quote}",
    "What the sources say": "核对结果",
    "{tier}: {publisher}, {date}": "{tier}：{publisher}，{date}",
    "official": "官方资料",
    "background": "背景资料",
    "user": "自行添加的资料",
    "Word, with footnotes": "Word（含脚注）",
    # The source
    "Source": "出处",
    "Read a source whole": "通读一份资料",
    "Open a mark such as [1] to read the sentence in its source.": "点开[1]这样的标记，即可在出处中阅读该句。",
    "Back to the answer": "回到答案",
    "Statement of: {said}": "说法来自：{said}",
    "p. {page}": "第{page}页",
    "{where}, p. {page}": "{where}，第{page}页",
    "Plan Assistant's own reading": "方案助手的理解",
    "Plan Assistant's own reading of the press release": "方案助手对新闻稿的理解",
    "No citable link": "没有可引用的链接",
    "Text of the source": "资料全文",
    "This source cannot be shown now. The words quoted were:": "目前无法显示这份资料。所引文字为：",
    "This source has changed since the answer. The words quoted were:": "作答之后这份资料已有改动。所引文字为：",
    "Source opened: {title}": "已打开：{title}",
    "Previous citation": "上一处引文",
    "Next citation": "下一处引文",
    "Previous match": "上一个匹配处",
    "Next match": "下一个匹配处",
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
    "Only the words in quotation marks were compared, not those beside them.": "只核对了引号内的文字，未核对引号外的文字。",
    "Exact": "准确",
    "Supported": "有依据",
    "Altered": "有改动",
    "No claim": "无须核对",
    "Sentences": "句数",
    "{name}: {count}": "{name}：{count}",
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
    "Headings in": "标题语言",
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
    "added here": "自行添加",
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
    "Which item of the list is this?": "这是列表中的第几项？",
    "gap": "空格",
    "Choose or write an answer first.": "请先选择或填写答案。",
    "Right.": "正确。",
    "Not right.": "不正确。",
    "Where the sources have the other choices:": "其余选项在资料中的出处：",
    "{right} of {all} right": "{all}题中答对{right}题",
    "These sources hold too little for a quiz.": "这些资料内容太少，无法出题。",
    # Adding documents
    "Papers": "文件库",
    "Operator’s password": "管理员密码",
    "Sign in": "登录",
    "Sign out": "退出登录",
    "This is not the password.": "密码不正确。",
    "Wait {seconds} seconds before the next attempt.": "请等待{seconds}秒后再试。",
    "After half an hour without use you are signed out, and what was not taken in is forgotten.": "半小时不用即自动退出，未收录的内容不会保留。",
    "You are signed out; what was not taken in is forgotten.": "您已退出登录，未收录的内容没有保留。",
    "Files to add": "要添加的文件",
    "Choose files, or drop them here": "选择文件，或拖放到此处",
    "PDF, Word (.docx), HTML, Markdown, text, or a ZIP of these; up to 60 MB each": "PDF、Word（.docx）、HTML、Markdown、纯文本，或由这些组成的 ZIP；每个不超过 60 MB",
    "Files are being sent: {name}": "正在发送：{name}",
    "{name} did not arrive whole; send it again.": "{name}未完整送达，请重新发送。",
    "Reading {name}": "正在读取{name}",
    "What was read": "读取结果",
    "Title": "标题",
    "Publisher not stated": "发布者不详",
    "Publisher": "发布者",
    "Date": "日期",
    "Tier": "资料类别",
    "Link (may be empty)": "链接（可不填）",
    "New version of": "替换的旧版本",
    "Not to be read before (may be empty)": "此前不得公开（可不填）",
    "none": "无",
    "Pages: {count}": "页数：{count}",
    "Sections: {count}": "章节：{count}",
    "Sections ({count})": "章节（{count}）",
    "Paragraphs: {count}": "段落：{count}",
    "Sentences: {count}": "句数：{count}",
    "More": "更多",
    "Put away": "移去",
    "It is a new version of {id}: read it as that": "这是{id}的新版本，请按新版本读取",
    "Take in ({count})": "收录（{count}份）",
    "Taking in; the embedding model is being loaded": "正在收录，正在加载嵌入模型",
    "Embedding passages: {done} of {total}": "正在嵌入段落：{done}/{total}",
    ", {time} left": "，还需{time}",
    "{count} s": "{count}秒",
    "{count} min": "{count}分钟",
    "Taken in.": "已收录。",
    "Removed.": "已删除。",
    "Passages in the index: {all}; newly embedded: {new}.": "索引中的段落：{all}；新嵌入：{new}。",
    "To be corrected: {count}": "需要改正的文件：{count}份",
    "Write a title of at most 300 characters.": "请填写标题，不超过300个字符。",
    "Write who published it, in at most 300 characters.": "请填写发布者，不超过300个字符。",
    "Write the date as YYYY-MM-DD, YYYY-MM or YYYY.": "请按 YYYY-MM-DD、YYYY-MM 或 YYYY 填写日期。",
    "Choose the tier.": "请选择资料类别。",
    "Choose the language.": "请选择语言。",
    "A link begins with http:// or https:// and has no spaces.": "链接须以 http:// 或 https:// 开头，不含空格。",
    "There is no document of this id.": "没有这个编号的文件。",
    "Write date and time as 2026-12-01T10:00+08:00.": "请按 2026-12-01T10:00+08:00 填写日期和时间。",
    "Added documents": "已添加的文件",
    "Nothing was added yet.": "尚未添加文件。",
    "Remove": "删除",
    "Remove it?": "确定删除？",
    "Yes, remove": "确定删除",
    "Keep": "不删除",
    "Removing {name}": "正在删除{name}",
    "The server did not answer; try again.": "服务器没有响应，请再试一次。",
    "Something went wrong; try again, and look into the log if it happens twice.": "出现故障；请再试一次，若再次发生请查看日志。",
}

# What other parts say of their own accord, whole sentences in English: errors, and what a check notes. Braces hold what they fill in.
_SENTENCES = {
    # A question
    "There is no source {id}; `python -m assistant index status` shows the ids.": "没有编号为{id}的资料；可用`python -m assistant index status`查看编号。",
    "There is no tier {tier}; the tiers are {tiers}.": "没有“{tier}”这一类别；类别有{tiers}。",
    "No source is published by {name}; the publishers are {names}.": "没有{name}发布的资料；发布者有{names}。",
    "No source fits this choice of document, tier, publisher and date; choose less narrowly.": "没有资料符合所选的文件、类别、发布者和日期；请放宽选择。",
    "{date} is no date; write YYYY-MM-DD, YYYY-MM or YYYY.": "{date}不是日期；请写作YYYY-MM-DD、YYYY-MM或YYYY。",
    "The question is empty; type a question about the plan.": "问题是空的；请输入关于该方案的问题。",
    "The question has {count} characters, and at most {most} are read; shorten it and ask again.": "问题有{count}个字符，最多可读{most}个；请缩短后再问。",
    # A draft
    "The sources say nothing on these topics, so there is nothing to draft; name another topic, or none.": "资料中没有关于这些主题的内容，无从起草；请换一个主题，或不填主题。",
    "No quotation with its citation fits into {limit} characters; allow at least {least}.": "没有一段带出处的引文能放进{limit}个字符；请至少允许{least}个字符。",
    "{count} topics were named, and a draft takes at most {most}.": "填写了{count}个主题，一份草稿最多{most}个。",
    "A topic has {count} characters, and at most {most} are read; shorten it.": "有一个主题长达{count}个字符，最多可读{most}个；请缩短。",
    "The {name} {value} is not known; it is one of {allowed}.": "{name}不能是{value}；可选的有：{allowed}。",
    "A post has {least} to {most} characters, not {limit}.": "帖文应为{least}至{most}个字符，不能是{limit}个。",
    "There are {most} drafts already; delete one and save again.": "已有{most}份草稿；请删除一份后再保存。",
    "The draft has more than {most} bytes and is not kept; shorten it and save again.": "草稿超过{most}字节，未能保存；请缩短后再保存。",
    "There is no draft of that name; it may have been deleted.": "没有这份草稿，可能已被删除。",
    "That draft cannot be read: its file was changed or damaged; delete it and make it again.": "无法读取这份草稿：文件被改动或已损坏；请删除后重新起草。",
    "That draft cannot be deleted ({reason}); see to the data folder's permissions.": "无法删除这份草稿（{reason}）；请检查数据文件夹的权限。",
    "The draft cannot be kept ({reason}); see to the data folder and save again.": "无法保存草稿（{reason}）；请检查数据文件夹后再保存。",
    "The draft has lists or quotations inside each other, more than {most} deep; take some of them out and check it again.": "草稿中的列表或引用层层嵌套，超过{most}层；请减少层数后再核对。",
    "The file is damaged and cannot be read; save it again from your word processor and try again.": "文件已损坏，无法读取；请用文字处理软件重新保存后再试。",
    "The draft cannot be made into a file; shorten it and try again.": "无法把草稿做成文件；请缩短后再试。",
    "The conversation cannot be made into a file; copy its answers one by one, and tell the operator.": "无法把对话做成文件；请逐条复制答案，并告知管理员。",
    "The file takes longer than {seconds} seconds to read; split it and try again.": "读取文件超过{seconds}秒；请拆分后再试。",
    "The draft takes longer than {seconds} seconds to write; split it and try again.": "导出草稿超过{seconds}秒；请拆分后再试。",
    "The conversation takes longer than {seconds} seconds to write; copy its answers one by one.": "导出对话超过{seconds}秒；请逐条复制答案。",
    "pandoc cannot be started ({reason}); install the pinned dependencies again with `make run`.": "无法启动 pandoc（{reason}）；请用 `make run` 重新安装所需组件。",
    # What a check notes
    "These are the words of a background note, which is our own: they are no official quotation and should not stand in quotation marks.": "这是本助手背景资料中的文字，并非官方原话，不宜加引号。",
    "There are no words to look for.": "没有可供查找的文字。",
    "The ellipsis leaves out words that change the statement.": "省略号略去的文字会改变原意。",
    "The parts joined by the ellipsis stand far apart in the source.": "省略号连接的两部分在原文中相距很远。",
    "Words are left out: “{words}”.": "略去了：“{words}”。",
    "Only the documents that the search found were counted.": "只计入检索到的文件。",
    "In the source “{words}” stands right before these words.": "原文中，这些文字之前紧接着“{words}”。",
    "In the source “{words}” stands right before this figure.": "原文中，这个数字之前紧接着“{words}”。",
    "In the source “{words}” follows this figure.": "原文中，这个数字之后是“{words}”。",
    "The sources do not have the words in quotation marks: “{words}”.": "资料中没有引号内的这些文字：“{words}”。",
    "The quotation is exact; the sources do not give it as the words of {speaker}.": "引文无误，但资料并未说明这是{speaker}的原话。",
    "This sentence carries no footnote.": "这一句没有脚注。",
    "The quotation is exact; the sources do not give it as the words of {who}.": "引文准确，但资料没有说这是{who}的话。",
    "Its footnote points to another place in the sources.": "它的脚注指向资料中的另一处。",
    "Its footnote names no place in the sources.": "它的脚注没有指明资料中的位置。",
}


def say(words: str, language: Language, **values: object) -> str:
    """`words` in `language`, with `values` filled in as `str.format` does; raises `KeyError` for words that are not in the table."""
    return template(words, language).format(**values)


@cache
def template(words: str, language: Language) -> str:
    """`words` in `language` with their places in braces, for what page.js fills in; raises `KeyError` as `say` does."""
    if language == "en":
        return words
    return traditional(_CHINESE[words]) if language == "zh-Hant" else _CHINESE[words]


Patterns = list[tuple[re.Pattern[str], str]]


def retell(sentence: str, language: Language) -> str:
    """A sentence of another part of the assistant, in `language`; as it stands where the table has none like it."""
    return sentence if language == "en" else retold(sentence, language, _patterns())


def retold(sentence: str, language: Language, patterns: Patterns) -> str:
    """`sentence` by the first of `patterns` that is like it, with what it fills in; as it stands where there is none."""
    for pattern, words in patterns:
        if match := pattern.fullmatch(sentence):
            return (traditional(words) if language == "zh-Hant" else words).format(**match.groupdict())
    return sentence


def patterns_of(table: Mapping[str, str]) -> Patterns:
    """What finds each sentence of a table, with what it is to become."""
    found = []
    for sentence, words in table.items():
        parts = re.split(r"\{(\w+)\}", sentence)
        pattern = "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        found.append((re.compile(pattern, re.DOTALL), words))
    return found


@cache
def _patterns() -> Patterns:
    return patterns_of(_SENTENCES)
