"""A file's entry with what the operator has written of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace

from pydantic import ValidationError

from assistant.question_text import clean_text
from corpus.library import AddedEntry
from index.add import Candidate

EDITABLE = ("title", "publisher", "date", "tier", "language", "url", "replaces", "not_before")
_LONGEST = 300
# What to write instead, for each field that can be wrong.
_FAULTS = {
    "title": "Write a title of at most 300 characters.",
    "publisher": "Write who published it, in at most 300 characters.",
    "date": "Write the date as YYYY-MM-DD, YYYY-MM or YYYY.",
    "tier": "Choose the tier.",
    "language": "Choose the language.",
    "url": "A link begins with http:// or https:// and has no spaces.",
    "replaces": "There is no document of this id.",
    "not_before": "Write date and time as 2026-12-01T10:00+08:00.",
}


class EntryFault(Exception):
    """What was written cannot stand in an entry."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields
        """What to write instead, in a sentence for each field."""


def corrected(candidate: Candidate, written: Mapping[str, str], known: Set[str]) -> Candidate:
    """The candidate with its entry as the operator has written it; a field that is left out stays.

    Raises `EntryFault` for values that an entry cannot have, or a version of none of the `known` documents.
    """
    values = {name: " ".join(clean_text(str(written[name])).split()) for name in EDITABLE if name in written}
    wrong: set[str] = {name for name in ("title", "publisher") if name in values and not 0 < len(values[name]) <= _LONGEST}
    if values.get("url") and not re.fullmatch(r"https?://\S{1,2000}", values["url"]):
        wrong.add("url")
    if values.get("replaces") and values["replaces"] not in known - {candidate.entry.id}:
        wrong.add("replaces")
    data = candidate.entry.model_dump() | {name: value or None for name, value in values.items()}
    try:
        entry = AddedEntry.model_validate({**data, "date": values.get("date", candidate.entry.date)})
    except ValidationError as error:
        wrong |= {str(each["loc"][0]) for each in error.errors()}
    if wrong:
        raise EntryFault({name: _FAULTS[name] for name in EDITABLE if name in wrong})
    return replace(candidate, entry=entry)
