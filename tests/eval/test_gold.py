"""The gold set and its halves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.load import load_documents
from eval.gold import belongs_to_gold, half_of, in_half, read_cases
from eval.records import EvalError

ROOT = Path(__file__).parents[2]


def line(**given: object) -> str:
    return json.dumps({"id": "a", "kind": "fact", "question": "Q?", "status": ["answered"], **given})


def test_what_is_reported_on_is_a_kind_of_the_tuning_half_too() -> None:
    cases = read_cases()
    # What is reported on must be tuned for; not every kind need be reported on.
    reported = {case.kind for case in in_half(cases, "reporting")}
    assert reported
    assert reported <= {case.kind for case in in_half(cases, "tuning")}
    assert len(in_half(cases, "tuning")) + len(in_half(cases, "reporting")) == len(in_half(cases, "all")) == len(cases)


def test_the_id_of_a_case_says_its_half() -> None:
    assert [half_of("fact-001"), half_of("rep-fact-001")] == ["tuning", "reporting"]
    for case in read_cases([*(ROOT / "eval" / "cases" / "reporting").glob("*.jsonl")]):
        assert half_of(case.id) == "reporting"


def test_every_gold_quotation_stands_in_its_source() -> None:
    texts = {document.id: document.text for document in load_documents(ROOT / "corpus")}
    quoted = [(case, quotation) for case in read_cases() for group in case.spans for quotation in group]
    assert [(case.id, quotation) for case, quotation in quoted if quotation not in texts.get(case.source, "")] == []


def test_every_source_of_the_gold_set_is_in_the_catalogue() -> None:
    ids = {document.id for document in load_documents(ROOT / "corpus")}
    assert {name for case in read_cases() for name in (case.source, *case.source_any) if name} <= ids


def test_a_case_file_elsewhere_is_not_the_gold_set(tmp_path: Path) -> None:
    assert belongs_to_gold([]) is True
    assert belongs_to_gold([ROOT / "eval/cases/chinese.jsonl"]) is True
    assert belongs_to_gold([tmp_path / "mine.jsonl"]) is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Line 1 of .* is not JSON"),
        (line(status=["perhaps"]), "Line 1 .*status"),
        (line(factz=[]), "factz"),
        (line(facts=[["90", " "]]), "facts"),
        (line() + "\n" + line(), "occurs twice"),
        ("\n", "no case"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "cases.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=words):
        read_cases([tmp_path / "cases.jsonl"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"none\.jsonl cannot be read"):
        read_cases([tmp_path / "none.jsonl"])
