"""The commands of Plan Assistant: `python -m assistant --help`."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0, 1 (explained failure), 2 (wrong usage) or 130 (Ctrl-C)."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    set_environment(arguments)
    # Importing makes a million objects that all stay: looking for garbage among them takes 0.4 s of a cold `ask`.
    gc.set_threshold(100_000, 20, 20)
    # JSON is UTF-8 whatever the terminal's locale, and a byte that is not UTF-8 is no reason to stop.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # It announces its default prompt as a warning.
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    # Deferred: numpy reads the number of threads when it is first imported.
    from assistant.commands import commands
    from assistant.commands.failures import run

    return run(commands, arguments)


def set_environment(arguments: Sequence[str]) -> None:
    """Sets what libraries read from the environment while they are imported, where the user has not."""
    if tuple(arguments[:2]) not in (("index", "build"), ("index", "add"), ("index", "remove")):
        # With OpenMP's default of two threads and both cores busy a question takes 1,650 ms instead of 14;
        # only the embedding of passages gains from every core.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Libraries that would look for models, news or a place to report to.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    # LangChain would send every question to its makers where another program's environment asks for it.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"


if __name__ == "__main__":
    sys.exit(main())
