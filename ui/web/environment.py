"""Set what Gradio reads from the environment; must run before it is imported."""

import os
import tempfile

FORCED = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "GRADIO_SHARE": "False",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_SSR_MODE": "False",
    # Gradio sums up all events with pandas after each one, for a page that does not exist here.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    # FastAPI sends traces where the environment says so; an address in a trace can hold a question.
    "OTEL_SDK_DISABLED": "true",
}
# Each of these opens files, code or another page to whoever reaches the chat.
REMOVED = (
    "GRADIO_ALLOWED_PATHS",
    "GRADIO_VIBE_MODE",
    "GRADIO_CHAT_FLAGGING_MODE",
    "GRADIO_ROOT_PATH",
    "GRADIO_WATCH_DIRS",
)


def prepare_environment() -> None:
    """Close what an environment variable could open, and give Gradio a private folder for temporary files."""
    os.environ.update(FORCED)
    for name in REMOVED:
        os.environ.pop(name, None)
    os.environ["GRADIO_TEMP_DIR"] = tempfile.mkdtemp(prefix="alliantiewijzer-")
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [os.environ.get(name, ""), "127.0.0.1", "localhost"]
        os.environ[name] = ",".join(dict.fromkeys(host for host in hosts if host))
