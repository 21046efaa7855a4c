"""A Chinese follow-up with what it lacks taken over from the question before it.

Chinese leaves out what is known: a question that begins with its question word lacks its topic, and "X呢？" asks the
question before of X. What is taken over is the topic alone, so that what was asked before ("when") is not asked again.
"""

from __future__ import annotations

import re

from assistant.answer_types import people
from assistant.conversation.topic import items_of
from assistant.language.places import PLACE
from assistant.language.script import simplified, written
from corpus.numerals import chinese_number

_NUMBER = r"[一二两三四五六七八九十\d]+"
_ORDINAL = re.compile(rf"第{_NUMBER}(?P<measure>[个项条点批次轮期届])?|最[后新]一?(?:[个项条点批次轮期届])?")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
# What makes a question, wherever it stands in it.
_ASKING = re.compile(
    r"什么时候|什么时间|什么|为什么|为何|何时|何地|何人|哪|谁|多少|多久|多长|多大|多高|怎么|怎样|如何|是否|是不是|有没有|能否|"
    rf"几(?=[个项条点家名种类年月天次批号岁位])|{_NUMBER}[个项条大]?\w{{0,6}}是(?=[？?]?$)|吗|(?<=[\u4e00-\u9fff])呢"
)
# Words between the topic and the question word.
_LINKS = re.compile(r"(?:分别|究竟|到底|大概|大约|一共|总共|后来|现在|目前|是|有|为|在|于|由|被|从|到|的|都|又|会(?=[在由被有要从到])|要|给了?|用了?|花了?|需要?|达到?|包括|涵盖|涉及|，|,)+$")
_OPENING = re.compile(r"^(?:那么|那(?![个些里儿样次天年])|嗯|好的?|哦|对了|然后|而且?|但是?|不过|请问|另外|还有(?=[，,]))+[，,。、]?")
_CORRECTION = re.compile(
    r"^(?:(?:不是?|不对|错了|抱歉|对不起)[^，,。]{0,12}[，,。]?)?(?:其实)?(?:我(?:是|想|要)*(?:说|问|指)(?:的|的其实)?是?|我的意思是|而?是(?=.{2,}$)(?<=，是|,是|而是))(?:其实)?(?P<meant>.{2,})$"
)
_RETURN = re.compile(r"^(?:再)?(?:回到|说回|回过头来?(?:看|说)|再(?:说|看|问)|关于|至于)(?:一下|刚才|前面|之前)*(?:的|说的|提到的)*(?P<topic>[^，,：:？?]{2,20})[，,：:](?P<rest>.+)$")
_COUNTING = re.compile(r"(?:是|有|包括|涵盖|分别是)?(?:多少|几|哪[几些]?)[个项条家名位种类座所批次大]{1,2}(?=\w{3,})")
_PRONOUN = re.compile(r"它们?|他们?|她们?|这个(?=[是有的在什何多怎为，])|那个(?=[是有的在什何多怎为，])|这些|那些|该(?![局市厅部省区院委])|其(?![中他实余次])|前者|后者|两者|此")
# What is said of a text: "does the plan mention X?" asks of X.
_MENTION = re.compile(r"(?:提到|提及|说到|讲到|谈到|涉及|规定|写到|包含|包括)了?(?P<object>[^，,？?吗没]{2,}?)(?:了?[吗没]|的?(?:什么|内容)|$)")
# Kinds of facts that are asked of something else: by themselves they say nothing of the topic.
_ATTRIBUTES = re.compile(
    r"(?:首任|现任|第一任|前任|副|总)?(?:投资额?|收入|产值|利润|员工|职工|人员|人口|规模|进度|质量|效果|总?预算|经费|资金|费用|成本|奖金|金额|地点|地址|时间|日期|人数|数量|面积|作者|标题|题目|主题|文号|编号|电话|网址|来源|原因|目的|理由|背景|内容|结果|范围|对象|"
    r"负责人|局长|组长|主任|书记|会长|院长|职务|年龄|学历|性别|英文|中文|名称|名字|名单|排名|分数|数值|目标|依据|期限|有效期)+"
)
_VERBAL = re.compile(
    r"第[一二三]次|首次|最早|最后|正式|(?:发布|公布|公开|印发|颁布|颁发|出台|施行|实施|生效|召开|举行|举办|成立|设立|建立|组建|启动|开始|结束|完成|建成|开放|批准|通过|修订|更新|获批|公示|开幕|挂牌)(?:的|了|以来)?$"
)
_ATTACHED = re.compile(
    r"^(?:后来|之后|以后|最终|最后|当时|那时|如今|现在|目前|是|有|要|会|能|可以|应该|需要|主要|分别|具体|都|也|还|又|由|被|在|从|到|跟|和|与|对|把|为|"
    r"什么|哪|谁|多|几|怎|如何|是否|何|其|介绍|负责|参加|出席|起草|制定|发布|启动|成立|实现|达到|完成|分)"
)
_SAY_AGAIN = re.compile(r"[，,]?(?:请|麻烦)?你?(?:(?:再|详细|具体|仔细)(?:说|讲|介绍|解释|重复)(?:一遍|一下|一次|说|讲|看)?|(?:说|讲|介绍|解释|重复)(?:一遍|一下|一次))[。？?！!]*$")
# Words of an item that can stand in a question.
_SHORT_ITEM = 7
# Characters from which what follows a question word says what is asked of.
_SHORT = 5
# Characters of a question without a question word, "那第二批呢", that asks the question before of something else.
_FRAGMENT = 16


