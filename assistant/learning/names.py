"""Persons with their office in one sentence, and the names of institutions, by the language's own forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer_types import people
from assistant.language.script import simplified
from corpus.numerals import MONTHS
from corpus.records import Span

_RANK = r"(?:(?:vice|deputy|executive|acting|assistant|associate|former|chief|senior|general|party|prime|first)[\s-]+)*"
_TITLES = (
    "mayor|director[ -]general|director|minister|secretary-general|secretary|chairman|chairwoman|chairperson|chair|president|head|spokesman|"
    "spokeswoman|spokesperson|governor|commissioner|inspector|manager|officer|engineer|economist|professor|dean|judge|justice|ambassador|"
    "premier|chancellor|principal|librarian|councillor|senator|leader|founder|editor|architect|scientist|researcher|treasurer|registrar|curator|rector|superintendent|captain"
)
# Only titles are read in any case: an institution is known by its capitals.
_TITLE = rf"(?i:(?P<title>{_RANK}(?:{_TITLES})))"
# "Director of the Quality Bureau Huang Xiaolu", "vice mayor Xu Kunlin": the office runs into the name.
_OFFICE_BEFORE = re.compile(
    rf"(?<![\w-]){_TITLE}(?:\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]*|of|the|and|for|on)(?:\s+(?:[A-Z][\w’'-]*|of|the|and|for|on))*)?,?\s+(?:(?:Mr|Mrs|Ms|Dr|Comrade)\.?\s+)?$"
)
_BRACKET = r"(?:\s*[(（][^)）]{1,20}[)）])?"
_OF = r"(?:\s+of\s+(?:(?!\s(?:in|on|when|who|which|was|were|said|told|from|and(?!\s+[A-Z][\w]*\s+[A-Z]))\b)[^,.;:()])+)?"
# "Huang Xiaolu was director of the Bureau", "Zhi Shuping, then head of the authority AQSIQ,".
_OFFICE_AFTER = re.compile(
    rf"^{_BRACKET}(?:\s+(?:is|was|became|served\s+as|serves\s+as|as)\s+|,\s+(?:then\s+|now\s+|formerly\s+)?)"
    rf"(?:(?:the|an?|its|his|her|their)\s+)?(?:then\s+)?(?P<office>(?:(?:the\s+)?[A-Z][\w]*['’]s\s+)?{_TITLE}{_OF})(?=\s|[,.;:)]|$)"
)
_NO_PERSON = frozenset(
    """authority agency board court group fund bank trust union federation society club school college hospital museum library station company
    corporation limited ltd inc report review daily times news street road bridge river lake park square island bay valley mountain house
    hall tower airport railway harbour harbor festival fair exhibition expo forum summit cup games prize day year programme program project
    strategy initiative act law code treaty agreement convention charter declaration north south east west new old great united states
    kingdom republic union culture shopping manufacturing tourism finance economic financial international science index the a an and or
    reading room master chair head director general fire police health education transport energy water housing environment""".split()
)
# Capitals that open a sentence or date it are no part of an office.
_NO_OPENING = frozenset(
    [month.lower() for month in MONTHS]
    + """monday tuesday wednesday thursday friday saturday sunday the a an in on at by and when while as after before for but today yesterday then
    former both also later earlier since from with meanwhile mr mrs ms dr""".split()
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于"
    "时傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程"
    "邢裴陆荣翁荀甄曲封芮储靳段焦谷车侯宁仇甘武符刘景龙叶司韶黎白蒲卓蔺池乔翟谭劳姬申冉雍桑桂牛边温庄晏柴瞿阎连习艾容向古易廖耿匡文寇欧聂关应尚支巩龚巫宫宣燕冷佟商佘谌芦涂岳帅缪郁单诸饶曾沙丰查游辛"
)
_CHINESE_TITLES = "副?(?:市长|省长|区长|县长|州长|局长|司长|处长|厅长|部长|院长|校长|所长|会长|理事长|秘书长|董事长|行长|署长|组长|馆长|检察长|主席|总理|主任|书记|总书记|总经理|总工程师|总经济师)|新闻发言人|发言人|党组书记|党委书记|巡视员|负责人"
_CHINESE_OFFICE = re.compile(
    rf"(?P<office>[\u4e00-\u9fff]{{0,24}}?(?:{_CHINESE_TITLES})(?:、(?:{_CHINESE_TITLES}))*)(?=[{_SURNAMES}])"
)
# What follows a name of two or three characters: surely, or where nothing sure follows either.
_AFTER_NAME = (
    (
        (2, 3),
        re.compile(
            r"$|[\s，、。；：（(！？,.;:]|介绍|出席|主持|表示|指出|强调|宣布|参加|同志|致辞|讲话|代表|会见|回答|发布|发言|透露|告诉|认为|先生|女士|接任|继任|升任|调任|转任|兼任|担任|签署|提出|通报|解读"
        ),
    ),
    ((3, 2), re.compile(r"[说在和与及等作就为是于向率任兼对将也]")),
)
# Many a surname is a common word too ("市长高度重视"): these characters are hardly ever part of a given name.
_NAME = re.compile(r"[\u4e00-\u9fff](?:(?![在会上下此对將将的了是已要等不也都及和与就并还说当度于])[\u4e00-\u9fff]){1,2}")
_NOT_IN_OFFICE = re.compile(r"^.*(?:[的了是将对为把被由和与及在请向让]|以及|时任|担任|出任|现任|介绍|表示)")

_BODY_HEADS = (
    "Committee|Council|Bureau|Administration|Office|Government|Ministry|Commission|Congress|Authority|Agency|Department|Court|Secretariat|"
    "Board|Institute|Academy|University|Federation|Association|Alliance|Parliament|Assembly|Senate|Chamber|Centre|Center|Corporation"
)
_WORD = r"[A-Z][\w’'-]*(?<!['’]s)(?<!['’])"
_BODY = re.compile(
    rf"(?:\b(?:CPC|{_WORD})\s+(?:and\s+(?={_WORD}\s+(?:{_WORD}\s+)*(?:{_BODY_HEADS})\b))?){{0,7}}\b(?:{_BODY_HEADS})\b"
    rf"(?:\s+(?:of|for|on)\s+(?:the\s+)?{_WORD}(?:\s+(?:of\s+(?:the\s+)?|and\s+)?{_WORD})*(?:(?:,\s+{_WORD}(?:\s+{_WORD})*)*,?\s+and\s+{_WORD}(?:\s+{_WORD})*)?)?"
)
_CHINESE_BODY = re.compile(
    r"(?:^|(?<=[，。；：、和与及由经在“（\s]))(?P<body>[\u4e00-\u9fff]{0,16}?(?:委员会|人民政府|办公厅|办公室|总局|监督局|管理局|统计局|国务院|协会|联合会|联盟|研究院|研究所|法院|检察院|总署)(?!办公厅|办公室|总局|委员会))(?![\u4e00-\u9fff]*(?:主任|局长|会长|院长))"
)
_NOT_IN_BODY = re.compile(r"[的了是将对把被]|出席|印发|关于|根据|全部")


@dataclass(frozen=True, slots=True)
class Appointed:
    """A person and an office that a sentence gives him."""

    person: Span
    office: Span


def appointed(text: str) -> list[Appointed]:
    """The persons in a sentence beside whose name their office stands, in order; a name without an office is left out."""
    found = [each for person in people(text) if (each := _english(text, person))]
    return sorted([*found, *_chinese(text)], key=lambda each: each.person.start)


def bodies(text: str) -> list[Span]:
    """The names of institutions in a sentence: two words at least, with the noun of an institution in them."""
    found = []
    for match in _BODY.finditer(text):
        if re.search(r"['’]s?\s+$", text[: match.start()]):
            # "the Party's Central Committee": the name is longer than its capitals.
            continue
        article = 4 if match[0].startswith("The ") else 0
        for part in _parts(text, Span(match.start() + article, match.end())):
            if len(part.of(text).split()) >= 2 and not _opens_with_office(part.of(text)):
                found.append(part)
    plain = _simplified(text)
    for match in _CHINESE_BODY.finditer(plain):
        start = match.start("body") + max(match["body"].rfind(sign) + 1 for sign in "由和与及经在")
        body = plain[start : match.end("body")]
        if len(body) >= 3 and not _NOT_IN_BODY.search(body):
            found.append(Span(start, match.end("body")))
    return found


def _english(text: str, person: Span) -> Appointed | None:
    name = person.of(text)
    if any(word.lower() in _NO_PERSON for word in re.split(r"[\s-]+", name)) or re.match(
        r"\s+(?:[A-Z]|of\s+[A-Z])", text[person.end :]
    ):
        return None
    if re.match(rf"{_RANK}(?:{_TITLES})$", name.split()[0], re.IGNORECASE):
        # "Librarian Ada Lindqvist": a title in capitals is read as part of the name.
        first = len(name.split()[0])
        rest = Span(person.end - len(name[first:].lstrip()), person.end)
        return Appointed(rest, Span(person.start, person.start + first)) if len(rest.of(text).split()) >= 2 else None
    if match := _OFFICE_BEFORE.search(text[: person.start]):
        office = Span(match.start(), match.start() + len(re.sub(r"[,\s]+(?:(?:Mr|Mrs|Ms|Dr|Comrade)\.?)?\s*$", "", match[0])))
        return Appointed(person, Span(_whole_office(text, office.start), office.end))
    if match := _OFFICE_AFTER.match(text[person.end :]):
        return Appointed(
            person, Span(person.end + match.start("office"), person.end + match.start("office") + len(match["office"].rstrip()))
        )
    return None


def _whole_office(text: str, start: int) -> int:
    """Where an office begins whose institution stands before it: "Northport Library director"."""
    for word in reversed(list(re.finditer(r"\S+", text[:start]))):
        if not re.fullmatch(r"[A-Z][\w&.’'-]*", word[0]) or word[0].lower() in _NO_OPENING:
            break
        start = word.start()
    return start


def _chinese(text: str) -> list[Appointed]:
    plain = _simplified(text)
    found = []
    for match in _CHINESE_OFFICE.finditer(plain):
        if end := _name_end(plain, match.end()):
            cut = _NOT_IN_OFFICE.match(match["office"])
            start = match.start() + (cut.end() if cut else 0)
            if start < match.end():
                found.append(Appointed(Span(match.end(), end), Span(start, match.end())))
    return found


def _name_end(text: str, start: int) -> int | None:
    """Where a Chinese name that begins at `start` ends; None where that cannot be told."""
    for lengths, following in _AFTER_NAME:
        for length in lengths:
            end = start + length
            if end <= len(text) and _NAME.fullmatch(text, start, end) and following.match(text, end):
                return end
    return None


def _simplified(text: str) -> str:
    """`text` in Simplified characters where each stands in its place, else as it is: offsets must hold."""
    plain = simplified(text) if re.search("[\u4e00-\u9fff]", text) else text
    return plain if len(plain) == len(text) else text


def _parts(text: str, span: Span) -> list[Span]:
    """An "and" between two whole names parts them: "Central Committee and State Council"."""
    words = span.of(text)
    for match in re.finditer(r"\s+and\s+", words):
        left, right = words[: match.start()], words[match.end() :]
        if re.search(rf"(?:{_BODY_HEADS})$", left) and re.search(rf"\b(?:{_BODY_HEADS})\b", right):
            return [Span(span.start, span.start + match.start()), *_parts(text, Span(span.start + match.end(), span.end))]
    return [span]


def _opens_with_office(name: str) -> bool:
    return bool(re.match(rf"{_RANK}(?:{_TITLES})\b", name, re.IGNORECASE)) and not name.startswith("General ")
