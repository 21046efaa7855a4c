"""The commands: `python -m eval answers | accept | claims | enough | retrieval | speed | scale`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assistant.__main__ import set_environment
from assistant.config import ConfigError
from assistant.llm.records import ExtraMissing
from corpus.records import CorpusError
from eval import claims, command_answers, enough, retrieval, scale, speed
from eval.records import EvalError
from eval.terminal import complain
from index.records import IndexNotReady


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0, or 1 on a failure that is explained on standard error (2 is wrong usage)."""
    parsed = _parser().parse_args(arguments)
    set_environment([])
    try:
        return int(parsed.run(parsed))
    except (EvalError, ConfigError, CorpusError, ExtraMissing, IndexNotReady) as error:
        complain(str(error))
    except OSError as error:
        complain(f"A file cannot be read or written ({error}); check the folder and its space, and run the command again.")
    except KeyboardInterrupt:
        complain("Stopped.")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="Measures Plan Assistant; eval/README.md explains every figure."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words, add in (
        ("answers", "answer quality on the gold set, with an HTML report", command_answers.add_answers),
        ("accept", "make a run of the tuning half the accepted one", command_answers.add_accept),
        ("claims", "how often a wrong sentence passes the check, and a right one does not", claims.add_arguments),
        ("enough", "telling answerable questions from others, on a set that says which are", enough.add_arguments),
        ("retrieval", "ranking quality and times on a set in BEIR form", retrieval.add_arguments),
        ("speed", "start, question and index times and memory, and the stock recipe's in the same run", speed.add_arguments),
        ("scale", "how cost grows with the number of passages", scale.add_arguments),
    ):
        add(commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + "."))
    return parser


if __name__ == "__main__":
    sys.exit(main())
