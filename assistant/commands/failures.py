"""From an exception to one sentence on standard error and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from assistant.config import ConfigError
from assistant.llm.records import ExtraMissing
from corpus.records import CorpusError
from index.records import IndexNotReady

EXPLAINED = 1
WRONG_USAGE = 2
# What a shell reports of a program that Ctrl-C or a closed pipe has ended.
INTERRUPTED = 130
PIPE_CLOSED = 141


class Failure(Exception):
    """A command cannot do what it was asked; the message is the sentence for the user."""


class BadQuestion(click.UsageError):
    """A question that cannot be read; unlike other wrong usage, its sentence is whole as it is."""


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """The exit status of `command` with `arguments`; a failure is one sentence, never a traceback."""
    stdout = sys.stdout
    try:
        status = command.main(list(arguments), prog_name="python -m assistant", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except SystemExit as stopped:
        # Where it meets a closed pipe, click replaces standard output and exits.
        return int(stopped.code or 0) if sys.stdout is stdout else PIPE_CLOSED
    except click.UsageError as error:
        return _say(_usage_sentence(error), WRONG_USAGE)
    except Exception as error:
        return _say(sentence(error), EXPLAINED)
    return status if isinstance(status, int) else 0


def sentence(error: Exception) -> str:
    """What went wrong and what to do next, in one sentence."""
    if isinstance(error, Failure | CorpusError | IndexNotReady | ConfigError | ExtraMissing):
        return str(error)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}{f': {error.filename}' if error.filename else ''}; mend that and run the command again."
    if sys.flags.dev_mode:
        traceback.print_exception(error)
    return (
        f"Plan Assistant made a mistake ({type(error).__name__}: {' '.join(str(error).split())[:200]}); "
        "please report it with what `python -X dev -m assistant …` prints."
    )


def _usage_sentence(error: click.UsageError) -> str:
    if isinstance(error, BadQuestion):
        return error.message
    command = error.ctx.command_path if error.ctx else "python -m assistant"
    return f"{error.format_message().rstrip('.')}; `{command} --help` shows how."


def _say(text: str, status: int) -> int:
    sys.stdout.flush()
    click.echo(" ".join(text.split()), err=True)
    return status


def _leave_quietly() -> int:
    """Makes sure that nothing complains of the closed pipe while Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
