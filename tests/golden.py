"""The golden triples of the tiny report: `python tests/golden.py` writes them anew."""

from __future__ import annotations

import io
from pathlib import Path

from pyoxigraph import NamedNode

from graph.publishing.export import readable, write_quads
from loaders.pipeline import read_report
from ontology.identifiers import Identifiers
from tests.dataset import dataset

TINY = Path(__file__).with_name("cases") / "tiny" / "tiny-2024.txt"
GOLDEN = TINY.with_suffix(".trig")


def golden() -> bytes:
    """Everything that is said of the report, without the vocabularies."""
    identifiers, stream = Identifiers(), io.BytesIO()
    vocabulary = NamedNode(identifiers.graph("vocabulary"))
    said = (quad for quad in dataset([read_report(TINY)], identifiers) if quad.graph_name != vocabulary)
    write_quads(readable(said), "trig", stream)
    return stream.getvalue()


if __name__ == "__main__":
    GOLDEN.write_bytes(golden())
