"""Options that several commands share, and the settings that follow from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from assistant.commands.failures import BadQuestion
from assistant.config import load_settings
from assistant.question_text import clean_question
from corpus.records import TIERS

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


def reads_index(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options `--index` and `--engine`, and `settings` in their place."""

    @click.option("--index", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Another index folder.")
    @click.option(
        "--engine", type=click.Choice(["quote", "llm"]), help="What writes the answers: the sources' own words (quote, the default), or a language model that is checked (llm)."
    )
    @wraps(command)
    def with_settings(*args: Any, index: Path | None, engine: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - click's values
        settings = load_settings(index=index, engine=engine)
        return command(*args, settings=settings, **kwargs)

    return with_settings


def filters_sources(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that name sources, and `sources` in their place."""

    @click.option("--document", "documents", multiple=True, metavar="ID", help="Only from this source; may be given again.")
    @click.option("--tier", "tiers", multiple=True, type=click.Choice(TIERS), help="Only from sources of this tier; may be given again.")
    @click.option("--publisher", "publishers", multiple=True, metavar="NAME", help="Only from sources whose publisher's name has these words.")
    @click.option("--since", default="", metavar="DATE", help="Only from sources published then or later: YYYY-MM-DD, YYYY-MM or YYYY.")
    @click.option("--until", default="", metavar="DATE", help="Only from sources published then or earlier.")
    @wraps(command)
    def with_sources(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's values
        from assistant.sources import Sources  # deferred: numpy, which `--help` does not need

        chosen = Sources(**{name: kwargs.pop(name) for name in ("documents", "tiers", "publishers", "since", "until")})
        return command(*args, sources=chosen, **kwargs)

    return with_sources


class QuestionText(click.ParamType[str]):
    """A question as an argument: cleaned, bounded and not empty."""

    name = "question"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The cleaned question; `BadQuestion` where there is none."""
        try:
            return clean_question(value)
        except ValueError as error:
            raise BadQuestion(str(error), ctx) from None
