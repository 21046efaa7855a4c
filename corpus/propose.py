"""What a file's catalogue entry may say, read from the file, with where it was found."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from corpus.headings import is_numbered
from corpus.numerals import MONTHS
from corpus.readers.records import FileText

_CJK = re.compile(r"[\u3400-\u9fff]")
_HEAD, _TAIL = 2_000, 800
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS)])
_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(r"(?P<cy>[一二][九〇零○][〇零○一二三四五六七八九]{2})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
)
_DATED = re.compile(r"(?:发布日期|成文日期|印发日期|发文日期|發布日期|發佈日期|publi(?:shed|cation)|issued|dated?)\W{0,3}(?:on|date|:)?\W{0,3}$", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"^(?:发布单位|发布机构|发文机关|发文机构|制定机关|發布單位|發文機關|Published by|Publisher|Issued by|Issuing authority)\s*[:：]?\s+?(?P<named>\S.{1,78})$|"
    r"^(?:发布单位|发布机构|发文机关|发文机构|制定机关|發布單位|發文機關|Publisher)\s*[:：]\s*(?P<also>\S.{1,78})$",
    re.MULTILINE,
)
# A Chinese office signs below the text, above the date.
_SIGNED = re.compile(r"(?P<office>[\u3400-\u9fff]{2,20}(?:人民政府|办公厅|辦公廳|委员会|委員會|管理局|国务院|國務院|[厅局委部]))\s*\n\s*(?=\S{6,12}日\s*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One value of an entry, and where it comes from."""

    value: str
    found: str
    """In words: "first heading", "the file's metadata", "not stated"."""
    sure: bool = True
    """False where nothing was found and something has to stand there."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file says of itself."""

    title: Proposed
    publisher: Proposed
    date: Proposed
    language: Proposed
    url: Proposed | None


def propose(name: str, read: FileText, today: str | None = None) -> Proposal:
    """What can be told of a file from its metadata and its text; `today` stands in for a date that nothing tells."""
    return Proposal(
        title=_title(name, read),
        publisher=_publisher(read),
        date=_date(read, today or datetime.datetime.now(datetime.UTC).date().isoformat()),
        language=Proposed(language_of(read.text), "its characters"),
        url=Proposed(read.url, "the page's own address") if read.url else None,
    )


def language_of(text: str) -> Literal["en", "zh-Hans", "zh-Hant"]:
    """`zh-Hans` or `zh-Hant` where a fifth of the letters are Chinese, by the script of most of them; else `en`."""
    sample = text[:50_000]
    chinese, words = len(_CJK.findall(sample)), len(re.findall(r"[A-Za-z]+", sample))
    if chinese < 0.25 * (chinese + words) or not chinese:
        return "en"
    from opencc import OpenCC  # deferred: English papers need none of it

    characters = _CJK.findall(sample)
    simple, traditional = OpenCC("t2s"), OpenCC("s2t")
    alone = {each: (simple.convert(each) != each, traditional.convert(each) != each) for each in set(characters)}
    only_traditional = sum(alone[each][0] for each in characters)
    only_simple = sum(alone[each][1] for each in characters)
    return "zh-Hant" if only_traditional > only_simple else "zh-Hans"


def _title(name: str, read: FileText) -> Proposed:
    if read.title:
        return Proposed(read.title[:300], "its title")
    lines = [line.strip() for line in read.text.split("\n", 60)[:60] if line.strip()]
    for line in lines[:12]:
        words = re.sub(r"^#{1,6}\s+", "", line)
        if line.startswith("#") or (2 <= len(words) <= 160 and words[-1] not in ".。!！?？:：;；,，|" and not is_numbered(words)):
            return Proposed(words[:300], "first heading" if line.startswith("#") else "first line")
    stem = re.sub(r"[_\s]+", " ", PurePath(name).stem).strip()
    return Proposed(stem or "Untitled", "the file's name")


def _publisher(read: FileText) -> Proposed:
    if match := _PUBLISHER.search(read.text[:_HEAD]):
        return Proposed((match["named"] or match["also"]).strip().rstrip("."), "the text")
    if match := _SIGNED.search(read.text[-_TAIL:]):
        return Proposed(match["office"], "below the text")
    if read.publisher:
        return Proposed(read.publisher[:200], "the file's metadata")
    return Proposed("Publisher not stated", "not stated", sure=False)


def _date(read: FileText, today: str) -> Proposed:
    head, tail = read.text[:_HEAD], read.text[-_TAIL:]
    found = sorted((match.start(), iso, match) for match, iso in _dates_in(head))
    for start, iso, match in found:
        if _DATED.search(head[max(0, start - 20) : start]):
            return Proposed(iso, f"the text: “{match[0]}”")
    if read.format == "HTML" and read.date:
        return Proposed(read.date, "the page's metadata")
    # A date on a line of its own is when the paper was signed; others are dates it writes about.
    for part in (head, tail):
        for match, iso in sorted(_dates_in(part), key=lambda each: each[0].start()):
            line = part[part.rfind("\n", 0, match.start()) + 1 : (part + "\n").find("\n", match.end())]
            if len(line.strip(" ()（）.#*")) <= len(match[0]) + 12:
                return Proposed(iso, f"the text: “{match[0]}”")
    if found:
        return Proposed(found[0][1], f"the first date in the text: “{found[0][2][0]}”")
    if read.date:
        return Proposed(read.date, "the file's metadata")
    return Proposed(today, "nothing in the file: today", sure=False)


def _dates_in(text: str) -> list[tuple[re.Match[str], str]]:
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if iso := _iso(match):
                found.append((match, iso))
    return found


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("cy"):
        digits = {**{ch: str(n) for n, ch in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0"}
        year = "".join(digits[ch] for ch in parts["cy"])
        month, day = _small(parts["cm"]), _small(parts["cd"])
    else:
        year, day = parts["y"], int(parts["d"])
        month = int(parts["m"]) if parts.get("m") else 1 + [each[:3].lower() for each in MONTHS].index(parts["n"][:3].lower())
    try:
        return datetime.date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _small(text: str) -> int:
    tens, mark, units = text.partition("十")
    digits = "〇一二三四五六七八九"
    if not mark:
        return digits.index(tens)
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(units) if units else 0)
