"""The glossary: the sources' English terms with their established Chinese."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.records import CorpusError

GLOSSARY = "glossary.toml"


class GlossaryTerm(BaseModel):
    """One `[[term]]` table of `glossary.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    english: str
    """As the press release prints it."""
    chinese: str = ""
    """Simplified; empty where no official Chinese was found."""
    better_english: str = ""
    """A closer rendering of the Chinese, where the printed one misleads."""
    status: Literal["C", "M", "N"]
    """`C` seen on a page about this plan, `M` matched from another official text, `N` not found."""
    group: str = ""
    note: str = ""


def load_glossary(folder: Path) -> list[GlossaryTerm]:
    """The terms of the glossary in `folder`, in its order; none where there is no glossary.

    Raises `CorpusError` where the file cannot be read as one.
    """
    path = folder / GLOSSARY
    if not path.is_file():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])
        return [GlossaryTerm.model_validate(table) for table in tables]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise CorpusError(f"The glossary {path} is not usable ({first}); corpus/README.md shows its form.") from None
