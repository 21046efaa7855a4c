"""A question that asks several things, taken apart."""

from __future__ import annotations

import pytest

from assistant.parts import question_parts


def test_two_questions_are_told_apart() -> None:
    assert question_parts("When was it built, and who paid?") == ["When was it built", "Who paid (built)?"]
    assert question_parts("Who presented the plan and the budget?") == ["Who presented the plan and the budget?"]


@pytest.mark.parametrize(
    "asked",
    [
        "What is the difference between the harbour plan and the port measures?",
        "How does the harbour plan differ from the port measures?",
        "How do the harbour plan and the port measures differ?",
        "Compare the harbour plan with the port measures.",
        "Is the harbour plan the same as the port measures?",
    ],
)
def test_a_comparison_asks_what_each_is(asked: str) -> None:
    assert question_parts(asked) == ["What is the harbour plan?", "What are the port measures?"]


def test_a_chinese_comparison_asks_what_each_is_in_its_script() -> None:
    assert question_parts("“政策保障”和“保障措施”有什么区别？") == ["政策保障是什么？", "保障措施是什么？"]
    assert question_parts("「具體措施」跟「保障措施」要怎麼區分？") == ["具體措施是什麼？", "保障措施是什麼？"]


def test_the_order_of_two_things_asks_for_the_day_of_each() -> None:
    assert question_parts("Which came first, the outline or the city's notice?") == [
        "When was the outline issued?",
        "When was the city's notice issued?",
    ]
    assert question_parts("When were the outline and the notice published?") == [
        "When was the outline published?",
        "When was the notice published?",
    ]


def test_several_days_are_asked_for_one_by_one() -> None:
    assert question_parts("What do January 3 and March 5 stand for?") == ["What happened on January 3?", "What happened on March 5?"]
    assert question_parts("1月3日、3月5日分别是什么日子？") == ["1月3日发生了什么？", "3月5日发生了什么？"]
    assert question_parts("What was decided on January 3?") == ["What was decided on January 3?"]


def test_never_more_than_three() -> None:
    assert len(question_parts("What happened on May 1, May 2, May 3 and May 4?")) == 3


def test_two_years_are_asked_for_one_by_one() -> None:
    assert question_parts("What was the score in 2017 and in 2019?") == ["What was the score in 2017?", "What was the score in 2019?"]
    assert question_parts("2017年和2019年的得分是多少？") == ["2017年的得分是多少？", "2019年的得分是多少？"]
    assert question_parts("How did it change between 2017 and 2019?") == ["How did it change between 2017 and 2019?"]


def test_the_halves_of_a_chinese_question_keep_its_topic() -> None:
    assert question_parts("大桥是哪天开通的？预算是多少？") == ["大桥是哪天开通的", "大桥预算是多少？"]


def test_both_scripts_are_taken_apart_alike() -> None:
    assert question_parts("大橋是哪天開通的？預算是多少？") == ["大橋是哪天開通的", "大橋預算是多少？"]
    assert question_parts("圖書館由誰設計，什麼時候開放？") == ["圖書館由誰設計", "圖書館什麼時候開放？"]
    assert question_parts("2017年與2019年的得分是多少？") == ["2017年的得分是多少？", "2019年的得分是多少？"]


def test_a_half_that_asks_how_old_or_on_which_day_is_a_question_of_its_own() -> None:
    assert question_parts("馆长是谁？她几岁？")[1].endswith("几岁？")
    assert question_parts("大桥由谁设计，几号通车？") == ["大桥由谁设计", "大桥几号通车？"]


def test_a_list_named_before_the_number_of_its_item_stays_with_it() -> None:
    for question in ("大橋的六個特點，第六個是什麼？", "大桥的六个特点，第六个是什么？"):
        assert question_parts(question) == [question]
