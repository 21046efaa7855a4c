"""Free rewordings of invented sources pass, and statements that are wrong by little do not, in English and Chinese."""

from __future__ import annotations

import pytest

from assistant.checking.abbreviations import abbreviations
from assistant.checking.chinese import chinese_claim_words, reading
from assistant.checking.sentences import check_claim
from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_document

LETTER = """The harbour office and the tram company

In May 2019 the harbour office started out with Zhou Lan as its director and Shi Bin as its Party secretary.

The State Office of Harbour Permits (SOHP) published its rules on 3 April 2019, and its first report came out on 13 April 2019.

Tarn's plan was adopted on 8 January 2020 and Velm's opinions followed on 5 July 2020.

The tram plan named its three lines about ten weeks before the council's opinions on fares appeared in late June 2021.

The fare index of the trams lay more than 10 points under the ferry company's.

By the end of 2022 the label had reached 209 products from 159 companies.

The prize brought two Mayor's medals and 15 bronze medals in 2021.

The council elected eight vice mayors in March 2021, and Bea Holm was one of them.

For 2027 the port raised its target for the index to 94 or more.

Steps five to eight of the "2+M" scheme are described in the annex; not all of the office's work passed to the new harbour regulator.

Land for construction is held within 3,200 square kilometres in 2027 under the limits of the plan.

The archive saw the letter seven days after the date on the document.
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Index:
    """The index of one invented text."""
    folder = tmp_path_factory.mktemp("letter")
    write_document(folder / "corpus", "harbour-office", LETTER)
    build_index(folder / "index", [folder / "corpus"], embedder)
    return Index(folder / "index", embedder)


@pytest.mark.parametrize(
    "claim",
    [
        "Zhou Lan was director of the harbour office in May 2019, and Shi Bin its Party secretary.",
        "The first report appeared on 13 April 2019, ten days after the State Office of Harbour Permits published its rules.",
        "The archive saw the letter a week after the date on the document.",
        "By the end of 2022, 159 companies had received the label.",
        "The port wants an index of at least 94 in 2027.",
        "In 2027 no more than 3,200 square kilometres may be land for construction.",
        "It was not until 8 January 2020 that Tarn's plan was adopted.",
        "In May 2019 the harbour office started with Zhou Lan as director, while Shi Bin served as Party secretary.",
        "2027年建设用地不得超过3200平方公里。",
        "港口把2027年的指数目标提高到94以上。",
        "2019年5月，周兰任港务局局长，石斌任党组书记。",
        "2022年底，159家企业获得标签。",
    ],
)
def test_a_free_rewording_passes(letter: Index, claim: str):
    check = check_claim(claim, letter)
    assert check.verdict == "supported", check.differences


@pytest.mark.parametrize(
    "claim",
    [
        "Velm's plan was adopted on 8 January 2020, and Tarn followed in July.",
        "The council's opinions on fares appeared about ten weeks before the tram plan named its three lines.",
        "The fare index of the trams lay more than 10 points above the ferry company's.",
        "The prize brought 15 Mayor's medals and two bronze medals in 2021.",
        "The council elected Bea Holm mayor in March 2021.",
        "The steps are part of the \"2+M+K\" scheme described in the annex.",
        "All of the office's work passed to the new harbour regulator.",
        "The office's work was cancelled and not passed to the new harbour regulator.",
        "The state government adopted Tarn's plan on 8 January 2020 alone.",
        "The pilots' union started out with Zhou Lan as its director in May 2019.",
        "2027年港口的指数已经达到94。",
        "2019年5月，石斌任港务局局长，周兰任党组书记。",
        "2022年底，209家企业的159项产品获得标签。",
        "2027年建设用地不少于3200平方公里。",
        "港口2027年的指数比2022年减少94。",
        "2019年5月，应兰任港务局局长。",
        "档案馆在文件所署日期之前七天看到了来信。",
    ],
)
def test_what_is_wrong_by_little_does_not_pass(letter: Index, claim: str):
    assert check_claim(claim, letter).verdict not in ("exact", "supported")


def test_chinese_names_are_known_by_their_reading(letter: Index):
    assert reading("周兰") == "zhoulan"
    assert reading("周x") == ""
    words = chinese_claim_words("周兰任局长，柳珊出席。", letter)
    assert [(each.text, each.english) for each in words if each.name] == [("周兰", ("zhou", "lan")), ("柳珊", ("liushan",))]


def test_a_word_is_cut_where_the_next_one_begins(letter: Index):
    words = [each.text for each in chinese_claim_words("上海人口规模", letter)]
    assert words == ["上海", "人口规模"]


def test_an_abbreviation_stands_for_the_name_printed_beside_it(letter: Index):
    assert abbreviations(letter)["SOHP"] == {"state", "offic", "harbour", "permit"}
