"""`chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from assistant.commands.options import filters_sources, reads_index
from assistant.commands.print_answer import answer_text
from assistant.config import Settings
from assistant.question_text import clean_question
from assistant.records import Turn

if TYPE_CHECKING:
    from assistant.sources import Sources

# Turns of the conversation that a follow-up may refer to.
REMEMBERED = 40
# What ends a conversation; people type the bare words too.
_ENDS = frozenset({"/quit", "/exit", "quit", "exit", "bye"})


@click.command(short_help="Hold a conversation in the terminal.")
@filters_sources
@reads_index
def chat(sources: Sources, settings: Settings) -> None:
    """Ask and ask on; /new begins another conversation, /quit or Ctrl-D ends."""
    from assistant.chain import open_assistant  # deferred: LangChain takes half a second, and `--help` needs none

    assistant = open_assistant(settings)
    typed = sys.stdin.isatty()
    if typed:
        if find_spec("readline"):  # not on every system; gives input() a history and line editing
            import_module("readline")
        click.echo("Ask about the plan. /new begins another conversation, /quit ends.")
    history: list[Turn] = []
    while (line := _next_line(typed)) is not None and line.strip().lower() not in _ENDS:
        if line.strip() == "/new":
            history.clear()
            click.echo("A new conversation.\n")
            continue
        try:
            question = clean_question(line)
        except ValueError as error:
            if line.strip() or typed:
                click.echo(f"{error}\n", err=True)
            continue
        answer = assistant.invoke({"question": question, "history": tuple(history), "sources": sources})
        click.echo(answer_text(answer) + "\n")
        history += [Turn("user", question), Turn("assistant", answer.answer)]
        del history[:-REMEMBERED]


def _next_line(typed: bool) -> str | None:
    """The next line typed or piped in; None at the end."""
    try:
        return input("> " if typed else "")
    except EOFError:
        return None
