"""Killed at any moment, the indexer leaves an index that answers: the old one or the new one, never a mix."""

from pathlib import Path

import pytest

from tests.ingest.kills import run_kills


@pytest.mark.timeout(240)
def test_every_kill_leaves_a_whole_index(tmp_path: Path):
    """A short run of `python -m tests.ingest.kills 200`, with another seed."""
    outcomes = run_kills(8, tmp_path, seed=11)
    assert outcomes.total() == 8


@pytest.mark.timeout(240)
def test_every_kill_during_the_swap_leaves_a_whole_index(tmp_path: Path):
    outcomes = run_kills(8, tmp_path, seed=5, late=True)
    assert outcomes.total() == 8
