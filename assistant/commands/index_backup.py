"""`index backup` and `index restore`: everything that was added, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.commands.failures import Failure
from assistant.commands.options import reads_index
from assistant.commands.progress import embedding_progress
from assistant.config import Settings


@click.command(short_help="Write added documents and vectors to one file.")
@click.argument("file", metavar="FILE.zip", type=click.Path(dir_okay=False, path_type=Path))
@reads_index
def backup(file: Path, settings: Settings) -> None:
    """Write the added documents with their originals, and the vectors of all passages, to FILE.zip.

    The catalogue's own texts are not in it: they lie in their folder. Kept drafts and feedback are not either; they
    are files in the data folder.
    """
    from index.backup import back_up  # deferred: chromadb takes a second, and `--help` needs none

    try:
        made = back_up(settings.index_folder, settings.library, file, settings.chroma_url)
    except OSError as error:
        raise Failure(f"{file} cannot be written ({error.strerror}); choose another place.") from None
    click.echo(f"{file}: {made.documents:,} added documents, {made.vectors:,} vectors, {made.bytes / 1e6:.1f} MB")


@click.command(short_help="Bring added documents and vectors back from such a file.")
@click.argument("file", metavar="FILE.zip", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@reads_index
def restore(file: Path, paths: tuple[Path, ...], settings: Settings) -> None:
    """Put the documents of the backup FILE.zip in the place of the added ones, and build the index of them.

    The catalogues are those in the folders PATH, or in the folders that the backup was made over. What the backup has
    vectors of is not embedded again.
    """
    from index.backup import restore  # deferred: as above
    from index.embed import load_embedder

    report = restore(
        file, settings.index_folder, paths or None, settings.library, load_embedder(settings.embeddings), embedding_progress(), settings.chroma_url
    )
    click.echo(f"Restored: {report.passages:,} passages in the index, {report.embedded:,} newly embedded, {report.seconds:.1f} seconds")
