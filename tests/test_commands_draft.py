"""`draft` and `check-draft` as a user runs them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.conftest import Built, Run
from tests.test_commands import assert_explained


def test_a_draft_is_written_and_checks_as_supported(command: Run, tiny: Built, tmp_path: Path):
    for name in ("faq.md", "faq.docx"):
        written = command("draft", "faq", "--audience", "press", "--out", tmp_path / name, "--index", tiny.folder)
        assert (written.returncode, written.stderr) == (0, "")
        checked = command("check-draft", tmp_path / name, "--index", tiny.folder)
        assert (checked.returncode, checked.stderr) == (0, "")
        assert ", 0 altered, 0 unsupported, " in checked.stdout.splitlines()[-1]


def test_a_changed_figure_is_shown_as_json(command: Run, tiny: Built, tmp_path: Path):
    draft = tmp_path / "draft.md"
    command("draft", "brief", "--topic", "Costs", "--out", draft, "--index", tiny.folder)
    draft.write_text(draft.read_text(encoding="utf-8").replace("85 million", "95 million"), encoding="utf-8")
    result = command("check-draft", draft, "--json", "--index", tiny.folder)
    assert result.returncode == 0
    data = json.loads(result.stdout)
    assert (data["summary"]["altered"], data["summary"]["unsupported"]) == (1, 0)
    (line,) = [each for each in data["sentences"] if each["verdict"] == "altered"]
    assert [(each["said"], each["source"]) for each in line["differences"]] == [("95", "85")]


def test_wrong_usage_is_explained(command: Run, tiny: Built, tmp_path: Path):
    assert_explained(command("draft", "poem", "--out", tmp_path / "a.md"), 2, "poem")
    assert_explained(command("draft", "faq", "--out", tmp_path / "a.pdf"), 2, ".docx")
    assert_explained(command("draft", "post", "--limit", "5", "--out", tmp_path / "a.md"), 2, "5")
    assert_explained(command("draft", "faq", "--topic", " ", "--out", tmp_path / "a.md", "--index", tiny.folder), 2, "empty")
    assert_explained(
        command("draft", "faq", "--topic", "price of copper kettles", "--out", tmp_path / "a.md", "--index", tiny.folder),
        1,
        "nothing",
    )
    assert_explained(command("check-draft", tmp_path / "none.md"), 2, "none.md")


def test_files_that_are_no_draft_are_explained(command: Run, tiny: Built, tmp_path: Path):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    bomb, empty = tmp_path / "bomb.docx", tmp_path / "empty.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(61_000_000))
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    cases = {
        "locked.docx": (locked, "password"),
        "plain.docx": (b"plain", "not a Word document"),
        "cut.docx": (bomb.read_bytes()[:900], "damaged"),
    }
    for name, (content, said) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert_explained(command("check-draft", tmp_path / name, "--index", tiny.folder), 1, said)
    assert_explained(command("check-draft", bomb, "--index", tiny.folder), 1, "unpacks")
    assert_explained(command("check-draft", empty, "--index", tiny.folder), 1, "not a Word document")
    big = tmp_path / "big.md"
    big.write_bytes(b"a" * 10_000_001)
    assert_explained(command("check-draft", big, "--index", tiny.folder), 1, "bytes")


def test_both_have_help(command: Run):
    for name in ("draft", "check-draft"):
        result = command(name, "--help")
        assert (result.returncode, result.stderr) == (0, "")
