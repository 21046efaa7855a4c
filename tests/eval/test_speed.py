"""What `eval speed` and `eval scale` are made of: processes, the figures' ratios, synthetic vectors."""

from __future__ import annotations

import pytest

from eval.processes import busy_core, run_probe, run_process
from eval.records import EvalError
from eval.speed import Row


def test_a_process_is_measured_by_itself():
    finished = run_process(["-c", "import time; block = bytearray(200_000_000); time.sleep(0.2); print('done')"])
    assert (finished.status, finished.output) == (0, "done\n")
    assert 0.2 <= finished.seconds < 10
    assert 200 <= finished.peak_mb < 300


def test_a_process_that_fails_is_explained_by_its_last_line():
    finished = run_process(["-c", "raise SystemExit('no index')"])
    assert (finished.status, finished.last_error) == (1, "no index")


def test_a_probe_that_fails_names_itself():
    with pytest.raises(EvalError, match="The measurement nothing failed"):
        run_probe("nothing")


def test_the_busy_process_ends_with_the_block():
    with busy_core() as process:
        assert process.poll() is None
    assert process.poll() is not None


def test_a_ratio_needs_both_figures():
    assert Row("a", 2.0, 4.0).ratio == 0.5
    assert Row("a", None, 4.0).ratio is None
    assert Row("a", 2.0).ratio is None


