"""The words that a PDF page shows, each with its exact place.

pypdf's `extract_text` joins what stands on one line, two columns among it. Its layout mode knows where every string
begins and ends, and is used up to that point; what it leaves out (text inside forms) comes from `extract_text`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op, set_font_operation
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf._text_extraction._layout_mode._text_state_params import TextStateParams
from pypdf.generic import ArrayObject, ContentStream, StreamObject
from pypdf.generic._font import Font

CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# What fonts make of a bullet, ligatures, and signs that a reader does not see.
_MEANT = {
    **{"\n": " ", "\xa0": " ", "\xad": "-", "\u200b": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"},
    **dict.fromkeys("\x7f\uf0b7\uf0a7\uf06c\uf06e\uf0d8\uf0fc", "•"),
}
# Many Chinese fonts name their characters as radicals, which look the same and are found by no search. Unicode's own
# normalisation knows the Kangxi radicals only; these are the ones of the supplement that are whole characters.
_RADICALS = dict(
    zip("⺁⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⸺", [*"厂母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟", "——"], strict=True)
) | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_MEANT |= _RADICALS
_IDEOGRAPH = re.compile(r"[\u2e80-\u2fd5\u3400-\u9fff]")
_SIGNS = re.compile(f"[{''.join(_MEANT)}]")
_MOST_BYTES = 10_000_000
_BOLD = re.compile(r"bold|black|heavy|simhei|heiti", re.IGNORECASE)


@dataclass(slots=True)
class Fragment:
    """Words shown at once, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line that the letters stand on."""
    size: float
    bold: bool


def fragments_of(page: Any) -> list[Fragment]:  # noqa: ANN401 - pypdf's page
    """The words of a page in the order they are shown; turned text, a watermark mostly, is left out.

    Raises `ValueError`, and whatever pypdf raises, for a page that cannot be read.
    """
    _require_short(page)
    exact = _exact(page)
    if exact and not _has_forms(page):
        return exact
    rough = _rough(page)
    return rough if _letters(rough) > 1.2 * _letters(exact) else exact


def _require_short(page: Any) -> None:  # noqa: ANN401
    """Raises `ValueError` for a page that says more than any page holds: reading 10 MB of it takes a minute."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    length = 0
    for part in parts:
        stream = part.get_object() if part is not None else None
        length += len(stream.get_data()) if isinstance(stream, StreamObject) else 0
        if length > _MOST_BYTES:
            raise ValueError(f"the page has more than {_MOST_BYTES:,} bytes")


def _exact(page: Any) -> list[Fragment]:  # noqa: ANN401
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, ArrayObject | StreamObject):
        return []
    fonts, state = page._layout_mode_fonts(), TextStateManager()
    shown = []
    operations = iter(ContentStream(contents, page.pdf, "bytes").operations)
    for operands, operator in operations:
        if operator in (b"BT", b"q"):
            shown += recurse_to_target_op(operations, state, b"ET" if operator == b"BT" else b"Q", fonts)[1]
        elif operator == b"cm":
            state.add_cm(*operands)
        elif operator == b"Tf":
            set_font_operation(state, fonts, operands)
        else:
            state.set_state_param(operator, operands)
    return _placed([each for each in shown if not each.rotated and each.font.interpretable and each.font_height > 0.5])


def _placed(shown: list[TextStateParams]) -> list[Fragment]:
    """What is shown, each string after the one before it where nothing moved the pen between them.

    pypdf gives such strings the place of the first, and moves on by the last of them alone.
    """
    found: list[Fragment] = []
    before: TextStateParams | None = None
    end = 0.0
    for each in shown:
        left = each.tx
        if before is not None and abs(each.ty - before.ty) < 0.01 and before.tx - 0.01 <= left < end:
            left = end
        width = _right(each) - each.tx
        before, end = each, left + width
        if each.text.strip():
            found.append(Fragment(_meant(each.text), left, end, each.ty, each.font_height, bool(_BOLD.search(each.font.name))))
    return found


def _right(shown: TextStateParams) -> float:
    """Where shown words end; Chinese characters are as wide as high, whatever a font fails to say of them."""
    em = shown.font_size * abs(shown.transform[0]) * shown.Tz / 100
    return max(shown.displaced_tx, shown.tx + em * len(_IDEOGRAPH.findall(shown.text)))


def _rough(page: Any) -> list[Fragment]:  # noqa: ANN401
    found: list[Fragment] = []
    fonts: dict[int, Font | None] = {}
    place: tuple[float, float] | None = None

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:  # noqa: ANN401
        nonlocal place
        words = _meant(text)
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        turned = abs(tm[1] * cm[0]) > abs(tm[0] * cm[0]) or abs(tm[0] * cm[1]) > abs(tm[0] * cm[0])
        if not words.strip() or turned:
            return
        scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
        # Within one line all runs have the place of the first: the next begins where the last one ended.
        goes_on = bool(found) and place == (x, y)
        left = found[-1].right if goes_on else x
        # A blank before a new place is pypdf's own.
        width = _width(fonts, font, words if goes_on else words.strip()) * size * (abs(tm[0] * cm[0]) or scale)
        place = (x, y)
        found.append(Fragment(words, left, left + width, y, size * scale, bool(font and _BOLD.search(str(font.get("/BaseFont", ""))))))

    page.extract_text(visitor_text=take)
    return found


def _width(fonts: dict[int, Font | None], font: Any, words: str) -> float:  # noqa: ANN401
    """The width of words in units of the letters' size."""
    try:
        if id(font) not in fonts:
            fonts[id(font)] = Font.from_font_resource(font) if font is not None else None
        known = fonts[id(font)]
        if known is not None and (width := float(known.get_text_width(words)) / 1000) > 0:
            return width
    except Exception:  # a damaged font has no widths
        fonts[id(font)] = None
    return sum(1.0 if CJK.match(ch) else 0.5 for ch in words)


def _meant(text: str) -> str:
    return unicodedata.normalize("NFC", _SIGNS.sub(lambda match: _MEANT[match[0]], text))


def _letters(fragments: list[Fragment]) -> int:
    return sum(len(re.findall(r"\w", each.text)) for each in fragments)


def _has_forms(page: Any) -> bool:  # noqa: ANN401
    try:
        return any(each.get_object().get("/Subtype") == "/Form" for each in page["/Resources"]["/XObject"].get_object().values())
    except Exception:  # no pictures and forms at all, or damaged ones
        return False
