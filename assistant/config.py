"""Settings: the only reader of configuration files and the environment.

Precedence: a command's argument, the environment, `plan-assistant.toml` (or the file that
`PLAN_ASSISTANT_CONFIG` names), the default.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

CONFIG_FILE = "plan-assistant.toml"
PREFIX = "PLAN_ASSISTANT_"
# A settings file is copied, sent and committed.
_SECRETS = {"api_key": "key", "operator_password": "password"}


class ConfigError(Exception):
    """A setting is unknown or out of bounds; the message names it and its limit."""


class Settings(BaseModel):
    """Every setting, with its default; `plan-assistant.example.toml` shows them in a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Path("data")
    """The one folder for everything kept: index, conversations, feedback, uploads."""
    index: Path | None = None
    """The index folder; `data/index` where none is named."""
    documents: Path | None = None
    """The folder of added documents; `data/documents`, or of an index outside the data folder `documents` inside it."""
    corpus: Path = Path("corpus")
    """The folder of the catalogue that `index build` reads by default."""
    embeddings: str = Field(default="multilingual-e5-small", min_length=1)
    """Name or folder of the embedding model."""
    chroma_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+/?$")
    """Address of a Chroma server that stores the passages in place of the index folder."""
    engine: Literal["quote", "llm"] = "quote"
    """What writes the answers: the sources' own words, or a language model that is checked."""
    model: str | None = None
    """A LangChain chat model, such as `ollama:qwen3:8b`, for the engine `llm`."""
    base_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    """Address of an OpenAI-compatible server for that model."""
    api_key: SecretStr | None = None
    """Its key; from the environment only. Without a `base_url` the provider's own variable serves as well."""
    model_seconds: float = Field(default=20.0, ge=1, le=600)
    """Time limit of an answer; after it the sources' own words are given."""
    model_tokens: int = Field(default=700, ge=50, le=8_000)
    """Tokens of one reply."""
    model_characters: int = Field(default=6_000, ge=500, le=200_000)
    """Characters of the sources that a model is shown with a question."""
    model_cache: bool = False
    """Whether its replies are kept for questions that come again over an unchanged index."""
    port: int = Field(default=7860, ge=1, le=65535)
    """Port of the page, on loopback."""
    operator_password: SecretStr | None = Field(default=None, min_length=10)
    """Opens the page's tab for adding documents, which is not there without it; from the environment only."""
    feedback: bool = True
    """Whether questions without an answer, and what visitors say of answers, are kept."""
    feedback_days: int = Field(default=180, ge=1, le=3650)
    """After how many days they are removed."""

    @property
    def index_folder(self) -> Path:
        """Where the index lies."""
        return self.index or self.data / "index"

    @property
    def library(self) -> Path:
        """Where added documents lie: each index that is named apart from the data folder has its own."""
        if self.documents:
            return self.documents
        inside = self.index_folder.resolve().is_relative_to(self.data.resolve())
        return (self.data if inside else self.index_folder) / "documents"


def load_settings(**arguments: Any) -> Settings:  # noqa: ANN401 - values as the command line gives them
    """The settings in force; `arguments` that are None are taken from elsewhere.

    Raises `ConfigError` for an unreadable file, an unknown key or a value out of bounds.
    """
    values = _from_file() | _from_environment() | {key: value for key, value in arguments.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"The setting {name} is not usable: {first['msg']}; see plan-assistant.example.toml.") from None


def _from_file() -> dict[str, Any]:
    named = os.environ.get(f"{PREFIX}CONFIG")
    path = Path(named or CONFIG_FILE)
    if not named and not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The settings file {path} cannot be read ({error}); mend or remove it.") from None
    for secret, what in _SECRETS.items():
        if secret in values:
            raise ConfigError(
                f"A {what} stands in the settings file {path}; {what}s are read from {PREFIX}{secret.upper()} only, so remove it there."
            )
    return values


def _from_environment() -> dict[str, Any]:
    values = {name: os.environ.get(f"{PREFIX}{name.upper()}") for name in Settings.model_fields}
    if values["port"] is None:
        values["port"] = os.environ.get("PORT")
    return {name: value for name, value in values.items() if value}
