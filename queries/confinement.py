"""What the process that evaluates queries gives up before it sees the first one.

A query can ask for any amount of memory and time, and the engine has an HTTP client built in. The
guard refuses what would use it; here the kernel does, whatever the guard has missed.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
import sys
import time

_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Architecture as the kernel's audit interface names it, and the number of its socket() call."""

_IO_URING_SETUP = 425  # the other way to open a socket; one number on all architectures
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # classic BPF: ld [k], jeq #k, ret #k
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def limit_memory(mib: int) -> None:
    """Bounds the address space and never writes a core file (it would hold the whole store)."""
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: float) -> None:
    """The kernel ends this process after so many more seconds of computing.

    The service kills at the deadline; this holds even when the service itself has died.
    """
    spent = time.process_time()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 2, hard))


def forbid_network() -> bool:
    """No new socket from here on, in any thread; False where the kernel has no such filter."""
    calls = _SOCKET_CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        return False
    program = ctypes.create_string_buffer(_filter(*calls))
    instructions = len(program.raw) // 8
    header = struct.pack("HxxxxxxP", instructions, ctypes.addressof(program))
    description = ctypes.create_string_buffer(header)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, description, 0, 0) == 0)


def _filter(architecture: int, socket_call: int) -> bytes:
    """Refuses socket() and io_uring_setup() with EPERM; `struct seccomp_data` holds number, architecture."""
    return b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, 4),
            (_JUMP_IF_EQUAL, 0, 3, architecture),
            (_LOAD, 0, 0, 0),
            (_JUMP_IF_EQUAL, 2, 0, socket_call),
            (_JUMP_IF_EQUAL, 1, 0, _IO_URING_SETUP),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        )
    )
