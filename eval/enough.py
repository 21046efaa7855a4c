"""Enough or nothing, measured on sets of questions of which some cannot be answered from their passage.

For each question only the sentences of its own passage are evidence, so that retrieval plays no part: the
assistant's own steps read the question, weigh the sentences and judge. `--fit` fits the model's weights anew on
half of the questions and reports the other half; what is shipped stays as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.chain import PlanAssistant
from assistant.config import load_settings
from assistant.evidence import gather
from assistant.questions.reading import read_question
from assistant.quote import answer_sentences
from assistant.sufficiency import first, judge, likeliest, signals_of
from eval.beir import read_passages
from eval.metrics import mean_interval
from eval.passage_index import index_of
from eval.records import EvalError, Proportion
from eval.terminal import counted, say, table
from index.embed import load_embedder
from index.retrieve import Index


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what the assistant made of its passage."""

    id: str
    answerable: bool
    probability: float
    """Of the likeliest sentence; 0 where all are ruled out."""
    answered: bool
    signals: tuple[float, ...]
    """Of the best sentence, without the constant; empty where the passage has none."""
    selection_f1: float | None
    """Of the sentences quoted against those that people chose; None where the set has none for it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, and what runs it."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a set with `answerable` and `passage_ids` in queries.jsonl")
    parser.add_argument("--limit", type=int, help="only the first questions")
    parser.add_argument("--fit", action="store_true", help="also with weights fitted on half of the questions, reported on the other half")
    parser.add_argument("--off-topic", metavar="N", type=int, help="instead: the questions of DIR over N passages of its distractors.jsonl")
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Judges every question and prints the figures with their intervals; returns 0."""
    rows = _read(parsed.folder / "queries.jsonl")[: parsed.limit]
    passages = read_passages(parsed.folder / "corpus.jsonl")
    embedder = load_embedder(load_settings().embeddings)
    if parsed.off_topic:
        _report_off_topic(rows, dict(list(read_passages(parsed.folder / "distractors.jsonl").items())[: parsed.off_topic]), embedder)
        return 0
    if not all("answerable" in row and row.get("passage_ids") for row in rows):
        raise EvalError(f"The questions in {parsed.folder} do not say whether they are answerable, and from which passage; name another set.")
    wanted = {id_ for row in rows for id_ in row["passage_ids"]}
    index = index_of({id_: text for id_, text in passages.items() if id_ in wanted}, embedder)
    judged = [_judge(row, index) for row in counted(rows, "judged")]
    _report(judged, parsed.fit)
    return 0


def _judge(row: Mapping[str, Any], index: Index) -> Judged:
    question = read_question(str(row["text"]), index.vocabulary)
    hits = [hit for hit in index.search(question.text, len(index.manifest.passage_ids)) if hit.passage.document_id in row["passage_ids"]]
    evidence = gather(question, hits, index)
    found, probability = likeliest(question, evidence, official=True)
    verdict, enough = judge(question, evidence)
    best = first(evidence, official=True)
    signals = astuple(signals_of(question, found or best[0], evidence, best[0].score))[1:] if best else ()
    quoted = [claim.span.of(claim.document.text) for each in enough for claim in answer_sentences(question, each, evidence, index)]
    chosen = [str(text) for texts in row.get("selected_sentences") or [] for text in texts]
    f1 = _overlap(quoted or ([best[0].text] if best else []), chosen) if chosen and row["answerable"] else None
    return Judged(str(row["_id"]), bool(row["answerable"]), probability if found else 0.0, verdict == "enough", tuple(float(each) for each in signals), f1)


