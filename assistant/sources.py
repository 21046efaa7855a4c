"""Which sources an answer may come from: a filter by document, tier, publisher and date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.records import TIERS, CorpusError
from index.retrieve import Index

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class SourcesError(CorpusError):
    """A filter names what is not there; the message says what is."""


@dataclass(frozen=True, slots=True)
class Sources:
    """A filter of the sources; what is left empty holds nothing back."""

    documents: tuple[str, ...] = ()
    """Ids."""
    tiers: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    """Parts of their names, in any case of letters."""
    since: str = ""
    """Published on this ISO day, month or year or later, as far as the document's own date tells."""
    until: str = ""
    """The same or earlier."""

    def narrowed(self, index: Index) -> Index:
        """`index` as if it held only these sources.

        Raises `SourcesError` for an id, tier or publisher that none of its documents has, for a date that is none,
        and where nothing is left.
        """
        if self == ALL_SOURCES:
            return index
        entries = index.manifest.documents
        self._require_known(entries)
        kept = [entry["id"] for entry in entries if self._holds(entry)]
        if not kept:
            raise SourcesError("No source fits this choice of document, tier, publisher and date; choose less narrowly.")
        return index if len(kept) == len(entries) else index.restricted(frozenset(kept))

    def _holds(self, entry: Mapping[str, Any]) -> bool:
        date = str(entry["date"])
        return (
            (not self.documents or entry["id"] in self.documents)
            and (not self.tiers or entry["tier"] in self.tiers)
            and (not self.publishers or any(each.casefold() in entry["publisher"].casefold() for each in self.publishers))
            # A document of "2018" may be of any day of that year.
            and (not self.since or _latest(date) >= _earliest(self.since))
            and (not self.until or _earliest(date) <= _latest(self.until))
        )

    def _require_known(self, entries: list[dict[str, Any]]) -> None:
        ids = [entry["id"] for entry in entries]
        if unknown := next((each for each in self.documents if each not in ids), None):
            raise SourcesError(f"There is no source {unknown}; `python -m assistant index status` shows the ids.")
        if unknown := next((each for each in self.tiers if each not in TIERS), None):
            raise SourcesError(f"There is no tier {unknown}; the tiers are {', '.join(TIERS)}.")
        publishers = sorted({entry["publisher"] for entry in entries})
        for each in self.publishers:
            if not any(each.casefold() in publisher.casefold() for publisher in publishers):
                raise SourcesError(f"No source is published by {each}; the publishers are {', '.join(publishers[:10])}{' …' if len(publishers) > 10 else ''}.")
        for each in (self.since, self.until):
            if each and not _DATE.fullmatch(each):
                raise SourcesError(f"{each} is no date; write YYYY-MM-DD, YYYY-MM or YYYY.")


ALL_SOURCES = Sources()


def _earliest(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _latest(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]
