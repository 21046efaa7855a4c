"""A draft in which one thing is changed: it is found in its own sentence, and nothing else is called wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.drafts.compose import compose_draft
from assistant.drafts.export import export_draft
from assistant.drafts.reading import Paragraph, read_draft
from assistant.drafts.records import AUDIENCES, KINDS, Kind
from assistant.drafts.verify import check_paragraphs
from index.retrieve import Index

NUMBERS = "two three four five six seven eight nine ten eleven".split()
MONTHS = "January February March April May June July August September October November December".split()
AUXILIARIES = r"\b(?:should|will|shall|is|are|was|has|have|had|can)\b"
NAME = r"\b(?:Shanghai|China|State Council|Kunlin|Xiaolu|Weimin|Jinping|Foodmate|fx361)\b"
TOPICS = ("general target", "five centres", "who presented the plan")


@pytest.fixture(scope="module")
def assistant(shipped: Index) -> PlanAssistant:
    return PlanAssistant(shipped)


def swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def other_figure(text: str, match: re.Match[str]) -> str:
    word = match[0].lower()
    return swap(text, match, str(int(word) + 1) if word.isdigit() else NUMBERS[(NUMBERS.index(word) + 1) % len(NUMBERS)])


def other_date(text: str, match: re.Match[str]) -> str:
    return swap(text, match, MONTHS[(MONTHS.index(match[0]) + 3) % 12] if match[0] in MONTHS else str(int(match[0]) + 1))


def other_name(text: str, match: re.Match[str]) -> str:
    return swap(text, match, "Utrecht")


def with_not(text: str, match: re.Match[str]) -> str:
    return swap(text, match, f"{match[0]} not")


CHANGES: tuple[tuple[str, Callable[[str, re.Match[str]], str]], ...] = (
    (rf"\b(?:\d+|{'|'.join(NUMBERS)})\b", other_figure),
    (rf"\b(?:{'|'.join(MONTHS)}|20\d\d)\b", other_date),
    (NAME, other_name),
    (AUXILIARIES, with_not),
)


def changed(paragraph: Paragraph) -> list[str]:
    """The text with each change that it admits, one at a time."""
    marks = paragraph.text.find("[^")
    words, tail = paragraph.text[:marks], paragraph.text[marks:]
    return [change(words, match) + tail for pattern, change in CHANGES for match in re.finditer(pattern, words)]


def test_each_of_a_hundred_changes_is_found(assistant: PlanAssistant, tmp_path: Path):
    texts: list[tuple[Paragraph, str]] = []
    for kind, language in (("press-qa", "en"), ("brief", "zh-Hans"), ("post", "en"), ("speech", "zh-Hant")):
        for topics in ((), TOPICS):
            export_draft(compose_draft(assistant, kind, "press", topics, language), tmp_path / "draft.docx")  # type: ignore[arg-type]
            texts += [(each, text) for each in read_draft(tmp_path / "draft.docx") if each.notes for text in changed(each)]
    missed = []
    for paragraph, text in random.Random(4).sample(texts, 100):
        lines = check_paragraphs([replace(paragraph, text=text)], assistant.index)
        if not any(line.verdict in ("altered", "unsupported") and line.part == "text" for line in lines):
            missed.append(text)
    assert missed == []


def test_what_differs_is_shown_both_ways(assistant: PlanAssistant, tmp_path: Path):
    export_draft(compose_draft(assistant, "brief", "press", ("general target",)), tmp_path / "draft.md")
    paragraphs = read_draft(tmp_path / "draft.md")
    (at,) = [n for n, each in enumerate(paragraphs) if "above 90" in each.text]
    edited = [*paragraphs]
    edited[at] = replace(edited[at], text=edited[at].text.replace("above 90", "above 95"))
    wrong = [line for line in check_paragraphs(edited, assistant.index) if line.verdict not in ("supported", "framing")]
    assert [(line.verdict, [(each.said, each.source) for each in line.differences]) for line in wrong] == [
        ("altered", [("95", "90")])
    ]


def test_changed_footnotes_and_sources_are_shown(assistant: PlanAssistant, tmp_path: Path):
    export_draft(compose_draft(assistant, "brief", "press", ("general target",)), tmp_path / "draft.md")
    text = (tmp_path / "draft.md").read_text(encoding="utf-8")
    (tmp_path / "draft.md").write_text(text.replace("2018-02-12", "2018-02-21"), encoding="utf-8")
    wrong = [line for line in check_paragraphs(read_draft(tmp_path / "draft.md"), assistant.index) if line.verdict == "altered"]
    assert {line.part for line in wrong} == {"footnote", "source"}


def test_a_topic_as_typed_is_framing_though_it_holds_a_number(assistant: PlanAssistant, tmp_path: Path):
    export_draft(compose_draft(assistant, "faq", "public", ("five centres",)), tmp_path / "draft.md")
    lines = check_paragraphs(read_draft(tmp_path / "draft.md"), assistant.index)
    assert {line.verdict for line in lines} == {"supported", "framing"}


@pytest.mark.parametrize("kind", KINDS)
def test_one_topic_has_the_same_facts_for_every_audience(assistant: PlanAssistant, kind: Kind):
    said = {
        frozenset((each.source, each.start, each.end) for each in compose_draft(assistant, kind, audience, TOPICS).citations)
        for audience in AUDIENCES
    }
    assert len(said) == 1
