"""Number words of English and Chinese, shared by the structure of texts and the reading of questions."""

from __future__ import annotations

import re

MONTHS = "January February March April May June July August September October November December".split()
CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth".split(),
        start=1,
    )
}
ORDINAL_ADVERBS = {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5}
CHINESE_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese or Arabic number below 100, or None where `text` is not one."""
    if text.isdigit():
        return int(text)
    if not text or any(ch not in CHINESE_DIGITS and ch != "十" for ch in text):
        return None
    if "十" in text:
        tens, _, units = text.partition("十")
        return CHINESE_DIGITS.get(tens, 1) * 10 + CHINESE_DIGITS.get(units, 0)
    return CHINESE_DIGITS[text] if len(text) == 1 else None


def roman_number(text: str) -> int | None:
    """The value of an upper-case Roman numeral up to 89, or None where `text` is not one."""
    if not re.fullmatch(r"(?:L?X{0,3}|XL)(?:IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [_ROMAN[ch] for ch in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def english_number(word: str) -> int | None:
    """The value of a cardinal ("four", "11"), or None where `word` is not one."""
    word = word.lower()
    return int(word) if word.isdecimal() and len(word) < 10 else CARDINALS.get(word)


def ordinal_number(word: str) -> int | None:
    """The value of an ordinal ("third", "thirdly", "3rd"), or None where `word` is not one."""
    word = word.lower()
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return int(match[1])
    return ORDINALS.get(word) or ORDINAL_ADVERBS.get(word)
