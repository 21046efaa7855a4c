"""A Chinese claim word by word: the English that states the same, names by their reading, and what stays unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.checking.places import all_documents_read
from assistant.language.lexicon import chinese_words
from index.retrieve import Index
from index.terms import STOP_WORDS, stem, words

_DATA = files("assistant.checking")
# Figures and dates are compared as facts, and are no words.
_COUNTED = re.compile(
    r"百分之[零一二两三四五六七八九十百\d.]+|第?[一二两三四五六七八九十百\d.,]+(?:个百分点|[万亿%％]?[个项條条类種种方份名位家批次届级倍轮所座部期]?)"
    r"|[\d.,]+\s*[万亿]?(?:平方公里|平方米|公里|公顷|微克|美元|小时|个月|[年月日号天周分元%％])+"
)
# Signs, and characters of grammar that are part of a word only where a dictionary has it.
_NO_WORD = re.compile(r"[^\w]+|[的了着吗呢和与及以之其将已更最很仅正先既副]|(?<=[\d一二三四五六七八九十])[年月日号级天名余]+的?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&+./-]*")
# Surnames that are no word of grammar by themselves.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭萧肖蔡潘田董袁余叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾韦付傅夏白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "钱严覃武戴莫孔汤温康施文牛樊葛邢安齐伍庞翟鲁岳支毕应习俞翁茅倪殷詹申耿关兰焦左柳甘祝包宁阮舒柯纪梅童凌霍"
)
# Letters of the shortest name that a reading is compared with.
_NAME_LETTERS = 4


@dataclass(frozen=True, slots=True)
class ChineseWord:
    """A word of a Chinese claim."""

    text: str
    start: int
    """First character in the claim."""
    english: tuple[str, ...] = ()
    """English words in lower case, of a name as its reading is spelled; none for grammar."""
    alternatives: bool = False
    """Whether each of these states the same by itself; else they do together."""
    name: bool = False
    """Whether it is a name that the sources print in Latin letters, or a person's that they do not have."""
    read: bool = True


def chinese_claim_words(text: str, index: Index) -> tuple[ChineseWord, ...]:
    """The words of a Chinese claim (Simplified) in order, the longest that a dictionary or a name's reading has first."""
    found: list[ChineseWord] = []
    dictionary, longest = _dictionary(index)
    names = _names_by_reading(index)
    position = 0
    while position < len(text):
        known = next((text[position : position + n] for n in range(longest, 1, -1) if text[position : position + n] in dictionary), "")
        if not known and (skipped := _NO_WORD.match(text, position) or _COUNTED.match(text, position)):
            found.append(ChineseWord("", position))
            position = skipped.end()
            continue
        if not known and (latin := _LATIN.match(text, position)):
            found.append(ChineseWord(latin[0], position, (latin[0].lower(),)))
            position = latin.end()
            continue
        if len(known) > 2 and known[:-1] in dictionary and text[position + len(known) - 1 : position + len(known) + 1] in dictionary:
            # "上海人口" is 上海 and 人口.
            known = known[:-1]
        known = known or (text[position] if text[position] in dictionary else "")
        named = next((text[position : position + n] for n in range(4, max(1, len(known)), -1) if reading(text[position : position + n]) in names), "")
        if named:
            found.append(ChineseWord(named, position, names[reading(named)], name=True))
        elif known:
            english, alternatives = dictionary[known]
            found.append(ChineseWord(known, position, english, alternatives))
        else:
            found.append(ChineseWord(text[position], position, read=False))
        position += len(named or known) or 1
    return tuple(_joined(found))


def _joined(found: Iterable[ChineseWord]) -> Iterable[ChineseWord]:
    """`found` with unread characters side by side as one word, and an unread given name with its surname."""
    run: list[ChineseWord] = []
    for word in [*found, ChineseWord("", -1)]:
        single = len(word.text) == 1 and (not word.read or (not run and word.text in _SURNAMES))
        if single:
            run.append(word)
            continue
        if run:
            text = "".join(each.text for each in run)
            unread = any(not each.read for each in run)
            person = unread and 2 <= len(text) <= 3 and text[0] in _SURNAMES and all(each in _readings() for each in text)
            if person:
                yield ChineseWord(text, run[0].start, (reading(text),), name=True)
            elif unread:
                yield ChineseWord(text, run[0].start, read=False)
            else:
                yield from run
            run = []
        if word.text:
            yield word


def reading(characters: str) -> str:
    """How `characters` are spelled in Latin letters, in one word; empty where one of them is not known."""
    syllables = [_readings().get(each, "") for each in characters]
    return "".join(syllables) if all(syllables) else ""


@cache
def _readings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _lines("pinyin.txt"):
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found.setdefault(character, syllable)
    return found


@cache
def _names_by_reading(index: Index) -> dict[str, tuple[str, ...]]:
    """The names of one or two words that the sources print in Latin letters, by their letters in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    if all_documents_read(index):
        for entry in index.manifest.documents:
            for match in re.finditer(r"(?=\b([A-Z][a-z]+)(?:[ ’'-]+([A-Z][a-z]+))?)", index.document(entry["id"]).text):
                for parts in ((match[1],), (match[1], match[2] or "")):
                    letters = "".join(parts).lower()
                    if len(letters) >= _NAME_LETTERS and all(parts):
                        found.setdefault(letters, tuple(part.lower() for part in parts))
    return found


@cache
def _dictionary(index: Index) -> tuple[dict[str, tuple[tuple[str, ...], bool]], int]:
    """What each Chinese word states, and the length of the longest."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for chinese, english in {**chinese_words(), **index.glossary_english}.items():
        found[chinese] = (tuple(word for word in words(english) if word not in STOP_WORDS), False)
    for chinese, stated in statement_words().items():
        together = any("+" in word for word in stated)
        found[chinese] = (tuple(part for word in stated for part in word.split("+")), not together)
    return found, max(map(len, found), default=1)


@cache
def statement_words() -> dict[str, tuple[str, ...]]:
    """For Chinese words of statements (Simplified) the English words of which any one states the same."""
    pairs = (line.partition(" =") for line in _lines("chinese.txt"))
    return {chinese.strip(): tuple(english.split()) for chinese, _, english in pairs}


def _lines(name: str) -> list[str]:
    text = _DATA.joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def counted_in_chinese(text: str, end: int) -> frozenset[str]:
    """Stems of what a figure that ends at `end` counts in Chinese: the word behind it and its measure word."""
    behind = re.sub(r"^[万亿余多个项條条类種种份名位家批届级所座部的\s]*", "", text[end : end + 14])
    dictionary = statement_words()
    noun = next((behind[:n] for n in range(min(6, len(behind)), 1, -1) if behind[:n] in dictionary or behind[:n] in chinese_words()), "")
    english = tuple(" ".join(dictionary.get(noun, ())).replace("+", " ").split()) or tuple(chinese_words().get(noun, "").split())
    return frozenset(stem(word) for word in english) if noun else frozenset()


