"""Fixtures of the chat's tests: servers on free ports and a browser with an empty profile."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from rag.adviser import Adviser
from rag.settings import Settings
from tests.ui.web.scripted import ScriptedAdviser, make_library, running
from ui.web.options import WebOptions

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Return a function that serves a scripted chat in a fresh data folder."""

    def start(
        adviser: object, options: WebOptions | None = None, password: str | None = None
    ) -> AbstractContextManager[str]:
        return running(adviser, tmp_path / "data", options, password)

    return start


@pytest.fixture(scope="module")
def shared_chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scripted chat that the tests of a file share."""
    adviser = ScriptedAdviser(make_library("De bron zegt dit."))
    with running(adviser, tmp_path_factory.mktemp("gedeeld")) as address:
        yield address


@pytest.fixture
def settings_without_index(tmp_path: Path) -> Settings:
    """Return settings that would fail as soon as an index is opened."""
    return Settings(data_dir=tmp_path / "leeg")


@pytest.fixture(scope="session")
def real_chat(adviser: Adviser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a chat on the shipped library."""
    with running(adviser, tmp_path_factory.mktemp("chat"), WebOptions(questions_per_minute=6000)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Debian's chromium; installs it where that is possible, else skips the test."""
    if not Path(CHROMIUM).exists() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        subprocess.run(
            command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is missing: run 'sudo apt-get install chromium' to run the browser tests")
    return CHROMIUM


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Any]:
    """Return playwright, started once a run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def new_page(chromium: str, playwright_driver: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page in a browser with an empty profile."""
    opened: list[tuple[Any, str]] = []

    def open_page(width: int = 1360, height: int = 860, **choices: Any) -> Any:
        profile = tempfile.mkdtemp(prefix="chromium-")
        context = playwright_driver.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=FLAGS, viewport={"width": width, "height": height}, **choices
        )
        opened.append((context, profile))
        return context.pages[0]

    yield open_page
    for context, profile in opened:
        context.close()
        shutil.rmtree(profile, ignore_errors=True)