def complete_chinese(question: str, earlier: str, said: str) -> str:
    """`question` with what it lacks taken over from the question `earlier`, which stands alone, and the answer `said` to that."""
    question = _SAY_AGAIN.sub("", question) or question
    plain = written(question)
    if plain != simplified(question) or len(plain) != len(question):
        question = plain
    start = _end(_OPENING, plain)
    question, plain = question[start:], plain[start:]
    if correction := _CORRECTION.match(plain):
        meant = question[correction.start("meant") :]
        return meant if _ASKING.search(simplified(meant)) else _replaced(meant, earlier)
    if back := _RETURN.match(plain):
        return complete_chinese(question[back.start("rest") :], f"{question[back.start('topic') : back.end('topic')]}是什么？", "")
    asking = _ASKING.search(plain.rstrip("？?。 ").removesuffix("呢"))
    if asking is None and len(plain) <= _FRAGMENT and (plain.rstrip("？?").endswith("呢") or len(plain) <= _SHORT + 1 or _ORDINAL.fullmatch(plain.rstrip("？?。"))):
        return _replaced(question, earlier)
    if asking is None:
        return question
    if (item := _item_named(question, plain, said)) != question:
        return item
    if pronoun := _PRONOUN.search(plain):
        named = [span.of(said) for span in people(said)] if pronoun[0] in ("他", "她") else []
        topic = named[0] if named and "谁" in earlier else _topic(earlier)
        return f"{question[: pronoun.start()]}{topic}{'的' if pronoun[0] == '其' else ''}{question[pronoun.end() :]}" if topic else question
    return _with_topic(question, plain, earlier) if _lacks_topic(plain, asking) else question


def _item_named(question: str, plain: str, said: str) -> str:
    """`question` with the item of the answer before that "the last one" stands for, where it is short and more is asked of it."""
    ordinal = _ORDINAL.match(plain)
    items = items_of(said) if ordinal else []
    if not ordinal or not items or re.match(r"(?:的?[是讲说指为]|内容|具体|呢|[？?]|$)", plain[ordinal.end() :]) and not re.match(r"是(?!什么[？?]?$)", plain[ordinal.end() :]):
        return question
    number = re.search(_NUMBER, ordinal[0])
    place = chinese_number(number[0]) if number and "最" not in ordinal[0] else len(items)
    item = items[place - 1] if place and place <= len(items) else ""
    return f"{item}{question[ordinal.end() :]}" if 0 < len(item.split()) <= _SHORT_ITEM else question


def _lacks_topic(plain: str, asking: re.Match[str]) -> bool:
    """Whether a question names nothing that it is asked of: "when was it started?", "the budget is how much?"."""
    before = _LINKS.sub("", plain[: asking.start()])
    ordinal = _ORDINAL.match(before)
    if _ATTRIBUTES.fullmatch(before) or (ordinal and len(before) - ordinal.end() <= 2):
        return True
    if before and not _ATTACHED.match(before) and not _VERBAL.fullmatch(before):
        return False
    # "Who presented the implementation plan?" names after its verb what it asks of, and "what is X?" X.
    return len(plain[asking.end() :].rstrip("？?的了呢吗")) < _SHORT and not plain.startswith("什么是")


