"""Which dates of a sentence tell when."""

from __future__ import annotations

import pytest

from assistant.learning.dates import dates_that_tell, is_after, iso_parts


def told(text: str, base: str = "2024-05-06") -> list[tuple[int, int | None, int | None]]:
    found = dates_that_tell(text, base)
    # Whatever is found stands where it says.
    assert all(0 <= date.span.start < date.span.end <= len(text) for date in found)
    return [(date.year, date.month, date.day) for date in found]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The bridge was built in 1931 and carries trams.", [(1931, None, None)]),
        ("The council met on 3 March 2019.", [(2019, 3, 3)]),
        ("On March 3, 2019, the council met.", [(2019, 3, 3)]),
        ("The exhibition opened in March 2019.", [(2019, 3, None)]),
        ("By the end of 2023 it had 209 members.", [(2023, None, None)]),
        ("2018年10月完成排查。", [(2018, 10, None)]),
        ("到2025年建成绿道。", [(2025, None, None)]),
        ("Building went on from 2011 on.", [(2011, None, None)]),
    ],
)
def test_a_date_that_tells_when_is_read_with_its_precision(text, dates):
    assert told(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "The paper is filed as No. 2019/44.",
        "根据北政发〔2018〕12号文件执行。",
        "Call 2018 2020 or write to harbour2021@example.org.",
        "The Master Plan 2017-2035 names five centres.",
        "Four plans of three years each, 2018 to 2020, were made.",
        "It works in 2000 enterprises and 1900 shops.",
        "The 2022 report is in the archive.",
        "An article of March 2018 says so.",
        "According to Shine in September 2024, the award has two levels.",
        "The Outline (2023) sets a target.",
        "《上海市城市总体规划（2017—2035年）》提出五个中心。",
        "Shanghai's 2018 plan has four targets.",
        "The bus leaves on 31 February 2019.",
        "The vice mayor may speak in May.",
        "See https://example.org/2018/05/06/page for more.",
        "It is the first such paper since 1949.",
    ],
)
def test_a_number_a_name_or_a_range_is_no_date(text):
    assert told(text) == []


def test_a_day_takes_its_year_from_what_was_written_later_in_that_year():
    assert told("It was presented on May 2.") == [(2024, 5, 2)]
    assert dates_that_tell("It was presented on May 2.", "2024-05-06")[0].year_inferred
    assert told("The page dated 12 February 2018 says that it came out on 17 January.") == [(2018, 1, 17)]


def test_a_day_whose_year_would_be_a_guess_is_left_out():
    assert told("It was presented on December 20.") == []
    assert told("It was presented on May 2.", "2024") == []
    assert told("It was presented on May 2.", "undated") == []


def test_of_two_dates_one_is_later_only_as_far_as_both_are_given():
    assert is_after((2020, None, None), (2019, 5, 1))
    assert not is_after((2019, None, None), (2019, 5, 1))
    assert iso_parts("2018-02") == (2018, 2, None)
    assert iso_parts("undated") is None