def _overlap(quoted: Sequence[str], chosen: Sequence[str]) -> float:
    """F1 of the sentences quoted against those chosen; two are one where the shorter's letters stand in the longer's."""
    ours, theirs = [_letters(each) for each in quoted], [_letters(each) for each in chosen]
    hit = sum(any(_same(one, other) for other in theirs) for one in ours)
    found = sum(any(_same(one, other) for one in ours) for other in theirs)
    precision, recall = hit / len(ours) if ours else 0.0, found / len(theirs) if theirs else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _report(judged: Sequence[Judged], fit: bool) -> None:
    rows = [_row("as shipped", judged, [each.probability for each in judged], [each.answered for each in judged])]
    if fit:
        held_out, probabilities, threshold = _fitted(judged)
        rows.append(_row("as shipped, held-out half", held_out, [each.probability for each in held_out], [each.answered for each in held_out]))
        rows.append(_row("fitted on the other half", held_out, probabilities, [probability >= threshold for probability in probabilities]))
    say(table(["", "accuracy, 95 %", "answered of answerable", "answered of not answerable", "AUROC"], rows))
    scores = [each.selection_f1 for each in judged if each.selection_f1 is not None]
    if scores:
        mean, low, high = mean_interval(scores)
        say(f"\nSentence selection, F1 over {len(scores)} answerable questions: {mean:.3f} [{low:.3f}, {high:.3f}]")


def _row(name: str, judged: Sequence[Judged], probabilities: Sequence[float], answered: Sequence[bool]) -> list[str]:
    right = Proportion.of([each.answerable == given for each, given in zip(judged, answered, strict=True)])
    shares = []
    for kind in (True, False):
        given = [answer for each, answer in zip(judged, answered, strict=True) if each.answerable is kind]
        shares.append(f"{sum(given)}/{len(given)}")
    return [name, str(right), *shares, f"{area(judged, probabilities):.3f}"]


def area(judged: Sequence[Judged], probabilities: Sequence[float]) -> float:
    """Area under the ROC curve: how often an answerable question is rated above one that is not, ties counting half."""
    answerable = np.array([p for each, p in zip(judged, probabilities, strict=True) if each.answerable])
    other = np.array([p for each, p in zip(judged, probabilities, strict=True) if not each.answerable])
    if not len(answerable) or not len(other):
        raise EvalError("The set has only answerable questions, or none; there is no curve to draw.")
    above = (answerable[:, None] > other[None, :]).mean() + 0.5 * (answerable[:, None] == other[None, :]).mean()
    return float(above)


def _fitted(judged: Sequence[Judged]) -> tuple[list[Judged], list[float], float]:
    """The held-out half, its probabilities by a model fitted on the other half, and the threshold that was best there."""
    # Deferred: scikit-learn takes a second to import, and the other commands need none of it.
    from sklearn.linear_model import LogisticRegression

    usable = [each for each in judged if each.signals]
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for each in usable:
        halves[hashlib.sha256(each.id.encode()).digest()[0] % 2].append(each)
    train, held_out = halves
    model = LogisticRegression(max_iter=2000).fit(_matrix(train), [each.answerable for each in train])
    rated = model.predict_proba(_matrix(train))[:, 1]
    labels = np.array([each.answerable for each in train])
    threshold = max(np.linspace(0.2, 0.8, 61), key=lambda each: float(((rated >= each) == labels).mean()))
    return held_out, [float(each) for each in model.predict_proba(_matrix(held_out))[:, 1]], float(threshold)


def _matrix(judged: Sequence[Judged]) -> NDArray[np.float64]:
    # Beside the signals, whether the rules let a sentence through.
    return np.array([[*each.signals, float(each.probability > 0)] for each in judged])


def _report_off_topic(rows: Sequence[Mapping[str, Any]], passages: Mapping[str, str], embedder: Any) -> None:  # noqa: ANN401
    assistant = PlanAssistant(index_of(passages, embedder))
    answers = [assistant.invoke({"question": str(row["text"])}) for row in counted(rows, "asked")]
    abstained = Proportion.of([answer.abstained for answer in answers])
    say(f"Abstained over {len(passages):,} passages of other domains: {abstained}")


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        return list(_lines(path))
    except (OSError, ValueError) as error:
        raise EvalError(f"The questions {path} cannot be read ({error}); name a folder with queries.jsonl and corpus.jsonl.") from None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)
