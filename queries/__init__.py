"""Questions, and SPARQL over HTTP as request to bytes."""
