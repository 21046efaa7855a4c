"""The chat model that the settings name, its text as it arrives within a time limit, and its faults as such.

Any chat model that LangChain reaches. Nothing that a model or its server says in an error is passed on: it may
hold the key.
"""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.config import ConfigError, Settings
from assistant.llm.records import ExtraMissing, Fault, GenerationFailed, Reply

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_log = logging.getLogger(__name__)

# Characters of one reply, some three times what is asked for: more is a model that does not end.
MOST_CHARACTERS = 6_000
# As often as this the same sentence may come before the reply counts as endless.
_RETRIES = 2
_TEMPERATURE = 0.0
# A server without a key is sent this; the key of another service is never sent to a named address.
_NO_KEY = "none"
_STATUS: dict[int, Fault] = {401: "key", 403: "key", 404: "unknown_model", 408: "slow", 429: "rate"}
_NAMES: tuple[tuple[str, Fault], ...] = (
    ("Timeout", "slow"),
    ("Protocol", "cut"),
    ("IncompleteRead", "cut"),
    ("Connect", "unreachable"),
    ("Authentication", "key"),
    ("Permission", "key"),
    ("RateLimit", "rate"),
    ("NotFound", "unknown_model"),
    ("ContentFilter", "refused"),
    ("ReadError", "cut"),
)


def open_model(settings: Settings) -> BaseChatModel:
    """The chat model that the settings name, not yet contacted.

    Raises `ConfigError` where none is named, or its name or options are not usable, and `ExtraMissing` where its package
    is not installed.
    """
    if not settings.model:
        raise ConfigError(
            "The engine llm needs a language model; name one in PLAN_ASSISTANT_MODEL, such as openai:gpt-5-mini, or leave the engine at quote."
        )
    try:
        from langchain.chat_models import init_chat_model  # the extra llm, which the engine quote does without
    except ImportError as error:
        if error.name and not error.name.startswith("langchain"):
            raise
        raise ExtraMissing(
            "The engine llm needs packages that are not installed; run `make llm`, or leave the engine at quote."
        ) from None
    options: dict[str, Any] = {
        "temperature": _TEMPERATURE,
        "timeout": settings.model_seconds,
        "max_retries": _RETRIES,
        "max_tokens": settings.model_tokens,
    }
    provider, name = _provider(settings.model, settings.base_url)
    if settings.base_url:
        options["base_url"] = settings.base_url
        options["api_key"] = settings.api_key.get_secret_value() if settings.api_key else _NO_KEY
    elif settings.api_key:
        options["api_key"] = settings.api_key.get_secret_value()
    if provider == "openai":
        options["stream_usage"] = True
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
        return model
    except ImportError as error:
        package = re.search(r"langchain[-_]\w+", str(error))
        raise ExtraMissing(
            f"The model {settings.model} needs the package {package[0].replace('_', '-') if package else 'of its provider'}; install it into .venv,"
            " or name an OpenAI-compatible server in PLAN_ASSISTANT_BASE_URL."
        ) from None
    except Exception as error:
        # A provider's package refuses a missing key in its own words, which may hold settings.
        raise ConfigError(
            f"The model {settings.model} cannot be opened ({type(error).__name__}); see that its name is right and its key is set."
        ) from None


def _provider(model: str, base_url: str | None) -> tuple[str | None, str]:
    """The provider and the name of a model: `ollama:qwen3:8b`; at a named address a bare name is OpenAI-compatible."""
    provider, colon, name = model.partition(":")
    if colon and re.fullmatch(r"[a-z_]+", provider) and provider in _known_providers():
        return provider, name
    return ("openai" if base_url else None), model


def _known_providers() -> frozenset[str]:
    from langchain.chat_models import base  # the extra llm

    return frozenset(getattr(base, "_BUILTIN_PROVIDERS", ())) or frozenset(
        ("openai", "ollama", "anthropic", "mistralai", "deepseek")
    )


def replies(model: BaseChatModel, messages: Sequence[BaseMessage], until: float) -> Iterator[Reply]:
    """The reply as it grows; the same record each time, the last one whole.

    `until` is a `time.monotonic()` after which nothing more is waited for. Raises `GenerationFailed` for a fault of the
    model, its server or the line between, for an empty reply, one that does not end, and at the limit.
    """
    reply = Reply()
    for chunk in _chunks(model, messages, until):
        reply.text += chunk.text
        usage = chunk.usage_metadata or {}
        reply.input_tokens = max(reply.input_tokens, usage.get("input_tokens", 0))
        reply.output_tokens = max(reply.output_tokens, usage.get("output_tokens", 0))
        reply.finish = chunk.response_metadata.get("finish_reason") or chunk.response_metadata.get("done_reason") or reply.finish
        if len(reply.text) > MOST_CHARACTERS or _repeats(reply.text):
            raise GenerationFailed("endless")
        yield reply
    if reply.finish == "content_filter":
        raise GenerationFailed("refused")
    if not reply.text.strip():
        raise GenerationFailed("empty")


def _repeats(text: str) -> bool:
    """Whether the last line or sentence has come three times over."""
    tail = text[-60:]
    return len(text) > 400 and text.count(tail) > 3


def _chunks(model: BaseChatModel, messages: Sequence[BaseMessage], until: float) -> Iterator[Any]:
    """What the model streams, read in a thread of its own: a server that stops in mid-stream holds up nobody."""
    arrived: queue.Queue[Any] = queue.Queue()
    given_up = threading.Event()

    def read() -> None:
        try:
            for chunk in model.stream(list(messages)):
                if given_up.is_set():
                    return
                arrived.put(chunk)
            arrived.put(None)
        except BaseException as error:  # whatever a provider's package raises is told to the waiting side
            arrived.put(error)

    threading.Thread(target=read, name="language-model", daemon=True).start()
    try:
        while True:
            try:
                item = arrived.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise GenerationFailed("slow") from None
            if item is None:
                return
            if isinstance(item, BaseException):
                fault = fault_of(item)
                _log.info("the language model failed: %s (%s)", fault, type(item).__name__)
                raise GenerationFailed(fault) from None
            yield item
    finally:
        given_up.set()


def fault_of(error: BaseException) -> Fault:
    """What kind of fault a provider's exception is, by its status code, else by the class of what it comes from, or its own."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status in _STATUS:
        return _STATUS[status]
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None:
        chain.append(at)
        at = at.__cause__ or at.__context__
    # The innermost one knows: a provider's package calls a line that broke a failed connection.
    for each in reversed(chain):
        names = " ".join(base.__name__ for base in type(each).__mro__)
        for part, fault in _NAMES:
            if part in names:
                return fault
    return "server"
