"""What a Chinese question's words are read as, before any source is searched."""

from __future__ import annotations

import pytest

from assistant.questions.chinese import read_chinese
from index.vocabulary import Vocabulary


@pytest.mark.parametrize("question", ["大桥是什么时候开通的？", "大橋是什麼時候開通的？", "大桥开通是什么时间？"])
def test_a_question_word_after_is_leaves_nothing_unread(question: str) -> None:
    assert not {"时候", "时间"} & set(read_chinese(question, "zh-Hans", Vocabulary(0, {}, {}, {}), {}).unread)
