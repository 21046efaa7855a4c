"""The conversation as the visitor's browser keeps it, so that a reload or a restarted server loses no citation."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.records import Answer
from assistant.whole_file import whole_file

_log = logging.getLogger(__name__)
# A browser keeps 5 MB for a page; a hundred long answers take one.
MOST_KEPT = 100
KEY_FILE = "answers.key"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with what tells it from every other, and the proof that this server gave it."""

    answer: Answer
    id: str = ""
    """Random; empty while the answer is being written."""
    proof: str = ""
    """What a `Seal` makes of the answer and its id; empty where none was made."""

    def as_json(self) -> dict[str, Any]:
        """The JSON value that the browser keeps."""
        return {"id": self.id, "proof": self.proof, "answer": self.answer.as_json()}


_KEPT = TypeAdapter(KeptAnswer)


def from_kept(kept: object) -> list[KeptAnswer]:
    """The answers that a browser sent back, in order.

    What is not an answer is left out: the browser's storage is the visitor's to change, and an older
    version of the page may have written it.
    """
    answers = []
    for each in kept[-MOST_KEPT:] if isinstance(kept, list) else []:
        try:
            answers.append(_KEPT.validate_python(each))
        except ValidationError:
            continue
    return answers


class Seal:
    """Makes and tests the proof that an answer which a browser sends back is one that this server gave."""

    def __init__(self, key: bytes | None = None) -> None:
        """A seal of `key`, or of a new one that ends with this object."""
        self._key = key or secrets.token_bytes(_KEY_BYTES)

    def sealed(self, answer: Answer, id_: str) -> KeptAnswer:
        """The answer under an id, with its proof."""
        return KeptAnswer(answer, id_, self._proof(answer, id_))

    def holds(self, kept: KeptAnswer) -> bool:
        """Whether this very answer was sealed under this id."""
        return hmac.compare_digest(kept.proof.encode("utf-8", "replace"), self._proof(kept.answer, kept.id).encode())

    def _proof(self, answer: Answer, id_: str) -> str:
        content = json.dumps([id_, answer.as_json()], sort_keys=True).encode()
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()


def open_seal(data: Path | None) -> Seal:
    """The seal whose key lies in the data folder, made where it is missing, so that it holds after a restart.

    Without a folder, or with one that does not serve, the seal of a key that nobody keeps.
    """
    if data is None:
        return Seal()
    path = data / KEY_FILE
    try:
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole_file(path, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
        return Seal(path.read_bytes())
    except OSError:
        _log.warning("the key of answers cannot be kept; feedback on answers from before this start is not taken", exc_info=True)
        return Seal()
