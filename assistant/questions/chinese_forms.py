"""Forms of Chinese questions whose kind is not said by a question word: a statement to be confirmed, one list's items, somebody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked import Asked
from corpus.numerals import MONTHS

_QUESTION_WORD = re.compile(r"什么|哪|谁|多少|几|怎|如何|为何|何时|何人|有没有|能否")
_CONFIRMING = re.compile(r"(?:对吗|对吧|是吗|是吧|是不是|对不对|没错吧|属实吗|吗|吧)[？?。！!]*$")
_DAY = re.compile(rf"\s*(?:(?:19|20)\d\d年?\s*)?(?:{'|'.join(MONTHS)})\s+\d{{1,2}}\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d年")
_HAPPENED = re.compile(r"发[布表]|公[布开]|印发|颁[布发]|出台|施行|实施|生效|召开|举[行办]|成立|设立|启动|开[始幕放通]|通过|批准|获批|竣工|建成|挂牌")
_OFFICE = re.compile(r"(?:由|是)(?:[\u4e00-\u9fff]{0,8}?)(?P<office>(?<!副)(?:市长|省长|区长|局长|部长|主任|书记))[\u4e00-\u9fff]{0,10}(?:介绍|主持|宣布|签署|发布|公布|讲解|宣读|通报)的")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A statement that a question wants confirmed, as the question that it answers."""

    asked: Asked
    rest: str
    """The statement without what it supposes."""


def confirmed(plain: str) -> Confirmed | None:
    """What a yes-or-no question of a day or an office asks, put openly; None for another.

    "Was it released on 5 March?" is answered by the day on which it was, right or wrong: what the question supposes
    must not be looked for. `plain` is in Simplified Chinese, its days in English.
    """
    if not _CONFIRMING.search(plain) or _QUESTION_WORD.search(_CONFIRMING.sub("", plain)):
        return None
    statement = _CONFIRMING.sub("", plain)
    if _HAPPENED.search(statement):
        for when in (_DAY, _YEAR):
            if (day := when.search(statement)) and (when is _DAY or _cleft(statement, day)):
                return Confirmed(Asked.DATE, f"{statement[: day.start()]}{statement[day.end() :]}")
    if office := _OFFICE.search(statement):
        return Confirmed(Asked.PERSON, f"{statement[: office.start('office')]}{statement[office.end('office') :]}")
    return None


def _cleft(statement: str, found: re.Match[str]) -> bool:
    """Whether it is what 是 … 的 puts in question: "it was in 2019 that it was released"."""
    return statement[: found.start()].rstrip().endswith(("是", "于", "在")) and statement.rstrip("，, ").endswith(("的", "了")) or statement[: found.start()].rstrip().endswith("是")


_ITEMS = re.compile(r"(?<![第\d])[一二两三四五六七八九十\d]+(?:[个项大条类种]|方面)[\u4e00-\u9fff]{1,10}?(?:具体|分别|究竟|到底|各)*(?:是指|指的是|指|是|有|包括|包含|涵盖)(?:什么|啥|哪些)")


def asks_for_items(plain: str) -> bool:
    """Whether a question names a number of things and asks what they are: 五个中心具体指什么."""
    return bool(_ITEMS.search(plain))


_WORDS_OF = re.compile(r"(?:说|讲|回答|答复|回应|表示|透露|强调|承诺|提|问)(?:了|过)?(?:些|一些)?(?:什么|啥|哪些)")
_TEXT = re.compile(
    r"(?:方案|文件|规划|计划|意见|通知|新闻稿|稿子|稿件|资料|材料|公报|报告|决定|办法|条例|通告|公告|通报|第?[一二三四五六七八九十\d]+[条章节款]|文中|里面?|中)"
    r"(?:[里中上]?)(?:都|还|又|也)?(?:对|关于|就)?[\u4e00-\u9fff]{0,8}(?:说|讲|提|强调|表示)"
)


def asks_for_words(plain: str) -> bool:
    """Whether it asks what somebody said, not what a text says."""
    return bool(_WORDS_OF.search(plain)) and not _TEXT.search(plain)


_CLASSED = re.compile(r"(?:第[一二三四五六七八九十\d]+|首)[批届轮期]")


def without_event(plain: str) -> str:
    """A question of the day of "the third batch" without what happened then: its day is that of the batch, whatever verb goes with it."""
    return _HAPPENED.sub("", plain) if _CLASSED.search(plain) else plain
