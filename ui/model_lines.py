"""Say in one Dutch line what became of asking a language model."""

from rag.records import ModelRun
from ui import texts_terminal as texts


def model_line(run: ModelRun) -> str:
    """Return which model wrote the answer and where, or why its answer is not the one shown."""
    rest = ""
    if run.removed:
        rest = texts.MODEL_REMOVED.format(count=run.removed, noun=texts.MODEL_REMOVED_NOUN[run.removed != 1])
    return texts.MODEL_LINES[run.outcome].format(
        name=run.name, where=model_where(run.address), kept=run.supported, written=run.written, rest=rest
    )


def model_where(address: str) -> str:
    """Return ' op ADRES', nothing for a model inside this program."""
    return texts.MODEL_WHERE.format(address=address) if address else ""
