"""`python -m eval retrieval` on a set of three passages, and the vectors that it keeps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.__main__ import main
from eval.answers import read_json
from eval.beir import read_set
from eval.records import EvalError
from eval.vectors import embed_cached

PASSAGES = [
    {"_id": "bridge", "title": "Bridge", "text": "The bridge was built in 1931 and carries 40,000 vehicles a day."},
    {"_id": "library", "title": "Library", "text": "Library opening hours: until midnight from Monday to Thursday."},
    {"_id": "ferry", "text": "Ferries cross the harbour every twenty minutes."},
]
QUERIES = [
    {"_id": "q1", "text": "When was the bridge built?", "rewrite": "bridge built"},
    {"_id": "q2", "text": "How long is the library open?", "rewrite": None},
    {"_id": "q3", "text": "Who painted the ceiling?"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "corpus.jsonl", PASSAGES)
    write(tmp_path, "queries.jsonl", QUERIES)
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\tbridge\t1\nq2\tlibrary\t1\nq3\tferry\t0\n", encoding="utf-8"
    )
    return tmp_path


def write(folder: Path, name: str, rows: list[dict]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_passages_are_headed_by_titles_that_they_lack(folder: Path):
    assert read_set(folder).passages == {
        "bridge": "Bridge\nThe bridge was built in 1931 and carries 40,000 vehicles a day.",
        "library": "Library opening hours: until midnight from Monday to Thursday.",
        "ferry": "Ferries cross the harbour every twenty minutes.",
    }


def test_questions_without_a_relevant_passage_or_a_text_are_left_out(folder: Path):
    data, rewritten = read_set(folder), read_set(folder, "rewrite")
    assert ([query.id for query in data.queries], data.left_out) == (["q1", "q2"], 1)
    assert ([query.text for query in rewritten.queries], rewritten.left_out) == (["bridge built"], 2)
    assert [query.id for query in read_set(folder, limit=1).queries] == ["q1"]


def test_a_set_that_does_not_fit_together_is_named(folder: Path):
    with pytest.raises(EvalError, match="field 'gone'"):
        read_set(folder, "gone")
    (folder / "qrels.tsv").write_text("q1\tnowhere\t1\n", encoding="utf-8")
    with pytest.raises(EvalError, match="nowhere"):
        read_set(folder)


def test_the_whole_command(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("eval.vectors._with_all_cores", lambda work, *given: work(*given))
    arguments = ["retrieval", str(folder), "--cache", str(folder / "cache"), "--out", str(folder / "out")]
    assert main(arguments) == 0
    results = read_json(folder / "out/retrieval.json")
    assert (results["questions"], results["passages"], results["embedding"]["fresh"]) == (2, 3, 3)
    assert results["quality"]["fused"]["nDCG@10"]["mean"] == 1.0
    assert set(results["quality"]) == {"bm25", "dense", "fused"}
    assert main(arguments) == 0
    assert read_json(folder / "out/retrieval.json")["embedding"]["fresh"] == 0
    assert "all were kept from an earlier run" in capsys.readouterr().out


class FakeEmbedder:
    """Vectors that name the length of their text."""

    name = "fake"

    def embed_passages(self, texts, progress=None):
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_a_text_is_embedded_once_and_keeps_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("eval.vectors.load_embedder", lambda model: FakeEmbedder())
    monkeypatch.setattr("eval.vectors._with_all_cores", lambda work, *given: work(*given))
    first = embed_cached(["a", "bbb", "a"], "some/model", tmp_path)
    second = embed_cached(["cc", "bbb"], "some/model", tmp_path)
    assert (first.fresh, first.vectors[:, 0].tolist()) == (2, [1.0, 3.0, 1.0])
    assert (second.fresh, second.vectors[:, 0].tolist()) == (1, [2.0, 3.0])
    (tmp_path / "some-model/vectors.f32").write_bytes(b"\0" * 8)
    with pytest.raises(EvalError, match="damaged"):
        embed_cached(["a"], "some/model", tmp_path)
