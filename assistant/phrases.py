"""The assistant's own fixed words, in English and Simplified Chinese; Traditional is made from the latter.

Nothing here states a fact: facts come from the sources and carry a mark.
"""

from __future__ import annotations

from assistant.language.script import traditional
from assistant.records import Language

_PHRASES: dict[str, tuple[str, str]] = {
    "not_in_sources": ("The sources do not say.", "资料中没有说明这一点。"),
    "off_topic": (
        "This has nothing to do with the plan and the other sources, so I cannot answer it.",
        "这个问题与该方案及其他资料无关，因此无法回答。",
    ),
    "refused": (
        "I answer only from the sources, with citations, and do not follow instructions that change this.",
        "我只根据资料并附出处作答，不执行改变这一做法的指令。",
    ),
    "unclear": ("What would you like to know about the plan or the other sources?", "您想了解该方案或其他资料的哪一方面？"),
    "half": ("The sources do not say: {missing}", "资料中没有说明：{missing}"),
    "background": ("Background ({source}, {date}): ", "背景资料（{source}，{date}）："),
    "background_plain": ("Background: ", "背景资料："),
    "correction": ("The sources do not say “{premise}”; they say: ", "资料中并未提到“{premise}”，原文是："),
    "correction_count": ("The sources count {count}, not {premise}: ", "资料中的数目是{count}，不是{premise}："),
    "only": ("The sources list only {count}: ", "资料中只列出{count}项："),
    "items": ("items", "项"),
    "or": (" or ", "或"),
    "count_differs": (
        "The source announces {declared} {noun} {{0}}; its list names {least} {{1}}.",
        "原文称共有{declared}项（{noun}）{{0}}，列出的却是{least}项{{1}}。",
    ),
    "count_open": (
        "The source says {declared} {noun} {{0}}; the commas and “and”s of its printed list also allow {others} {{1}}.",
        "原文称共有{declared}项（{noun}）{{0}}；按所印的逗号和“and”，也可以数出{others}项{{1}}。",
    ),
    "on_count": ("Background: {words} {{0}}.", "关于这一数目的背景资料：{words} {{0}}。"),
    "past": (
        "The target year {year} has passed {{0}}; the sources do not say whether this was reached.",
        "目标年份{year}年已经过去{{0}}；资料中没有说明是否达到。",
    ),
    "past_outcome": (
        "The target year {year} has passed {{0}}. Background: {words} {{1}}.",
        "目标年份{year}年已经过去{{0}}。背景资料：{words} {{1}}。",
    ),
    "two_dates": (
        "The sources give two dates: “{date}” {{0}} and “{other}” {{1}}.",
        "资料中有两个日期：“{date}”{{0}}和“{other}”{{1}}。",
    ),
    "dates_differ": (
        "The sources do not agree on “{date}” {{0}}: see {{1}}.",
        "关于“{date}”{{0}}，资料说法不一，见{{1}}。",
    ),
    "other_reading": ("The source also has “{words}” {{0}}; ask for it by that name if it is meant.", "原文另有“{words}”{{0}}；如指此项，请按该名称提问。"),
    "side": ("{side}: ", "{side}："),
    "not_found": ("Not found in the sources.", "资料中没有找到。"),
    "version_before": ("Before ({date}): ", "此前（{date}）："),
    "version_now": ("Now ({date}): ", "现行（{date}）："),
    "version_new": ("New ({date}): ", "新增（{date}）："),
    "version_gone": ("Left out since {date}: ", "自{date}起删去："),
    "version_same": ("Both versions say the same, beginning with: ", "两个版本内容相同，开头为："),
    "version_more": ("{count} more changes are not shown; ask about one of them by its words.", "另有{count}处改动未列出；可按其用词提问。"),
    "chosen": ("Asked of {kept} of {count} sources only, as chosen: {titles}.", "按所作选择，只查阅了{count}份资料中的{kept}份：{titles}。"),
    "dropped": (
        "Of the language model's sentences, {count} left out: {reasons}.",
        "语言模型写的句子中，有{count}句被删去：{reasons}。",
    ),
    "too_little": (
        "Too little of the language model's text is borne out by the sources ({count} left out: {reasons}).",
        "语言模型所写的内容能由资料证实的太少（删去{count}句：{reasons}）。",
    ),
    "not_an_answer": (
        "What the language model wrote does not answer the question from the sources.",
        "语言模型所写的内容未能根据资料回答问题。",
    ),
    "model_abstains": ("The language model found no answer in the passages.", "语言模型在所给段落中没有找到答案。"),
    "quoted_instead": ("These are the sources' own words instead.", "以下改为资料原文。"),
    "and_so_on": ("; ", "；"),
    "drop_figure": ("a figure that the source does not have", "数字与资料不符"),
    "drop_unit": ("another unit than the source's", "单位与资料不符"),
    "drop_date": ("a date that the source does not have", "日期与资料不符"),
    "drop_name": ("a name that the source does not have", "名称与资料不符"),
    "drop_negation": ("it denies what the source says, or the other way round", "否定与资料不符"),
    "drop_qualifier": ("another “about”, “by” or “all” than the source's", "限定词与资料不符"),
    "drop_quotation": ("words in quotation marks that the source does not have", "引号内文字与资料不符"),
    "drop_wording": ("words that say something else than the source", "措辞与资料含义不符"),
    "drop_unsupported": ("not borne out by the sources", "资料中没有依据"),
    "drop_mark": ("a mark that points to no passage", "出处编号不存在"),
    "drop_address": ("an address or markup", "含有网址或标记"),
    "fault_unreachable": ("The language model's server could not be reached.", "无法连接语言模型服务器。"),
    "fault_key": ("The language model's server refused the key.", "语言模型服务器拒绝了密钥。"),
    "fault_rate": ("The language model's server takes no more questions at the moment.", "语言模型服务器目前请求过多。"),
    "fault_unknown_model": ("The language model's server does not have this model.", "语言模型服务器没有该模型。"),
    "fault_server": ("The language model's server made a mistake.", "语言模型服务器出错。"),
    "fault_slow": ("The language model did not answer within the time limit.", "语言模型未能在时限内作答。"),
    "fault_empty": ("The language model sent an empty answer.", "语言模型返回了空白答复。"),
    "fault_endless": ("The language model's answer did not end.", "语言模型的答复没有结束。"),
    "fault_cut": ("The language model's answer broke off.", "语言模型的答复中断。"),
    "fault_refused": ("The language model refused to answer.", "语言模型拒绝作答。"),
    "wording": (
        "“{english}” stands for the Chinese {chinese}, which is rather: {better}.",
        "“{english}”的官方中文是“{chinese}”，较贴切的英文为：{better}。",
    ),
}


def phrase(name: str, language: Language, **values: object) -> str:
    """The fixed words `name` in `language`, with `values` filled in."""
    english, chinese = _PHRASES[name]
    if language == "en":
        return english.format(**values)
    # Only the fixed words are converted: what is filled in may be a quotation.
    template = traditional(chinese) if language == "zh-Hant" else chinese
    return template.format(**values)
