"""kill -9 at any moment of a change: the index opens, answers as before or as after, and keeps what was acknowledged."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.add import is_behind
from index.records import IndexNotReady
from tests.conftest import ROOT
from tests.shelf import Shelf, paper

# `KILLS=100 python -m pytest tests/index/test_killed.py` takes about four minutes.
KILLS = int(os.environ.get("KILLS", "10"))


def read_whole(shelf: Shelf) -> list[str]:
    """The ids of what the index holds, after every passage was compared with its text and every part was opened."""
    index = shelf.open()
    index.check()
    for segment, _ in index._parts:
        for passages, _, _ in segment.store.pages():
            for passage in passages:
                if passage.document_id in index._held:
                    assert index.document(passage.document_id).text[passage.start : passage.end] == passage.text
    return [entry["id"] for entry in index.manifest.documents]


def test_the_index_survives_being_killed_at_random_moments(shelf: Shelf):
    choose = random.Random(7)
    cut_short = 0
    for number in range(KILLS):
        before = read_whole(shelf)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.index.changing", str(shelf.root), str(number)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert process.stdout
        lines: list[str] = []
        while process.poll() is None:
            line = process.stdout.readline().strip()
            lines.append(line)
            if line == "go" and len(lines) > choose.randint(0, 4):
                threading.Timer(choose.uniform(0.0, 0.5), process.kill).start()
                break
        lines += process.stdout.read().split("\n")
        process.wait()
        told = [line.split() for line in lines if line and line != "go"]
        acknowledged = told[-1] if told else before
        after = read_whole(shelf)
        cut_short += lines[-2:-1] == ["go"] or lines[-1] == "go"
        changed = set(after) ^ set(acknowledged)
        # The change under way is there whole or not at all: one document more, one less, or one for another.
        assert len(changed) <= 2, (acknowledged, after)
        # What an addition had written into the list is taken in by the next change, and nothing is lost by it.
        shelf.build()
        assert not is_behind(shelf.folder, shelf.library)
        assert len(set(read_whole(shelf)) ^ set(acknowledged)) <= 2
    assert cut_short >= KILLS // 2
    assert len(list((shelf.folder / "segments").iterdir())) <= 2 * (len(shelf.ids) + 1)


def test_the_lock_falls_with_its_process(shelf: Shelf):
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from filelock import FileLock; FileLock({str(shelf.folder / 'writer.lock')!r}).acquire(); print('held', flush=True); import time; time.sleep(60)"],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout
    holder.stdout.readline()
    holder.kill()
    holder.wait()
    shelf.add("apple", paper("apple"))
    assert shelf.ids[-1] == "apple"


def test_two_writers_at_once_take_turns(shelf: Shelf):
    program = "import sys; from pathlib import Path; from tests.shelf import Shelf, paper; Shelf(Path(sys.argv[1])).add(sys.argv[2], paper(sys.argv[2]))"
    writers = [subprocess.Popen([sys.executable, "-c", program, str(shelf.root), word], cwd=ROOT) for word in ("apple", "birch", "cedar")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    assert sorted(read_whole(shelf)) == ["apple", "birch", "cedar", "harbour-bridge", "night-library"]


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory):
    """Mounts a file system of so many kilobytes."""
    mounted: list[Path] = []

    def mount(kilobytes: int) -> Path:
        folder = tmp_path_factory.mktemp("disk")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("no file system can be mounted here; run as root to test a full disk")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no `mount` here")
def test_a_disk_that_fills_up_at_any_moment_leaves_the_index_as_it_was(shelf: Shelf, small_disk, monkeypatch: pytest.MonkeyPatch):
    # Otherwise the disk is refused before anything is written; another program may fill it later.
    monkeypatch.setattr("index.write._BASE_BYTES", 0)
    monkeypatch.setattr("index.write._BYTES_PER_PASSAGE", 0)
    shelf.add("apple", paper("apple"))
    refused = 0
    for number in range(20):
        disk = small_disk(16_000)
        shutil.copytree(shelf.root, disk, dirs_exist_ok=True)
        (disk / "another program's").write_bytes(bytes(shutil.disk_usage(disk).free - 40_000 * number))
        there = Shelf(disk)
        told = ""
        try:
            there.add("birch", paper("birch", 40))
        except IndexNotReady as full:
            told = str(full)
        (disk / "another program's").unlink()
        refused += bool(told)
        assert not told or "is full; free some space" in told
        assert read_whole(there) == ["harbour-bridge", "night-library", "apple", *(() if told else ("birch",))]
        assert not is_behind(there.folder, there.library)
    assert refused
