"""Serve a GGUF file with llama.cpp over HTTP on this machine: `python -m rag.llama_server FILE CONTEXT`.

A process of its own, because a broken model file can end the process that reads it. It says its address on the first
line of standard output and stops when standard input closes, so that it never outlives whoever started it. The key
that callers must show is in KEY_VARIABLE.
"""

import os
import sys

KEY_VARIABLE = "ALLIANTIEWIJZER_LLAMA_KEY"
MAX_THREADS = 8
QUIET = -1


def main() -> None:
    """Load the model, say where it answers, and wait until standard input closes."""
    import xllamacpp

    path, context = sys.argv[1:3]
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [os.environ[KEY_VARIABLE]]
    params.n_ctx = int(context)
    params.n_parallel = 1
    # A core is left for whoever asks: with all of them taken llama.cpp's threads wait for each other (0.7 s a token
    # against 0.02 s, on 2 busy cores).
    params.cpuparams.n_threads = max(1, min(MAX_THREADS, (os.cpu_count() or 2) - 1))
    params.verbosity = QUIET
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # llama.cpp's threads do not take well to an interpreter that ends around them


if __name__ == "__main__":
    main()
