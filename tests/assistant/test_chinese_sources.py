"""Chinese papers among the sources: read, found and quoted in Chinese, and left alone where they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import PlanAssistant
from corpus.records import Document
from corpus.structure import read_structure
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_corpus, write_document

DISTRICT = """青禾区质量提升行动方案

发布单位：青禾区人民政府

一、总体要求

到2027年，全区制造业产品合格率稳定在95%以上，公共服务满意度达到88分。

二、重点任务

（一）提升食品安全水平。建立覆盖全区的食品追溯平台，每年抽检不少于1.2万批次。

（二）提升工程质量。全面推行住宅工程质量潜在缺陷保险。

三、保障措施

一是加强组织领导，由区长林致远任领导小组组长。二是加大财政投入，三年安排专项资金6000万元。三是强化考核，考核结果向社会公布。

第一条 本方案由区市场监督管理局负责解释。

第二条 本方案自2024年4月1日起施行。
"""
LIBRARIES = """临江市公共图书馆发展规划

第一章 发展目标

第三条 到2026年，全市公共图书馆达到42座，人均藏书1.5册。

第四条 重点建设以下四个项目：一是临江图书馆新馆；二是儿童图书馆；三是数字资源中心；四是古籍修复中心。

第六条 市文化和旅游局负责组织实施，副市长周文斌牵头协调。每季度通报一次进展。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, embedder: Embedder) -> PlanAssistant:
    folder: Path = tmp_path_factory.mktemp("chinese")
    write_corpus(folder / "corpus")
    for id_, text, publisher in (("qinghe", DISTRICT, "青禾区人民政府"), ("linjiang", LIBRARIES, "临江市人民政府办公厅")):
        write_document(folder / "corpus", id_, text, title=text.split("\n")[0], publisher=publisher, date="2024-03-18", tier="user", language="zh-Hans")
    build_index(folder / "index", [folder / "corpus"], embedder)
    return PlanAssistant(Index(folder / "index", embedder))


def ask(assistant: PlanAssistant, question: str):
    answer = assistant.invoke({"question": question})
    for citation in answer.citations:
        text = assistant.index.document(citation.source).text
        assert text[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("青禾区的专项资金是多少？", "6000万元"),
        ("青禾区方案什么时候施行？", "2024年4月1日"),
        ("青禾区方案由谁负责解释？", "市场监督管理局"),
        ("青禾区质量提升领导小组组长是谁？", "林致远"),
        ("青禾區方案每年抽檢多少批次？", "1.2万批次"),
        ("临江市到2026年要有多少座公共图书馆？", "42座"),
        ("临江市副市长是谁？", "周文斌"),
        ("多久通报一次进展？", "每季度"),
    ],
)
def test_a_fact_is_quoted_from_the_chinese_text(assistant: PlanAssistant, question: str, words: str):
    answer = ask(assistant, question)
    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("青禾区的保障措施有哪些？", ["加强组织领导", "加大财政投入", "强化考核"]),
        ("青禾区的重点任务有哪些？", ["提升食品安全水平", "提升工程质量"]),
        ("临江市图书馆规划的四个重点项目是什么？", ["新馆", "儿童图书馆", "数字资源中心", "古籍修复中心"]),
    ],
)
def test_a_list_is_given_whole(assistant: PlanAssistant, question: str, items: list[str]):
    answer = ask(assistant, question).answer
    assert all(item in answer for item in items)


@pytest.mark.parametrize(
    "question",
    ["临江市图书馆有多少名员工？", "临江市长是谁？", "青禾区副区长是谁？", "青禾区方案的预算总额是多少欧元？", "青禾区2030年的目标是什么？",
     "青禾区的市民满意度调查由哪家公司做？", "临江图书馆新馆什么时候建成？"],
)  # fmt: skip
def test_a_near_miss_is_not_answered(assistant: PlanAssistant, question: str):
    assert ask(assistant, question).status == "not_in_sources"


def test_the_lists_of_one_sentence_and_the_articles_of_a_paper_are_read():
    structure = read_structure(Document("x", "t", "p", "2024", "user", "zh-Hans", "", None, "", "x.txt", LIBRARIES))
    listed = [[item.of(LIBRARIES) for item in each.items] for each in structure.enumerations]
    assert listed == [["一是临江图书馆新馆", "二是儿童图书馆", "三是数字资源中心", "四是古籍修复中心。"]]
    assert structure.enumerations[0].declared == 4
    assert [piece.span.of(LIBRARIES) for piece in structure.pieces if piece.kind == "heading"] == ["第一章 发展目标", "第三条", "第四条", "第六条"]


def test_a_missing_half_is_named_in_a_chinese_question(assistant: PlanAssistant):
    answer = ask(assistant, "青禾区方案什么时候施行？有多少名志愿者参加？")
    assert answer.status == "partial"
    assert "2024年4月1日" in answer.answer
