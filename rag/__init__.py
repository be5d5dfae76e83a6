"""Answer questions from the library, with a citation for every sentence."""
