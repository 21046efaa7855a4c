"""The tuning half of the gold set, compared with the last accepted run."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import Settings
from eval.accepted import ACCEPTED, worse_than
from eval.answers import ANSWERS, generate, read_answers, read_json, read_sources, score
from eval.gold import in_half, read_cases
from eval.summary import as_tables, summarise
from index.build import build_index
from index.embed import Embedder
from index.records import IndexNotReady
from index.retrieve import Index

ROOT = Path(__file__).parents[2]


def current_index(tmp_path: Path, embedder: Embedder) -> Path:
    """The project's index where it is up to date, which spares a minute of embedding; else a new one."""
    own = ROOT / Settings().index_folder
    try:
        Index(own, embedder)
    except IndexNotReady:
        own = tmp_path / "index"
        build_index(own, [ROOT / "corpus"], embedder)
    return own


@pytest.mark.slow
def test_the_tuning_half_is_not_worse_than_accepted_by_more_than_its_interval(tmp_path: Path, embedder: Embedder):
    accepted = read_json(ACCEPTED)
    if not accepted:
        pytest.skip("eval/accepted.json is missing: run `python -m eval answers`, then `python -m eval accept RESULTS_DIR`")
    cases = in_half(read_cases(), "tuning")
    settings = Settings(index=current_index(tmp_path, embedder))
    folder = generate(cases, settings, tmp_path / "run")
    path = folder / ANSWERS
    summary = summarise(score(cases, read_answers(path), read_sources(path, settings)))
    assert worse_than(accepted, summary) == [], f"\n{as_tables(summary)}"
