"""Rules of the source panel."""

from dataclasses import replace

from rag.records import Origin, Table
from tests_web import SmallLibrary, make_citation, make_library, make_passage  # noqa: F401

from ui.web.panel import citation_card
