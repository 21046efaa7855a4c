"""Persons with their office, and institutions, in one sentence."""

from __future__ import annotations

import pytest

from assistant.learning.names import appointed, bodies


def read(text: str) -> list[tuple[str, str]]:
    return [(each.person.of(text), each.office.of(text)) for each in appointed(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vice mayor Clara Holm opened the hall.", [("Clara Holm", "Vice mayor")]),
        ("Librarian Ada Lindqvist proposed it.", [("Ada Lindqvist", "Librarian")]),
        (
            "Director of Westmark Harbour Office Jonas Berg and vice director Ines Falk came.",
            [("Jonas Berg", "Director of Westmark Harbour Office"), ("Ines Falk", "vice director")],
        ),
        (
            "Zhi Shuping, then head of the quality authority AQSIQ, spoke.",
            [("Zhi Shuping", "head of the quality authority AQSIQ")],
        ),
        (
            "Jonas Berg (柏) was director of the Quality and Harbour Office in May.",
            [("Jonas Berg", "director of the Quality and Harbour Office")],
        ),
        ("According to Pu Changcheng, AQSIQ's deputy head, it is so.", [("Pu Changcheng", "AQSIQ's deputy head")]),
        ("In May Brexit Secretary David Davis travelled.", [("David Davis", "Brexit Secretary")]),
        ("On Monday Northport Museum director Ada Lindqvist spoke.", [("Ada Lindqvist", "Northport Museum director")]),
        ("时任副局长赵六接任局长。", [("赵六", "副局长")]),
        ("市委书记李强、市长应勇出席会议。", [("李强", "市委书记"), ("应勇", "市长")]),
        ("副市长李明远介绍了方案。", [("李明远", "副市长")]),
        ("北港市水务局局长王海出席发布会。", [("王海", "北港市水务局局长")]),
        ("副市長許昆林介紹了方案。", [("許昆林", "副市長")]),
    ],
)
def test_a_name_beside_its_office_is_read_with_it(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Clara Holm opened the hall.",
        "The director Westmark Harbour Authority appointed resigned.",
        "The head of Shanghai Free Trade Zone works on it.",
        "The president of Harbour Bridge Company left.",
        "Director Annual Report is the title.",
        "市长高度重视这项工作。",
        "各部门主任要认真负责。",
        "主任于会上表示支持。",
        "市长应对此表示负责。",
    ],
)
def test_what_is_no_person_with_an_office_is_left_out(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "It was led by the General Administration of Quality Supervision, Inspection and Quarantine as well.",
            ["General Administration of Quality Supervision, Inspection and Quarantine"],
        ),
        ("The CPC Central Committee and State Council agreed.", ["CPC Central Committee", "State Council"]),
        ("The Westmark Quality and Harbour Bureau met.", ["Westmark Quality and Harbour Bureau"]),
        ("The Party's Central Committee met.", []),
        ("The office and the committee met.", []),
        ("北港市人民政府召开新闻发布会。", ["北港市人民政府"]),
        ("会议由国务院办公厅筹备。", ["国务院办公厅"]),
    ],
)
def test_institutions_are_named_in_full_or_not_at_all(text, names):
    assert [span.of(text) for span in bodies(text)] == names
