"""pandoc, shut in: no other file, no network, bounded time and memory, nothing but documents as JSON in and out."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Literal

from assistant.drafts.records import DraftError

SECONDS = 30
_HEAP = "512M"
# Without raw HTML read as such, formulas, metadata or citation keys: a draft is text with footnotes.
MARKDOWN = "commonmark+footnotes"

Task = Literal["read", "draft", "conversation"]
"""What pandoc is asked for: to read a file, or to write a draft or a conversation."""
_FAILED: dict[Task, str] = {
    "read": "The file is damaged and cannot be read; save it again from your word processor and try again.",
    "draft": "The draft cannot be made into a file; shorten it and try again.",
    "conversation": "The conversation cannot be made into a file; copy its answers one by one, and tell the operator.",
}
_LATE: dict[Task, str] = {
    "read": f"The file takes longer than {SECONDS} seconds to read; split it and try again.",
    "draft": f"The draft takes longer than {SECONDS} seconds to write; split it and try again.",
    "conversation": f"The conversation takes longer than {SECONDS} seconds to write; copy its answers one by one.",
}


# pandoc escapes each ">", which is a sign only at the beginning of a line: "General target \\> Third" is hard on who edits.
_NEEDLESS = re.compile(r"(?<=[^\W\d_]) \\> ")


def as_markdown(document: dict[str, Any], task: Task) -> str:
    """A pandoc document as Markdown, a line for each paragraph; raises `DraftError` where pandoc fails."""
    written = run(["-f", "json", "-t", MARKDOWN, "--wrap=none"], json.dumps(document).encode(), task).decode()
    return _NEEDLESS.sub(" > ", written)


def write(document: dict[str, Any], path: Path) -> None:
    """Writes a pandoc document to `path` as Markdown or Word, by its ending; raises `DraftError` where that fails."""
    if path.suffix.lower() == ".md":
        path.write_bytes(as_markdown(document, "draft").encode())
    else:
        path.write_bytes(run(["-f", "json", "-t", "docx", "-o", "-"], json.dumps(document).encode(), "draft"))


def read(content: bytes, form: str) -> dict[str, Any]:
    """The pandoc document of a file's content; `form` is `docx` or `md`. Raises `DraftError` for one that it cannot read."""
    # A change that Word has only suggested counts as made, as it does for who reads the page.
    source = MARKDOWN if form == "md" else "docx"
    document = json.loads(run(["-f", source, "-t", "json", "--track-changes=accept"], content, "read"))
    return dict(document)


def run(arguments: list[str], content: bytes, task: Task) -> bytes:
    """What pandoc makes of `content`; raises `DraftError`, with a sentence for the task, where it fails or takes too long."""
    import pypandoc  # deferred: only drafts need it

    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{_HEAP}", "-RTS", "--sandbox", *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False, env={"LANG": "C.UTF-8"})
    except subprocess.TimeoutExpired:
        raise DraftError(_LATE[task]) from None
    except OSError as error:
        raise DraftError(
            f"pandoc cannot be started ({error.strerror}); install the pinned dependencies again with `make run`."
        ) from None
    if done.returncode:
        raise DraftError(_FAILED[task])
    return done.stdout
