"""Tasks: tables that say who answers for what, linked to commitments."""
