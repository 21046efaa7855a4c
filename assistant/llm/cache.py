"""Replies kept for questions that come again over an unchanged index; off unless the operator turns it on."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.llm.records import Reply

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

FILE = "model-replies.sqlite3"
# The oldest go first.
_MOST_REPLIES = 5_000


class ReplyCache:
    """A model's replies in an SQLite file, each under what was asked of which model over which index.

    What comes out is checked as a new reply is. A file that cannot be read or written costs a call, never an answer.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def key(self, model: str, index: object, messages: Sequence[BaseMessage]) -> str:
        """What a reply is kept under."""
        asked = json.dumps([model, str(index), [[each.type, each.text] for each in messages]], ensure_ascii=False)
        return hashlib.sha256(asked.encode()).hexdigest()

    def get(self, key: str) -> Reply | None:
        """The reply kept under `key`, or None."""
        try:
            with closing(self._open()) as file:
                row = file.execute("SELECT text, input_tokens, output_tokens FROM replies WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return Reply(row[0], row[1], row[2], from_cache=True) if row else None

    def put(self, key: str, reply: Reply) -> None:
        """Keeps a whole reply."""
        try:
            with closing(self._open()) as file, file:
                file.execute(
                    "INSERT OR REPLACE INTO replies (key, text, input_tokens, output_tokens) VALUES (?, ?, ?, ?)",
                    (key, reply.text, reply.input_tokens, reply.output_tokens),
                )
                file.execute(
                    "DELETE FROM replies WHERE rowid <= (SELECT max(rowid) FROM replies) - ?",
                    (_MOST_REPLIES,),
                )
        except (sqlite3.Error, OSError):
            return

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=2)
        file.execute(
            "CREATE TABLE IF NOT EXISTS replies (key TEXT UNIQUE, text TEXT, input_tokens INTEGER, output_tokens INTEGER)"
        )
        return file
