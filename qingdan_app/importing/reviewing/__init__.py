"""The review of an import: what was read beside the document, and what people settle and answer of it."""
