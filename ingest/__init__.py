"""From documents to an index: dossiers, sections, passages, tables."""
