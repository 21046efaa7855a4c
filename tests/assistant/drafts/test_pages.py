"""The page of a PDF in the footnotes of a draft: written, read back, and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafts.export import document_of, paragraph
from assistant.drafts.pandoc import as_markdown
from assistant.drafts.reading import read_content
from assistant.drafts.renderings import footnote
from assistant.drafts.verify import check_paragraphs
from assistant.places import cite_span
from corpus.readers.unpack import Found
from corpus.records import Span
from index.add import Batch, take_in
from index.retrieve import Index
from tests.conftest import write_corpus
from tests.corpus.readers import writers
from tests.corpus.readers.papers import ENGLISH
from tests.shelf import Shelf

WORDS = "The city shall build ten piers by the year 2030"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    shelf = Shelf(tmp_path_factory.mktemp("pages"))
    write_corpus(shelf.corpus)
    shelf.build()
    candidate = Batch(shelf.folder, shelf.library).read(Found("plan.pdf", writers.pdf(ENGLISH)), {})
    take_in(shelf.folder, [shelf.corpus], shelf.library, [candidate], shelf.embedder)
    return shelf.open()


@pytest.mark.parametrize(("language", "page"), [("en", "p. 1"), ("zh-Hans", "第1页"), ("zh-Hant", "第1頁")])
def test_a_footnote_names_the_page_and_a_changed_page_is_found(index: Index, language, page: str, tmp_path: Path):
    start = index.document("plan").text.index(WORDS)
    citation = cite_span(index, "plan", Span(start, start + len(WORDS)))
    assert citation is not None
    said = footnote(citation, language)
    assert f", {page}, " in said

    def verdicts(note: str) -> list[tuple[str, str]]:
        text = as_markdown(document_of([paragraph(f"“{WORDS}”", [note])], [], language), "draft")
        return [(each.verdict, each.part) for each in check_paragraphs(read_content(text.encode(), "md", "draft"), index)]

    (sound,) = verdicts(said)
    assert sound[0] == "supported"
    # As drafts have it that were exported before pages were named.
    assert verdicts(said.replace(f", {page}", "")) == [sound]
    changed = verdicts(said.replace(page, page.replace("1", "7")))
    assert changed == [sound, ("altered", "footnote")]
