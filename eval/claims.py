"""The command `claims`: how often a sentence check lets a wrong sentence pass, and how often it turns a right one away.

A claim that names what it cites is checked as a language model's sentence is: beside the passages that the model would
have been shown, those that it cites among them. One without is checked as a pasted sentence is, beside all sources.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.checking.sentences import check_claim
from assistant.config import load_settings
from assistant.llm.check import check_sentence
from assistant.llm.passages import passages_for
from assistant.llm.records import Checked, Dropped, Sentence
from assistant.open_index import open_index
from assistant.places import cite_span
from assistant.records import Citation
from corpus.records import Span
from eval.gold import CLAIMS as CLAIMS_FOLDER
from eval.metrics import percentile, wilson_interval
from eval.mutate import mutations, names_of
from eval.records import EvalError
from eval.terminal import counted, say, table
from index.retrieve import Index

# Sentences as they are pasted to be checked, and as a language model words them; `reporting.jsonl` beside them stays unseen.
CLAIMS = (CLAIMS_FOLDER / "pasted.jsonl", CLAIMS_FOLDER / "phrased.jsonl", CLAIMS_FOLDER / "free.jsonl")
PASSED = ("exact", "supported")
# As the engine `llm` has it with its default settings.
SHOWN, ROOM = 80, 6_000


class Cited(BaseModel):
    """Words of a source that a claim was made from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    quote: str


class Claim(BaseModel):
    """One line of a file of claims."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    """`paraphrase`, or what is wrong: figure, unit, date, name, role, negation, qualifier, word, outcome, invented."""
    claim: str
    right: bool
    language: Literal["en", "zh"]
    cites: tuple[Cited, ...] = ()
    """Where a model would say that it has it from."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what the check says of it."""

    claim: Claim
    passed: bool
    """Whether a reader would be told that the sources bear it out, or would be shown it."""
    verdict: str
    milliseconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `claims`."""
    parser.add_argument(
        "cases", nargs="*", type=Path, default=CLAIMS, metavar="CLAIMS.jsonl", help="claims by hand (default: the committed ones)"
    )
    parser.add_argument(
        "--mutations", type=int, default=400, metavar="N", help="wrong sentences to make from right ones (default: 400)"
    )
    parser.add_argument("--index", type=Path, metavar="DIR", help="another index folder")
    parser.add_argument("--failures", action="store_true", help="list every failure")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Checks the claims and the mutations, and prints the shares; returns the exit status."""
    settings = load_settings(index=arguments.index)
    index = open_index(settings)
    for path in arguments.cases:
        _report(path, read_claims(path), index, arguments)
    return 0


def _report(path: Path, by_hand: list[Claim], index: Index, arguments: argparse.Namespace) -> None:
    judged = judge(by_hand, index, "By hand")
    made = judge(made_wrong(by_hand, sentences_of(index), arguments.mutations), index, "Made")
    rows = [
        _row("right, by hand, passed", [each for each in judged if each.claim.right]),
        *(
            _row(f"  {language}", [each for each in judged if each.claim.right and each.claim.language == language])
            for language in ("en", "zh")
        ),
        _row("wrong, by hand, passed", [each for each in judged if not each.claim.right]),
        *(
            _row(f"  {language}", [each for each in judged if not each.claim.right and each.claim.language == language])
            for language in ("en", "zh")
        ),
        _row("wrong, made, passed", made),
        *(
            _row(f"  {kind}", [each for each in made if each.claim.kind == kind])
            for kind in dict.fromkeys(each.claim.kind for each in made)
        ),
    ]
    say(table((path.name, "passed", "of", "share", "95 %"), [row for row in rows if row]))
    times = [each.milliseconds for each in [*judged, *made]]
    say(f"\nA sentence takes {percentile(times, 50):.0f} ms (median), {percentile(times, 95):.0f} ms (95 of 100).\n")
    if arguments.failures:
        for each in [*judged, *made]:
            if each.passed != each.claim.right:
                say(f"{each.claim.id} {each.claim.kind} {each.verdict}: {each.claim.claim}")


