"""Drafts over the shipped corpus: every fact cited, written to Word and Markdown, read back and checked."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from assistant.chain import PlanAssistant
from assistant.drafts.compose import compose_draft
from assistant.drafts.export import export_draft
from assistant.drafts.kept import delete_draft, list_drafts, open_draft, save_draft
from assistant.drafts.reading import read_draft
from assistant.drafts.records import Audience, Draft, DraftError, Kind
from assistant.drafts.verify import check_draft_file
from index.retrieve import Index

KINDS: tuple[Kind, ...] = get_args(Kind)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@pytest.fixture(scope="module")
def assistant(shipped: Index) -> PlanAssistant:
    return PlanAssistant(shipped)


@pytest.fixture(scope="module")
def brief(assistant: PlanAssistant) -> Draft:
    return compose_draft(assistant, "brief")


def faults(draft: Draft, index: Index) -> list[str]:
    """Facts without a citation, and citations whose words are not in their source."""
    numbers = {each.n for each in draft.citations}
    found = [block.text for block in draft.blocks if ("“" in block.text or re.search(r"\d{4}", block.text)) and block.kind in ("sentence", "item") and not block.marks]
    found += [block.text for block in draft.blocks if not set(block.marks) <= numbers]
    return found + [each.quote for each in draft.citations if index.document(each.source).text[each.start : each.end] != each.quote]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_fact_of_every_kind_for_every_audience_is_cited(assistant: PlanAssistant, kind: Kind, audience: Audience):
    draft = compose_draft(assistant, kind, audience)
    assert draft.citations
    assert faults(draft, assistant.index) == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_chinese_framing_keeps_the_words_of_the_source(assistant: PlanAssistant, kind: Kind, language):
    draft = compose_draft(assistant, kind, language=language)
    assert faults(draft, assistant.index) == []
    # A post has no room for words of ours.
    assert kind == "post" or re.search(r"[\u3400-\u9fff]", " ".join(block.text for block in draft.blocks))


def test_a_post_keeps_its_limit_with_its_citation(assistant: PlanAssistant):
    draft = compose_draft(assistant, "post", limit=280)
    assert draft.citations
    assert sum(len(block.text) for block in draft.blocks if block.marks) <= 280


def test_readers_get_different_drafts(assistant: PlanAssistant):
    assert len({compose_draft(assistant, "brief", audience).blocks for audience in AUDIENCES}) > 1


@pytest.mark.parametrize("ending", [".md", ".docx"])
def test_an_unedited_draft_is_supported_after_a_round_trip(brief: Draft, assistant: PlanAssistant, tmp_path: Path, ending: str):
    path = tmp_path / f"brief{ending}"
    export_draft(brief, path)
    lines = check_draft_file(path, assistant.index)
    assert [line.text for line in lines if line.verdict not in ("supported", "framing")] == []
    assert sum(line.verdict == "supported" for line in lines) >= len([block for block in brief.blocks if block.marks])


def test_word_has_real_footnotes_with_date_and_link(brief: Draft, tmp_path: Path):
    path = tmp_path / "brief.docx"
    export_draft(brief, path)
    with zipfile.ZipFile(path) as opened:
        notes = opened.read("word/footnotes.xml").decode()
        body = opened.read("word/document.xml").decode()
    assert body.count("<w:footnoteReference ") == sum(len(block.marks) for block in brief.blocks)
    for citation in brief.citations:
        assert citation.date in notes


def test_the_words_of_the_source_survive_both_formats(brief: Draft, tmp_path: Path):
    for ending in (".md", ".docx"):
        path = tmp_path / f"brief{ending}"
        export_draft(brief, path)
        text = " ".join(each.text for each in read_draft(path))
        for block in brief.blocks:
            if block.marks:
                assert " ".join(block.text.split()) in re.sub(r"\[\^\d+\]", "", text)


@pytest.mark.parametrize("ending", [".md", ".docx"])
def test_a_changed_figure_is_shown_with_the_right_one(brief: Draft, assistant: PlanAssistant, tmp_path: Path, ending: str):
    changed = next(block for block in brief.blocks if block.marks and re.search(r"\b90\b", block.text))
    blocks = tuple(
        type(block)(block.kind, block.text.replace("90", "95"), block.marks) if block is changed else block for block in brief.blocks
    )
    path = tmp_path / f"changed{ending}"
    export_draft(Draft(brief.kind, brief.audience, brief.topics, brief.language, brief.title, blocks, brief.citations), path)
    (line,) = [line for line in check_draft_file(path, assistant.index) if line.verdict == "altered"]
    assert ("95", "90") in [(each.said, each.source) for each in line.differences]


def test_an_invented_sentence_is_unsupported(brief: Draft, assistant: PlanAssistant, tmp_path: Path):
    path = tmp_path / "more.md"
    export_draft(brief, path)
    path.write_text(path.read_text(encoding="utf-8") + "\n\nThe harbour of Northport will get nine new cranes in 2031.\n", encoding="utf-8")
    assert [line.text for line in check_draft_file(path, assistant.index) if line.verdict == "unsupported"] == [
        "The harbour of Northport will get nine new cranes in 2031."
    ]


def test_a_kept_draft_opens_again_and_can_be_deleted(brief: Draft, tmp_path: Path):
    kept = save_draft(tmp_path, brief, "edited")
    assert open_draft(tmp_path, kept.id).draft == brief
    assert [each.id for each in list_drafts(tmp_path)] == [kept.id]
    assert delete_draft(tmp_path, kept.id)
    assert list_drafts(tmp_path) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", "x" * 300])
def test_a_name_that_leaves_the_folder_is_no_draft(tmp_path: Path, name: str):
    with pytest.raises(DraftError):
        open_draft(tmp_path, name)


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"x"), ("a.docx", b"not a zip"), ("a.docx", b""), ("a.md", b"\xff\xfe\x00\x01\xd8")])
def test_a_file_that_is_no_draft_is_refused_in_one_sentence(tmp_path: Path, assistant: PlanAssistant, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DraftError) as refused:
        check_draft_file(path, assistant.index)
    assert "\n" not in str(refused.value)


def test_a_draft_cannot_make_the_reader_open_other_files(tmp_path: Path, assistant: PlanAssistant):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of the operator", encoding="utf-8")
    path = tmp_path / "draft.md"
    path.write_text(f"![x]({secret})\n\n\\input{{{secret}}}\n\n<iframe src='file://{secret}'></iframe>\n\nNothing else.\n", encoding="utf-8")
    assert "a secret of the operator" not in " ".join(line.text for line in check_draft_file(path, assistant.index))
