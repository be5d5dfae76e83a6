"""Write what the page says of a language model: which one and where, what it is writing, what became of it."""

from rag.adviser import Adviser
from rag.records import ModelRun
from ui import texts_web as texts
from ui.model_lines import model_line
from ui.web.html import esc


def model_label(adviser: Adviser) -> str | None:
    """Return which model answers where, None without a model."""
    writer = adviser.writer
    if writer is None:
        return None
    template = texts.MODEL_LOCAL if writer.choice.is_local else texts.MODEL_REMOTE
    return template.format(name=writer.choice.name, address=writer.choice.host or texts.MODEL_INSIDE)


def writing_html(sentences: str) -> str:
    """Return the block under an answer while a model writes; only sentences that were checked, as plain text."""
    shown = "".join(f"<p>{esc(line)}</p>" for line in sentences.split("\n") if line)
    return f'<div class="schrijft" aria-live="off"><p class="rustig">{esc(texts.MODEL_WRITING)}</p>{shown}</div>'


def model_note(run: ModelRun | None) -> str:
    """Return the line that says who wrote the answer, or why the model's answer is not shown."""
    return f'<p class="rustig taalmodel">{esc(model_line(run))}</p>' if run else ""
