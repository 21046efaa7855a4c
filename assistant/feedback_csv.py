"""Feedback as a CSV file that a spreadsheet opens as it is: UTF-8 with its mark, and no cell that is run as a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from assistant.feedback import COLUMNS, FeedbackEntry
from assistant.feedback_file import FeedbackError
from assistant.whole_file import whole_file

# A spreadsheet calculates a cell that begins so, which may send the sheet's content to whoever wrote the question;
# the wide forms count where its language is Chinese or Japanese.
_FORMULA = tuple("=+-@＝＋－＠")


def write_csv(entries: Iterable[FeedbackEntry], path: Path) -> int:
    """The number of entries written to `path`, a row each below the columns' names; a file of that name is replaced.

    The file appears whole or not at all. Raises `FeedbackError` where it cannot be written.
    """
    path = path.resolve()
    count = 0
    try:
        with whole_file(path, "w", encoding="utf-8-sig", newline="") as file:
            # Every cell in quotation marks: a semicolon inside would begin a new cell in some languages' spreadsheets.
            rows = csv.writer(file, quoting=csv.QUOTE_ALL)
            rows.writerow(COLUMNS)
            for entry in entries:
                rows.writerow([defused(cell) for cell in _cells(entry)])
                count += 1
    except OSError as error:
        raise FeedbackError(f"The feedback cannot be written to {path} ({error.strerror}); name another file.") from None
    return count


def defused(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(_FORMULA) else cell


def _cells(entry: FeedbackEntry) -> list[str]:
    """One text for each column; of citations their JSON, of a missing verdict nothing."""
    values = asdict(entry)
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value or "" for value in values.values()]
