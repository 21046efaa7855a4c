"""A growing text cut into sentences: the same ones however it arrives."""

from __future__ import annotations

import pytest

from assistant.llm.records import Sentence
from assistant.llm.sentences import SentenceReader

TEXT = """The plan has three targets. [1] It was released on Jan. 17, 2018 [2][3]. “First quote. Still inside.” [4]
- the first item [1, 2]
2. the **second** item【3】
方案于1月17日印发[1]。覆盖11个领域。[2]
It names e.g. steel and No. 3 plant [^2]. <think>hidden [9].</think>Done"""

SENTENCES = [
    Sentence("The plan has three targets.", (1,), True, False),
    Sentence("It was released on Jan. 17, 2018.", (2, 3), False, False),
    Sentence("“First quote. Still inside.”", (4,), False, False),
    Sentence("the first item", (1, 2), True, True),
    Sentence("the second item", (3,), True, True),
    Sentence("方案于1月17日印发。", (1,), True, False),
    Sentence("覆盖11个领域。", (2,), False, False),
    Sentence("It names e.g. steel and No. 3 plant.", (2,), True, False),
    Sentence("Done", (), False, False),
]


@pytest.mark.parametrize("step", [1, 3, 7, 40, 1_000])
def test_sentences_are_the_same_however_the_text_arrives(step: int) -> None:
    reader, found = SentenceReader(), []
    for end in range(step, len(TEXT) + step, step):
        found += reader.read(TEXT[:end])
    assert found + reader.read(TEXT, ended=True) == SENTENCES


def test_nothing_is_read_from_an_empty_text() -> None:
    assert SentenceReader().read("", ended=True) == []
