"""Fixtures shared by all tests: the shipped library, indexed once a run."""

import os
from pathlib import Path

import pytest

from ingest.build import ensure_index
from rag.adviser import Adviser, open_adviser
from rag.embedding import Embedder, load_embedder
from rag.library import Library
from rag.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "originals"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings with a data folder of this run, or the one ALLIANTIEWIJZER_TEST_DATA names (to save time)."""
    chosen = os.environ.get("ALLIANTIEWIJZER_TEST_DATA")
    return Settings(data_dir=Path(chosen) if chosen else tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def embedder(settings: Settings) -> Embedder:
    """Return the default embedding engine."""
    return load_embedder(settings.embedding)


@pytest.fixture(scope="session")
def adviser(settings: Settings, embedder: Embedder) -> Adviser:
    """Return an adviser on the shipped library."""
    ensure_index(settings, embedder, lambda step, done, total: None)
    return open_adviser(settings)


@pytest.fixture(scope="session")
def library(adviser: Adviser) -> Library:
    """Return the shipped library."""
    return adviser.library
