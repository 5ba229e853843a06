"""A report becomes records, each tied to the characters that say so."""
