"""Make the small pictures in docs/screenshots: python -m tests.ui.web.screenshots DATA_FOLDER."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Playwright, sync_playwright

from ingest.build import ensure_index
from rag.adviser import open_adviser
from rag.embedding import load_embedder
from rag.settings import Settings
from tests.ui.web.conftest import CHROMIUM, FLAGS
from tests.ui.web.scripted import ask, open_chat, running

TARGET = Path(__file__).resolve().parents[3] / "docs" / "screenshots"
# A flat design needs few colours; this keeps every picture below 100 kB.
COLOURS = 128
LIST = "Welke vijf faalfactoren noemt Boonstra bij Bestuurskunde?"
TABLE = "Geef de hele tabel 2 van Boonstra met faalfactoren per discipline"
COMPARISON = "Wat is het verschil tussen een alliantie en een netwerk?"
UNANSWERABLE = "Wat kost een scheiding in Amsterdam?"


@contextmanager
def opened(driver: Playwright, address: str, width: int, height: int, scheme: str) -> Iterator[Any]:
    """Open the chat in a window of this size and colour scheme."""
    with tempfile.TemporaryDirectory() as profile:
        context = driver.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        open_chat(context.pages[0], address)
        yield context.pages[0]
        context.close()


def save(page: Any, name: str) -> None:
    """Save what the page shows, in few colours, once everything stands still."""
    page.wait_for_timeout(900)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    small = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(TARGET / f"{name}.png", optimize=True)


def wide(page: Any, address: str) -> None:
    """Make the pictures of a wide screen."""
    save(page, "eerste-scherm")
    ask(page, COMPARISON).locator(".cite").first.hover()
    save(page, "bronpaneel")
    page.click("#nieuw")
    turn = ask(page, LIST)
    turn.locator(".cite").nth(2).hover()
    save(page, "antwoord")
    turn.locator("[data-doe=steun]").click()
    turn.locator(".herkomst summary").click()
    save(page, "onderbouwing")
    ask(page, TABLE)
    save(page, "tabel")
    page.goto(f"{address}/bibliotheek")
    save(page, "bibliotheek")


def narrow(page: Any) -> None:
    """Make the pictures of a telephone."""
    save(page, "smal-eerste-scherm")
    turn = ask(page, LIST)
    save(page, "smal-antwoord")
    turn.locator(".cite").nth(1).click()
    save(page, "smal-bronnen")


def main(data_dir: Path) -> None:
    """Make all pictures from the index in `data_dir`, which is made where it is missing."""
    settings = Settings(data_dir=data_dir)
    ensure_index(settings, load_embedder(settings.embedding), lambda step, done, total: None)
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(open_adviser(settings), Path(folder)) as address,
        sync_playwright() as driver,
    ):
        with opened(driver, address, 1360, 860, "light") as page:
            wide(page, address)
        with opened(driver, address, 1360, 860, "dark") as page:
            ask(page, UNANSWERABLE)
            save(page, "weigering-donker")
        with opened(driver, address, 380, 740, "light") as page:
            narrow(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
