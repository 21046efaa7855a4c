"""Fits the weights of `assistant.sufficiency.MODEL` on the tuning half: `python -m eval.fit_sufficiency`.

A sample is a candidate sentence of a question, kept by the rules that rule sentences out; it is positive where
it overlaps an expected quotation (or, for a question to the notes, states every expected fact). Printed are the
weights and the area under the ROC curve in eightfold cross-validation by question, so that a question's
sentences never stand on both sides. scikit-learn comes with sentence-transformers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from assistant.__main__ import set_environment
from assistant.chain import PASSAGES, PlanAssistant, open_assistant
from assistant.config import load_settings
from assistant.conversation.standalone import standalone_question
from assistant.evidence import Evidence, gather
from assistant.exclusion import ruled_out
from assistant.questions.reading import read_question
from assistant.sufficiency import Signals, first, signals_of
from eval.gold import in_half, read_cases
from eval.matching import missing_groups, occurrences
from eval.records import Case
from eval.terminal import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the weights and their quality; returns 0."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args(arguments)
    set_environment([])
    # Deferred: scikit-learn takes a second to import, and `--help` needs none of it.
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    signals, labels, groups = samples(open_assistant(load_settings()), in_half(read_cases(), "tuning"))
    model = LogisticRegression(C=1.0, max_iter=2000)
    predicted = cross_val_predict(model, signals, labels, cv=GroupKFold(8), groups=groups, method="predict_proba")[:, 1]
    model.fit(signals, labels)
    weights = [float(model.intercept_[0]), *(float(weight) for weight in model.coef_[0])]
    say(f"{len(labels)} sentences of {len(set(groups))} questions, {int(labels.sum())} of them right")
    say("  ".join(f"{name} {weight:.2f}" for name, weight in zip(Signals.__slots__, weights, strict=True)))
    say(f"area under the ROC curve, eightfold by question: {roc_auc_score(labels, predicted):.3f}")
    return 0


def samples(assistant: PlanAssistant, cases: Sequence[Case]) -> tuple[NDArray[np.float64], NDArray[np.int64], list[str]]:
    """Signals `(n, 8)` without the constant, labels `(n,)` of 0 and 1, and the case that each sentence belongs to."""
    rows: list[tuple[float, ...]] = []
    labels: list[int] = []
    groups: list[str] = []
    for case in cases:
        if case.kind in ("injection", "vague", "partial"):
            continue
        text = standalone_question(case.question, case.history).text
        question = read_question(text, assistant.index.vocabulary, assistant.index.glossary_english)
        hits = assistant.index.search(question.text, PASSAGES, extra_terms=question.extra_terms)
        evidence = gather(question, hits, assistant.index) if question.terms else []
        for official in (True, False):
            kept = first(evidence, official=official)
            for each in kept:
                if not ruled_out(question, each):
                    rows.append(astuple(signals_of(question, each, evidence, kept[0].score))[1:])
                    labels.append(int(_right(case, each)))
                    groups.append(case.id)
    return np.array(rows), np.array(labels), groups


def _right(case: Case, each: Evidence) -> bool:
    """Whether a sentence is one that the case wants cited, or a note's statement of all its facts."""
    if "answered" not in case.status:
        return False
    if each.document.id == case.source and case.spans:
        quotations = [quotation for group in case.spans for quotation in group]
        return any(span.overlaps(each.piece.span) for quotation in quotations for span in occurrences(each.document.text, quotation))
    wanted = not case.source_any or each.document.id in case.source_any
    return wanted and bool(case.facts) and not missing_groups(each.text, case.facts)


if __name__ == "__main__":
    sys.exit(main())
