"""The kind of thing that a question asks for, by the form of the question."""

from __future__ import annotations

import re
from enum import StrEnum


class Asked(StrEnum):
    """The kind of thing that a question asks for."""

    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    COUNT = "count"
    MONEY = "money"
    AGE = "age"
    MEASURE = "measure"
    FREQUENCY = "frequency"
    PERCENT = "percent"
    FIGURE = "figure"
    CONTACT = "contact"
    IDENTIFIER = "identifier"
    CLOCK = "clock"
    LIST = "list"
    REASON = "reason"
    MANNER = "manner"
    MEANING = "meaning"
    YES_NO = "yes or no"
    OPEN = "open"


_CHINESE_ASKED: tuple[tuple[str, Asked], ...] = (
    (r"几点|什么钟点|何时刻", Asked.CLOCK),
    (r"(?:多久|多长时间).{0,8}[一几]次|频率|频次|每隔|多少[天月年]一次", Asked.FREQUENCY),
    (r"多少个?月|几个月|多少天|几天|多少年时间|多久|多长时间|历时|耗时", Asked.DURATION),
    (r"多大年纪|多少岁|几岁|年龄|出生", Asked.AGE),
    (r"什么时候|什么时间|何时|哪一?天|哪一?日|几月|几号|哪一?年|何年|日期|时间是", Asked.DATE),
    (r"平方公里|平方米|公顷|多少吨|多少公里|面积", Asked.MEASURE),
    (r"万元|亿元|多少[^，。？]{0,4}(?:资金|钱|预算|经费|拨款|奖励|奖金|补贴|补助|罚款)|多少资金|多少预算|预算|金额|多少元|多少经费|经费|"
     r"(?:奖金|工资|薪水|薪酬|[月年]薪|罚款|罚金|补贴|补助|费用|成本|造价|总?投资额?|票价|价格|售价|房价|花费|租金)[^，。？]{0,4}(?:多少|多高)|(?:罚|花|耗资|投入|付|奖|补)了?多少", Asked.MONEY),
    (r"百分之几|百分之多少|比例|占比|百分比|几成|[\u4e00-\u9fff]率[是为达要]*(?:多少|多高|几)", Asked.PERCENT),
    (r"电话|邮箱|网址|联系方式", Asked.CONTACT),
    (r"文号|编号|第几号|证号", Asked.IDENTIFIER),
    (r"(?:哪一?[个家]|什么|哪些|哪几个)(?:部门|单位|机构|委办局)", Asked.PERSON),
    (r"哪里|哪儿|何地|在哪|地点|什么地方", Asked.PLACE),
    (r"谁|名义|哪[两几]?家|哪位|何人|哪几位|哪些人|哪些领导|什么人", Asked.PERSON),
    (r"哪[些几两三四五六七八九十]|有哪|列出|分别是|包括什么|哪\d+", Asked.LIST),
    (r"多少[个项条类家种方份名人]|几[个项条类大种方份名家]|多少(?=\w*领域|目标|措施)|多少(?![次倍分点度吨钱元万亿岁以之]|左右|平方|公里)[\u4e00-\u9fff]{2}", Asked.COUNT),
    (r"为什么|为何|原因|目的|缘何|怎么会", Asked.REASON),
    (r"什么意思|含义|指的?是什么|是指|何谓|什么叫|什么是|是什么意思", Asked.MEANING),
    (r"如何|怎么|怎样", Asked.MANNER),
    (r"多少|多高|多大|多长|几", Asked.FIGURE),
    (r"吗|是否|是不是|有没有|能否", Asked.YES_NO),
    (r"[一二两三四五六七八九十]+[个项大方]\w*是什么", Asked.LIST),
)
_IDENTIFYING = r"(?:reference|document|file|serial|registration|licen[cs]e|case|patent|standard|archive|identification|id)"
_SMALL_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Words of money, which a question may ask for in any of its forms.
MONEY = r"(?:budget|cost|price|funding|funds?|salary|salaries|pay|fine|fines|penalt\w+|subsid\w+|grant|amount|money|bonus\w*|wages?|spend\w*|yuan|rmb|dollars?|investment)"
_ASKED: tuple[tuple[str, Asked], ...] = (
    (r"\b(?:what|which) (?:time|hour)\b|\btime of (?:the )?day\b|\bo'?clock\b|\bat what time\b", Asked.CLOCK),
    (r"\bhow (?:long|many (?:months?|weeks?|days?|years?|hours?))\b|\bduration\b|\btime (?:did|does|has) .*\btake\b|\bhow much time\b", Asked.DURATION),
    (r"\b(?:phone|telephone|street address|address of|home address|e-?mail|fax|website|web ?site|url|postal address|contact (?:details|number|person|information))\b", Asked.CONTACT),
    (rf"\b{_IDENTIFYING} (?:number|no\.|code)|\bunder (?:what|which) number\b", Asked.IDENTIFIER),
    (r"\bhow many percent|\b(?:what|which) (?:percentage|percent|share|proportion|fraction)\b|\bpercentage\b|\bproportion of\b|\b(?:in|as a) per ?cent\b|\bas a (?:share|percentage) of\b", Asked.PERCENT),
    (r"\bhow (?:often|frequently|regularly)\b", Asked.FREQUENCY),
    (r"\bhow old\b|\bwhat age\b|\bage of\b|\b(?:born|birthday|birth date)\b", Asked.AGE),
    (r"\b(?:square|cubic) (?:met|kilomet|mile)\w+|\b(?:hectares?|kilomet\w+|tonnes?|tons|kilograms?|acres?|floor space)\b", Asked.MEASURE),
    (rf"\bhow much (?:\w+ ){{0,3}}?{MONEY}\b|\bhow much (?:did|does|will|is|was|would) .*\b(?:cost|spen[dt]|paid|pay|budget\w*|allocat\w+|invest\w*)|"
     rf"\b(?:what|which|whats)\b (?:is |was |are |were )?(?:the |its )?(?:[\w'-]+ ){{0,3}}?{MONEY}\b|\bhow (?:big|large) .*\b(?:budget|fund|fine|investment)|^{MONEY}\b", Asked.MONEY),
    (r"\bhow many\b|\b(?:the|what|which|total|exact) number of\b|\bwhat number\b|\bhow numerous\b|\bnumber of\b", Asked.COUNT),
    (r"^(?:(?!\b(?:how|what|which|who|whom|whose|where|why)\b).)*\bwhen\b|\b(?:what|which|whats|what's) (?:is |was |are |were )?(?:the )?(?:\w+ ){0,4}?(?:date|day|year|month|deadline)\b|"
     r"\bdeadline\b|\bby (?:what|which) (?:year|date)\b|\bdate\b", Asked.DATE),
    (r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:which|what) (?:\w+ )?(?:official|officials|person|people|leader|leaders|mayor|director|spokes\w+|minister|author)\b|"
     r"\bname of (?:the )?(?:\w+ ){0,2}(?:mayor|director|official|minister|person|author|chair\w*|spokes\w+)\b", Asked.PERSON),
    (r"\bwhere\b|\b(?:what|which) (?:city|venue|place|hotel|building|room|location|town|street)\b|\bvenue\b|\blocation of\b", Asked.PLACE),
    (r"\bwhy\b|\bwhat for\b|\breasons?\b|\b(?:what|which) (?:prompted|led|caused|drove|motivated)\b|\bpurpose\b|\brationale\b|\bhow come\b|\bmotiv\w+\b|\bwhat (?:made|makes|keeps|kept|stops|stopped)\b", Asked.REASON),
    (r"\bhow (?:high|low|big|large|great)\b|\b(?:what|which) (?:is |was )?(?:the )?(?:\w+ ){0,4}?(?:score|figure|value|level|threshold|number|rank|ranking)\b", Asked.FIGURE),
    (r"\bwhat (?:does|do|did|is|are|was|were) .*\b(?:mean|meant|stand for|refer to|definition|denote)\b|\bmeaning\b|\bdefin\w+\b", Asked.MEANING),
    (rf"\b(?:list|name|enumerate)\b|\b(?:which|what) (?:of the )?(?:{_SMALL_NUMBER}|\d{{1,2}})\b|\bwhat (?:are|were)\b|\bwhich\b.*\b(?:are|were)\b|\bwhich \w*s\b|\bwhat (?:\w+ ){{0,3}}(?!was\b|is\b|does\b|has\b|its\b)\w+(?<!s)s\b", Asked.LIST),
    (r"\bhow\b", Asked.MANNER),
    (r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", Asked.YES_NO),
)


def asked_in_english(lower: str) -> Asked:
    """The kind that an English question in lower case asks for; `OPEN` where its form says nothing."""
    return _first(_ASKED, lower)


def asked_in_chinese(plain: str) -> Asked:
    """The kind that a question in Simplified Chinese asks for; `OPEN` where its form says nothing."""
    return _first(_CHINESE_ASKED, plain)


def _first(patterns: tuple[tuple[str, Asked], ...], text: str) -> Asked:
    return next((asked for pattern, asked in patterns if re.search(pattern, text)), Asked.OPEN)
