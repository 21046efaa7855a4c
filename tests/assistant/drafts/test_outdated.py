"""Kept drafts are named when a source of theirs was replaced, removed or changed."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.drafts.kept import save_draft
from assistant.drafts.outdated import outdated_drafts
from assistant.drafts.records import Block, Draft
from assistant.places import cite_span
from corpus.records import Span
from index.retrieve import Index
from tests.conftest import Run, write_document
from tests.shelf import Shelf

RULES = "Fish market rules\n\nPublished on 9 April 2024.\n\nThe fish market closes at 14:00. Stalls cost 80 crowns a day.\n"


def keep_draft_citing(source: str, words: str, index: Index, data: Path) -> None:
    start = index.document(source).text.index(words)
    citation = cite_span(index, source, Span(start, start + len(words)))
    assert citation
    save_draft(data, Draft("brief", "press", (), "en", f"On {source}", (Block("sentence", words, (1,)),), (citation,)))


def told(shelf: Shelf) -> list[tuple[str, str]]:
    return sorted((each.source, each.why) for each in outdated_drafts(shelf.root, shelf.open()))


def test_what_became_of_the_sources_of_kept_drafts(shelf: Shelf):
    shelf.add("rules", RULES)
    shelf.add("fees", "Fees\n\nBoats pay 12 crowns a night in the harbour of Northport.\n")
    for source, words in (("rules", "The fish market closes at 14:00."), ("fees", "Boats pay 12 crowns a night"), ("night-library", "The reading room seats 90 people.")):
        keep_draft_citing(source, words, shelf.open(), shelf.root)
    assert told(shelf) == []
    shelf.add("rules-2026", RULES.replace("14:00", "16:00").replace("2024", "2026").replace("80", "95"), replaces="rules")
    shelf.remove("fees")
    (shelf.corpus / "catalogue.toml").unlink()
    write_document(shelf.corpus, "night-library", "The library of Northport.\n\nThe reading room seats 120 people.\n")
    shelf.build()
    assert told(shelf) == [("fees", "removed"), ("night-library", "changed"), ("rules", "replaced")]


def test_status_names_them(command: Run, tmp_path: Path, tiny, tiny_index: Index):
    keep_draft_citing("night-library", "The reading room seats 90 people.", tiny_index, tmp_path)
    status = command("index", "status", "--json", "--index", tiny.folder, PLAN_ASSISTANT_DATA=str(tmp_path))
    assert json.loads(status.stdout)["outdated_drafts"] == []
    data = next((tmp_path / "drafts").glob("*.json"))
    data.write_text(data.read_text(encoding="utf-8").replace("seats 90", "seats 91"), encoding="utf-8")
    status = command("index", "status", "--index", tiny.folder, PLAN_ASSISTANT_DATA=str(tmp_path))
    assert "cites night-library, which was changed; check it again on the page" in status.stdout
