"""`index build` and `index status`; the other commands of the group have files of their own."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.index_add import add, remove
from assistant.commands.index_backup import backup, restore
from assistant.commands.options import as_json, reads_index
from assistant.commands.progress import embedding_progress
from assistant.config import Settings
from corpus.release import is_released

if TYPE_CHECKING:
    from index.check import IndexStatus

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(short_help="Build the index, add your own documents, or say what is in it.", commands=[add, remove, backup, restore])
def index() -> None:
    """The index that questions are answered from."""


@index.command(short_help="Build the index.")
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=_FOLDER)
@click.option("--if-stale", is_flag=True, help="Only where it is missing, out of date or damaged.")
@reads_index
def build(paths: tuple[Path, ...], if_stale: bool, settings: Settings) -> None:
    """Build the index of the catalogues in the folders PATH (default: corpus/).

    Passages that have not changed are not embedded again, and added documents stay.
    """
    corpora = paths or (settings.corpus,)
    from index.check import problem_with  # deferred: chromadb takes a second, and `--help` needs none

    if if_stale:
        reason = problem_with(settings.index_folder, corpora, settings.embeddings, settings.library, settings.chroma_url)
        if reason is None:
            click.echo(f"The index at {settings.index_folder} is up to date.")
            return
        click.echo(f"{reason}; building it now.")
    from index.build import build_index  # deferred: as above
    from index.embed import load_embedder

    report = build_index(settings.index_folder, corpora, load_embedder(settings.embeddings), embedding_progress(), settings.library, settings.chroma_url)
    click.echo(f"{report.passages:,} passages, {report.embedded:,} newly embedded, {report.seconds:.1f} seconds")


@index.command(short_help="Say what is in the index.")
@as_json
@reads_index
def status(as_json: bool, settings: Settings) -> None:
    """Say what the index was built from, and whether it still fits."""
    from index.check import index_status  # deferred: chromadb takes a second, and `--help` needs none

    found = index_status(settings.index_folder, settings.embeddings, settings.library, settings.chroma_url)
    from assistant.drafts.outdated import outdated_drafts  # deferred: as above
    from index.embed import load_embedder
    from index.retrieve import Index

    opened = Index(settings.index_folder, load_embedder(settings.embeddings), check_stale=False, server=settings.chroma_url)
    data = _status_json(found) | {"outdated_drafts": [asdict(each) for each in outdated_drafts(settings.data, opened)]}
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"Index {data['index']}: {data['passages']:,} passages of {len(found.documents)} documents, {data['bytes'] / 1e6:.1f} MB"
    )
    click.echo(f"Generation {data['generation']}, model {data['model']}")
    for document in data["documents"]:
        click.echo(
            f"  {document['id']} ({document['tier']}, {document['date']}): {document['passages']} passages; {document['title']}"
        )
        if "original" in document:
            about = [document["format"], document["encoding"], f"{document['pages']:,} page{'s' * (document['pages'] != 1)}" if document["pages"] else None]
            click.echo(f"    added {document['added']}: {', '.join(each for each in about if each)}; {document['original']}")
    for each in data["superseded"]:
        click.echo(f"  {each['id']}: replaced by {each['by']}, and answered from no more")
    for each in data["unreleased"]:
        click.echo(f"  {each['id']}: nothing is said of it before {each['not_before']}")
    for each in data["outdated_drafts"]:
        click.echo(f"  The kept draft “{each['title']}” ({each['id']}) cites {each['source']}, which was {each['why']}; check it again on the page.")
    for name in data["waiting"]:
        click.echo(f"  {name}: added, but not in this index yet")
    click.echo(f"Out of date: {data['stale']}; run `python -m assistant index build`." if data["stale"] else "Up to date.")


def _status_json(found: IndexStatus) -> dict[str, Any]:
    return {
        "index": str(found.folder),
        "generation": found.generation,
        "model": found.model,
        "corpus": list(found.corpus),
        "passages": found.passages,
        "bytes": found.size_bytes,
        "stale": found.stale,
        "documents": [_document_json(found, entry, text_path) for entry, text_path in found.documents],
        "superseded": [{"id": id_, "by": by} for id_, by in found.superseded.items()],
        "unreleased": [{"id": id_, "not_before": entry.not_before} for id_, entry in found.added.items() if not is_released(entry.not_before)],
        "waiting": sorted(
            id_
            for id_, entry in found.added.items()
            if id_ not in found.superseded and id_ not in {held["id"] for held, _ in found.documents} and is_released(entry.not_before)
        ),
        "segments": found.segments,
    }


def _document_json(found: IndexStatus, entry: dict[str, Any], text_path: Path) -> dict[str, Any]:
    shown: dict[str, Any] = {key: entry[key] for key in ("id", "title", "tier", "date", "publisher", "language", "url", "passages")}
    shown["text_path"] = str(text_path.resolve())
    if added := found.added.get(entry["id"]):
        origin = added.origin
        shown |= {
            "format": origin.format,
            "encoding": origin.encoding,
            "pages": len(added.pages),
            "added": origin.added,
            "warnings": list(origin.warnings),
            "original": str((found.library / origin.path).resolve()) if found.library else origin.path,
            "original_name": origin.name,
            "original_sha256": origin.sha256,
        }
    return shown
