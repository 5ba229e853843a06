"""What an evaluator gives up, tried in a process of its own."""

from __future__ import annotations

import platform
import signal
import subprocess
import sys

import pytest

SOCKET = """
import socket
from queries.confinement import forbid_network
print(forbid_network())
try:
    socket.socket()
    print("open")
except PermissionError:
    print("refused")
"""

CPU = """
from queries.confinement import limit_cpu
limit_cpu(-1)
while True:
    pass
"""

MEMORY = """
from queries.confinement import limit_memory
limit_memory(200)
try:
    bytearray(300 << 20)
except MemoryError:
    print("refused")
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no filter for this architecture")
def test_no_socket() -> None:
    assert run(SOCKET).stdout.split() == ["True", "refused"]


def test_the_kernel_ends_what_nobody_kills() -> None:
    assert run(CPU).returncode == -signal.SIGXCPU


def test_memory_is_bounded() -> None:
    assert run(MEMORY).stdout.split() == ["refused"]
