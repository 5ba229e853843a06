"""What a service and its evaluators say to each other: frames of a kind, a length and a payload."""

from __future__ import annotations

import struct
from collections.abc import Callable

HEADER = struct.Struct(">cI")

READY = b"R"
"""The store is open. Sent once by the evaluator."""
REQUEST = b"Q"
"""A query as JSON: text, base, union, default and named graphs, media type, seconds."""
DATA = b"D"
"""A piece of the answer."""
END = b"E"
"""The answer is whole."""
FAILURE = b"F"
"""Why there is no answer, as JSON: kind, message, and line and column where it has them."""

Read = Callable[[int], bytes]
"""Returns exactly so many bytes, or raises EOFError."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    return HEADER.pack(kind, len(payload)) + payload


def read_frame(read: Read) -> tuple[bytes, bytes]:
    """The next frame's kind and payload; raises EOFError when the other side has ended."""
    kind, length = HEADER.unpack(read(HEADER.size))
    return kind, read(length) if length else b""
