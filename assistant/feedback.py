"""Feedback: questions that found no answer, and what visitors said of answers, in one SQLite file of the data folder.

Kept is what was asked, answered and cited, and what was said of it; nothing that tells who asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from assistant.feedback_file import FeedbackError, open_file, transaction
from assistant.question_text import clean_text
from assistant.records import Answer, Citation, Language, Status

Kind = Literal["unanswered", "verdict"]
Verdict = Literal["right", "wrong", "missing"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

FILE = "feedback.sqlite3"
COMMENT_CHARACTERS = 2_000
"""What is longer is cut there."""
MOST_CHARACTERS = 20_000
"""Of one entry; an answer over the shipped sources has a tenth of it, with its citations."""
MOST_ENTRIES = 10_000
"""Beyond it the oldest go, so that nobody can fill the disk with questions."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class KeptCitation:
    """What is kept of a citation: enough to find its place again."""

    n: int
    """The number of its mark `[n]` in the answer."""
    source: str
    """Id of the document."""
    start: int
    """First character in the stored text (code points)."""
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """One question with what was answered, and what a visitor said of it if anything."""

    time: str
    """ISO date and time in UTC, to the second."""
    kind: Kind
    """`unanswered`, kept without the visitor's doing, or `verdict`, which a visitor gave."""
    question: str
    """As asked."""
    standalone_question: str
    """With what the conversation supplied filled in."""
    status: Status
    language: Language
    answer: str
    """Plain text; marks `[1]` refer to citations by `n`."""
    citations: tuple[KeptCitation, ...]
    nearest: tuple[KeptCitation, ...]
    """Of an abstention: the passages that were shown as a lead."""
    verdict: Verdict | None
    """None where nobody gave one."""
    comment: str
    """The visitor's own words; mostly empty."""


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """How much is kept, of which kinds."""

    entries: int
    unanswered: dict[str, int]
    """Number of questions by status, the most frequent first."""
    verdicts: dict[Verdict, int]
    """Number of entries by verdict; 0 for one that nobody gave."""
    since: str | None
    """Time of the oldest entry; None where there is none."""


_ENTRY = TypeAdapter(FeedbackEntry)
COLUMNS = tuple(each.name for each in fields(FeedbackEntry))
"""Names of the columns, in the file and in an export."""
_NAMES = ", ".join(COLUMNS)


