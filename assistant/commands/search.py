"""`search`: ranked passages, no answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.commands.options import QuestionText, as_json, filters_sources, reads_index
from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.sources import Sources

MAX_PASSAGES = 1_000


@click.command(short_help="Find passages.")
@click.argument("query", type=QuestionText())
@click.option("-k", type=click.IntRange(1, MAX_PASSAGES), default=10, show_default=True, help="How many passages.")
@as_json
@filters_sources
@reads_index
def search(query: str, k: int, as_json: bool, sources: Sources, settings: Settings) -> None:
    """List the passages nearest to QUERY, best first, without an answer."""
    from assistant.open_index import open_index  # deferred: numpy, which `--help` does not need

    hits = sources.narrowed(open_index(settings)).search(query, k)
    rows = [
        {
            "rank": rank,
            "score": round(hit.score, 6),
            "source": hit.passage.document_id,
            "passage_id": hit.passage.id,
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
        }
        for rank, hit in enumerate(hits, start=1)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['rank']:>3}. {row['score']:.3f}  {row['source']} [{row['start']}:{row['end']}]\n     {row['text']}")
