"""The index on disk: segments that never change, and the generation that says which of them count.

    index/
      current                the name of the generation in force, replaced in one step
      writer.lock            held by the one writer; it falls with its process
      generations/NAME/      manifest.json: the segments and what of them is left out; glossary.json, english.json
      segments/NAME/         documents, passages, vectors, words: `index.segment`

An addition writes one small segment and a new generation, however large the rest is. Nothing that a generation names
is changed or deleted while it, or the one after it, is in force: a reader always sees a whole index.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from index.disk import sizes
from index.records import IndexNotReady
from index.segment import REBUILD, Segment
from index.vectors import VectorStore

FORMAT = 4


@dataclass(frozen=True, slots=True)
class SegmentUse:
    """What a generation takes from a segment."""

    name: str
    dropped: tuple[str, ...] = ()
    """Ids of documents that were removed since it was written."""
    not_before: str | None = None
    """The moment (ISO, with its offset from UTC) before which the segment is not opened."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the index: what it was built from, and the segments that it consists of."""

    fingerprint: dict[str, Any]
    """`format`, `model`, `chunking`, `server` and `catalogue` (a digest): another value of any makes the index stale."""
    corpus: list[str]
    """Folders of the catalogues it was built from."""
    segments: tuple[SegmentUse, ...]
    added: str = ""
    """Digest of the entries of the added documents that it holds."""
    files: dict[str, int] = field(default_factory=dict, repr=False)
    """Bytes of each file of its folder as it was written: one that is shorter now is damaged."""


def new_name() -> str:
    """A name for a generation or a segment: the time, and six random digits."""
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"


def current_generation(index: Path) -> Path:
    """The folder of the generation in force; raises `IndexNotReady` where there is none."""
    try:
        name = (index / "current").read_text(encoding="utf-8").strip()
    except OSError:
        raise IndexNotReady(f"There is no index at {index}; {REBUILD}.") from None
    except UnicodeDecodeError:
        name = ""
    # A generation's name is a date, a time and six digits: anything else was never written here.
    folder = index / "generations" / name
    if not re.fullmatch(r"[\w-]+", name) or not folder.is_dir():
        raise IndexNotReady(f"The index at {index} is damaged (its current generation is missing); {REBUILD}.")
    return folder


def read_generation(folder: Path) -> Generation:
    """The generation in `folder`; raises `IndexNotReady` where it cannot be read or a file is missing or cut short."""
    index = folder.parent.parent
    try:
        data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if data["fingerprint"]["format"] != FORMAT:
            raise IndexNotReady(f"The index at {index} is out of date: it was written by another version; {REBUILD}.")
        segments = tuple(SegmentUse(each["name"], tuple(each["dropped"]), each["not_before"]) for each in data.pop("segments"))
        generation = Generation(segments=segments, **data)
    except (OSError, ValueError, TypeError, KeyError):
        raise IndexNotReady(f"The index at {index} is damaged (no readable manifest); {REBUILD}.") from None
    for name, size in generation.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size < size:
            raise IndexNotReady(
                f"The index at {index} is damaged ({name} is {'cut short' if path.exists() else 'missing'}); {REBUILD}."
            )
    return generation


def segment_folder(index: Path, name: str) -> Path:
    """The folder of a segment."""
    return index / "segments" / name


def publish(index: Path, folder: Path, generation: Generation) -> None:
    """Writes `generation` into `folder`, which holds its other files, and makes it current in a single step."""
    generation = replace(generation, files=sizes(folder))
    (folder / "manifest.json").write_text(json.dumps(asdict(generation), ensure_ascii=False, indent=1), encoding="utf-8")
    # Not only the pointer, also what it points to has to outlive a loss of power.
    os.sync()
    pointer = index / "current.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, index / "current")


def sweep(index: Path, server: str | None, keep: Path | None = None) -> None:
    """Deletes what neither the current generation nor that in `keep` names: old ones, and what an interruption has left.

    `keep` is the generation before, which readers may have open. Without a current generation nothing is deleted.
    """
    try:
        current = current_generation(index)
        named = {each.name for each in read_generation(current).segments}
    except IndexNotReady:
        return
    if keep:
        with suppress(IndexNotReady):
            named |= {each.name for each in read_generation(keep).segments}
    for folder in _folders(index / "generations"):
        if folder not in (current, keep):
            shutil.rmtree(folder, ignore_errors=True)
    for folder in _folders(index / "segments"):
        if folder.name not in named:
            delete_segment(folder, server)


def delete_segment(folder: Path, server: str | None) -> None:
    """Deletes a segment, whole or half written, with its collection on a Chroma server."""
    if server:
        # Half written it may have none.
        with suppress(IndexNotReady):
            VectorStore(folder / "chroma", folder.name, server).drop()
    shutil.rmtree(folder, ignore_errors=True)


def open_segments(index: Path, generation: Generation, server: str | None) -> list[tuple[Segment, SegmentUse]]:
    """Every segment that a generation names, those included whose time has not come."""
    return [(Segment(segment_folder(index, each.name), server), each) for each in generation.segments]


def _folders(parent: Path) -> Iterable[Path]:
    return [each for each in parent.iterdir() if each.is_dir()] if parent.is_dir() else []
