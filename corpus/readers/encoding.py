"""From bytes to characters: which encoding a text file is in."""

from __future__ import annotations

import codecs
import re

from corpus.records import CorpusError

# What offices write: one at a time is tried where the bytes are not UTF-8.
_CANDIDATES = ["gb18030", "big5", "big5hkscs", "cp1252", "utf_16_le", "utf_16_be"]
_NAMES = {
    "gb18030": "GB18030",
    "big5": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "cp1252": "Windows-1252",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"))
# The detector looks at samples; more of a long text tells it nothing new.
_SAMPLE = 200_000


def decode(name: str, content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `content` with LF line ends, and the name of its encoding.

    `declared` is what the file says of itself; it is tried before anything is guessed. Raises `CorpusError`
    where no encoding fits, or the file is no text at all.
    """
    for mark, codec, label in _MARKS:
        if content.startswith(mark):
            return _clean(name, _strictly(name, content, codec)), label
    if b"\0" not in content[:_SAMPLE]:
        for codec in ("utf-8", *([declared] if declared else [])):
            try:
                return _clean(name, content.decode(codec)), "UTF-8" if codec == "utf-8" else _label(codec)
            except (UnicodeDecodeError, LookupError):
                continue
    detected = _detected(content)
    if detected is None:
        raise CorpusError(f"{name} is not text in an encoding that can be told; save it as UTF-8 and add it again.")
    return _clean(name, _strictly(name, content, detected)), _label(detected)


def _detected(content: bytes) -> str | None:
    # Deferred: reading UTF-8, by far the most frequent, needs none of it.
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    return best.encoding if best else None


def _strictly(name: str, content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{name} begins as {_label(codec)} but is damaged at byte {error.start:,}; save it as UTF-8 and add it again."
        ) from None


def _label(codec: str) -> str:
    try:
        codec = codecs.lookup(codec).name.replace("-", "_")
    except LookupError:
        return codec
    return _NAMES.get("gb18030" if codec in ("gbk", "gb2312") else codec, codec.upper().replace("_", "-"))


def _clean(name: str, text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text and len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]", text[:_SAMPLE])) > max(2, len(text[:_SAMPLE]) // 200):
        raise CorpusError(f"{name} is not text, though its name says so; add the document it was made from.")
    # Control characters mean nothing to a reader and would stand inside quotations.
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
