"""`index add`, `index remove` and `index status`, as an operator types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Built, Run
from tests.corpus.readers import writers
from tests.corpus.readers.papers import CHINESE, ENGLISH, LAW

MARKET = "Fish market\n\nPublished on 9 April 2026.\n\nThe fish market of Northport moves to Pier 7 in May.\n"


@pytest.fixture
def folder(command: Run, tiny: Built, tmp_path: Path) -> Path:
    """An index of its own, outside the data folder, so that its documents lie inside it."""
    shutil.copytree(tiny.corpus, tmp_path / "corpus")
    shutil.copytree(tiny.folder, tmp_path / "index")
    assert command("index", "build", tmp_path / "corpus", "--index", tmp_path / "index").returncode == 0
    return tmp_path / "index"


def status(command: Run, folder: Path) -> dict[str, dict[str, object]]:
    result = command("index", "status", "--json", "--index", folder)
    return {each["id"]: each for each in json.loads(result.stdout)["documents"]}


def test_a_pdf_is_shown_taken_in_cited_with_its_page_and_removed(command: Run, folder: Path, tmp_path: Path):
    path = tmp_path / "harbour-plan.pdf"
    path.write_bytes(writers.pdf(ENGLISH, running=True))
    shown = command("index", "add", path, "--publisher", "City of Northport", "--index", folder)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "harbour-plan.pdf: PDF, 1 page, " in shown.stdout
    assert "  title      Harbour plan of the city of Northport  (its title)" in shown.stdout
    assert "  publisher  City of Northport  (as given)" in shown.stdout
    assert "  date       2026-03-05  (the text: “5 March 2026”)" in shown.stdout
    assert "  sections   1. Targets; 1.1 Piers" in shown.stdout
    assert "Taken in: harbour-plan; " in shown.stdout

    answer = json.loads(command("ask", "How many piers shall the city build by 2030?", "--json", "--index", folder).stdout)
    (citation,) = answer["citations"][:1]
    assert (citation["source"], citation["page"], citation["section"], citation["tier"]) == ("harbour-plan", 1, "1. Targets", "user")
    stored = Path(str(status(command, folder)["harbour-plan"]["text_path"])).read_text(encoding="utf-8")
    assert stored[citation["start"] : citation["end"]] == citation["quote"]
    assert "page 1" in command("ask", "How many piers shall the city build by 2030?", "--index", folder).stdout

    found = status(command, folder)["harbour-plan"]
    assert (found["format"], found["pages"], found["original_name"]) == ("PDF", 1, "harbour-plan.pdf")
    assert Path(str(found["original"])).read_bytes() == path.read_bytes()
    assert "added 20" in command("index", "status", "--index", folder).stdout

    assert command("index", "build", tmp_path / "corpus", "--index", folder, "--if-stale").stdout.endswith("is up to date.\n")
    removed = command("index", "remove", "harbour-plan", "--index", folder)
    assert (removed.returncode, removed.stdout.split(";")[0]) == (0, "Removed: harbour-plan")
    assert "harbour-plan" not in status(command, folder)


def test_one_bad_file_is_refused_and_the_rest_of_folder_and_zip_go_on(command: Run, folder: Path, tmp_path: Path):
    papers = tmp_path / "papers"
    (papers / "below").mkdir(parents=True)
    (papers / "market.txt").write_text(MARKET, encoding="utf-8")
    (papers / "copy.txt").write_text(MARKET, encoding="utf-8")
    (papers / "below" / "scan.pdf").write_bytes(writers.scan(1))
    (papers / ".hidden").write_text("hidden", encoding="utf-8")
    (tmp_path / "more.zip").write_bytes(
        writers.packed({"方案.docx": writers.word(CHINESE), "law/tiaoli.txt": writers.text(LAW, "gb18030"), "../out.txt": b"out", "inner.zip": writers.packed({"a.txt": b"a"})})
    )
    result = command("index", "add", papers, tmp_path / "more.zip", "--index", folder)
    assert result.returncode == 1
    refusals = result.stderr.splitlines()
    assert [line.split(" ", 2)[1] for line in refusals[:-1]] == ["below/scan.pdf", "more.zip/../out.txt", "more.zip/inner.zip"]
    assert refusals[-1] == "3 of 7 files were refused; mend what is said above and add them again."
    assert sum("is in the index already" in line for line in result.stdout.splitlines()) == 1
    assert "more.zip/law/tiaoli.txt: plain text, GB18030, " in result.stdout
    documents = status(command, folder)
    assert len(documents) == 5
    assert {each["language"] for each in documents.values()} == {"en", "zh-Hans"}


def test_a_single_refusal_is_one_sentence(command: Run, folder: Path, tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = command("index", "add", tmp_path / "empty.txt", "--index", folder)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", "empty.txt is empty; add a file with text.\n")


def test_a_dry_run_takes_nothing_in(command: Run, folder: Path, tmp_path: Path):
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    result = command("index", "add", tmp_path / "market.txt", "--dry-run", "--index", folder)
    assert (result.returncode, "Taken in" in result.stdout) == (0, False)
    assert len(status(command, folder)) == 2


@pytest.mark.parametrize(
    ("arguments", "status_", "words"),
    [
        (("index", "add"), 2, "Missing argument"),
        (("index", "add", "no-such-file.pdf"), 2, "does not exist"),
        (("index", "remove"), 2, "Missing argument"),
        (("index", "remove", "nothing"), 1, "nothing is not an added document (there is none)"),
    ],
)
def test_wrong_usage_is_one_sentence(command: Run, folder: Path, arguments: tuple[str, ...], status_: int, words: str):
    result = command(*arguments, "--index", folder)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (status_, "", 1)
    assert words in result.stderr


def test_documents_of_the_default_index_lie_in_the_data_folder(command: Run, tiny: Built, tmp_path: Path):
    shutil.copytree(tiny.folder, tmp_path / "data" / "index")
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    assert command("index", "add", tmp_path / "market.txt", PLAN_ASSISTANT_DATA=str(tmp_path / "data")).returncode == 0
    assert (tmp_path / "data" / "documents" / "originals" / "market.txt").read_text(encoding="utf-8") == MARKET
