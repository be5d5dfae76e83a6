"""Every error this product raises on purpose.

AlliantiewijzerError
├── UsageError          the user's input cannot be used (question, source id, file, setting)
├── DossierError        a dossier or its data does not follow its format
├── DocumentError       a document of the user's cannot be read
├── IndexUnusableError  no index, a damaged one, or one made with another model
├── StoreUnreachableError  the server that holds the vectors does not answer
└── ModelError          a language model did not write an answer (too late, down, broken)

An error carries a code and the values that explain it; the edge (`ui.messages`) turns it into Dutch.
"""


class AlliantiewijzerError(Exception):
    """Be the base of all errors that are explained to the user.

    `code` names what went wrong; `values` holds what the explanation mentions.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        details = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{code}: {details}" if details else code)


class UsageError(AlliantiewijzerError):
    """Say that the user's input cannot be used."""


class DossierError(AlliantiewijzerError):
    """Say where a dossier or its data does not follow its format."""


class DocumentError(AlliantiewijzerError):
    """Say why a document cannot be read; the others still are."""


class IndexUnusableError(AlliantiewijzerError):
    """Say why the index cannot be used."""


class StoreUnreachableError(AlliantiewijzerError):
    """Say why the server that holds the vectors cannot be used."""


class ModelError(AlliantiewijzerError):
    """Say why a language model wrote nothing that can be used; `code` is one of `rag.llm_outcome.Outcome`."""
