"""The SQLite file that feedback lies in: opened for one transaction, made where it is missing, its errors in a sentence.

It has SQLite's rollback journal and not a write-ahead log: entries are rare, a log would keep deleted words until its
next checkpoint, and a log does not work in a network folder.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a writer waits for others; one entry takes milliseconds."""
_VERSION = 1
_SCHEMA = (
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, question TEXT NOT NULL,
        standalone_question TEXT NOT NULL, status TEXT NOT NULL, language TEXT NOT NULL, answer TEXT NOT NULL,
        citations TEXT NOT NULL, nearest TEXT NOT NULL, verdict TEXT, comment TEXT NOT NULL)""",
    "CREATE INDEX entry_time ON entry (time)",
    f"PRAGMA user_version = {_VERSION}",
)


class FeedbackError(Exception):
    """Feedback cannot be kept or read; the message is one sentence for the operator, with the next step."""


@contextmanager
def open_file(path: Path, make: bool = False) -> Iterator[sqlite3.Connection | None]:
    """The open file with its tables, or None where there is none and `make` does not ask for one.

    Raises `FeedbackError` for whatever goes wrong, also inside the block.
    """
    try:
        if make:
            _make(path)
        elif not path.exists():
            yield None
            return
        # In this mode SQLite makes no file of its own, which others could read.
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        with closing(connection):
            # What is deleted is overwritten at once, also where it goes because its time is over.
            connection.execute("PRAGMA secure_delete = ON")
            _bring_to_version(connection, path)
            yield connection
    except sqlite3.Error as error:
        raise FeedbackError(_sentence(error, path)) from error
    except OSError as error:
        raise FeedbackError(
            f"The feedback file {path} cannot be used ({error.strerror}); see to the data folder and its permissions."
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A block whose changes are all made or none; waits its turn before it reads."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _bring_to_version(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == _VERSION:
        return
    with transaction(connection):
        # Another process may have made the tables in the meantime.
        version = _version(connection)
        if version > _VERSION:
            raise FeedbackError(
                f"The feedback file {path} was written by a newer version of Plan Assistant; update this one, or move the file away."
            )
        if version == 0:
            for statement in _SCHEMA:
                connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _sentence(error: sqlite3.Error, path: Path) -> str:
    # The low byte is the kind of error, the others its details.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"The feedback file {path} is damaged; move it away, and the next entry makes a new one."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"The feedback file {path} has been in use by another program for {BUSY_SECONDS:.0f} seconds; try again."
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return (
            f"The feedback file {path} cannot be read or written, as if the disk were full or failing; make room and try again."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return f"The feedback file {path} may not be opened or written; see to the permissions of it and of its folder."
    return f"The feedback file {path} is not usable ({error}); move it away, and the next entry makes a new one."
