"""An index of the assistant's own kind over the passages of a set in BEIR form, each passage one official document."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path

import click

from eval.terminal import complain
from index.build import build_index
from index.check import problem_with
from index.embed import Embedder
from index.retrieve import Index

# Indexes of sets are kept, since embedding one takes minutes.
FOLDER = Path("build/eval/indexes")


def index_of(passages: Mapping[str, str], embedder: Embedder) -> Index:
    """The index of `passages` (text by id), sentence by sentence as the product does it; built where it is not kept yet."""
    digest = hashlib.sha256(repr(sorted(passages.items())).encode()).hexdigest()[:16]
    folder = FOLDER / digest
    corpus = folder / "corpus"
    if not (corpus / "catalogue.toml").exists():
        _write_corpus(corpus, passages)
    if problem_with(folder / "index", (corpus,), embedder.name) is not None:
        complain(f"Embedding the sentences of {len(passages):,} passages; this takes some minutes once.")
        build_index(folder / "index", [corpus], embedder, _progress)
    return Index(folder / "index", embedder)


def _write_corpus(folder: Path, passages: Mapping[str, str]) -> None:
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    entries = []
    for number, (id_, text) in enumerate(passages.items()):
        file = f"documents/{number:06d}.txt"
        data = text.encode()
        (folder / file).write_bytes(data)
        entries.append(
            f'[[document]]\nid = "{id_}"\npath = "{file}"\ntitle = "Passage {number + 1}"\npublisher = "The set"\n'
            f'date = {datetime.date(2026, 1, 1)}\ntier = "official"\nlanguage = "en"\nlicence = "for measuring only"\n'
            f'sha256 = "{hashlib.sha256(data).hexdigest()}"\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")


def _progress(done: int, total: int) -> None:
    if done == total or done % 500 == 0:
        click.echo(f"{done:,} of {total:,} sentences", err=True)
