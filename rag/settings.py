"""The few choices a user makes, as one frozen value built at the edge."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs

APP_NAME = "alliantiewijzer"
DATA_VARIABLE = "ALLIANTIEWIJZER_DATA"
STORE_VARIABLE = "ALLIANTIEWIJZER_CHROMA"
DEFAULT_EMBEDDING = "onnx"
CORPUS_DIR = Path(__file__).resolve().parent.parent / "corpus"


# How long a reader waits for a language model before the answer without it stands.
MODEL_SECONDS = 20.0


class CheckMode(StrEnum):
    """Say what happens to a sentence of a language model that its sources do not carry."""

    STRICT = "strikt"
    SHOW = "toon"


@dataclass(frozen=True)
class ModelSettings:
    """The language model to use: KIND:NAME@ADDRESS, how long to wait, how to treat what does not hold.

    `remote` names the host (or host:port) outside this machine that questions may be sent to.
    """

    choice: str
    remote: str | None = None
    seconds: float = MODEL_SECONDS
    mode: CheckMode = CheckMode.STRICT


@dataclass(frozen=True)
class Settings:
    """Where data lies and which models are used."""

    data_dir: Path
    corpus_dir: Path = CORPUS_DIR
    embedding: str = DEFAULT_EMBEDDING
    # The address of a Chroma server ("http://host:8000"); empty: embedded, in the index folder.
    vector_store: str = ""
    model: ModelSettings | None = None

    @property
    def index_dir(self) -> Path:
        """Return the folder that holds the versions of the index and the pointer to the current one."""
        return self.data_dir / "index"


def choose_data_dir(option: str | None) -> Path:
    """Return the data folder: the option, else the environment's, else the platform's user data folder."""
    chosen = option or os.environ.get(DATA_VARIABLE)
    return Path(chosen).expanduser().resolve() if chosen else Path(platformdirs.user_data_dir(APP_NAME))


def choose_vector_store(option: str | None) -> str:
    """Return the address of the Chroma server: the option, else the environment's, else none (embedded)."""
    return option or os.environ.get(STORE_VARIABLE) or ""
