"""The version of code, ontology and extraction: one number, written here."""

VERSION = "0.1.0"
