"""Rules of starting the chat from the command line."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from rag.adviser import Adviser
from rag.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


def start(*options: str) -> subprocess.Popen[str]:
    """Start the chat in a process of its own."""
    command = [sys.executable, "-m", "ui.cli", "chat", *options]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_command_serves_says_where_and_stops(adviser: Adviser, settings: Settings) -> None:
    begin = time.monotonic()
    process = start("--poort", "0", "--geen-geschiedenis", "--data", str(settings.data_dir))
    try:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address, line + (process.stderr.read() if process.stderr and process.poll() is not None else "")
        response = httpx.get(f"{address[0]}/?vraag=kanariegeheim", timeout=20)
        print(f"from command to page: {time.monotonic() - begin:.1f} s")
        assert response.status_code == 200
        assert "gradio-app" in response.text
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=15)
        assert "kanariegeheim" not in output + errors
    finally:
        process.kill()


def test_a_port_in_use_is_said_in_dutch(adviser: Adviser, settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start("--poort", str(taken.getsockname()[1]), "--data", str(settings.data_dir))
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "bezet" in errors
    assert "Traceback" not in errors
