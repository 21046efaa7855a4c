"""The conversation as the visitor's browser keeps it, so that a reload or a restarted server loses no citation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.records import Answer

# A browser keeps 5 MB for a page; a hundred long answers take one.
MOST_KEPT = 100

_ANSWER = TypeAdapter(Answer)


def to_kept(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """The latest `MOST_KEPT` answers as JSON values, in order."""
    return [answer.as_json() for answer in answers[-MOST_KEPT:]]


def from_kept(kept: object) -> list[Answer]:
    """The answers that a browser sent back, in order.

    What is not an answer is left out: the browser's storage is the visitor's to change, and an older
    version of the page may have written it.
    """
    answers = []
    for each in kept[-MOST_KEPT:] if isinstance(kept, list) else []:
        try:
            answers.append(_ANSWER.validate_python(each))
        except ValidationError:
            continue
    return answers
