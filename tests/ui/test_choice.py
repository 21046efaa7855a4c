"""The choice of sources on the page, without a browser."""

from __future__ import annotations

import gradio as gr
import pytest

from assistant.chain import PlanAssistant
from assistant.records import Language
from assistant.sources import Sources
from assistant.ui.choice import SourcesChoice, sources_of
from index.retrieve import Index


def choice(index: Index, language: Language = "en") -> SourcesChoice:
    with gr.Blocks() as blocks:
        return SourcesChoice(blocks, PlanAssistant(index), language)


@pytest.mark.parametrize(
    ("values", "sources"),
    [
        (([], [], [], "", ""), Sources()),
        ((None, None, None, None, None), Sources()),
        ((["a", "b"], ["official"], ["City"], " 2018 ", "2019-03-05"), Sources(("a", "b"), ("official",), ("City",), "2018", "2019-03-05")),
        (({"x": 1}, [1, "user"], "City", 5, "2019-03-05T00:00:00"), Sources((), ("user",), (), "", "2019-03-05")),
    ],
)
def test_what_a_browser_sends_is_read_with_care(values: tuple[object, ...], sources: Sources):
    assert sources_of(*values) == sources


@pytest.mark.parametrize(
    ("language", "values", "label", "told"),
    [
        ("en", ([], [], [], "", ""), "Sources: all 2", ""),
        ("en", (["night-library"], [], [], "", ""), "Sources: 1 of 2", ""),
        ("zh-Hans", (["night-library"], [], [], "", ""), "资料：2份中的1份", ""),
        ("en", ([], [], [], "1<b>", ""), "Sources: a choice that does not hold", "1&lt;b&gt; is no date; write YYYY-MM-DD, YYYY-MM or YYYY."),
        ("zh-Hant", ([], [], [], "2190", ""), "資料：所作選擇無效", "沒有資料符合所選的文件、類別、發佈者和日期；請放寬選擇。"),
    ],
)
def test_one_line_says_which_sources_are_asked(tiny_index: Index, language: Language, values: tuple[object, ...], label: str, told: str):
    shown, said = choice(tiny_index, language).told(*values)
    assert shown["label"] == label
    assert told in said
    assert bool(told) == bool(said)


def test_all_that_the_index_holds_is_offered(tiny_index: Index):
    documents, tiers, publishers, *_ = choice(tiny_index).fields
    entries = tiny_index.manifest.documents
    assert [id_ for _, id_ in documents.choices] == [entry["id"] for entry in entries]
    assert {tier for _, tier in tiers.choices} == {entry["tier"] for entry in entries}
    assert {name for name, _ in publishers.choices} == {entry["publisher"] for entry in entries}
