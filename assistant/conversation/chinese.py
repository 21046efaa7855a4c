"""A Chinese follow-up with what it lacks taken over from the question before it."""

from __future__ import annotations

import re

from assistant.language.script import simplified


def complete_chinese(question: str, earlier: str) -> str:
    """`question` with what it lacks taken over from the question `earlier`."""
    plain = simplified(question)
    leans = re.match(
        r"^(?:那么?|还有|另外|第[一二三四五六七八九十\d]+[个项条点]?|其他|别的|为什么|什么时候|谁|哪里|不|我是说|我说的是|我问的是)",
        plain,
    )
    pronoun = re.search(r"它|他们?|她|这个|那个|这些|那些|该(?!局)|其(?!中|他)", plain)
    if re.search(r"第[一二三四五六七八九十\d]+|最[后後]一", question):
        # The number that is asked for now takes the place of the one asked for before.
        earlier = re.sub(r"(?:的)?(?:第[一二三四五六七八九十\d]+[个個项項条條点點]?|最[后後]一[个個项項])(?:的)?", "", earlier)
    if (leans and len(plain) <= 14) or pronoun or len(plain) <= 6:
        return f"{question.rstrip('？?')}（{earlier.rstrip('？?')}）？"
    return question
