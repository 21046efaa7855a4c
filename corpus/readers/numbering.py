"""The numbers that Word counts itself: they stand in no paragraph's words, and a reader sees them all the same."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_CHINESE = "〇一二三四五六七八九"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx's factory type
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {each.get(qn("w:abstractNumId")): each for each in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            definition = abstract.get(link.get(qn("w:val"))) if link is not None else None
            for level in definition.findall(qn("w:lvl")) if definition is not None else ():
                self._levels[num.get(qn("w:numId")), int(level.get(qn("w:ilvl")))] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1") or 1),
                )

    def number_of(self, paragraph: Paragraph) -> str:
        """The number before a paragraph as it is printed ("2.1", "（三）"), "-" for a bullet, empty for none."""
        found = _numbered(paragraph)
        if found is None or found not in self._levels:
            return ""
        num, level = found
        form, pattern, start = self._levels[found]
        counts = self._counts.setdefault(num, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            missing = self._levels.get((num, len(counts)), ("", "", 1))[2]
            counts.append(missing if len(counts) < level else start - 1)
        counts[level] += 1
        if form == "bullet":
            return "-"
        if form == "none":
            return ""
        for each in range(level + 1):
            pattern = pattern.replace(f"%{each + 1}", _written(counts[each], self._levels.get((num, each), (form, "", 1))[0]))
        return pattern.strip()


def _numbered(paragraph: Paragraph) -> tuple[str, int] | None:
    """The list and the depth that a paragraph is counted in, by itself or by its style."""
    places = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None and len(places) < 8:
        places.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for place in places:
        properties = place.find(qn("w:numPr")) if place is not None else None
        if properties is not None and (num := properties.find(qn("w:numId"))) is not None:
            level = properties.find(qn("w:ilvl"))
            return (num.get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0)
    return None


def _value(level: Any, tag: str, otherwise: str) -> str:  # noqa: ANN401
    found = level.find(qn(f"w:{tag}"))
    return str(found.get(qn("w:val"), otherwise)) if found is not None else otherwise


def _written(number: int, form: str) -> str:
    if form.startswith(("chinese", "ideograph", "japaneseCounting", "taiwanese")):
        return _chinese(number)
    if form in ("upperRoman", "lowerRoman"):
        text = ""
        for value, letters in _ROMAN:
            while number >= value:
                text, number = text + letters, number - value
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    return str(number)


def _chinese(number: int) -> str:
    if number >= 100 or number < 1:
        return str(number)
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十") + (_CHINESE[units] if units else "")
