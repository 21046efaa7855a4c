"""Chinese follow-ups made to stand alone: the topic is taken over, and what was asked before is not asked again."""

from __future__ import annotations

import pytest

from assistant.conversation.standalone import complete


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("大桥是什么时候建成的？", "它有几个桥墩？", "大桥有几个桥墩？"),
        ("大桥是哪天开通的？", "有多少人参加？", "大桥有多少人参加？"),
        ("青禾区2021年合格率是多少？", "那2023年呢？", "青禾区2023年合格率是多少？"),
        ("江苏2021年合格率是多少？", "浙江呢？", "浙江2021年合格率是多少？"),
        ("第一批有几家企业？", "第二批呢？", "第二批有几家企业？"),
        ("四个阶段是什么？", "最后一个呢？", "四个阶段的最后一个是什么？"),
        ("消防局的局长是谁？", "副局长呢？", "消防局的副局长是谁？"),
        ("消防局的局長是誰？", "公園管理局呢？", "公園管理局的局長是誰？"),
        ("规划提到绿地了吗？", "那停车场呢？", "规划提到停车场了吗？"),
        ("大桥什么时候设计的？", "第一次开放呢？", "大桥第一次开放是什么时候？"),
        ("四个阶段是哪四个？", "什么时候启动的？", "四个阶段什么时候启动的？"),
        ("大桥什么时候开通的？", "预算是多少？", "大桥预算是多少？"),
        ("首批有多少家企业获奖？", "分别叫什么名字？", "首批企业获奖分别叫什么名字？"),
        ("三个阶段是什么？", "不是，我是说四个目标", "四个目标是什么？"),
        ("三个阶段是什么？", "回到图书馆，第一项是什么？", "图书馆第一项是什么？"),
        ("谁设计了大桥？", "在哪里？", "大桥在哪里？"),
    ],
)
def test_what_is_lacking_is_taken_over(earlier: str, question: str, expected: str) -> None:
    assert complete(question, earlier) == expected


@pytest.mark.parametrize("question", ["图书馆的馆长是谁？", "北桥镇有多少居民？", "什么是公共图书馆服务体系？", "为什么要修建新的图书馆？"])
def test_a_question_that_lacks_nothing_stays_as_it_is(question: str) -> None:
    assert complete(question, "大桥是什么时候建成的？") == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第二个是什么时候开始的？", "the deck是什么时候开始的？"),
        ("第二项再说一遍", "三个阶段的第二项是什么？"),
        ("后来增加到多少？", "三个阶段后来增加到多少？"),
        ("首任局长是谁？", "三个阶段首任局长是谁？"),
        ("啥时候开始？", "三个阶段什么时候开始？"),
    ],
)
def test_an_item_of_the_answer_before_and_idle_requests_are_understood(question: str, expected: str) -> None:
    assert complete(question, "三个阶段是什么？", "1. “the piers” [1]\n2. “the deck” [2]\n3. “the arch” [3]") == expected


def test_a_person_is_named_by_the_answer_before() -> None:
    assert complete("他是哪年上任的？", "谁设计了大桥？", "“The bridge was designed by Ada Lindqvist.” [1]") == "Ada Lindqvist是哪年上任的？"
