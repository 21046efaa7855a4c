"""Who is said to have spoken quoted words: a claim of its own, beside the quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.source import Source, met_by
from assistant.checking.wording import wording_of
from index.retrieve import Index

_SAID = (
    r"(?:(?:has|have|had)\s+)?(?:also\s+|further\s+)?(?:said|says|stated|states|told|tells|added|adds|wrote|writes|explained|explains|announced|announces|"
    r"noted|notes|stressed|stresses|emphasi[sz]e[sd]|declared|declares|remarked|pointed out|according to)"
)
_ENGLISH = re.compile(rf"(?:(?P<before>[^,;:]{{2,120}}?)\s+)?{_SAID}(?:\s+(?P<after>[^;:]{{2,120}}))?(?:\s+that)?", re.IGNORECASE)
_CHINESE = re.compile(r"(?P<before>[^，。；：]{1,30}?)(?:说|表示|指出|强调|称|写道|介绍说|补充说|說|強調|稱|寫道)")
_SIGNS = " \t“”\"'‘’「」『』,，.。:：;；!！?？-–—"


def speaker_of(words: str, quoted: Sequence[str]) -> str | None:
    """Who is said to have spoken, where a sentence is quoted words and that only; None of other sentences, empty where nobody is named."""
    rest = words
    for part in quoted:
        rest = rest.replace(part, " ")
    rest = " ".join(re.sub('[“”"「」『』]', ' ', rest.strip(_SIGNS)).split()).strip(_SIGNS)
    match = _ENGLISH.fullmatch(rest) or _CHINESE.fullmatch(rest)
    return " ".join(part for part in match.groups() if part) if match and quoted else None


def is_said_by(speaker: str, source: Source, index: Index) -> bool:
    """Whether a source names a speaker, in its sentence or in what stands around it; one without a name may be anybody's."""
    names = [each for each in wording_of(speaker, index).contents if each.name]
    return all(met_by(each, source) > 0.0 for each in names)
