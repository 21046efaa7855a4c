"""Drafts that are kept: a JSON file each in the data folder, under names that nobody can guess."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.drafts.records import Draft, DraftError
from assistant.whole_file import whole_file

MOST_KEPT = 1_000
MOST_BYTES = 5_000_000
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is kept."""

    id: str
    """22 random characters (128 bits): who has it may open, change and delete the draft."""
    draft: Draft
    text: str
    """As the writer has edited it, in Markdown; empty where it is as composed."""
    created: str
    """ISO date and time in UTC."""
    changed: str

    @property
    def generation(self) -> str:
        """Of the index that the draft was made from."""
        return self.draft.generation


_KEPT = TypeAdapter(KeptDraft)


def save_draft(folder: Path, draft: Draft, text: str = "", id_: str | None = None) -> KeptDraft:
    """Keeps `draft` below the data folder `folder`, as a new one, or over the one that `id_` names, and returns it as kept.

    Raises `DraftError` where there is no draft of that id, or no room for another.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if id_ is not None:
        kept = replace(open_draft(folder, id_), draft=draft, text=text, changed=now)
    else:
        if sum(1 for _ in _files(folder)) >= MOST_KEPT:
            raise DraftError(f"There are {MOST_KEPT:,} drafts already; delete one and save again.")
        kept = KeptDraft(secrets.token_urlsafe(16), draft, text, now, now)
    content = json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    if len(content) > MOST_BYTES:
        raise DraftError(f"The draft has more than {MOST_BYTES:,} bytes and is not kept; shorten it and save again.")
    _write(_path(folder, kept.id), content)
    return kept


def open_draft(folder: Path, id_: str) -> KeptDraft:
    """The draft of an id; raises `DraftError` where there is none or it cannot be read."""
    path = _path(folder, id_)
    try:
        return _KEPT.validate_json(path.read_bytes())
    except FileNotFoundError:
        raise DraftError("There is no draft of that name; it may have been deleted.") from None
    except (OSError, ValidationError):
        raise DraftError("That draft cannot be read: its file was changed or damaged; delete it and make it again.") from None


def list_drafts(folder: Path) -> list[KeptDraft]:
    """All drafts that can be read, last changed first; none where nothing is kept."""
    found = []
    for path in _files(folder):
        try:
            found.append(_KEPT.validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            continue
    return sorted(found, key=lambda each: (each.changed, each.id), reverse=True)


def delete_draft(folder: Path, id_: str) -> bool:
    """Whether there was a draft of that id; there is none afterwards."""
    try:
        _path(folder, id_).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DraftError(f"That draft cannot be deleted ({error.strerror}); see to the data folder's permissions.") from None
    return True


def _path(folder: Path, id_: str) -> Path:
    if not _ID.fullmatch(id_):
        raise DraftError("There is no draft of that name; it may have been deleted.")
    return folder / "drafts" / f"{id_}.json"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in (folder / "drafts").glob("*.json") if _ID.fullmatch(path.stem))


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, for its owner's eyes only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(path, "wb") as file:
            file.write(content)
    except OSError as error:
        raise DraftError(f"The draft cannot be kept ({error.strerror}); see to the data folder and save again.") from None
