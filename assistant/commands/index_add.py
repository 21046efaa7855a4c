"""`index add` and `index remove`: an operator's own documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.adding.shown import FIELDS, counts_of, proposed
from assistant.commands.failures import Failure
from assistant.commands.options import reads_index
from assistant.commands.progress import embedding_progress
from assistant.config import Settings
from corpus.records import CorpusError

if TYPE_CHECKING:
    from index.add import Candidate

_MOST_SECTIONS = 6


@click.command(short_help="Add documents: PDF, Word, HTML, Markdown, text, folders and ZIPs of them.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--title", help="Instead of the file's own title.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", help="When it was published: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--tier", type=click.Choice(["official", "background", "user"]), help="Whose words they are (default: user).")
@click.option("--language", type=click.Choice(["en", "zh-Hans", "zh-Hant"]), help="Instead of the one its characters tell.")
@click.option("--url", help="Where it can be read by the public.")
@click.option("--replaces", metavar="ID", help="The document of which this is the new version; that one is answered from no more.")
@click.option("--not-before", metavar="TIME", help="Nobody may read of it before then: 2026-12-01T10:00+08:00, or this machine's time without an offset.")
@click.option("--dry-run", is_flag=True, help="Only show what would be read; take nothing in.")
@reads_index
def add(files: tuple[Path, ...], dry_run: bool, settings: Settings, **given: str | None) -> None:
    """Add documents to the index: files, folders and ZIPs of them.

    What no option gives is read from the file and shown before it is taken in. A file that cannot be read, or whose
    text is there already, is named with the reason, and the rest go on; the exit status then is 1.
    """
    from corpus.readers.unpack import unpack  # deferred: the readers' libraries, and `--help` needs none
    from index.add import AlreadyThere, Batch, corpora_of, is_behind, take_in

    batch = Batch(settings.index_folder, settings.library)
    candidates: list[Candidate] = []
    refused: list[str] = []
    number = 0
    for found in unpack(files):
        number += 1
        if number > 1 and (one := next((name for name in ("title", "replaces") if given[name]), None)):
            raise click.UsageError(f"--{one} names one document; add its file by itself")
        _say_reading(found.name)
        try:
            candidate = batch.read(found, given)
        except AlreadyThere as same:
            click.echo(str(same))
        except CorpusError as error:
            refused.append(str(error))
            if number > 1 or len(files) > 1:
                click.echo(f"Refused: {error}", err=True)
        else:
            click.echo(description(candidate, given))
            candidates.append(candidate)
    if not number:
        raise Failure(f"{files[0]} holds no file to add; name a file, a folder or a ZIP with documents.")
    corpora = corpora_of(settings.index_folder, (settings.corpus,))
    if not dry_run and (candidates or is_behind(settings.index_folder, settings.library)):
        from index.embed import load_embedder  # deferred: as above

        report = take_in(
            settings.index_folder, corpora, settings.library, candidates, load_embedder(settings.embeddings), embedding_progress(), settings.chroma_url
        )
        names = ", ".join(each.entry.id for each in candidates[:10]) + (" …" if len(candidates) > 10 else "")
        click.echo(
            f"Taken in: {names or 'what an earlier addition had left'}; {report.passages:,} passages in the index, "
            f"{report.embedded:,} newly embedded, {report.seconds:.1f} seconds"
        )
    if refused:
        raise Failure(refused[0] if number == 1 else f"{len(refused)} of {number} files {'was' if len(refused) == 1 else 'were'} refused; mend what is said above and add them again.")


@click.command(short_help="Remove added documents.")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@reads_index
def remove(ids: tuple[str, ...], settings: Settings) -> None:
    """Remove added documents, by the ids that `index status` shows, and their originals."""
    from index.add import corpora_of, remove  # deferred: chromadb takes a second, and `--help` needs none
    from index.embed import load_embedder

    corpora = corpora_of(settings.index_folder, (settings.corpus,))
    report = remove(settings.index_folder, corpora, settings.library, ids, load_embedder(settings.embeddings), embedding_progress(), settings.chroma_url)
    click.echo(f"Removed: {', '.join(dict.fromkeys(ids))}; {report.passages:,} passages in the index, {report.seconds:.1f} seconds")


def description(candidate: Candidate, given: dict[str, str | None]) -> str:
    """What was read of a file, and what its entry says with where each value comes from."""
    entry, read, counts, proposals = candidate.entry, candidate.read, counts_of(candidate), proposed(candidate)
    counted = [
        f"{number:,} {name}{'s' * (number != 1)}"
        for name, number in (("section", counts.sections), ("paragraph", counts.paragraphs), ("sentence", counts.sentences))
    ]
    first = f"{counts.pages:,} page{'s' * (counts.pages != 1)}" if counts.pages else read.encoding or ""
    lines = [f"{entry.origin.name}: {read.format}, {', '.join(each for each in (first, *counted) if each)}"]
    for name in FIELDS:
        value = getattr(entry, name) or "none"
        where = "as given" if given.get(name) else "default" if name == "tier" else each.found if (each := proposals[name]) else "not stated"
        unsure = not given.get(name) and (each := proposals.get(name)) is not None and not each.sure
        lines.append(f"  {name:<10} {value}  ({where}{f'; --{name} gives another' if unsure else ''})")
    if entry.replaces:
        lines.append(f"  {'replaces':<10} {entry.replaces}")
    if entry.not_before:
        lines.append(f"  {'not before':<10} {entry.not_before}")
    if candidate.sections:
        shown = "; ".join(candidate.sections[:_MOST_SECTIONS])
        lines.append(f"  {'sections':<10} {shown}{' …' if len(candidate.sections) > _MOST_SECTIONS else ''}")
    lines += [f"  {'warning':<10} {warning}" for warning in read.warnings]
    return "\n".join(lines)


def _say_reading(name: str) -> None:
    """The file that is being read, on a terminal: a long PDF takes its time."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[KReading {name} …\r", nl=False, err=True)
