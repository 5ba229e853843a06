"""Pages, pictures and words for people."""
