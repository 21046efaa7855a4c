"""A retrieval set in BEIR form: passages, questions, and which passage is relevant to which question."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.records import Turn
from eval.records import EvalError


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the set."""

    id: str
    text: str
    history: tuple[Turn, ...]
    """Earlier turns, where the set has any."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Passages, questions and judgements."""

    passages: dict[str, str]
    """Text of each passage by its id, headed by its title where the text does not begin with it."""
    queries: tuple[Query, ...]
    """Those with at least one relevant passage."""
    relevance: Mapping[str, Mapping[str, int]]
    """By the question's id: the grade of each judged passage."""
    left_out: int
    """Questions without a text or a relevant passage: their measures are undefined."""


def read_passages(path: Path) -> dict[str, str]:
    """The passages of a `corpus.jsonl` by their ids; raises `EvalError` for an unreadable file or line."""
    return {str(row["_id"]): _titled(row) for row in _rows(path, "_id", "text")}


def read_queries(path: Path, field: str = "text") -> list[Query]:
    """The questions of a `queries.jsonl`, read from `field`; those that lack it have an empty text.

    Raises `EvalError` for an unreadable file or line, or a field that no question has.
    """
    rows = list(_rows(path, "_id"))
    if not any(row.get(field) for row in rows):
        raise EvalError(f"No question in {path} has a field {field!r}; name another with --queries-field.")
    return [Query(str(row["_id"]), str(row.get(field) or ""), _turns(row.get("history") or [])) for row in rows]


def read_set(folder: Path, field: str = "text", limit: int | None = None) -> RetrievalSet:
    """The set in `folder`; with `limit`, only its first questions (and all passages).

    Raises `EvalError` for a missing or malformed file, and where no question has a relevant passage.
    """
    passages = read_passages(folder / "corpus.jsonl")
    queries = read_queries(folder / "queries.jsonl", field)[:limit]
    relevance = _relevance(folder / "qrels.tsv", passages)
    judged = tuple(
        query for query in queries if query.text.strip() and any(grade > 0 for grade in relevance.get(query.id, {}).values())
    )
    if not judged:
        raise EvalError(f"No question in {folder} has a relevant passage; check qrels.tsv against the ids of the other files.")
    return RetrievalSet(passages, judged, relevance, len(queries) - len(judged))


def _relevance(path: Path, passages: Mapping[str, str]) -> dict[str, dict[str, int]]:
    relevance: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), start=1):
        parts = line.split("\t")
        try:
            query, passage, grade = parts[0], parts[-2], int(parts[-1])
        except (ValueError, IndexError):
            if number == 1 or not line.strip():
                continue
            raise EvalError(f"Line {number} of {path} is not `query<TAB>passage<TAB>score`; mend that line.") from None
        if passage not in passages:
            raise EvalError(f"Line {number} of {path} names the passage {passage}, which corpus.jsonl lacks.")
        relevance.setdefault(query, {})[passage] = grade
    return relevance


def _rows(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or any(key not in row for key in needed):
            raise EvalError(f"Line {number} of {path} is not a JSON object with {' and '.join(needed)}; mend that line.")
        yield row


def _lines(path: Path) -> list[str]:
    try:
        # Not `splitlines`: a JSON string may hold other line separators than the line feed.
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(
            f"{path} cannot be read ({error}); name a folder with corpus.jsonl, queries.jsonl and qrels.tsv."
        ) from None


def _titled(row: Mapping[str, Any]) -> str:
    title, text = str(row.get("title") or "").strip(), str(row["text"])
    return text if not title or text.lstrip().startswith(title) else f"{title}\n{text}"


def _turns(history: list[Any]) -> tuple[Turn, ...]:
    return tuple(Turn(turn["role"], turn["content"]) if isinstance(turn, dict) else Turn("user", str(turn)) for turn in history)
