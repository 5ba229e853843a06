"""The model: what a report says, as triples, each tied to its passage."""
