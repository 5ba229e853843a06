"""Regions: what is promised where, as layout and as map."""
