"""`check`: is a quotation, or each sentence of a text, in the sources."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from assistant.commands.failures import BadQuestion, Failure
from assistant.commands.options import as_json, reads_index
from assistant.commands.print_check import quotation_text, sentences_text
from assistant.config import Settings
from assistant.question_text import clean_text

MAX_CHARACTERS = 200_000
# A longer text is an article, and checked sentence by sentence.
QUOTATION_CHARACTERS = 1_000


@click.command(short_help="Check a quotation, or a whole text.")
@click.argument("words", metavar='"QUOTED WORDS"', required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Check this text, sentence by sentence.",
)
@as_json
@reads_index
def check(words: str | None, path: Path | None, as_json: bool, settings: Settings) -> None:
    """Say whether QUOTED WORDS stand in the sources: exact, altered or not found.

    "-" reads the words from standard input. A text of more than 1,000 characters, or a FILE (UTF-8), is checked
    sentence by sentence: exact, supported, altered, unsupported.
    """
    if (words is None) == (path is None):
        raise click.UsageError("Give either quoted words or --file")
    text = _read(path) if path else clean_text(sys.stdin.read() if words == "-" else words or "")
    if not text.strip():
        raise BadQuestion("There is nothing to check; give the quoted words.")
    if len(text) > MAX_CHARACTERS:
        raise Failure(
            f"The text has {len(text):,} characters, and at most {MAX_CHARACTERS:,} are checked at once; check it in parts."
        )
    from assistant.checking.quotation import check_quotation  # deferred: numpy, which `--help` does not need
    from assistant.checking.sentences import check_sentences
    from assistant.open_index import open_index

    index = open_index(settings)
    if path or len(text) > QUOTATION_CHARACTERS:
        checks = check_sentences(text, index)
        click.echo(_json({"sentences": [each.as_json() for each in checks]}) if as_json else sentences_text(checks))
        return
    found = check_quotation(text.strip(), index)
    click.echo(_json(found.as_json()) if as_json else quotation_text(found))


def _read(path: Path) -> str:
    try:
        return clean_text(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Failure(f"The file {path} is not UTF-8 text; save it as UTF-8 and check it again.") from None


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
