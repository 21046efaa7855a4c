"""Outline, time line, people and glossary of invented documents: all cited to the character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from assistant.learning.lookup import look_up
from assistant.learning.outline import outline
from assistant.learning.people import institutions, persons
from assistant.learning.quiz import quiz
from assistant.learning.records import Section
from assistant.learning.timeline import moments
from assistant.records import Citation
from index.retrieve import Index


def citations(found: object) -> Iterator[Citation]:
    if isinstance(found, Citation):
        yield found
    elif isinstance(found, tuple | list):
        for each in found:
            yield from citations(each)
    elif is_dataclass(found):
        for each in fields(found):
            yield from citations(getattr(found, each.name))


def assert_exact(found: object, index: Index) -> int:
    """The number of citations in `found`, all of which must hold the words at their place."""
    every = list(citations(found))
    assert [each for each in every if index.document(each.source).text[each.start : each.end] != each.quote] == []
    return len(every)


@pytest.fixture(params=["lessons", "tiny_index", "shipped"])
def any_index(request: pytest.FixtureRequest) -> Index:
    return request.getfixturevalue(request.param)


def test_every_citation_of_every_view_is_exact(any_index: Index):
    documents = [each["id"] for each in any_index.manifest.documents]
    for view in (
        moments,
        persons,
        institutions,
        lambda index: look_up(index, ""),
        *(lambda index, id_=id_: outline(index, id_) for id_ in documents),
    ):
        assert_exact(view(any_index), any_index)
    assert sum(assert_exact(outline(any_index, id_), any_index) for id_ in documents) > 0
    assert assert_exact([quiz(any_index, seed) for seed in range(12)], any_index) > 0


def headings(sections: tuple[Section, ...]) -> list[object]:
    return [(each.heading.quote if each.heading else None, headings(each.sections)) for each in sections]


def test_an_outline_nests_as_the_headings_do(lessons: Index):
    assert headings(outline(lessons, "ferry").sections) == [
        (None, []),
        ("I, Aims", []),
        ("II, Works", [("One: Stages.", []), ("Two: Money.", []), (None, [])]),
    ]
    assert [heading for heading, _ in headings(outline(lessons, "river").sections)] == [
        None,
        "一、总体目标",
        "二、重点任务",
        "三、其他",
    ]


def test_a_list_hangs_below_the_statement_that_introduces_it(lessons: Index):
    stages = outline(lessons, "ferry").sections[2].sections[0]
    (point,) = stages.points
    assert [item.statement.quote for item in point.lists[0].items] == [
        "First is to dredge the basin.",
        "Second is to rebuild the quay.",
        "Third is to buy two electric ferries.",
    ]
    (tasks,) = outline(lessons, "river").sections[2].points
    assert [item.statement.quote for item in tasks.lists[0].items] == ["清理河岸", "修建绿道", "监测水质", "保护湿地"]


def test_a_paragraph_after_those_with_headings_of_their_own_comes_after_them(lessons: Index):
    works = outline(lessons, "ferry").sections[2]
    assert works.points == ()
    assert works.sections[-1].points[0].statement.quote.startswith("Call ")


def test_a_document_without_a_sentence_has_no_outline_and_no_quiz(lessons: Index):
    assert outline(lessons, "menu").sections == ()
    assert quiz(lessons, 1, "menu") == ()


def test_the_time_line_is_in_order_and_says_how_each_date_is_meant(lessons: Index):
    assert [(each.year, each.month, each.day, each.role, each.year_inferred) for each in moments(lessons)] == [
        (1931, None, None, "event", False),
        (1987, None, None, "event", False),
        (2018, 10, None, "event", False),
        (2019, 3, 5, "event", False),
        (2019, 3, 6, "dated", False),
        (2021, 8, 12, "event", False),
        (2022, 4, None, "event", False),
        (2023, 3, None, "event", False),
        (2024, 5, 2, "event", True),
        (2024, 5, 6, "dated", False),
        (2025, None, None, "target", False),
        (2030, None, None, "target", False),
    ]


def test_who_is_who_gives_each_office_with_the_date_of_what_says_it(lessons: Index):
    assert {(person.name, office.words.quote, office.as_of) for person in persons(lessons) for office in person.offices} == {
        ("Clara Holm", "Mayor", "2024-05-06"),
        ("Jonas Berg", "director of the Westmark Harbour Office", "2024-05-06"),
        ("Ines Falk", "deputy director of the Westmark Harbour Office", "2022-05-01"),
        ("李明远", "副市长", "2019-03-06"),
        ("王海", "北港市水务局局长", "2019-03-06"),
    }
    assert [body.name for body in institutions(lessons)] == ["Westmark Harbour Office", "北港市人民政府"]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("FERRY  plan", ["ferry plan"]),
        ("ferr", ["ferry plan", "electric ferries"]),
        ("渡轮", ["ferry plan", "electric ferries"]),
        ("電動", ["electric ferries"]),
        ("westmark", ["ferry plan"]),
        ("", ["electric ferries", "ferry plan", "quay"]),
        ("zzz", []),
        ("(", []),
    ],
)
def test_the_glossary_is_found_in_both_languages_and_scripts_best_first(lessons: Index, query: str, terms: list[str]):
    assert [entry.term.english for entry in look_up(lessons, query)] == terms


def test_a_term_is_shown_where_the_sources_print_it(lessons: Index):
    assert [entry.place.quote for entry in look_up(lessons, "") if entry.place] == ["electric ferries", "ferry plan", "quay"]
