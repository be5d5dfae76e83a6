"""The chat page in Gradio: our own frame as one component, and one queued event that answers questions.

This is the only file that knows Gradio. It must be imported after `prepare_environment` has run.
"""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr
from fastapi import FastAPI

from ui import texts_web as texts

# Our own admission decides who waits; Gradio's queue only has to be wide enough not to be in the way.
QUEUE_SIZE = 200
# The page's script draws; Gradio only tells it when the frame stands and when an answer has come in.
FRAME_SCRIPT = "window.aw.start(element, (payload) => trigger('submit', payload))"
ANSWER_SCRIPT = "watch('value', () => window.aw.receive(props.value))"

Answerer = Callable[[dict[str, Any], gr.Request], AsyncIterator[dict[str, str]]]


def make_page(frame: str, answer: Answerer) -> gr.Blocks:
    """Return the page; `answer` gets what the page's script sent and yields what it must show."""

    async def on_ask(event: gr.EventData, request: gr.Request) -> AsyncIterator[str]:
        async for part in answer(event._data or {}, request):
            yield json.dumps(part, ensure_ascii=False)

    page: gr.Blocks
    with gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True) as page:
        # The frame goes in as a value, never as a template: nothing in it may be read as code.
        shell = gr.HTML(frame, js_on_load=FRAME_SCRIPT, apply_default_css=False, elem_id="pagina")
        inbox = gr.HTML("", html_template="", js_on_load=ANSWER_SCRIPT, visible="hidden", elem_id="postvak")
        shell.submit(
            on_ask,
            inputs=None,
            outputs=inbox,
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="multiple",
            concurrency_limit=QUEUE_SIZE,
        )
    page.queue(api_open=False, max_size=QUEUE_SIZE)
    return page


def mount_page(app: FastAPI, page: gr.Blocks) -> FastAPI:
    """Put the page at the root of `app` with everything off that it does not need."""
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
    )
    return mounted
