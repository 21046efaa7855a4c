"""Chinese questions over English sources: what is counted, paid or named must be there, and of the place asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from assistant.language.places import places_in
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_corpus, write_document

AWARD = """The quality award of Linhai

In 2017 the quality index of Linhai reached 93.2, the highest value in the country.

The mayor created the quality award in 2008. According to Linhai Daily, 53 companies received the quality award in the first batch. The second batch went to 16 organisations.

Director Wu Hailan answered questions from the press about the quality award.

The award rules are divided into six parts and run to 30 numbered points.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    folder: Path = tmp_path_factory.mktemp("near")
    write_corpus(folder / "corpus")
    write_document(folder / "corpus", "award", AWARD, title="The quality award of Linhai", publisher="City of Linhai", date="2018-03-01")
    build_index(folder / "index", [folder / "corpus"], embedder)
    return PlanAssistant(Index(folder / "index", embedder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("质量奖第一批有多少家企业获奖？", "53 companies"),
        ("質量獎第二批有幾家？", "16 organisations"),
        ("2017年质量指数是多少？", "93.2"),
        ("质量奖的规则一共有多少条？", "30 numbered points"),
    ],
)
def test_what_is_counted_is_found(assistant: PlanAssistant, question: str, words: str) -> None:
    assert words in assistant.invoke({"question": question}).answer


@pytest.mark.parametrize(
    "question",
    ["质量奖的奖金是多少？", "2017年江苏的质量指数是多少？", "是哪家报纸第一个提问的？", "Wu Hailan是哪所大学毕业的？", "有多少记者提问？", "质量奖的进出口额是多少？"],
)
def test_a_near_miss_is_not_answered(assistant: PlanAssistant, question: str) -> None:
    assert assistant.invoke({"question": question}).status in ("not_in_sources", "off_topic")


def test_a_place_inside_another_name_is_none() -> None:
    assert set(places_in("According to Beijing Review, Gansu and 江苏省 followed; 广东路 did not.")) == {"Gansu", "Jiangsu"}


@pytest.mark.parametrize("question", ["说说看", "能详细点吗？", "介绍一下", "啥意思？"])
def test_a_request_that_says_nothing_of_what_is_asked_back(assistant: PlanAssistant, question: str) -> None:
    assert assistant.invoke({"question": question}).status == "unclear"


def test_a_year_that_is_missing_is_named(assistant: PlanAssistant) -> None:
    answer = assistant.invoke({"question": "2017年和2015年的质量指数分别是多少？"})
    assert (answer.status, "93.2" in answer.answer, "2015" in answer.answer) == ("partial", True, True)