def read_claims(path: Path) -> list[Claim]:
    """The claims of a file; raises `EvalError` where it cannot be read."""
    claims = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):  # noqa: B007 - named in the message
            if line.strip():
                claims.append(Claim.model_validate(json.loads(line)))
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"The claims {path} cannot be read ({error}); name a UTF-8 file with one JSON object a line.") from None
    except (json.JSONDecodeError, ValidationError) as error:
        raise EvalError(
            f"Line {number} of {path} is no claim ({str(error).splitlines()[0]}); see eval/cases/README.md."
        ) from None
    return claims


def sentences_of(index: Index) -> dict[str, Cited]:
    """Every sentence of the sources on one line, in their order, with its place."""
    return {
        " ".join((words := piece.span.of(index.document(entry["id"]).text)).split()): Cited(source=entry["id"], quote=words)
        for entry in index.manifest.documents
        for piece in index.structure(entry["id"]).pieces
        if piece.kind == "sentence"
    }


def made_wrong(by_hand: Sequence[Claim], sentences: Mapping[str, Cited], number: int) -> list[Claim]:
    """Up to `number` wrong sentences, half from the right claims and half from the sources' own; the same each time."""
    chance = random.Random(20180209)
    names = names_of(list(sentences))
    right = [(each.claim, each.cites) for each in by_hand if each.right]
    own: list[tuple[str, tuple[Cited, ...]]] = [
        (words, (place,) if any(cites for _, cites in right) else ())
        for words, place in chance.sample(list(sentences.items()), len(sentences))
    ]
    halves = []
    for origin in (right, own):
        halves.append(
            [
                (kind, wrong, cites)
                for sentence, cites in origin
                for kind, wrong in mutations(sentence, names, chance)
                if wrong not in sentences
            ]
        )
    chosen = [*halves[0][: number // 2], *halves[1][: number - min(len(halves[0]), number // 2)]]
    return [
        Claim(
            id=f"made-{at:03}",
            kind=kind,
            claim=wrong,
            right=False,
            language="zh" if any("\u4e00" <= ch <= "\u9fff" for ch in wrong[:10]) else "en",
            cites=cites,
        )
        for at, (kind, wrong, cites) in enumerate(chosen, start=1)
    ]


def judge(claims: Sequence[Claim], index: Index, label: str) -> list[Judged]:
    """Each claim with its check."""
    judged = []
    for claim in counted(claims, label):
        judged.append(_as_written(claim, index) if claim.cites else _as_pasted(claim, index))
    return judged


def _as_pasted(claim: Claim, index: Index) -> Judged:
    started = time.perf_counter()
    check = check_claim(claim.claim, index)
    return Judged(claim, check.verdict in PASSED, check.verdict, (time.perf_counter() - started) * 1000)


def _as_written(claim: Claim, index: Index) -> Judged:
    cited = [_citation(each, index) for each in claim.cites]
    passages = passages_for(index.search(claim.claim, SHOWN), cited, index, ROOM)
    marks = tuple(
        each.n
        for each in passages
        if any(each.document.id == one.source and each.span.start <= one.start < each.span.end for one in cited)
    )
    sentence = Sentence(claim.claim, marks, new_line=True, item=False)
    started = time.perf_counter()
    result = check_sentence(sentence, passages, index)
    took = (time.perf_counter() - started) * 1000
    verdict = result.reason if isinstance(result, Dropped) else "shown" if result else "no claim"
    return Judged(claim, isinstance(result, Checked), verdict, took)


def _citation(cited: Cited, index: Index) -> Citation:
    known = {entry["id"] for entry in index.manifest.documents}
    start = index.document(cited.source).text.find(cited.quote) if cited.source in known else -1
    found = cite_span(index, cited.source, Span(start, start + len(cited.quote))) if start >= 0 else None
    if found is None:
        raise EvalError(f"No source {cited.source} has the words “{cited.quote[:60]}”; build the index again, or mend the claim.")
    return found


def _row(name: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    if not judged:
        return ()
    passed = sum(each.passed for each in judged)
    low, high = wilson_interval(passed, len(judged))
    return name, str(passed), str(len(judged)), f"{passed / len(judged):.1%}", f"[{low:.1%}, {high:.1%}]"
