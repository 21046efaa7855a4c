"""Folders and ZIPs, within their limits."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from corpus.readers import unpack as unpack_module
from corpus.readers.unpack import unpack
from tests.corpus.readers import writers


def test_a_zip_bomb_is_not_opened(tmp_path: Path):
    (tmp_path / "bomb.zip").write_bytes(writers.packed({"a.txt": b"0" * 400_000_000}))
    (found,) = unpack([tmp_path / "bomb.zip"])
    assert str(found.refused).startswith("bomb.zip unpacks to ")
    assert str(found.refused).endswith(" times its size, as no document does; it was not opened.")


def test_many_small_bombs_are_too_much_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpack_module, "MAX_ARCHIVE_BYTES", 5_000)
    (tmp_path / "many.zip").write_bytes(writers.packed({f"{n}.txt": b"abc" * 400 for n in range(9)}))
    monkeypatch.setattr(unpack_module, "MAX_ARCHIVE_FILES", 8)
    assert "holds 9 files, more than 8" in str(next(unpack([tmp_path / "many.zip"])).refused)
    monkeypatch.setattr(unpack_module, "MAX_ARCHIVE_FILES", 9)
    assert "unpacks to more than 0 MB" in str(next(unpack([tmp_path / "many.zip"])).refused)


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "a/../../b.txt", "..\\b.txt", "C:/b.txt"])
def test_a_path_out_of_a_zip_is_refused_and_nothing_is_written(tmp_path: Path, name: str):
    (tmp_path / "z.zip").write_bytes(writers.packed({name: b"words"}))
    before = set(tmp_path.parent.rglob("*"))
    (found,) = unpack([tmp_path / "z.zip"])
    assert "leads out of its ZIP" in str(found.refused)
    assert set(tmp_path.parent.rglob("*")) == before


def test_a_protected_and_a_damaged_entry_are_named_and_the_rest_is_read(tmp_path: Path):
    content = bytearray(writers.packed({"a.txt": b"words of a", "b.txt": b"words of b", "c.txt": b"words of c"}, zipfile.ZIP_STORED))
    content[content.index(b"words of b")] ^= 0xFF
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"a.txt"))
    content[entry + 8] |= 1
    (tmp_path / "z.zip").write_bytes(content)
    first, second, third = unpack([tmp_path / "z.zip"])
    assert "protected with a password" in str(first.refused)
    assert "damaged inside its ZIP" in str(second.refused)
    assert (third.name, third.content) == ("z.zip/c.txt", b"words of c")


def test_a_name_in_gbk_is_read(tmp_path: Path):
    content = writers.packed({"XXXX.txt": b"words"}).replace(b"XXXX", "方案".encode("gbk"))
    (tmp_path / "z.zip").write_bytes(content)
    (found,) = unpack([tmp_path / "z.zip"])
    assert found.name == "z.zip/方案.txt"


def test_a_link_out_of_a_folder_a_pipe_and_hidden_files_are_left_out(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "~$lock.docx").write_bytes(b"lock")
    os.mkfifo(folder / "pipe.txt")
    (folder / "paper.txt").write_text("words", encoding="utf-8")
    assert [found.name for found in unpack([folder])] == ["paper.txt"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(61_000_000)
    (found,) = unpack([tmp_path / "large.txt"])
    assert found.refused == "large.txt has 61 MB, more than the 60 MB of one file; split it and add the parts."
