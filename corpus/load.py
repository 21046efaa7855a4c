"""The catalogue and the documents that it lists."""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.readers import read_text
from corpus.records import CorpusError, Document
from corpus.release import moment

CATALOGUE = "catalogue.toml"
_DOCUMENT_FIELDS = {each.name for each in fields(Document)} - {"text"}


class CatalogueEntry(BaseModel):
    """One `[[document]]` table of `catalogue.toml`."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
    """Stable name that citations use."""
    path: str = Field(min_length=1)
    """File of the text, relative to the catalogue."""
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    date: str
    """ISO date of publication: a day, a month or a year."""
    tier: Literal["official", "background", "user"]
    language: Literal["en", "zh-Hans", "zh-Hant"] = "en"
    licence: str = Field(min_length=1)
    url: str | None = None
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Of the file's bytes, so that a text cannot change unnoticed."""
    replaces: str | None = None
    """Id of the earlier version that this one takes the place of."""
    not_before: str | None = None
    """The moment before which nobody may read of it."""

    @field_validator("not_before", mode="before")
    @classmethod
    def _a_moment(cls, value: object) -> str | None:
        if value is None or value == "":
            return None
        try:
            return moment(value.isoformat() if isinstance(value, datetime.date) else str(value)).isoformat()
        except ValueError:
            raise ValueError(f"the release time {value!r} is no date and time such as 2026-12-01T10:00+08:00") from None

    @field_validator("date", mode="before")
    @classmethod
    def _iso_date(cls, value: object) -> str:
        if isinstance(value, datetime.date):
            return value.isoformat()
        text = str(value)
        padded = text + "-01" * (2 - text.count("-"))
        try:
            datetime.date.fromisoformat(padded)
        except ValueError:
            raise ValueError(f"the date {text!r} is not YYYY, YYYY-MM or YYYY-MM-DD") from None
        return text

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("the url must begin with https:// or http://")
        return value or None


def read_catalogue(folder: Path) -> list[CatalogueEntry]:
    """The entries of the catalogue in `folder`, in its order.

    Raises `CorpusError` where the catalogue is missing, malformed, empty or names one id twice.
    """
    path = folder / CATALOGUE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CorpusError(f"There is no catalogue at {path}; corpus/README.md shows how to write one.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"The catalogue {path} is not valid TOML ({error}); mend that line and run the command again."
        ) from None
    tables = data.get("document", [])
    if not isinstance(tables, list):
        raise CorpusError(f"The catalogue {path} has no [[document]] tables; write each document as corpus/README.md shows.")
    entries: list[CatalogueEntry] = []
    for number, table in enumerate(tables, start=1):
        try:
            entries.append(CatalogueEntry.model_validate(table))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            name = table.get("id", f"number {number}") if isinstance(table, dict) else f"number {number}"
            raise CorpusError(f"Document {name} in {path}: {where}: {first['msg']}; correct the entry and try again.") from None
    if not entries:
        raise CorpusError(f"The catalogue {path} lists no document; add a [[document]] entry as corpus/README.md shows.")
    doubled = [id_ for id_, count in Counter(entry.id for entry in entries).items() if count > 1]
    if doubled:
        raise CorpusError(
            f"The catalogue {path} lists {', '.join(sorted(doubled))} more than once; give each document its own id."
        )
    return entries


def load_documents(folder: Path) -> list[Document]:
    """The documents of the catalogue in `folder`, each read and its SHA-256 compared.

    Raises `CorpusError` where a file is missing, lies outside the folder, has another SHA-256 than the
    catalogue says, or cannot be read as text.
    """
    return [load_document(folder, entry) for entry in read_catalogue(folder)]


def load_document(folder: Path, entry: CatalogueEntry) -> Document:
    """The document of one entry whose file lies in `folder`; raises as `load_documents` does."""
    content = _content(folder, entry)
    path = folder / entry.path
    text = read_text(path, content)
    if not text.strip():
        raise CorpusError(f"Document {entry.id}: {path} holds no text; drop its entry or supply the text.")
    return Document(text=text, **document_fields(entry))


def document_fields(entry: CatalogueEntry) -> dict[str, Any]:
    """What a `Document` takes from its entry, by field; the text is not among it."""
    return entry.model_dump(include=_DOCUMENT_FIELDS)


def _content(folder: Path, entry: CatalogueEntry) -> bytes:
    path = (folder / entry.path).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise CorpusError(f"Document {entry.id}: {entry.path} lies outside {folder}; move the file into that folder.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"Document {entry.id}: {path} cannot be read ({error.strerror}); put the file there or drop its entry."
        ) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != entry.sha256:
        raise CorpusError(
            f"Document {entry.id}: {path} has SHA-256 {digest}, the catalogue says {entry.sha256}; "
            "restore the file, or put the new value into the catalogue if the change is meant."
        )
    return content
