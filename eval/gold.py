"""The gold set: its cases, read and checked, and the fixed halves that they fall into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.records import Status, Turn
from eval.records import Case, EvalError, Half

CASES = Path(__file__).parent / "cases"
# Sentences to check, not questions: see `eval.claims`.
CLAIMS = CASES / "claims"
# Ids of the reporting half begin so, and its files lie in `cases/reporting`: whoever works on the assistant
# can leave that folder unopened, and a case never changes its half when others are added.
REPORTING_PREFIX = "rep-"

_Phrase = Annotated[str, Field(min_length=1, pattern=r"\S")]
_Group = Annotated[list[_Phrase], Field(min_length=1)]


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class _Line(BaseModel):
    """One line of a case file; `cases/README.md` explains every key."""

    model_config = ConfigDict(extra="forbid")

    id: _Phrase
    kind: _Phrase
    question: str
    history: list[_Turn] = []
    status: list[Status] = Field(min_length=1)
    facts: list[_Group] = []
    forbidden: list[_Phrase] = []
    spans: list[_Group] = []
    source: str = ""
    source_any: list[_Phrase] = []
    items: list[_Group] = []


def read_cases(paths: Sequence[Path] = ()) -> list[Case]:
    """The cases of the files, in their order; of the whole gold set where none is named.

    Raises `EvalError` where a file is missing or empty, a line is malformed, or an id occurs twice.
    """
    cases = [case for path in paths or sorted(path for path in CASES.rglob("*.jsonl") if CLAIMS not in path.parents) for case in _read_file(path)]
    if not cases:
        raise EvalError("There is no case to ask; eval/cases/README.md shows how to write one.")
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise EvalError(f"The case {case.id} occurs twice; give each case its own id.")
        seen.add(case.id)
    return cases


def half_of(case_id: str) -> Half:
    """The half that a case belongs to, which its id says."""
    return "reporting" if case_id.startswith(REPORTING_PREFIX) else "tuning"


def in_half(cases: Iterable[Case], half: Half | Literal["all"]) -> list[Case]:
    """The cases of a half, or all of them."""
    return [case for case in cases if half in ("all", half_of(case.id))]


def belongs_to_gold(paths: Sequence[Path]) -> bool:
    """Whether the cases are those of the gold set, whose reporting half stays unseen while working."""
    return not paths or any(CASES.resolve() in path.resolve().parents for path in paths)


def digest_of(cases: Sequence[Case]) -> str:
    """Short digest of the cases, equal for equal cases in any order."""
    text = "\n".join(sorted(repr(case) for case in cases))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read_file(path: Path) -> list[Case]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(
            f"The case file {path} cannot be read ({error}); name a UTF-8 file with one JSON object a line."
        ) from None
    return [_case(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _case(path: Path, number: int, line: str) -> Case:
    try:
        parsed = _Line.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise EvalError(f"Line {number} of {path} is not JSON ({error.msg}); mend that line.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EvalError(f"Line {number} of {path}: {where}: {first['msg']}; see eval/cases/README.md.") from None
    return Case(
        id=parsed.id,
        kind=parsed.kind,
        question=parsed.question,
        history=tuple(Turn(turn.role, turn.content) for turn in parsed.history),
        status=tuple(parsed.status),
        facts=tuple(map(tuple, parsed.facts)),
        forbidden=tuple(parsed.forbidden),
        spans=tuple(map(tuple, parsed.spans)),
        source=parsed.source,
        source_any=tuple(parsed.source_any),
        items=tuple(map(tuple, parsed.items)),
    )
