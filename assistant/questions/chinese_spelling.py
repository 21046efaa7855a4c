"""A Chinese term written with one wrong character, set right by the terms of the dictionaries.

Only terms of five characters or more: of a shorter one, what is left says too little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

_LEAST, _MOST = 5, 10
# Another number, rank or direction makes another thing of it, and not a slip.
_TELLS = re.compile(r"[能会可要应该将已被让把给在是有的了和与或及由从到对为再又都也还就才吗呢一二两三四五六七八九十百千万零〇\d新老大小上中下前后副正总不非未无省市区县镇东西南北年月日第]")


def corrected(plain: str, terms: Mapping[str, str], unread: Callable[[str], tuple[str, ...]]) -> str:
    """`plain` with such terms set right; `unread` gives the runs of a text that no dictionary reads."""
    runs = unread(plain)
    if not runs:
        return plain
    masked = _masked(frozenset(term for term in terms if _LEAST <= len(term) <= _MOST))
    for length in range(_MOST, _LEAST - 1, -1):
        for start in range(len(plain) - length + 1):
            window = plain[start : start + length]
            # The last character may as well be the next word's first.
            for place in range(1, length - 1):
                meant = masked.get(f"{window[:place]}?{window[place + 1 :]}")
                if meant is None or window in terms or _TELLS.match(window[place]) or _TELLS.match(meant[place]):
                    continue
                fixed = f"{plain[:start]}{meant}{plain[start + length :]}"
                if any(window[place] in run for run in runs) and sum(map(len, unread(fixed))) < sum(map(len, runs)):
                    return corrected(fixed, terms, unread)
    return plain


@lru_cache(maxsize=4)
def _masked(terms: frozenset[str]) -> dict[str, str]:
    """Each term under itself with one character left open; without those under which two terms stand."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for term in terms:
        for place in range(len(term)):
            key = f"{term[:place]}?{term[place + 1 :]}"
            if key in found:
                twice.add(key)
            found[key] = term
    return {key: term for key, term in found.items() if key not in twice}
