"""`feedback export`, `feedback status` and `feedback delete`: what visitors asked in vain, and what they said of answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.failures import Failure
from assistant.commands.options import as_json
from assistant.config import load_settings

if TYPE_CHECKING:
    from assistant.feedback import FeedbackStore

_STATUS_WORDS = {
    "not_in_sources": "not in the sources",
    "partial": "half answered",
    "off_topic": "off topic",
    "refused": "refused",
    "unclear": "unclear",
}


@click.group(short_help="Export, count or delete feedback.")
def feedback() -> None:
    """Questions that the sources did not answer, and what visitors said of answers.

    They are kept in feedback.sqlite3 in the data folder, without anything that tells who asked. The setting
    feedback = false (PLAN_ASSISTANT_FEEDBACK=false) keeps nothing more, feedback_days says for how long it is kept.
    """


def _with_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the `store` that the settings name, and a sentence where its file does not serve."""

    @wraps(command)
    def with_store(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's values
        # Deferred: its records take 20 ms to prepare, which no other command needs.
        from assistant.feedback import FeedbackStore
        from assistant.feedback_file import FeedbackError

        settings = load_settings()
        try:
            return command(*args, store=FeedbackStore(settings.data, settings.feedback_days, settings.feedback), **kwargs)
        except FeedbackError as error:
            raise Failure(str(error)) from None

    return with_store


@feedback.command(short_help="Write all entries to a CSV file.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.csv", help="Ends in .csv.")
@_with_store
def export(out: Path, store: FeedbackStore) -> None:
    """Write what was asked, answered, cited and said of it to FILE.csv, oldest first.

    UTF-8 with a byte order mark, which spreadsheets need for Chinese. A cell that a spreadsheet would take for a
    formula has an apostrophe before it. citations and nearest hold JSON: n, source, start, end, quote. A file of that
    name is replaced.
    """
    if out.suffix.lower() != ".csv":
        raise click.UsageError(f"FILE must end in .csv, not in {out.suffix or 'nothing'}")
    from assistant.feedback_csv import write_csv  # deferred: as above

    click.echo(f"{out}: {_counted(write_csv(store.entries(), out))}.")


@feedback.command(short_help="Say what is kept.")
@as_json
@_with_store
def status(as_json: bool, store: FeedbackStore) -> None:
    """Say how much is kept, of which kinds, since when, for how long and where."""
    found = store.summary()
    if as_json:
        data = {
            "file": str(store.path),
            "on": store.keeps,
            "days": store.days,
            "entries": found.entries,
            "unanswered": found.unanswered,
            "verdicts": found.verdicts,
            "since": found.since,
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(f"Feedback {store.path}: {_counted(found.entries)}{f' since {found.since}' if found.since else ''}")
    kinds = ", ".join(f"{count:,} {_STATUS_WORDS.get(kind, kind)}" for kind, count in found.unanswered.items())
    click.echo(f"Without an answer: {kinds or 'none'}")
    click.echo(f"Said of answers: {', '.join(f'{count:,} {verdict}' for verdict, count in found.verdicts.items())}")
    click.echo(f"Kept for {store.days:,} days." if store.keeps else "Feedback is off: nothing more is kept.")


@feedback.command(short_help="Delete all entries.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@_with_store
def delete(yes: bool, store: FeedbackStore) -> None:
    """Delete all entries for good: nothing of them remains in the file. Asks first."""
    count = store.summary().entries
    if count and not yes and not _confirmed(f"Delete {_counted(count)} from {store.path} for good?"):
        raise Failure("Nothing was deleted; answer y, or add --yes where nobody can answer.")
    click.echo(f"{_counted(store.delete_all())} deleted.")


def _confirmed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise  # Ctrl-C
        # Nobody is there to ask.
        click.echo(err=True)
        return False


def _counted(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"
