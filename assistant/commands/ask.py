"""`ask`: one answer with its citations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.commands.options import QuestionText, as_json, filters_sources, reads_index
from assistant.commands.print_answer import answer_text
from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.sources import Sources


@click.command(short_help="Answer one question.")
@click.argument("question", type=QuestionText())
@as_json
@filters_sources
@reads_index
def ask(question: str, as_json: bool, sources: Sources, settings: Settings) -> None:
    """Answer QUESTION in the sources' own words, and name them."""
    from assistant.chain import open_assistant  # deferred: LangChain takes half a second, and `--help` needs none

    answer = open_assistant(settings).invoke({"question": question, "history": (), "sources": sources})
    click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) if as_json else answer_text(answer))
