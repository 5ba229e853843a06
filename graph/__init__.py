"""Records become triples; triples become a store, checks and exports."""
