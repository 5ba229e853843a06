"""One file per document format: bytes become the kept text."""
