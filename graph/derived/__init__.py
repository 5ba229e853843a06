"""Derived: what follows by a rule from what reports state, and what is only inferred."""
