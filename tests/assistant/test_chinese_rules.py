"""Rules for Chinese questions over English sources, with invented statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.asked import Asked
from assistant.chain import PlanAssistant
from assistant.questions.chinese_forms import asks_for_items, asks_for_words, confirmed, without_event
from assistant.questions.chinese_spelling import corrected
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_corpus, write_document

NOTE = """# The harbour index of Linhai

## Values

For the year 2017, the national value of the harbour index was 71.4, that is, Linhai's value less its lead of 9.

For the year 2017, the harbour index of Linhai reached 80.4.

According to Linhai Daily, the target for 2022 was a harbour index of Linhai above 85.

## Certification

The second batch of harbour certification followed on 12 June 2019 and went to 16 organisations.

By our arithmetic, the organisations in the first three batches of harbour certification make 84, four more than reported.

The five centres of Linhai are the trade centre, the shipping centre, the fishing centre, the storage centre and the repair centre.

Director Wu Hailan explained the harbour certification to the press in May 2019.

The Harbour Opinions of Linhai are divided into six parts and run to 30 numbered points.

The Harbour Opinions of Linhai were issued on 5 March 2016.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    folder: Path = tmp_path_factory.mktemp("rules")
    write_corpus(folder / "corpus")
    write_document(folder / "corpus", "harbour", NOTE, title="The harbour index of Linhai", publisher="City of Linhai", date="2020-03-01", tier="background")
    build_index(folder / "index", [folder / "corpus"], embedder)
    return PlanAssistant(Index(folder / "index", embedder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("港口认证第二批是哪天公布的？", "12 June 2019"),
        ("第二批港口認證給了多少家？哪天公布？", "16 organisations"),
        ("五个中心具体指什么？", "repair centre"),
        ("港口意见分几大部分、多少条？", "six parts"),
        ("港口意見是2016年9月8日印發的嗎？", "5 March 2016"),
    ],
)
def test_the_statement_that_answers_is_found(assistant: PlanAssistant, question: str, words: str) -> None:
    answer = assistant.invoke({"question": question})
    assert (answer.status, words in answer.answer) == ("answered", True)


@pytest.mark.parametrize(
    "question",
    [
        "2022年港口指数是多少？",  # a target is no value
        "第四批港口认证有多少家？",  # another batch
        "港口指数的第一级指标有哪几个？",  # another class
        "闵行区的港口认证是哪天公布的？",  # a place that no source has
        "港口认证的起草人是谁？",  # the deed is not theirs
        "仓库消防由哪位主任负责？",  # the office, and nothing else
        "浦东新区的港口意见是哪天印发的？",  # another district's
        "港口认证的前任主任是谁？",  # the one before
        "要建多少公里地铁？",  # the unit, and not what is measured
    ],
)
def test_what_is_near_and_not_asked_is_not_answered(assistant: PlanAssistant, question: str) -> None:
    assert assistant.invoke({"question": question}).status in ("not_in_sources", "off_topic")


def test_a_supposed_day_is_asked_for_and_not_looked_for() -> None:
    found = confirmed("听说条例是 March 5 发布的，对吗？")
    assert found is not None
    assert (found.asked, "March" in found.rest, "条例" in found.rest) == (Asked.DATE, False, True)


def test_a_supposed_office_is_asked_for() -> None:
    found = confirmed("方案是市长在会上介绍的吧？")
    assert found is not None
    assert (found.asked, "市长" in found.rest) == (Asked.PERSON, False)


@pytest.mark.parametrize("question", ["2020年的目标是 90 以上吗？", "方案是什么时候发布的？", "March 5 发布了什么？", "条例是副市长介绍的吗？"])
def test_other_questions_are_taken_as_they_are(question: str) -> None:
    assert confirmed(question) is None


@pytest.mark.parametrize(("question", "items"), [("五个中心具体指什么？", True), ("四项任务分别是什么？", True), ("这个中心是什么？", False), ("第三个目标是什么？", False)])
def test_items_of_a_number_are_asked_for(question: str, *, items: bool) -> None:
    assert asks_for_items(question) is items


@pytest.mark.parametrize(("question", "said"), [("王局长回答了什么问题？", True), ("发言人说了什么？", True), ("方案里说了什么？", False), ("规划提了哪些目标？", False)])
def test_words_of_a_person_are_told_from_those_of_a_text(question: str, *, said: bool) -> None:
    assert asks_for_words(question) is said


def test_the_day_of_a_batch_needs_no_verb() -> None:
    assert without_event("第二批证书哪天颁发？") == "第二批证书哪天？"
    assert without_event("证书哪天颁发？") == "证书哪天颁发？"


TERMS = {"港口竞争力指数": "harbour index", "三年行动计划": "three-year action plan", "港口": "harbour", "指数": "index", "行动": "action", "计划": "plan"}


def _unread(text: str) -> tuple[str, ...]:
    """The characters that no term reads, longest terms first."""
    rest = text
    for term in sorted(TERMS, key=len, reverse=True):
        rest = rest.replace(term, " ")
    return tuple(rest.split())


def test_one_wrong_character_of_a_long_term_is_set_right() -> None:
    assert corrected("港口竟争力指数是多少", TERMS, _unread) == "港口竞争力指数是多少"


@pytest.mark.parametrize("text", ["五年行动计划", "港囗", "港口指数"])
def test_another_number_or_a_short_word_is_left(text: str) -> None:
    assert corrected(text, TERMS, _unread) == text
