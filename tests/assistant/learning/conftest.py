"""Two invented texts of two languages, a note with sources, and a page without a sentence, indexed with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build_index
from index.embed import Embedder
from index.retrieve import Index
from tests.conftest import write_document

FERRY = """Ferry line renewal

May 6, 2024

The port council of Westmark presented the ferry plan on May 2. Mayor Clara Holm introduced it together with Jonas Berg, director of the Westmark Harbour Office. The council approved 14 million crowns in March 2023 under file No. 2019/44.

I, Aims

By 2030, the line should carry 900 passengers a day. The yard of the shipbuilder was built in 1931 and employs 210 workers.

II, Works

One: Stages. The works have three stages: First is to dredge the basin. Second is to rebuild the quay. Third is to buy two electric ferries.

Two: Money. The crossing serves islanders, such as fishermen, pupils, nurses and postmen. The renewal takes 18 months and 60 percent of the cost falls on the state.

Call 2018 2020 or write to harbour2021@example.org. The 2022 report and the study of 2017 are in the archive.
"""
RIVER = """河道治理方案新闻发布会

2019年3月6日

2019年3月5日，北港市人民政府召开新闻发布会，副市长李明远介绍了河道治理方案。北港市水务局局长王海出席发布会并回答记者提问。

一、总体目标

到2025年，全市河道水质优良比例应达到85%，建成绿道120公里。

二、重点任务

重点任务包括清理河岸、修建绿道、监测水质、保护湿地。根据北政发〔2018〕12号文件，全市于2018年10月完成排查。

三、其他

同期举办的展览会展品包括陶瓷花瓶、丝绸服装、木雕家具、竹编篮子。
"""
NOTE = """# Background on the ferry

## Around the harbour

The market hall keeps old trades alive, such as candlemakers, weavers, potters and coopers.
Source: Westmark Courier | 2019 | no citable link | fact 4

Ines Falk was deputy director of the Westmark Harbour Office in April 2022, when the office moved to the old customs house.
Source: Westmark Courier | 2022-05-01 | https://example.org/falk | fact 1

Parcels, letters and newspapers reach the islands by air since 12 August 2021, and the post counts 340 parcels a week.
Source: Westmark Courier | 2021-09 | no citable link | fact 2

The museum in the lighthouse, whose director is Peder Lund, opened in 1987 and shows 75 ship models.
Source: Westmark Courier | 2020 | no citable link | fact 3
"""
GLOSSARY = """[[term]]
english = "electric ferries"
chinese = "电动渡轮"
status = "M"

[[term]]
english = "ferry plan"
chinese = "渡轮航线方案"
status = "C"
note = "The plan of Westmark."

[[term]]
english = "quay"
status = "N"
"""


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Index:
    """The index of the texts above, open."""
    folder = tmp_path_factory.mktemp("lessons")
    corpus = folder / "corpus"
    write_document(corpus, "ferry", FERRY, date="2024-05-06")
    write_document(corpus, "river", RIVER, date="2019-03-06", tier="user", language="zh-Hans")
    write_document(corpus, "note-ferry", NOTE, date="2026-01-02", tier="background")
    write_document(corpus, "menu", "| Home | News |\n\nOpening hours\n", date="2024-01-01")
    (Path(corpus) / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    build_index(folder / "index", [corpus], embedder)
    return Index(folder / "index", embedder)
