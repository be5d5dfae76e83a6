"""Hold the adviser in use, which changes when documents are added."""

from rag.adviser import Adviser


class Current:
    """Give the adviser in use; a question under way keeps the one it began with."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    @property
    def adviser(self) -> Adviser:
        """Return the adviser in use."""
        return self._adviser

    def replace(self, adviser: Adviser) -> None:
        """Use another adviser from now on."""
        self._adviser = adviser
