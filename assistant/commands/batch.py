"""`batch`: many questions from a file, many answers into a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from assistant.commands.failures import Failure
from assistant.commands.options import filters_sources, reads_index
from assistant.config import Settings
from assistant.question_text import clean_question, clean_text
from assistant.records import Turn
from index.records import IndexNotReady

if TYPE_CHECKING:
    from assistant.chain import PlanAssistant
    from assistant.sources import Sources

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Answer many questions from a file.")
@click.argument("questions", metavar="IN.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=_FILE, required=True, metavar="OUT.jsonl", help="Where the answers go.")
@filters_sources
@reads_index
def batch(questions: Path, out: Path, sources: Sources, settings: Settings) -> None:
    """Answer every line of IN.jsonl into OUT.jsonl.

    A line in is {"id", "question", "history": [{"role", "content"}, …]}; a line out is an Answer with that id,
    or {"id", "line", "error"} for a line that cannot be read.
    """
    if out.exists() and out.samefile(questions):
        raise click.UsageError("OUT is the same file as IN, which would be lost; name another file with --out")
    lines = [(number, line) for number, line in enumerate(questions.read_bytes().split(b"\n"), start=1) if line.strip()]
    from assistant.chain import open_assistant  # deferred: LangChain takes half a second, and `--help` needs none

    assistant = open_assistant(settings)
    sources.narrowed(assistant.index)  # a choice that fits nothing is told before the first line
    bad: list[int] = []
    with _Output(out) as file, _bar(lines) as shown:
        for number, line in shown:
            result = answer_line(assistant, number, line, sources)
            if "error" in result:
                bad.append(number)
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
            file.flush()
    if bad:
        where = ", ".join(map(str, bad[:5])) + (", …" if len(bad) > 5 else "")
        raise Failure(
            f"{len(bad)} of {len(lines)} lines could not be answered ({where}); {out} has the rest and an error line for each."
        )


def answer_line(assistant: PlanAssistant, number: int, line: bytes, sources: Sources) -> dict[str, Any]:
    """The Answer to one line as JSON, or the error line that takes its place; raises only `IndexNotReady`."""
    id_: Any = None
    try:
        data = json.loads(line.decode("utf-8-sig"))
        if not isinstance(data, dict):
            raise ValueError("the line is not a JSON object")
        id_ = data.get("id")
        question, history = _question(data), _history(data)
        return {"id": id_, **assistant.invoke({"question": question, "history": history, "sources": sources}).as_json()}
    except IndexNotReady:
        raise
    except UnicodeDecodeError:
        error = "the line is not UTF-8"
    except json.JSONDecodeError as mistake:
        error = f"the line is not JSON ({mistake.msg} at character {mistake.pos + 1})"
    except RecursionError:
        error = "the line is nested too deeply"
    except ValueError as mistake:
        error = str(mistake)
    except Exception as mistake:
        # One question that trips the assistant must not cost the answers to the others.
        error = f"the assistant made a mistake ({type(mistake).__name__}: {mistake})"
    return {"id": id_, "line": number, "error": error}


def _question(data: dict[str, Any]) -> str:
    question = data.get("question")
    if not isinstance(question, str):
        raise ValueError('the line has no text under "question"')
    return clean_question(question)


def _history(data: dict[str, Any]) -> tuple[Turn, ...]:
    history = data.get("history") or []
    if not isinstance(history, list):
        raise ValueError('"history" is not a list of turns')
    turns = []
    for turn in history:
        if not (isinstance(turn, dict) and turn.get("role") in ("user", "assistant") and isinstance(turn.get("content"), str)):
            raise ValueError('a turn of "history" is not {"role": "user" or "assistant", "content": text}')
        turns.append(Turn(turn["role"], clean_text(turn["content"])))
    return tuple(turns)


class _Output:
    """A file that appears under its name only when it is whole.

    Each line is on disk as soon as it is written, in `OUT.part`: a run that is broken off loses no answer,
    and an older OUT stays until a whole one replaces it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        # A pipe or /dev/stdout cannot be replaced; it is written as it is.
        self._direct = self._path.exists() and not self._path.is_file()
        self._part = self._path if self._direct else self._path.with_name(self._path.name + ".part")

    def __enter__(self) -> TextIO:
        self._file = self._part.open("w", encoding="utf-8", newline="\n")
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if self._direct:
            return
        if kind is None:
            os.replace(self._part, self._path)
        elif self._part.stat().st_size:
            click.echo(f"Broken off; the answers so far are in {self._part}.", err=True)
        else:
            self._part.unlink()


def _bar(lines: list[tuple[int, bytes]]) -> AbstractContextManager[Iterable[tuple[int, bytes]]]:
    """`lines` with a progress bar on a terminal, without one elsewhere."""
    if not sys.stderr.isatty():
        return nullcontext(lines)
    return _counted(lines)


def _counted(lines: list[tuple[int, bytes]]) -> AbstractContextManager[Iterator[tuple[int, bytes]]]:
    return click.progressbar(lines, label="Answering", show_pos=True, file=sys.stderr)
