"""What `eval speed` and `eval scale` measure in processes of their own: `python -m eval.probes NAME ARGUMENTS`.

The arguments are one JSON object, and so is the last line printed. A process of its own makes peak memory
and cold starts mean something.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.__main__ import set_environment
from assistant.config import load_settings
from assistant.records import Turn


def chain(index: str | None, asked: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    """Milliseconds of embedding each question barely, and of answering it, one after the other."""
    from assistant.chain import open_assistant  # deferred: the other probes need none of it

    settings = load_settings(index=index)
    assistant = open_assistant(settings)
    requests = [(each["question"], [Turn(**turn) for turn in each["history"]]) for each in asked]
    for question, history in requests[:5]:
        assistant.invoke({"question": question, "history": history})
    times: dict[str, list[float]] = {"embedding": [], "whole": []}
    for question, history in requests:
        started = time.perf_counter()
        assistant.index.embedder.embed_query(question)
        embedded = time.perf_counter()
        assistant.invoke({"question": question, "history": history})
        times["embedding"].append(1000 * (embedded - started))
        times["whole"].append(1000 * (time.perf_counter() - embedded))
    return times


def build(corpus: str, folder: str) -> dict[str, Any]:
    """Seconds of building our index of a corpus from nothing, beyond the imports."""
    started = time.perf_counter()
    # Imported here so that they are timed apart; the model itself counts as building.
    import chromadb  # noqa: F401
    import sentence_transformers  # noqa: F401

    from index.build import build_index
    from index.embed import load_embedder

    embedder = load_embedder(load_settings().embeddings)
    imported = time.perf_counter()
    report = build_index(Path(folder), [Path(corpus)], embedder)
    return {"import_seconds": imported - started, "seconds": time.perf_counter() - imported, "passages": report.passages}


def stock_build(corpus: str, folder: str) -> dict[str, Any]:
    """See `eval.stock.build`."""
    from eval import stock  # deferred, as in the next two: only these probes import LangChain's packages

    return stock.build(Path(corpus), Path(folder))


def stock_questions(folder: str, asked: Sequence[str]) -> dict[str, Any]:
    """See `eval.stock.questions`."""
    from eval import stock

    return stock.questions(Path(folder), asked)


def stock_ask(folder: str, question: str) -> dict[str, Any]:
    """See `eval.stock.ask`."""
    from eval import stock

    return stock.ask(Path(folder), question)


def scale(step: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on as they come
    """One of the measurements of `eval.grown`: `build`, `search`, `ask` or `recall`."""
    from eval import grown  # deferred: the other probes need none of it

    measured: dict[str, Any] = getattr(grown, step)(**given)
    return measured


PROBES: dict[str, Callable[..., dict[str, Any]]] = {
    each.__name__: each for each in (chain, build, stock_build, stock_questions, stock_ask, scale)
}


def main(arguments: Sequence[str]) -> int:
    """Runs the probe named first with the JSON object named second, and prints its result."""
    # A build may use every core, as `index build` does; everything else is held to one thread of OpenMP.
    set_environment(["index", "build"] if arguments[0].endswith("build") else [])
    sys.stdout.write(json.dumps(PROBES[arguments[0]](**json.loads(arguments[1]))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
