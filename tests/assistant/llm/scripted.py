"""A chat model that does what a test tells it to, over LangChain's own interface."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

Script = Callable[[Sequence[BaseMessage]], "str | Sequence[str | float | Exception]"]


class Scripted(BaseChatModel):
    """Streams what its script returns for the messages: text in small pieces, a pause for a number, an exception raised."""

    script: Script
    asked: list[Sequence[BaseMessage]] = []  # noqa: RUF012 - a pydantic field, copied for each model

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError("the assistant streams")

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        steps = self.script(messages)
        for step in [steps] if isinstance(steps, str) else steps:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                time.sleep(step)
                continue
            for at in range(0, len(step), 7):
                yield ChatGenerationChunk(message=AIMessageChunk(content=step[at : at + 7]))
        yield ChatGenerationChunk(
            message=AIMessageChunk(content="", usage_metadata={"input_tokens": 900, "output_tokens": 40, "total_tokens": 940})
        )


def says(text: str) -> Script:
    """A script that writes `text` whatever it is asked."""
    return lambda _: text


def mark_of(messages: Sequence[BaseMessage], words: str) -> str:
    """The mark of the passage that holds `words`, as the messages number it."""
    for block in str(messages[-1].content).split("\n\n"):
        if words in block:
            return block[block.index("[") : block.index("]") + 1]
    raise AssertionError(f"no passage shows {words!r}")
