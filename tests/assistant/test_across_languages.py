"""Chinese papers in the index: their articles and tables, asked in Chinese, and their sentences, asked in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.across_languages import spans_in_chinese
from assistant.articles import article_of, cells_asked, in_article
from assistant.chain import PlanAssistant
from assistant.language.gloss import english_of
from assistant.questions.reading import read_question
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_corpus, write_document

GARDEN = """# 石桥镇花圃规划

全镇共有花圃12处，面积30公顷。

年底前建成月季花圃和海棠湖花圃。月季花圃占地8公顷。

每半年开展一次花圃质量评价。
"""
NOTICE = """东湖街道关于公共停车场管理的通告

东街办〔2024〕7号

第一条　本通告适用于东湖街道辖区内的公共停车场。

第二条　停车场应当每日开展一次巡查。

第三条　停车服务费不得高于每小时5元。

第四条　违反本通告第二条规定的，对单位处3000元以上5000元以下罚款。

第五条　街道设立举报电话60012345。

第六条　本通告自2024年5月1日起施行。

附表　各社区新增停车泊位

| 社区 | 泊位数量（个） | 责任人 |
| --- | --- | --- |
| 东门社区 | 150 | 赵丽娟 |
| 西门社区 | 90 | 孙建军 |
"""
ENGLISH = """The harbour plan of Linhai

The harbour plan of Linhai was released on 3 March 2020. It names four targets for the port.

The mayor presented the harbour plan. A fine of 200 yuan is due for boats that block the quay.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PlanAssistant:
    folder: Path = tmp_path_factory.mktemp("across")
    write_corpus(folder / "corpus")
    write_document(folder / "corpus", "notice", NOTICE, title="东湖街道关于公共停车场管理的通告", publisher="东湖街道办事处", date="2024-04-20", tier="user", language="zh-Hans")
    write_document(folder / "corpus", "harbour", ENGLISH, title="The harbour plan of Linhai", publisher="City of Linhai", date="2020-03-05")
    write_document(folder / "corpus", "garden", GARDEN, title="石桥镇花圃规划", publisher="石桥镇人民政府", date="2024-02-01", tier="user", language="zh-Hans")
    build_index(folder / "index", [folder / "corpus"], embedder)
    return PlanAssistant(Index(folder / "index", embedder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("通告第五条讲什么？", "60012345"),
        ("东门社区新增多少个泊位？", "150"),
        ("西門社區的責任人是誰？", "孙建军"),
        ("通告的文号是什么？", "东街办〔2024〕7号"),
        ("停车服务费最高多少？", "5元"),
        ("對單位罰款多少？", "3000元"),
        ("举报电话是多少？", "60012345"),
        ("石桥镇现在有多少处花圃？", "12处"),
        ("花圃质量多久评价一次？", "每半年"),
    ],
)
def test_a_chinese_paper_is_answered_from(assistant: PlanAssistant, question: str, words: str) -> None:
    answer = assistant.invoke({"question": question})
    assert (answer.status, words in answer.answer) == ("answered", True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How high may the parking service fee be?", "停车服务费不得高于每小时5元"),
        ("When does the parking notice take effect?", "2024年5月1日"),
        ("How often must the car parks be patrolled?", "每日"),
        ("What is the hotline number for reporting?", "60012345"),
    ],
)
def test_an_english_question_is_answered_in_the_chinese_words(assistant: PlanAssistant, question: str, words: str) -> None:
    answer = assistant.invoke({"question": question})
    assert (answer.status, answer.language, words in answer.answer) == ("answered", "en", True)
    quoted = answer.citations[0]
    assert assistant.index.document(quoted.source).text[quoted.start : quoted.end] == quoted.quote


def test_an_english_paper_still_answers_its_own(assistant: PlanAssistant) -> None:
    assert "3 March 2020" in assistant.invoke({"question": "When was the harbour plan released?"}).answer


@pytest.mark.parametrize("question", ["通告第十二条是什么内容？", "How many parking fines were issued in 2022?", "Who is the mayor of Donghu?", "北门社区新增多少个泊位？", "海棠湖花圃占地多少公顷？"])
def test_what_the_chinese_paper_does_not_say_is_not_answered(assistant: PlanAssistant, question: str) -> None:
    assert assistant.invoke({"question": question}).abstained


def test_articles_are_known_by_their_headings() -> None:
    assert (article_of("通告第十二条讲什么"), article_of("第三个目标")) == (12, None)
    assert in_article(("第三条　停车场应当履行下列职责：",), 3)
    assert not in_article(("依照第三条",), 3)


def test_the_cell_under_the_heading_that_is_asked_for() -> None:
    header, row = "社区 | 泊位数量（个） | 责任人", "东门社区 | 150 | 赵丽娟"
    assert [span.of(row) for span in cells_asked("东门社区泊位有多少个", header, row)] == ["150"]
    assert [span.of(row) for span in cells_asked("東門社區的責任人是誰", header, row)] == ["赵丽娟"]
    assert cells_asked("东门社区在哪里", header, row) == []
    assert cells_asked("泊位", header, "东门社区 | 150") == []


def test_a_chinese_text_is_read_word_by_word() -> None:
    assert english_of("罚款500元，ABC").split()[0] == "fine"
    assert "500" in english_of("罚款500元")
    assert english_of("plain words") == "plain words"


def test_a_count_needs_what_is_counted(assistant: PlanAssistant) -> None:
    question = read_question("How many parking spaces are there?", assistant.index.vocabulary)
    assert [span.of("新增停车泊位150个") for span in spans_in_chinese(question, "新增停车泊位150个")] == ["150"]
    assert spans_in_chinese(question, "新建学校3所") == []
