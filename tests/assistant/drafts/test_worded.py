"""Drafts that a language model words: each sentence checked against the facts that it stands for, else the quotations stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from langchain_core.messages import BaseMessage

from assistant.chain import PlanAssistant
from assistant.drafts.compose import compose_draft
from assistant.drafts.export import as_markdown
from assistant.drafts.reading import read_content
from assistant.drafts.records import KINDS, Draft, Kind
from assistant.drafts.verify import check_paragraphs
from assistant.llm.write import ModelWriter
from index.retrieve import Index
from tests.assistant.llm.scripted import Script, Scripted


def drafted(index: Index, script: Script, kind: Kind = "brief") -> Draft:
    writer = ModelWriter(Scripted(script=script), index, name="scripted")
    return compose_draft(PlanAssistant(index, writer), kind, limit=600)


def faithful(messages: Sequence[BaseMessage]) -> str:
    """Every statement said again under its number, in its own order."""
    statements = re.findall(r"^\[(\d+)\] (.+)$", str(messages[-1].content), re.MULTILINE)
    return " ".join(f"{words.rstrip('.:')} [{n}]." for n, words in statements)


@pytest.mark.parametrize("kind", KINDS)
def test_a_faithful_model_words_the_draft_under_the_same_footnotes(tiny_index: Index, kind: Kind) -> None:
    quoted = compose_draft(PlanAssistant(tiny_index), kind, limit=600)
    worded = drafted(tiny_index, faithful, kind)
    assert worded.engine == "llm"
    assert worded.worded[0] >= 1
    assert worded.citations == quoted.citations
    assert {mark for block in worded.blocks for mark in block.marks} == {mark for block in quoted.blocks for mark in block.marks}


def test_what_a_model_adds_or_leaves_out_keeps_the_quotation(tiny_index: Index) -> None:
    quoted = compose_draft(PlanAssistant(tiny_index), "brief")
    for script in (lambda _: "The king was pleased [1].", lambda messages: faithful(messages) + " The king was pleased [1].", lambda _: ""):
        worded = drafted(tiny_index, script)
        assert worded.blocks == quoted.blocks
        assert worded.worded[0] == 0


def test_a_worded_draft_is_supported_when_it_is_read_back(tiny_index: Index) -> None:
    lines = check_paragraphs(read_content(as_markdown(drafted(tiny_index, faithful)).encode(), "md", "draft"), tiny_index)
    assert lines
    assert {line.verdict for line in lines} <= {"supported", "framing"}


def test_after_the_first_failure_no_model_is_asked_again(tiny_index: Index) -> None:
    model = Scripted(script=lambda _: [ConnectionError("refused")])
    draft = compose_draft(PlanAssistant(tiny_index, ModelWriter(model, tiny_index, name="scripted")), "faq")
    assert len(model.asked) == 1
    assert draft.engine == "quote"
