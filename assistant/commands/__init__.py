"""The commands, one file each."""

from __future__ import annotations

import click

from assistant.commands.ask import ask
from assistant.commands.batch import batch
from assistant.commands.chat import chat
from assistant.commands.check import check
from assistant.commands.check_draft import check_draft
from assistant.commands.draft import draft
from assistant.commands.feedback import feedback
from assistant.commands.index import index
from assistant.commands.search import search
from assistant.commands.serve import serve


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands=[ask, chat, batch, search, check, draft, check_draft, feedback, index, serve],
)
def commands() -> None:
    """Answers questions about the quality improvement plan in its sources' own words, with citations."""