def _with_topic(question: str, plain: str, earlier: str) -> str:
    """`question` with the topic of the earlier one before it."""
    if _ORDINAL.match(plain):
        earlier = _ORDINAL.sub("", earlier)
    topic = _counted_topic(earlier) or _topic(earlier)
    return f"{topic}{question}" if topic and topic not in question else question


def _counted_topic(earlier: str) -> str:
    """The earlier question without its "how many" or "which": what is counted belongs to what the next one asks of; or empty."""
    match = _COUNTING.search(simplified(earlier).rstrip("？?"))
    return f"{earlier[: match.start()]}{earlier[match.end() :].rstrip('？?')}" if match else ""


def _topic(earlier: str) -> str:
    """What a question is about: the words before its question word, else those after its verb."""
    text = re.sub(r"[？?。！!]+$", "", earlier)
    plain = simplified(text)
    asking = _ASKING.search(plain)
    if asking is None:
        return text
    before = _LINKS.sub("", plain[: asking.start()])
    if (mention := _MENTION.search(plain)) and mention.start():
        before = plain[: mention.start()]
    before = re.sub(r"(?:被|由|于|了|过|是)$", "", before)
    if len(before) >= 2 and not _ATTACHED.fullmatch(before):
        return text[: len(before)]
    after = re.sub(r"^(?:[个项条些家人位几种类]*(?:人|会|来|去|负责)?[\u4e00-\u9fff]{2}?了|是|的)", "", plain[asking.end() :])
    return text[len(plain) - len(after) :]


def _replaced(words: str, earlier: str) -> str:
    """The earlier question asked of something else: a year for a year, a number for a number, a place for a place, else another topic."""
    words = re.sub(r"[？?。！!]+$", "", words)
    words = re.sub(r"(?:呢|吧|啊|呀)$", "", words)
    text = re.sub(r"[？?。]+$", "", earlier)
    plain_words, plain = simplified(words), simplified(text)
    if len(plain) != len(text):
        text = plain
    for slot in (_YEAR, PLACE):
        if slot.fullmatch(plain_words):
            same = slot.search(plain)
            return f"{text[: same.start()]}{words}{text[same.end() :]}？" if same else f"{words}{text}？"
    if _ORDINAL.fullmatch(plain_words):
        return _numbered(words, text, plain)
    if (mention := _MENTION.search(plain)) and mention.start() >= 2:
        return f"{text[: mention.start('object')]}{words}{text[mention.end('object') :]}？"
    topic = _topic(text)
    if not topic or topic not in text:
        return f"{words}（{text}）？"
    if _VERBAL.search(plain_words):
        return f"{topic}{words}{_asked(text, plain)}？"
    return f"{text.replace(topic, _put_into(words, topic), 1)}？"


def _numbered(words: str, text: str, plain: str) -> str:
    """The earlier question with another number, or the item of that number in the list that it asked for."""
    same = _ORDINAL.search(plain)
    if same:
        measure = "" if words[-1:] not in "零一二两三四五六七八九十0123456789" else same["measure"] or ""
        return f"{text[: same.start()]}{words}{measure}{text[same.end() :]}？"
    return f"{_topic(text)}的{words}是什么？"


def _asked(text: str, plain: str) -> str:
    """The question word of the earlier question with what belongs to it, without its verb: "什么时候"."""
    asking = re.search(r"什么时候|什么时间|何时|哪一?[年天日月]|多少\w?|几\w|谁|哪里|在哪|为什么", plain)
    return f"是{text[asking.start() : asking.end()]}" if asking else ""


def _put_into(words: str, topic: str) -> str:
    """`topic` with the part that ends as `words` does replaced by it ("质检总局的局长" with 副局长), else `words`."""
    parts = topic.split("的")
    for position in range(len(parts) - 1, -1, -1):
        if len(parts) > 1 and parts[position][-1:] == words[-1:]:
            return "的".join([*parts[:position], words, *parts[position + 1 :]])
    return words


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match and match.end() < len(text.rstrip("？?")) else 0
