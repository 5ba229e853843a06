"""Follow-up: targets, and what later reports say came of them."""
