"""The disk: what files take, what is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

# With less free than a small segment takes, a fault of Chroma or sqlite is put down to the disk: even to read, sqlite
# writes a little, and Chroma's own messages do not say it.
_FULL_BYTES = 5_000_000


def free_bytes(folder: Path) -> int:
    """Bytes free on the disk of `folder` or of its nearest existing parent."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def is_full(folder: Path) -> bool:
    """Whether the disk of `folder` has less left than a small segment takes."""
    return free_bytes(folder) < _FULL_BYTES


def folder_bytes(folder: Path) -> int:
    """Bytes of the files below `folder`."""
    return sum(sizes(folder).values())


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of every file below `folder`, by its path in it."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
