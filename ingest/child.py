"""Read one untrusted document in a process of its own: `python -m ingest.child FORMAT`, bytes in, JSON out."""

import json
import sys
from dataclasses import asdict
from typing import Any, NoReturn

from rag.errors import AlliantiewijzerError, DocumentError

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 60
FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.system",
)


def main() -> NoReturn:
    """Read a document from standard input and write its parts, or why there are none, to standard output."""
    limit()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1])
    except AlliantiewijzerError as error:
        answer = {"error": error.code, "values": {name: str(value) for name, value in error.values.items()}}
    except MemoryError:
        answer = {"error": "document_memory", "values": {}}
    except Exception as error:  # the libraries that read raise whatever a broken file makes them stumble over
        answer = {"error": "document_damaged", "values": {"reason": type(error).__name__}}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    sys.exit(0)


def limit() -> None:
    """Bound memory and time, forbid files, programs and the network for the rest of this process."""
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's clock is the only bound
        pass
    else:
        for kind, value in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (value, value))

    def forbid(event: str, _: tuple[Any, ...]) -> None:
        if event in FORBIDDEN:
            raise DocumentError("document_damaged", reason=event)

    sys.addaudithook(forbid)


def read(data: bytes, form: str) -> dict[str, Any]:
    """Return the parts of a document and what it says of itself, ready for JSON."""
    from ingest.outline import make_parts
    from ingest.readers.files import read_document

    reading = read_document(data, form)
    parts = make_parts(reading.blocks, reading.title)
    if not parts:
        raise DocumentError("document_empty")
    return {
        "title": reading.title,
        "authors": reading.authors,
        "year": reading.year,
        "pages": reading.pages,
        "remarks": reading.remarks,
        "parts": [asdict(part) for part in parts],
    }


if __name__ == "__main__":
    main()
