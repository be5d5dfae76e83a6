"""The measures: each a named function of one outcome; docs/evaluation.md gives their sources."""
