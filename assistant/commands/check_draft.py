"""`check-draft`: an edited draft, sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.failures import Failure
from assistant.commands.options import as_json, reads_index
from assistant.commands.print_answer import place_text
from assistant.commands.print_check import difference_text
from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.drafts.records import DraftLine

_VERDICTS = ("supported", "altered", "unsupported", "framing")


@click.command("check-draft", short_help="Check an edited draft.")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
@reads_index
def check_draft(path: Path, as_json: bool, settings: Settings) -> None:
    """Say of each sentence of FILE (.docx or .md) whether the sources support it.

    supported: as the source has it. altered: a word, a figure, a date or a name differs; both are shown.
    unsupported: not in the sources. framing: headings and questions, which state no fact. Changed footnotes and
    entries of the list of sources are shown too.
    """
    from assistant.drafts.records import DraftError  # deferred: numpy, which `--help` does not need
    from assistant.drafts.verify import check_draft_file
    from assistant.open_index import open_index  # deferred: numpy, which `--help` does not need

    try:
        lines = check_draft_file(path, open_index(settings))
    except DraftError as error:
        raise Failure(str(error)) from None
    summary = {verdict: sum(each.verdict == verdict for each in lines) for verdict in _VERDICTS}
    if as_json:
        data = {"file": str(path), "sentences": [asdict(each) for each in lines], "summary": summary}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for each in lines:
        click.echo(_line_text(each))
    without = sum(each.part == "text" and not each.footnotes and each.verdict != "framing" for each in lines)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in summary.items())
    click.echo(f"Sentences: {counts}" + (f"; {without} without a footnote" if without else "") + ".")


def _line_text(line: DraftLine) -> str:
    where = {"text": "", "footnote": " (footnote)", "source": " (list of sources)"}[line.part]
    rows = [f"{line.n:>3}. {line.verdict.upper()}{where}: {line.text}"]
    rows += [f"       {difference_text(each)}" for each in line.differences]
    if line.verdict in ("altered", "unsupported"):
        rows += _places(line)
    rows += [f"       note: {each}" for each in line.notes]
    return "\n".join(rows)


def _places(line: DraftLine) -> Sequence[str]:
    lead = "nearest: " if line.verdict == "unsupported" else ""
    return [f"       {lead}{' '.join(each.quote.split())}\n         {place_text(each)}" for each in line.citations[:2]]
