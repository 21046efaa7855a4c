"""The files of an operator's batch: single ones, folders, ZIPs, each within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.readers.recognise import recognise
from corpus.readers.records import MAX_FILE_BYTES
from corpus.records import CorpusError

MAX_FILES = 100_000
MAX_ARCHIVE_FILES = 10_000
MAX_ARCHIVE_BYTES = 500_000_000
# Text and XML pack to a twentieth; a thousandth is what a bomb looks like.
MAX_RATIO = 200
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a batch: its content, or why it cannot be had."""

    name: str
    """As it is shown: the path below the folder or the ZIP that it came in."""
    content: bytes = b""
    refused: str | None = None
    """One sentence, where the file was not read."""


def unpack(paths: Iterable[Path]) -> Iterator[Found]:
    """Every file of the paths, one at a time: folders and ZIPs opened, hidden files and links out of a folder left out."""
    number = 0
    for path in paths:
        for found in _of(path):
            number += 1
            if number > MAX_FILES:
                yield Found(path.name, refused=f"{path} has more than {MAX_FILES:,} files; add them in parts.")
                return
            yield found


def check_archive(name: str, content: bytes) -> None:
    """Raises `CorpusError` for a ZIP, or a format packed as one, that is larger than it may be when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise CorpusError(f"{name} is damaged or cut short; get it again and add that.") from None
    if len(entries) > MAX_ARCHIVE_FILES:
        raise CorpusError(f"{name} holds {len(entries):,} files, more than {MAX_ARCHIVE_FILES:,}; add it in parts.")
    if sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES:
        raise CorpusError(f"{name} unpacks to more than {MAX_ARCHIVE_BYTES // 1_000_000} MB; add it in parts.")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise CorpusError(f"{name} unpacks to {entry.file_size // max(entry.compress_size, 1):,} times its size, as no document does; it was not opened.")


def _of(path: Path) -> Iterator[Found]:
    if path.is_dir():
        root = path.resolve()
        for file in sorted(path.rglob("*")):
            below = file.relative_to(path)
            if any(part.startswith((".", "~$")) or part == "__MACOSX" for part in below.parts):
                continue
            if file.is_file() and file.resolve().is_relative_to(root):
                yield from _file(file, str(below))
    else:
        yield from _file(path, path.name)


def _file(path: Path, name: str) -> Iterator[Found]:
    try:
        if not path.is_file():
            # A pipe or a device would be waited for without end.
            raise CorpusError(f"{name} is not a file; name a file, a folder or a ZIP.")
        limit = MAX_ARCHIVE_BYTES if path.suffix.lower() == ".zip" else MAX_FILE_BYTES
        if (size := path.stat().st_size) > limit:
            raise CorpusError(f"{name} has {size / 1e6:.0f} MB, more than the {limit // 1_000_000} MB of one file; split it and add the parts.")
        content = path.read_bytes()
    except OSError as error:
        yield Found(name, refused=f"{name} cannot be read ({error.strerror}); mend that and add it again.")
        return
    except CorpusError as error:
        yield Found(name, refused=str(error))
        return
    yield from unpack_content(name, content)


def unpack_content(name: str, content: bytes) -> Iterator[Found]:
    """A file that is in memory, or every file of the ZIP that it is."""
    try:
        if recognise(name, content) != "zip":
            yield Found(name, content)
            return
        check_archive(name, content)
    except CorpusError as error:
        yield Found(name, refused=str(error))
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
            if entry.is_dir() or any(part.startswith((".", "~$")) and part != ".." or part == "__MACOSX" for part in parts):
                continue
            yield _entry(name, archive, entry, parts)


def _entry(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, parts: tuple[str, ...]) -> Found:
    shown = f"{name}/{_entry_name(entry)}"
    if ".." in parts or parts[:1] == ("/",) or ":" in parts[0]:
        return Found(shown, refused=f"{shown} has a path that leads out of its ZIP; it was not opened.")
    if entry.flag_bits & 1:
        return Found(shown, refused=f"{shown} is protected with a password; unpack the ZIP and add the file.")
    if entry.file_size > MAX_FILE_BYTES:
        return Found(shown, refused=f"{shown} has {entry.file_size / 1e6:.0f} MB, more than the {MAX_FILE_BYTES // 1_000_000} MB of one file; split it.")
    try:
        with archive.open(entry) as file:
            # What an entry says of its size need not be true.
            content = file.read(MAX_FILE_BYTES + 1)
        if len(content) > MAX_FILE_BYTES:
            raise CorpusError(f"{shown} is larger than it says; it was not opened.")
        if recognise(shown, content) == "zip":
            raise CorpusError(f"{shown} is a ZIP inside a ZIP; unpack the outer one and add the inner one by itself.")
    except CorpusError as error:
        return Found(shown, refused=str(error))
    except Exception as error:  # zlib, lzma and zipfile each raise their own of damaged data
        return Found(shown, refused=f"{shown} is damaged inside its ZIP ({type(error).__name__}); get it again and add that.")
    return Found(shown, content)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; Chinese systems write it in GBK without saying so."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
