"""Names on the page: of offices in Chinese, of files after a draft's title."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.ui.draft import title_of
from assistant.ui.markup import file_name
from assistant.ui.names import name_in, names_in
from corpus.glossary import GlossaryTerm

INDEX = SimpleNamespace(glossary=(GlossaryTerm(english="Harbour Office", chinese="港务局办公厅", status="M"), GlossaryTerm(english="Ferry Company", status="N")))


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Harbour Office; Ferry Company"), ("zh-Hans", "港务局办公厅; Ferry Company"), ("zh-Hant", "港務局辦公廳; Ferry Company")],
)
def test_an_office_has_its_chinese_name_on_a_chinese_page(language, shown):
    assert name_in("Harbour Office; Ferry Company", names_in(language, INDEX)) == shown


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Brief: What is “new”?", "Brief-What-is-new"),
        ("一页简报：质量提升", "一页简报-质量提升"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>\u202e\n", "script"),
        ("…", "draft"),
        ("", "draft"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_file_has_the_name_of_its_draft_in_safe_characters(title, name):
    assert file_name(title, "draft") == name


@pytest.mark.parametrize(
    ("text", "title"), [("\n# A title\\[1\\]\n\nText", "A title[1]"), ("Post[^1] of today", "Post of today"), ("", ""), ("##\n\nText", "Text")]
)
def test_a_drafts_title_is_its_first_line_as_it_reads(text, title):
    assert title_of(text) == title
