"""A text as tokens that ignore what does not count in a quotation, each with its place in the text.

What does not count: the shape of quotation marks, apostrophes and dashes, quotation marks as such, white space, soft
hyphens, zero-width characters, marks of text direction, full-width and other compatibility forms.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_CJK = "\u3400-\u9fff\uf900-\ufaff"
# A figure keeps its sign of percent: "20" is not a word of "20%". Chinese counts character by character.
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*%?|[^\W\d_{_CJK}]+(?:'[^\W\d_{_CJK}]+)*|[{_CJK}]|[^\w\s]|_")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FOLDED = {
    **dict.fromkeys("‘’‚‛′＇`´ʼ", "'"),
    **dict.fromkeys("“”„‟″＂«»「」『』〝〞〟｢｣‹›", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
}
# "10²" is not "102", and "①" not "1": only forms of the same character are folded.
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text."""

    words: tuple[str, ...]
    """In reading order, with their case; words, figures, single Chinese characters, signs."""
    starts: tuple[int, ...]
    """Of each token its first character in the text."""
    ends: tuple[int, ...]
    joined: str
    """All tokens, each between separators, for a search of several at once."""
    offsets: tuple[int, ...]
    """Of each token its first character in `joined`."""

    def __len__(self) -> int:
        return len(self.words)

    def find(self, sequence: Sequence[str], first: int = 0) -> int:
        """The first token from `first` on at which `sequence` stands, or -1."""
        if not sequence or first >= len(self.words):
            return -1
        wanted = _SEPARATOR + _SEPARATOR.join(sequence) + _SEPARATOR
        found = self.joined.find(wanted, self.offsets[first] - 1)
        return -1 if found < 0 else bisect_left(self.offsets, found + 1)


def tokenize(text: str) -> Tokens:
    """The tokens of `text`; none for a text without any."""
    folded, places = _fold(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    offsets: list[int] = []
    length = 1
    for match in _TOKEN.finditer(folded):
        word = match[0]
        if word in "\"'" or (word == "-" and words and words[-1] == "-"):
            continue
        words.append(word)
        starts.append(places[match.start()][0])
        ends.append(places[match.end() - 1][1])
        offsets.append(length)
        length += len(word) + 1
    joined = _SEPARATOR + "".join(word + _SEPARATOR for word in words)
    return Tokens(tuple(words), tuple(starts), tuple(ends), joined, tuple(offsets))


def is_word(token: str) -> bool:
    """Whether a token is a word, a figure or a Chinese character, and no sign."""
    return token[0].isalnum()


def is_chinese(token: str) -> bool:
    """Whether a token is a Chinese character."""
    return "\u3400" <= token[0] <= "\u9fff" or "\uf900" <= token[0] <= "\ufaff"


def _fold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` in one form, and for each of its characters the span of `text` that it comes from."""
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    position, size = 0, len(text)
    while position < size:
        end = position + 1
        form = text[position]
        while end < size and unicodedata.combining(text[end]):
            end += 1
        if end > position + 1 or not text[position].isascii():
            form = _form(text[position:end])
        folded += form
        places += [(position, end)] * len(form)
        position = end
    return "".join(folded), places


@lru_cache(maxsize=20_000)
def _form(characters: str) -> str:
    """A character (with its combining marks) in the form that counts; empty for an invisible one."""
    if _INVISIBLE.fullmatch(characters):
        return ""
    if characters in _FOLDED:
        return _FOLDED[characters]
    if unicodedata.decomposition(characters[0]).startswith(_KEPT_FORMS):
        return characters
    form = unicodedata.normalize("NFKC", characters)
    return "".join(_FOLDED.get(each, each) for each in form)