class FeedbackStore:
    """The entries of one data folder.

    Threads and processes may share it: each call opens the file, does one short transaction and closes it, so that
    nothing stays open or locked in between. Nothing is made on disk before the first entry. What is older than `days`
    is removed whenever the file is opened.

    Where the file does not serve, each method raises `FeedbackError`. Show the answer first, record after it, and log
    that error: feedback that fails must not cost a visitor the answer.
    """

    def __init__(self, data: Path, days: int, keeps: bool = True) -> None:
        """A store in the data folder `data`; `keeps=False` records nothing, and what is there can be read and deleted."""
        self.path = data / FILE
        self.days = days
        self.keeps = keeps

    def record_unanswered(self, answer: Answer) -> bool:
        """Whether the question was kept: it is where the sources gave no answer or half of one, unless feedback is off."""
        if not self.keeps or not (answer.abstained or answer.status == "partial"):
            return False
        self._record(answer, "unanswered", None, "")
        return True

    def record_verdict(self, answer: Answer, verdict: Verdict, comment: str = "") -> bool:
        """Whether what a visitor says of `answer` was kept: always, unless feedback is off.

        The comment loses control characters and what is beyond `COMMENT_CHARACTERS`. Raises `ValueError` for an
        unknown verdict.
        """
        if verdict not in VERDICTS:
            raise ValueError(f"A verdict is one of {', '.join(VERDICTS)}, not {verdict!r}.")
        if not self.keeps:
            return False
        self._record(answer, "verdict", verdict, clean_text(comment).strip()[:COMMENT_CHARACTERS])
        return True

    def entries(self) -> Iterator[FeedbackEntry]:
        """All entries, oldest first; none where nothing was kept."""
        last = 0
        # Page by page, so that whoever reads slowly keeps no writer waiting.
        while rows := self._rows(f"SELECT id, {_NAMES} FROM entry WHERE id > ? ORDER BY id LIMIT {_PAGE}", last):
            last = rows[-1][0]
            yield from (self._entry(row[1:]) for row in rows)

    def summary(self) -> FeedbackSummary:
        """How many entries there are, of which kinds, since when."""
        rows = self._rows("SELECT kind, status, verdict, count(*) AS n, min(time) FROM entry GROUP BY 1, 2, 3 ORDER BY n DESC, 2")
        return FeedbackSummary(
            entries=sum(count for *_, count, _ in rows),
            unanswered={status: count for kind, status, _, count, _ in rows if kind == "unanswered"},
            verdicts={each: sum(count for _, _, verdict, count, _ in rows if verdict == each) for each in VERDICTS},
            since=min((oldest for *_, oldest in rows), default=None),
        )

    def delete_all(self) -> int:
        """The number of entries that there were; their words are no longer in the file."""
        with open_file(self.path) as connection:
            if connection is None:
                return 0
            with transaction(connection):
                count = connection.execute("DELETE FROM entry").rowcount
            # The words are overwritten by now; this gives the room back to the disk.
            connection.execute("VACUUM")
        return count

    def remove_expired(self) -> None:
        """Removes what is older than the limit; for a server's start, since every other call does so too."""
        with self._open():
            pass

    def _record(self, answer: Answer, kind: Kind, verdict: Verdict | None, comment: str) -> None:
        values = (
            *(_time(), kind, answer.question, answer.standalone_question, answer.status, answer.language, answer.answer),
            *(_places_json(answer.citations), _places_json(answer.nearest), verdict, comment),
        )
        stored = [value and _storable(value) for value in values]
        if sum(len(value or "") for value in stored) > MOST_CHARACTERS:
            raise FeedbackError(
                f"An answer of more than {MOST_CHARACTERS:,} characters is not kept; ask for less and say it again."
            )
        with self._open(make=True) as connection:
            assert connection is not None  # it was asked for
            with transaction(connection):
                marks = ", ".join("?" * len(stored))
                id_ = connection.execute(f"INSERT INTO entry ({_NAMES}) VALUES ({marks})", stored).lastrowid or 0
                connection.execute("DELETE FROM entry WHERE id <= ?", (id_ - MOST_ENTRIES,))

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._open() as connection:
            return connection.execute(query, values).fetchall() if connection else []

    @contextmanager
    def _open(self, make: bool = False) -> Iterator[sqlite3.Connection | None]:
        """The open file without what is older than the limit; None where there is none."""
        with open_file(self.path, make) as connection:
            if connection is not None:
                limit = (_time(self.days),)
                # Looked up first: deleting would lock out writers, and fail on a disk that is only to be read.
                if connection.execute("SELECT 1 FROM entry WHERE time < ? LIMIT 1", limit).fetchone():
                    with transaction(connection):
                        connection.execute("DELETE FROM entry WHERE time < ?", limit)
            yield connection

    def _entry(self, values: Sequence[Any]) -> FeedbackEntry:
        row = dict(zip(COLUMNS, values, strict=True))
        try:
            row |= {name: json.loads(row[name]) for name in ("citations", "nearest")}
            return _ENTRY.validate_python(row)
        except (ValueError, TypeError, ValidationError):
            raise FeedbackError(
                f"The feedback file {self.path} has an entry that cannot be read; move it away, and the next entry makes a new one."
            ) from None


def _time(days_ago: int = 0) -> str:
    """The time in UTC; texts of this form sort as the times do."""
    return (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")


def _places_json(citations: Sequence[Citation]) -> str:
    kept = [asdict(KeptCitation(each.n, each.source, each.start, each.end, each.quote)) for each in citations]
    return json.dumps(kept, ensure_ascii=False)


def _storable(text: str) -> str:
    """`text` with a question mark for each half character, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
